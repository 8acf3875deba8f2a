"""Numbers that follow commit order.

Who takes a number holds the lock of all who do until its transaction ends (see
`ordering`; SQLite has only one writer anyway), so a number that was handed out is
visible before any higher one: nothing that reads upwards can miss it.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, insert, select, update

from app.server.store.ordering import require_order
from app.server.store.tables import counters

SEQ: Final = "seq"  # order of creation, shared by all tables
FEED: Final = "feed"  # positions of the changes feed


def next_value(tx: Connection, name: str) -> int:
    """The next number of a counter, from 1."""
    require_order(tx)
    taken = tx.execute(
        update(counters)
        .where(counters.c.name == name)
        .values(value=counters.c.value + 1)
        .returning(counters.c.value)
    ).scalar_one_or_none()
    if taken is not None:
        return int(taken)
    tx.execute(insert(counters).values(name=name, value=1))
    return 1


def take(tx: Connection, name: str, count: int) -> range:
    """The next `count` numbers of a counter, in one step."""
    if count == 0:
        return range(0)
    first = next_value(tx, name)
    tx.execute(update(counters).where(counters.c.name == name).values(value=first + count - 1))
    return range(first, first + count)


def current_value(tx: Connection, name: str) -> int:
    """The highest number handed out, 0 when there is none."""
    found = tx.execute(select(counters.c.value).where(counters.c.name == name)).scalar_one_or_none()
    return 0 if found is None else int(found)
