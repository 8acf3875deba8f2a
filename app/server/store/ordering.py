"""What keeps one order of changes when many processes write to one PostgreSQL.

SQLite has one writer, so there everything below is true of itself.  On PostgreSQL a
transaction is in one of three lanes:

- `ORDERED`: whatever people change.  It holds one advisory lock from its first
  statement to its commit, so such transactions run one after the other, on however
  many hosts: each sees all that the earlier ones did, and numbers follow commit order.
- `BESIDE`: what the delivery engine writes, many at once.  It locks the rows that it
  is going to change before it reads them.  If it finds that it needs a number after
  all, it takes the lock if that is free, and otherwise begins again as `ORDERED`.
- `READING`: one state of the database, however many statements look at it.

Ordered transactions wait for the lock while they hold nothing else, so they cannot
deadlock with one another, nor with who takes the lock when it is free.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, Select, Table, select, text

LANE: Final = "lane"  # the execution option that says which lane a connection is in
_ORDER_LOCK: Final = 0x50535748_0001  # "PSWH"


class Lane(StrEnum):
    """How a transaction runs beside others; see the module."""

    ORDERED = "ordered"
    BESIDE = "beside"
    READING = "reading"


class NeedsOrder(Exception):
    """The work needs the lock of the ordered, which another one holds."""


def take_turn(tx: Connection) -> None:
    """Wait until every ordered transaction before this one has ended."""
    tx.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ORDER_LOCK})


def require_order(tx: Connection) -> None:
    """Make sure that what this transaction writes from now on is in order.

    Raises:
        NeedsOrder: It must begin again as an ordered one.
    """
    if lane_of(tx) is not Lane.BESIDE:
        return
    is_ours = tx.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _ORDER_LOCK})
    if not is_ours.scalar_one():
        raise NeedsOrder


def for_change(tx: Connection, query: Select[Any], *, of: Table) -> Select[Any]:
    """The query, locking the rows it finds of a table if this transaction may change them."""
    return query if lane_of(tx) in (None, Lane.READING) else query.with_for_update(of=of)


def free_among(tx: Connection, table: Table, ids: Collection[str]) -> list[str]:
    """Those of these rows that no other transaction is changing; they are locked, in order.

    For what somebody else is writing just as well: nobody need wait for him.
    """
    if not ids or lane_of(tx) is None:
        return sorted(ids)
    free = select(table.c.id).where(table.c.id.in_(ids)).order_by(table.c.id)
    return list(tx.execute(free.with_for_update(skip_locked=True)).scalars())


def lane_of(tx: Connection) -> Lane | None:
    """The lane of a transaction; None on SQLite."""
    lane: Lane | None = tx.get_execution_options().get(LANE)
    return lane
