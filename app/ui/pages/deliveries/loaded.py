"""Which deliveries are on screen, and how a fresh look at the newest joins them.

The list is read from the newest on, page by page, as a person scrolls.  A refresh
reads only the first pages again; what lies below them is kept, unless so much has
arrived that a gap would open.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from app.domain.delivery import Delivery, DeliveryPage

_NEIGHBOURS: Final = 1_000  # rows that a page and a fresh look can have in common


@dataclass(frozen=True, slots=True)
class Loaded:
    """A run of deliveries without gaps, newest first, and where to read on.

    Attributes:
        seen: Of a search in contents: how many were looked through.
        waiting: How many newer ones there are that are not shown yet.
        more_wait: Whether there are even more than those.
    """

    items: tuple[Delivery, ...] = ()
    next_cursor: str | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    pages: int = 0
    seen: int = 0
    waiting: int = 0
    more_wait: bool = False

    @property
    def has_more(self) -> bool:
        """Whether older deliveries can be read."""
        return self.next_cursor is not None

    def plus(self, page: DeliveryPage) -> Loaded:
        """With one more page of older deliveries."""
        known = {one.id for one in self.items[-_NEIGHBOURS:]}
        older = tuple(one for one in page.items if one.id not in known)
        counts = page.counts or self.counts
        seen = self.seen + page.seen
        return replace(
            self,
            items=self.items + older,
            next_cursor=page.next_cursor,
            counts=counts,
            pages=self.pages + 1,
            seen=seen,
        )

    def held_back(self, newest: Delivery) -> Loaded:
        """Without what came after `newest`, of which only the number is kept."""
        at = bisect_left(self.items, True, key=lambda one: _position(one) <= _position(newest))
        more_wait = at == len(self.items) and self.has_more
        return replace(self, items=self.items[at:], waiting=at, more_wait=more_wait)

    def refreshed(self, again: Loaded) -> Refreshed:
        """What was read again takes the place of its stretch; older rows stay."""
        if again.waiting and not again.items:
            left = replace(
                self, counts=again.counts, waiting=again.waiting, more_wait=again.more_wait
            )
            return Refreshed(self, left, kept=len(self.items))
        if not self.items or not again.items or again.next_cursor is None:
            return Refreshed(self, again)
        end = _position(again.items[-1])
        if _position(self.items[0]) < end:
            return Refreshed(self, again)  # nothing in common: what is between was never read
        seen = {one.id for one in again.items}
        at = bisect_left(self.items, True, key=lambda one: _position(one) < end)
        older = self.items[at:]
        if any(one.id in seen for one in older[:_NEIGHBOURS]):  # several of the very same time
            older = tuple(one for one in older if one.id not in seen)
        if not older:
            return Refreshed(self, again)
        joined = replace(
            again, items=again.items + older, next_cursor=self.next_cursor, pages=self.pages
        )
        return Refreshed(self, joined, kept=len(older))

    def with_row(self, delivery: Delivery) -> Loaded:
        """With news of one of the rows."""
        place = _position(delivery)
        at = bisect_left(self.items, True, key=lambda one: _position(one) <= place)
        if at == len(self.items) or self.items[at].id != delivery.id:
            return self
        return replace(self, items=(*self.items[:at], delivery, *self.items[at + 1 :]))


@dataclass(frozen=True, slots=True)
class Refreshed:
    """A fresh look joined with what was there; the last `kept` rows are those of before."""

    before: Loaded
    loaded: Loaded
    kept: int = 0


def read(
    read_page: Callable[[str | None], DeliveryPage], *, pages: int, loaded: Loaded | None = None
) -> Loaded:
    """Read up to `pages` pages, from the newest or on from `loaded`."""
    so_far = loaded or Loaded()
    for _page in range(pages):
        so_far = so_far.plus(read_page(so_far.next_cursor))
        if not so_far.has_more:
            break
    return so_far


def _position(delivery: Delivery) -> tuple[datetime, str]:
    return delivery.created_at, delivery.id
