"""Step 2: tallies that carry the balance their hour opened with.

The statements are frozen; see `first`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import Connection, text

STATEMENTS: Final = (
    """
CREATE TABLE tallies (
    listener_id VARCHAR NOT NULL,
    hour_ms BIGINT NOT NULL,
    delivered INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    skipped INTEGER NOT NULL,
    durations JSON NOT NULL,
    opening JSON NOT NULL,
    PRIMARY KEY (listener_id, hour_ms)
)
""",
)
_TOTAL: Final = "*0"
_COPY: Final = text(
    "INSERT INTO tallies "
    "VALUES (:listener_id, :hour_ms, :delivered, :failed, :skipped, :durations, :opening)"
)


def apply(tx: Connection) -> None:
    """Build the tables, and take over the hours that were counted without a balance."""
    for statement in STATEMENTS:
        tx.exec_driver_sql(statement)
    rows = tx.execute(
        text(
            "SELECT listener_id, hour_ms, delivered, failed, skipped, durations "
            "FROM hourly ORDER BY listener_id, hour_ms"
        )
    ).all()
    hours = [(row[0], row[1], [*row[2:5], _parsed(row[5])]) for row in rows]
    copied = [*_with_balances(hours), *_with_balances(_totals(hours))]
    if copied:
        tx.execute(_COPY, copied)
    tx.exec_driver_sql("DROP TABLE hourly")


def _with_balances(hours: list[tuple[str, int, list[Any]]]) -> Iterator[dict[str, Any]]:
    """Rows of `tallies` from hours in the order of listener and hour."""
    of_listener, balance = "", _nothing()
    for listener_id, hour_ms, counted in hours:
        if listener_id != of_listener:
            of_listener, balance = listener_id, _nothing()
        yield {
            "listener_id": listener_id,
            "hour_ms": hour_ms,
            "delivered": counted[0],
            "failed": counted[1],
            "skipped": counted[2],
            "durations": json.dumps(counted[3]),
            "opening": json.dumps(balance),
        }
        balance = _sum(balance, counted)


def _totals(hours: list[tuple[str, int, list[Any]]]) -> list[tuple[str, int, list[Any]]]:
    of_hour: dict[int, list[Any]] = {}
    for _, hour_ms, counted in hours:
        of_hour[hour_ms] = _sum(of_hour.get(hour_ms, _nothing()), counted)
    return [(_TOTAL, hour_ms, of_hour[hour_ms]) for hour_ms in sorted(of_hour)]


def _sum(one: list[Any], more: list[Any]) -> list[Any]:
    durations = dict(one[3])
    for step, count in more[3].items():
        durations[step] = durations.get(step, 0) + count
    return [*(mine + theirs for mine, theirs in zip(one[:3], more[:3], strict=True)), durations]


def _nothing() -> list[Any]:
    return [0, 0, 0, {}]


def _parsed(durations: Any) -> dict[str, int]:
    """SQLite gives the text, psycopg what it says."""
    found: dict[str, int] = json.loads(durations) if isinstance(durations, str) else durations
    return found
