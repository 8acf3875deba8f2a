"""Which listeners this worker has in hand: one PgQueuer job each, for a turn.

A listener is in the hands of one worker at a time.  The worker keeps it for a moment
after it ran dry, because more often follows; and gives it back after a turn when it
has more busy listeners than it has slots for, so that other workers, or other
listeners, get theirs.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

LINGER_S: Final = 1.0
TURN_S: Final = 1.0
_LONG_TURN_S: Final = 5.0  # whoever is busy for long comes up for choice, one after the other
_BETWEEN_LONG_S: Final = 0.5
_TRICKLE_S: Final = 0.25  # a worker that is full still takes some, so that nobody starves


@dataclass(slots=True, eq=False)
class Lease:
    """A listener in hand.

    Attributes:
        job_id: PgQueuer's job.
        manager: The queue manager that took it.
        released: Set when the job is done with, or its connection was lost.
        is_new: What an earlier holder left claimed is not released yet.
        is_closing: Nothing more is claimed for it.
        idle_since_s: Since when it has nothing to do.
    """

    listener_id: str
    job_id: int
    manager: UUID
    taken_s: float
    released: asyncio.Event = field(default_factory=asyncio.Event)
    is_new: bool = True
    is_closing: bool = False
    idle_since_s: float | None = None


class Leases:
    """The listeners in hand; used on one event loop."""

    def __init__(self, *, slots: int, per_listener: int) -> None:
        self._fill = max(1, -(-slots // per_listener))  # busy listeners that keep all slots busy
        self._most = slots
        self._held: dict[str, Lease] = {}
        self._trickled_s = 0.0
        self._long_closed_s = 0.0
        self._share = max(1, self._fill // 4)  # in one go: some are left to workers who ask now
        self._is_stopping = False

    def take(self, listener_id: str, job_id: int, manager: UUID, *, now_s: float) -> Lease:
        """A listener comes into hand, or back into it with another job."""
        lease = Lease(listener_id, job_id, manager, now_s)
        if self._is_stopping:
            lease.released.set()
            return lease
        before = self._held.get(listener_id)
        if before is not None:
            before.released.set()
        self._held[listener_id] = lease
        return lease

    def open(self) -> list[Lease]:
        """Those for which more may be claimed."""
        return [one for one in self._held.values() if not one.is_closing]

    def orphans_of(self, manager: UUID) -> list[int]:
        """The jobs of a queue manager that has ended, whose tries still run."""
        return [one.job_id for one in self._held.values() if one.manager == manager]

    def to_take(self, busy: Collection[str], *, now_s: float) -> int:
        """How many more listeners to take now.

        Args:
            busy: The listeners in hand that keep slots busy.
            now_s: The loop's time.
        """
        room = self._fill - len(busy)
        if self._is_stopping:
            return 0
        if room > 0:
            return min(room, self._share)
        if now_s - self._trickled_s < _TRICKLE_S:
            return 0
        self._trickled_s = now_s
        return self._most

    def note(self, *, due: Collection[str], outstanding: Collection[str], now_s: float) -> None:
        """Bring up to date who has something to do."""
        for lease in self._held.values():
            if lease.listener_id in due or lease.listener_id in outstanding:
                lease.idle_since_s = None
            elif lease.idle_since_s is None:
                lease.idle_since_s = now_s

    def close_some(self, busy: Collection[str], *, now_s: float) -> None:
        """Close what lingered long enough, and what had its turn while others wait."""
        for lease in self._held.values():
            if lease.idle_since_s is not None and now_s - lease.idle_since_s >= LINGER_S:
                lease.is_closing = True
        surplus = len(busy) - self._fill
        had_turn = sorted(
            (
                one
                for name in busy
                if (one := self._held.get(name)) is not None
                and not one.is_closing
                and now_s - one.taken_s >= TURN_S
            ),
            key=lambda one: (one.taken_s, one.listener_id),
        )
        for lease in had_turn[: max(0, surplus)]:
            lease.is_closing = True
        if had_turn and now_s - self._long_closed_s >= _BETWEEN_LONG_S:
            oldest = had_turn[0]
            if now_s - oldest.taken_s >= _LONG_TURN_S and not oldest.is_closing:
                oldest.is_closing = True
                self._long_closed_s = now_s

    def stop(self) -> None:
        """Take no more, and claim nothing more for those in hand."""
        self._is_stopping = True
        for lease in self._held.values():
            lease.is_closing = True

    def release_closed(self, outstanding: Collection[str]) -> list[Lease]:
        """Give back what is closed and has no try left; answers which."""
        gone = [
            one
            for one in self._held.values()
            if one.is_closing and one.listener_id not in outstanding
        ]
        for lease in gone:
            del self._held[lease.listener_id]
            lease.released.set()
        return gone

    def lose_connection(self) -> None:
        """Let go of jobs whose queue manager ends; tries under way go on."""
        for lease in self._held.values():
            lease.is_closing = True
            lease.released.set()

    def next_change_s(self, now_s: float) -> float:
        """How long until time alone closes one."""
        ends = [
            one.idle_since_s + LINGER_S - now_s
            for one in self._held.values()
            if one.idle_since_s is not None and not one.is_closing
        ]
        return max(0.0, min(ends, default=TURN_S))


def share_out(
    due: Sequence[str],
    *,
    after: str,
    room: int,
    allowed: Mapping[str, int],
    per_listener: int,
) -> dict[str, int]:
    """How many claims each listener may make now.

    Args:
        due: The listeners that have something due, in order.
        after: The one that had the last turn; the next one is first.
        room: How many claims may be made, all listeners together.
        allowed: How many each listener may have that has claims now.
        per_listener: How many any other listener may have.
    """
    start = next((at for at, one in enumerate(due) if one > after), 0)
    turns = [one for one in (*due[start:], *due[:start]) if allowed.get(one, per_listener) > 0]
    turns = turns[:room]
    if not turns:
        return {}
    each, more = divmod(room, len(turns))
    return {
        one: min(allowed.get(one, per_listener), each + (at < more)) for at, one in enumerate(turns)
    }
