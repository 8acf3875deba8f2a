"""Which deliveries changed, in the order in which that can be seen.

Who writes here waits for nobody.  SQLite has one writer, so a row is given the next
number; on PostgreSQL it is given the number of its transaction, and what is read ends
before the oldest transaction that still runs: nothing can appear behind a reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    func,
    insert,
    literal_column,
    select,
    text,
    update,
)

from app.domain.ids import new_id
from app.server.store.tables import counters, stream_log

KEPT_MS: Final = 300_000
_FLOOR: Final = "stream_floor"
# More of one change than this say nothing to a reader that its listener's event does not.
_MOST: Final = 1000
_CLOCK_SET_BACK_MS: Final = 3_600_000
_ROWS_AT_ONCE: Final = 64
_PURGED_AT_ONCE: Final = 200
# Built once: every settled batch of tries writes a row.
_NOTE: Final = insert(stream_log).values(
    position=select(func.coalesce(func.max(stream_log.c.position), 0) + 1).scalar_subquery(),
    id=bindparam("id"),
    at_ms=bindparam("at_ms"),
    delivery_ids=bindparam("delivery_ids"),
)
_NOTE_THERE: Final = _NOTE.values(
    position=literal_column("CAST(CAST(pg_current_xact_id() AS text) AS bigint)")
)


@dataclass(frozen=True, slots=True, order=True)
class LogPlace:
    """A place in the log: before change number `taken` of a position."""

    position: int
    taken: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """One delivery that changed, and the place after it."""

    delivery_id: str
    next: LogPlace


def note_deliveries(tx: Connection, delivery_ids: Sequence[str], *, now_ms: int) -> None:
    """Note that deliveries were made or changed by this transaction."""
    if not delivery_ids:
        return
    statement = _NOTE_THERE if tx.dialect.name == "postgresql" else _NOTE
    values = {"id": new_id("row"), "at_ms": now_ms, "delivery_ids": list(delivery_ids[:_MOST])}
    tx.execute(statement, values)


def end_of(tx: Connection) -> LogPlace:
    """The place after all that can be seen now."""
    if tx.dialect.name == "postgresql":
        oldest = text(
            "SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint)"
        )
        return LogPlace(int(tx.execute(oldest).scalar_one()))
    newest = tx.execute(select(func.max(stream_log.c.position))).scalar_one()
    return LogPlace(0 if newest is None else newest + 1)


def is_kept(tx: Connection, place: LogPlace) -> bool:
    """Whether everything after a place is still there."""
    floor = tx.execute(select(counters.c.value).where(counters.c.name == _FLOOR)).scalar()
    return floor is None or place.position > floor


def changes_from(
    tx: Connection, place: LogPlace, *, until: LogPlace, limit: int
) -> tuple[list[Change], LogPlace]:
    """Up to `limit` changes between two places, and the place to read on from."""
    c = stream_log.c
    rows: Sequence[Any] = tx.execute(
        select(c.position, c.delivery_ids)
        .where(c.position >= place.position, c.position <= until.position)
        .order_by(c.position, c.id)
        .limit(_ROWS_AT_ONCE)
    ).all()
    found: list[Change] = []
    at = LogPlace(place.position)
    for row in rows:
        if row.position != at.position:
            at = LogPlace(row.position)
        for delivery_id in row.delivery_ids:
            if at >= until or len(found) >= limit:
                return found, max(place, at)
            is_new = at >= place
            at = LogPlace(at.position, at.taken + 1)
            if is_new:
                found.append(Change(delivery_id, at))
    return found, max(place, at) if len(rows) == _ROWS_AT_ONCE else until


def purge(tx: Connection, *, now_ms: int) -> bool:
    """Remove some of what is too old; whether there may be more."""
    c = stream_log.c
    old = tx.execute(
        select(c.position, c.id)
        .where(
            (c.at_ms < now_ms - KEPT_MS) | (c.at_ms > now_ms + _CLOCK_SET_BACK_MS),
            # The last one stays: SQLite counts on from it.
            c.position < select(func.max(stream_log.c.position)).scalar_subquery(),
        )
        .order_by(c.position, c.id)
        .limit(_PURGED_AT_ONCE)
    ).all()
    if not old:
        return False
    tx.execute(delete(stream_log).where(c.position <= old[-1].position))
    _raise_floor(tx, old[-1].position)
    return len(old) == _PURGED_AT_ONCE


def forget(tx: Connection, *, now_ms: int) -> None:
    """Forget every change: whoever was told of any is told that the rest is gone (410)."""
    # One more stays, which says nothing: SQLite counts on from it.
    tx.execute(_NOTE, {"id": new_id("row"), "at_ms": now_ms, "delivery_ids": []})
    last = tx.execute(select(func.max(stream_log.c.position))).scalar_one()
    tx.execute(delete(stream_log).where(stream_log.c.position < last))
    _raise_floor(tx, last)


def _raise_floor(tx: Connection, position: int) -> None:
    changed = tx.execute(update(counters).where(counters.c.name == _FLOOR).values(value=position))
    if not changed.rowcount:
        tx.execute(insert(counters).values(name=_FLOOR, value=position))
