"""Times in a query: every range is `since` ≤ t < `until`."""

from __future__ import annotations

from app.domain.times import parse_time
from app.server.api.paging import Query, single
from app.server.api.problems import invalid_parameter
from app.server.store.times import ms_of


def read_time(query: Query, name: str) -> int | None:
    """A time of a query in milliseconds.

    Raises:
        ApiProblem: 400 unless it is an RFC 3339 time.
    """
    text = single(query, name)
    if text is None:
        return None
    try:
        return ms_of(parse_time(text))
    except ValueError:
        words = "A time looks like 2026-11-23T22:40:14.123Z."
        raise invalid_parameter(name, words) from None
