"""Sums of tries over ranges of time, read from the tallies and never from the tries.

The work of a read grows with the buckets or listeners that it answers, not with the
history behind them.  A read of many listeners is a piece of work for every few of
them: each is a short transaction, and deliveries go on between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, select

from app.server.deliveries import listener_sums, tallies
from app.server.deliveries.tallies import HOUR_MS, Tally
from app.server.store.tables import listeners, used_ids
from app.server.store.tables import tallies as table

DAY_MS: Final = 24 * HOUR_MS


@dataclass(frozen=True, slots=True)
class Range:
    """Whole buckets: from the one that holds `since` to the one before `until`.

    Attributes:
        step_ms: The length of a bucket.
    """

    first_ms: int
    end_ms: int
    step_ms: int

    @classmethod
    def covering(cls, since_ms: int, until_ms: int, step_ms: int) -> Range:
        """The buckets that have any moment of since ≤ t < until."""
        if since_ms >= until_ms:
            return cls(since_ms, since_ms, step_ms)
        first_ms = since_ms - since_ms % step_ms
        return cls(first_ms, until_ms + -until_ms % step_ms, step_ms)

    @property
    def count(self) -> int:
        """How many buckets it has."""
        return (self.end_ms - self.first_ms) // self.step_ms

    def starts(self) -> range:
        """Where each bucket begins."""
        return range(self.first_ms, self.end_ms, self.step_ms)


def in_pieces(scopes: Sequence[str], *, size: int) -> list[Sequence[str]]:
    """Scopes as pieces for one transaction each."""
    return [scopes[at : at + size] for at in range(0, len(scopes), size)]


def buckets(tx: Connection, scopes: Sequence[str], wanted: Range) -> dict[int, Tally]:
    """The buckets that have anything, by their start, all scopes together."""
    if wanted.step_ms == HOUR_MS:
        return tallies.hours_between(tx, scopes, since_ms=wanted.first_ms, until_ms=wanted.end_ms)
    found: dict[int, Tally] = {}
    for scope in scopes:
        known = tallies.balances(
            tx,
            [scope],
            first_ms=wanted.first_ms,
            step_ms=wanted.step_ms,
            last_ms=wanted.end_ms,
        )
        before = known.get((scope, wanted.first_ms), Tally())
        for start_ms in wanted.starts():
            after = known.get((scope, start_ms + wanted.step_ms), before)
            if after != before:
                found[start_ms] = found.get(start_ms, Tally()) + (after - before)
            before = after
    return found


def sums(tx: Connection, scopes: Sequence[str], wanted: Range) -> dict[str, Tally]:
    """What each scope had in the whole range; what had nothing is left out."""
    return listener_sums.between(tx, scopes, first_ms=wanted.first_ms, end_ms=wanted.end_ms)


def hours(tx: Connection, scopes: Sequence[str], wanted: Range) -> dict[str, list[tuple[int, int]]]:
    """Delivered and failed in each hour of a range; what had nothing is left out."""
    c = table.c
    rows = tx.execute(
        select(c.listener_id, c.hour_ms, c.delivered, c.failed).where(
            c.listener_id.in_(scopes), c.hour_ms >= wanted.first_ms, c.hour_ms < wanted.end_ms
        )
    )
    found: dict[str, list[tuple[int, int]]] = {}
    for listener_id, hour_ms, delivered, failed in rows:
        mine = found.setdefault(listener_id, [(0, 0)] * wanted.count)
        mine[(hour_ms - wanted.first_ms) // HOUR_MS] = (delivered, failed)
    return found


def known_listeners(tx: Connection) -> list[str]:
    """The listeners that exist, oldest first."""
    return list(tx.execute(select(listeners.c.id).order_by(listeners.c.seq)).scalars())


def deleted_since(tx: Connection, since_ms: int) -> list[str]:
    """The listeners that were deleted after a time, or so shortly before that a try still ran."""
    c = used_ids.c
    query = select(c.id).where(c.kind == "listener", c.deleted_ms >= since_ms - HOUR_MS)
    return list(tx.execute(query.order_by(c.deleted_ms)).scalars())
