"""What each of many listeners had in a range of time: one statement for all of them.

Only the two ends of a range are read, however long it is.  A listener's last hour in it
holds what was counted there and the balance before; its first hour in it holds the
balance before the range.  All of it crosses as one text, see `store.batches`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection

from app.server.deliveries.tallies import Tally

# The ledger's JSON is handed on as it stands: SQLite would read it only to write it again.
_HERE: Final = """
    SELECT '[' || coalesce(group_concat(
        '[' || json_quote(s.value) || ',' || t.delivered || ',' || t.failed || ',' || t.skipped
        || ',' || t.durations || ',' || t.opening || ',' || x.opening || ']'), '') || ']'
    FROM json_each(:scopes) s
    JOIN tallies t ON t.listener_id = s.value AND t.hour_ms = (
        SELECT max(hour_ms) FROM tallies
        WHERE listener_id = s.value AND hour_ms >= :first AND hour_ms < :end)
    JOIN tallies x ON x.listener_id = s.value AND x.hour_ms = (
        SELECT min(hour_ms) FROM tallies WHERE listener_id = s.value AND hour_ms >= :first)
    """
_THERE: Final = """
    SELECT CAST(coalesce(json_agg(json_build_array(
        s.value, t.delivered, t.failed, t.skipped, t.durations, t.opening, x.opening)), '[]')
        AS text)
    FROM json_array_elements_text(CAST(%(scopes)s AS json)) AS s(value)
    JOIN tallies t ON t.listener_id = s.value AND t.hour_ms = (
        SELECT max(hour_ms) FROM tallies
        WHERE listener_id = s.value AND hour_ms >= %(first)s AND hour_ms < %(end)s)
    JOIN tallies x ON x.listener_id = s.value AND x.hour_ms = (
        SELECT min(hour_ms) FROM tallies WHERE listener_id = s.value AND hour_ms >= %(first)s)
    """


def between(
    tx: Connection, scopes: Sequence[str], *, first_ms: int, end_ms: int
) -> dict[str, Tally]:
    """What each scope had from one hour to before another; what had nothing is left out."""
    statement = _HERE if tx.dialect.name == "sqlite" else _THERE
    wanted = {"scopes": json.dumps(list(scopes)), "first": first_ms, "end": end_ms}
    rows = json.loads(tx.exec_driver_sql(statement, wanted).scalar_one())
    return {row[0]: _difference(*row[1:]) for row in rows}


def _difference(
    delivered: int,
    failed: int,
    skipped: int,
    counts: dict[str, int],
    opening: Sequence[Any],
    before: Sequence[Any],
) -> Tally:
    """The last hour's own, and what was added to the balance up to it."""
    _gather(counts, opening[3], before[3])
    return Tally(
        delivered + opening[0] - before[0],
        failed + opening[1] - before[1],
        skipped + opening[2] - before[2],
        counts,
    )


def _gather(counts: dict[str, int], more: Mapping[str, int], less: Mapping[str, int]) -> None:
    """Add to counts what `more` has beyond `less`, which is part of it."""
    for step, count in more.items():
        if grown := count - less.get(step, 0):
            counts[step] = counts.get(step, 0) + grown
