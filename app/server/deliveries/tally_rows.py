"""Adding to tallies that are there, in the database's own words.

Every settled batch of tries does it: one statement, whatever the number of listeners,
and nothing is read, added up in Python and written back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy import Connection

_ADD_HERE: Final = """
    UPDATE tallies SET
        delivered = delivered + json_extract(given.value, '$[1]'),
        failed = failed + json_extract(given.value, '$[2]'),
        skipped = skipped + json_extract(given.value, '$[3]'),
        durations = (
            SELECT json_group_object(step, number) FROM (
                SELECT both.step, sum(both.number) AS number FROM (
                    SELECT key AS step, value AS number FROM json_each(tallies.durations)
                    UNION ALL SELECT key, value FROM json_each(given.value, '$[4]')) AS both
                GROUP BY both.step))
    FROM json_each(:given) AS given
    WHERE tallies.listener_id = json_extract(given.value, '$[0]') AND tallies.hour_ms = :hour
    """
_ADD_THERE: Final = """
    UPDATE tallies SET
        delivered = delivered + CAST(given.value ->> 1 AS integer),
        failed = failed + CAST(given.value ->> 2 AS integer),
        skipped = skipped + CAST(given.value ->> 3 AS integer),
        durations = (
            SELECT coalesce(json_object_agg(step, number), '{}') FROM (
                SELECT step, sum(CAST(number AS integer)) AS number FROM (
                    SELECT * FROM json_each_text(tallies.durations)
                    UNION ALL SELECT * FROM json_each_text(given.value -> 4)) AS every(step, number)
                GROUP BY step) AS sums)
    FROM json_array_elements(CAST(%(given)s AS json)) AS given(value)
    WHERE tallies.listener_id = given.value ->> 0 AND tallies.hour_ms = %(hour)s
    """
_LATER_HERE: Final = """
    SELECT EXISTS (SELECT 1 FROM json_each(:scopes) AS given
                   JOIN tallies ON listener_id = given.value AND hour_ms > :hour)
    """
_LATER_THERE: Final = """
    SELECT EXISTS (SELECT 1 FROM json_array_elements_text(CAST(%(scopes)s AS json)) AS given(value)
                   JOIN tallies ON listener_id = given.value AND hour_ms > %(hour)s)
    """


def add_to_open(tx: Connection, given: Sequence[Sequence[Any]], *, hour_ms: int) -> int:
    """Add to the rows that this hour has already; answers how many those are.

    `given` holds the scope, delivered, failed, skipped and durations of each.
    """
    statement = _ADD_HERE if tx.dialect.name == "sqlite" else _ADD_THERE
    return tx.exec_driver_sql(statement, {"given": json.dumps(given), "hour": hour_ms}).rowcount


def has_later(tx: Connection, scopes: Iterable[str], *, hour_ms: int) -> bool:
    """Whether any of them has a later hour: then the clock was set back."""
    statement = _LATER_HERE if tx.dialect.name == "sqlite" else _LATER_THERE
    wanted = {"scopes": json.dumps(list(scopes)), "hour": hour_ms}
    return bool(tx.exec_driver_sql(statement, wanted).scalar_one())
