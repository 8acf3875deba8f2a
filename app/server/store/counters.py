"""Numbers that follow commit order.

Who takes a number holds the lock of all who do until its transaction ends (see
`ordering`; SQLite has only one writer anyway), so a number that was handed out is
visible before any higher one: nothing that reads upwards can miss it.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, bindparam, insert, select, update

from app.server.store.ordering import require_order
from app.server.store.tables import counters

SEQ: Final = "seq"  # order of creation, shared by all tables
FEED: Final = "feed"  # positions of the changes feed

# Built once: every change takes numbers, and building costs more than running.
_TAKE: Final = (
    update(counters)
    .where(counters.c.name == bindparam("of"))
    .values(value=counters.c.value + bindparam("count"))
    .returning(counters.c.value)
)
_CURRENT: Final = select(counters.c.value).where(counters.c.name == bindparam("of"))


def next_value(tx: Connection, name: str) -> int:
    """The next number of a counter, from 1."""
    return take(tx, name, 1)[0]


def take(tx: Connection, name: str, count: int) -> range:
    """The next `count` numbers of a counter, in one step."""
    if count == 0:
        return range(0)
    require_order(tx)
    last = tx.execute(_TAKE, {"of": name, "count": count}).scalar_one_or_none()
    if last is None:
        tx.execute(insert(counters).values(name=name, value=count))
        last = count
    return range(last - count + 1, last + 1)


def current_value(tx: Connection, name: str) -> int:
    """The highest number handed out, 0 when there is none."""
    found = tx.execute(_CURRENT, {"of": name}).scalar_one_or_none()
    return 0 if found is None else int(found)
