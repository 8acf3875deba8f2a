"""The changes feed: what changed, and what was deleted, after a position."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Row, RowMapping, bindparam, select

from app.server.store import counters, listeners
from app.server.store.tables import used_ids

_DELETED: Final = (
    select(used_ids.c.id, used_ids.c.feed_position)
    .where(used_ids.c.feed_position > bindparam("position"))
    .order_by(used_ids.c.feed_position)
    .limit(bindparam("limit"))
)


@dataclass(frozen=True, slots=True)
class FeedPage:
    """One page: changed rows and deleted ids, up to and with `position`."""

    changed: Sequence[RowMapping]
    deleted: Sequence[str]
    position: int
    has_more: bool


def read_page(tx: Connection, *, position: int, deletions_after: int, limit: int) -> FeedPage:
    """What stands in the feed after a position, at most `limit` ids.

    Args:
        tx: The transaction.
        position: Where the page before ended.
        deletions_after: Deletions up to here are left out: a full pass that began
            after them never named the listener.
        limit: How many ids a page holds.
    """
    changed = listeners.after_position(tx, position, limit=limit + 1)
    deleted = deletions(tx, after=max(position, deletions_after), limit=limit + 1)
    ends = sorted(
        [row["feed_position"] for row in changed] + [row.feed_position for row in deleted]
    )
    has_more = len(ends) > limit
    end = ends[limit - 1] if has_more else counters.current_value(tx, counters.FEED)
    return FeedPage(
        changed=[row for row in changed if row["feed_position"] <= end],
        deleted=[row.id for row in deleted if row.feed_position <= end],
        position=end,
        has_more=has_more,
    )


def deletions(tx: Connection, *, after: int, limit: int) -> Sequence[Row[Any, Any]]:
    """Listeners that were deleted after a position: `id` and `feed_position`, in order."""
    return tx.execute(_DELETED, {"position": after, "limit": limit}).all()
