"""How many tries run at once, of one listener and of all, and who may start next.

A slow endpoint must not hold up the others, so a try that takes long gives its slot
back, up to a bound on what all tries together may take up.  A quick endpoint must
not wait for the database, so a listener may have claimed in advance twice what it got
done during the last round: enough if the next one takes twice as long.  A slow one
gets nothing in advance.
"""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import islice, takewhile
from math import inf
from typing import Final

from app.server.deliveries.claims import Claim

_PATIENCE_S: Final = 1.0  # how long a try holds its slot
_SLOW_EVERY_S: Final = 0.5  # how often slow listeners claim while quick ones are at work
_CROWD: Final = 8  # all tries together, slow ones too, in times of the slots
_AHEAD: Final = 256  # claimed in advance for one listener, at most

# Under load a round waits for company, the longer the more tries end in each: rounds that
# are too many cost more than they bring.
_PACE_S: Final = 0.01
_BUSY_PACE_S: Final = 0.025
_BUSY: Final = 24  # tries that ended in one round


def pace_s(ended: int) -> float:
    """How long to wait for company after a round in which so many tries ended."""
    return _BUSY_PACE_S if ended >= _BUSY else _PACE_S


@dataclass(frozen=True, slots=True)
class _Running:
    claim: Claim
    started_s: float

    def is_slow(self, now_s: float) -> bool:
        """Whether it no longer holds a slot."""
        return self.started_s + _PATIENCE_S <= now_s


@dataclass(slots=True)
class Slots:
    """The tries that run and the claims that wait to; used on one event loop.

    Attributes:
        total: Quick tries at once, all listeners together.
        per_listener: Tries of one listener at once.
    """

    total: int
    per_listener: int
    _running: dict[asyncio.Task[None], _Running] = field(default_factory=dict)  # oldest first
    _waiting: dict[str, deque[Claim]] = field(default_factory=dict)
    _of_listener: Counter[str] = field(default_factory=Counter)
    _done: Counter[str] = field(default_factory=Counter)
    _slow_again_s: float = 0.0  # when those that are slow may claim again

    @property
    def tasks(self) -> set[asyncio.Task[None]]:
        """The tries that run."""
        return set(self._running)

    @property
    def outstanding(self) -> set[str]:
        """The listeners that have a try that runs or a claim that waits."""
        return set(self._of_listener) | set(self._waiting)

    @property
    def slow(self) -> set[str]:
        """The listeners that have a try that no longer holds a slot."""
        return self._slow(asyncio.get_running_loop().time())

    def add(self, claims: Iterable[Claim]) -> None:
        """Claims that wait for their start from now on."""
        for claim in claims:
            self._waiting.setdefault(claim.listener_id, deque()).append(claim)

    def startable(self) -> list[Claim]:
        """The claims that may start now, one listener after the other; they no longer wait."""
        if not self._waiting:
            return []
        free = self._free(asyncio.get_running_loop().time())
        starting: list[Claim] = []
        begun: Counter[str] = Counter()
        while (left := free - len(starting)) > 0:
            # Asked after every try: no more of them are looked at than may start.
            roomy = (
                one for one in self._waiting
                if self._of_listener[one] + begun[one] < self.per_listener
            )  # fmt: skip
            turn = list(islice(roomy, left))
            if not turn:
                break
            for listener_id in turn:
                claims = self._waiting.pop(listener_id)
                starting.append(claims.popleft())
                begun[listener_id] += 1
                if claims:
                    self._waiting[listener_id] = claims  # its next turn comes last
        return starting

    def begin(self, claim: Claim, task: asyncio.Task[None]) -> None:
        """A try runs now."""
        self._running[task] = _Running(claim, asyncio.get_running_loop().time())
        self._of_listener[claim.listener_id] += 1

    def claim_of(self, task: asyncio.Task[None]) -> Claim:
        """What a running task tries."""
        return self._running[task].claim

    def end(self, task: asyncio.Task[None]) -> Claim:
        """A try ended; answers whose it was."""
        claim = self._running.pop(task).claim
        self._done[claim.listener_id] += 1
        self._of_listener[claim.listener_id] -= 1
        if not self._of_listener[claim.listener_id]:
            del self._of_listener[claim.listener_id]
        return claim

    @property
    def waiting(self) -> list[Claim]:
        """What has not started."""
        return [claim for claims in self._waiting.values() for claim in claims]

    def withdraw(self, delivery_ids: Collection[str]) -> list[Claim]:
        """Give up those of these deliveries that have not started."""
        given_up = [one for one in self.waiting if one.delivery_id in delivery_ids]
        for claim in given_up:
            claims = self._waiting[claim.listener_id]
            claims.remove(claim)
            if not claims:
                del self._waiting[claim.listener_id]
        return given_up

    def drop_waiting(self) -> list[Claim]:
        """Give up what has not started."""
        dropped = self.waiting
        self._waiting.clear()
        return dropped

    def next_round(self) -> tuple[int, Mapping[str, int]]:
        """How many claims may be made now, and how many more each known listener may have."""
        done, self._done = self._done, Counter()
        ahead = {one: min(2 * count, _AHEAD) for one, count in done.items()}
        waiting = Counter({one: len(claims) for one, claims in self._waiting.items()})
        held = self._of_listener + waiting
        allowed = {
            one: max(0, self.per_listener + ahead.get(one, 0) - held[one])
            for one in held.keys() | ahead.keys()
        }
        now_s = asyncio.get_running_loop().time()
        free = self._free(now_s)
        slow = self._slow(now_s)
        if slow:  # half of the slots are left to those that do not keep them
            share = -(-max(0, free - self.total // 2) // len(slow))
            if done.keys() - slow and now_s < self._slow_again_s:
                share = 0  # quick ones are at work: each slow try would cost them a connection
            elif share:
                self._slow_again_s = now_s + _SLOW_EVERY_S
            allowed |= {one: min(allowed[one], share) for one in slow}
        return max(0, free + sum(ahead.values()) - waiting.total()), allowed

    def until_slow_s(self) -> float:
        """When slow listeners may claim again; for ever if there are none."""
        now_s = asyncio.get_running_loop().time()
        return max(0.0, self._slow_again_s - now_s) if self._slow(now_s) else inf

    def until_free_s(self) -> float:
        """When a slow try gives its slot back; 0 if there is room now."""
        now_s = asyncio.get_running_loop().time()
        if self._free(now_s) > 0:
            return 0.0
        ends = [one.started_s + _PATIENCE_S - now_s for one in self._running.values()]
        return min((end for end in ends if end > 0), default=_PATIENCE_S)

    def _slow(self, now_s: float) -> set[str]:
        """The listeners that have a try that no longer holds a slot."""
        slow = takewhile(lambda one: one.is_slow(now_s), self._running.values())
        return {one.claim.listener_id for one in slow}

    def _free(self, now_s: float) -> int:
        """Slots that nobody holds; asked after every try, so the slow ones are not looked at."""
        youngest_first = reversed(self._running.values())
        quick = sum(1 for _ in takewhile(lambda one: not one.is_slow(now_s), youngest_first))
        return max(0, min(self.total - quick, self.total * _CROWD - len(self._running)))
