"""What a worker does with the listeners it has in hand.

As in the embedded transport, one loop makes one transaction a round: it records the
tries that ended and claims the next ones, so a delivery never costs a commit of its
own.  What differs is that claims are only made for listeners in hand, and that every
round proves that they still are.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection

from app.server.deliveries import left_over
from app.server.deliveries.claims import Claim, postpone, unclaim, withdrawn_among
from app.server.deliveries.settling import Ended, Rules, settle
from app.server.deliveries.transports import leased_claims
from app.server.deliveries.transports.base import Deliver, Settled, sleep_unless
from app.server.deliveries.transports.leases import Lease, Leases, share_out
from app.server.deliveries.transports.slots import Slots, pace_s
from app.server.settings import PlatformSettings
from app.server.store.database import Database
from app.server.store.times import ms_of

_log: Final = logging.getLogger(__name__)

_AFTER_FAULT_MS: Final = 60_000
_AFTER_TROUBLE_S: Final = 0.5


@dataclass(slots=True)
class _Batch:
    """What one transaction is to do, and the rows that it may touch."""

    ended: list[Ended]
    broken: list[Claim]
    stale: list[Claim]
    leases: list[Lease]
    room: int
    allowed: dict[str, int]
    waiting: list[Claim] = field(default_factory=list)

    @property
    def has_work(self) -> bool:
        """Whether there is anything to look at: also whether what waits is still to be tried."""
        return bool(self.ended or self.broken or self.stale or self.leases or self.waiting)


@dataclass(frozen=True, slots=True)
class _Looked:
    claims: list[Claim] = field(default_factory=list)
    due: frozenset[str] = frozenset()
    lost: frozenset[int] = frozenset()
    recorded: list[Ended] = field(default_factory=list)
    withdrawn: frozenset[str] = frozenset()


class Rounds:
    """Claims, tries and settles for the listeners in hand; on one event loop."""

    def __init__(
        self,
        database: Database,
        settings: PlatformSettings,
        rules: Rules,
        leases: Leases,
        *,
        worker: str,
        stale_after_s: float,
        on_lost: Callable[[], None],
    ) -> None:
        """Prepare.

        Args:
            database: Where deliveries are.
            settings: Slots, limits and clock.
            rules: What decides about the next try.
            leases: The listeners in hand.
            worker: Whose claims are ours.
            stale_after_s: A claim that waited longer is not tried: it may be another's now.
            on_lost: Told when a listener turns out to be in other hands.
        """
        self._database = database
        self._clock = settings.clock
        self._rules = rules
        self._leases = leases
        self._worker = worker
        self._stale_after_s = stale_after_s
        self._on_lost = on_lost
        self._slots = Slots(settings.slots, settings.per_listener_limit)
        self._ended: list[Ended] = []
        self._broken: list[Claim] = []
        self._stale: list[Claim] = []
        self._claimed_s: dict[str, float] = {}
        self._last_turn = ""
        self._looks_at_all = True
        self._woken = asyncio.Event()
        self._is_stopping = False
        self._task: asyncio.Task[None] | None = None

    def start(self, deliver: Deliver, settled: Settled) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._run(deliver, settled))

    def wake(self) -> None:
        """A listener came into hand, or one in hand may have something new; on the loop."""
        self._looks_at_all = True
        self._woken.set()

    def busy(self) -> set[str]:
        """The listeners in hand that keep slots busy."""
        now = {one.listener_id for one in self._leases.open() if one.idle_since_s is None}
        return (now | self._slots.outstanding) - self._slots.slow

    async def finish(self, *, grace_s: float) -> None:
        """Claim no more, let tries end, record them, and give everything back."""
        self._is_stopping = True
        self._woken.set()
        if self._task is not None:
            await self._task
        dropped = self._slots.drop_waiting()
        if self._slots.tasks:
            await asyncio.wait(self._slots.tasks, timeout=grace_s)
        cut_off = [self._slots.claim_of(task) for task in self._slots.tasks]
        running = self._slots.tasks
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        self._leases.stop()
        last = _Batch(self._ended, cut_off + self._broken, self._stale + dropped, [], 0, {})
        try:
            await self._database.run_beside(partial(self._give_back, last))
        except Exception:  # noqa: BLE001 - the next holder releases what is left over
            _log.exception("the last tries could not be recorded")
        self._leases.release_closed(())

    async def _run(self, deliver: Deliver, settled: Settled) -> None:
        loop = asyncio.get_running_loop()
        while not self._is_stopping:
            self._woken.clear()
            batch = self._next_batch()
            try:
                looked = _Looked()
                if batch.has_work:
                    looked = await self._database.run_beside(partial(self._transact, batch))
            except Exception:  # noqa: BLE001 - the worker outlives its database, and bugs
                _log.exception("a round of deliveries failed")
                await self._after_failure(batch, settled)
                continue
            self._take(batch, looked, deliver)
            if looked.recorded:
                settled([one.claim.delivery_id for one in looked.recorded])
            now_s = loop.time()
            outstanding = self._slots.outstanding | {one.claim.listener_id for one in self._ended}
            self._leases.note(due=looked.due, outstanding=outstanding, now_s=now_s)
            self._leases.close_some(self.busy(), now_s=now_s)
            self._leases.release_closed(
                outstanding | {one.listener_id for one in (*self._broken, *self._stale)}
            )
            if self._slots.tasks:
                await asyncio.sleep(pace_s(len(looked.recorded)))
            if not looked.claims and not self._ended:
                wait_s = self._leases.next_change_s(now_s)
                if looked.due:  # there is no room for it now
                    wait_s = min(wait_s, self._slots.until_free_s())
                await sleep_unless(self._woken, wait_s)

    def _next_batch(self) -> _Batch:
        looks_at_all, self._looks_at_all = self._looks_at_all, False
        ended, self._ended = self._ended, []
        broken, self._broken = self._broken, []
        stale, self._stale = self._stale, []
        room, allowed = self._slots.next_round()
        leases = [one for one in self._leases.open() if looks_at_all or one.idle_since_s is None]
        return _Batch(ended, broken, stale, leases, room, dict(allowed), self._slots.waiting)

    def _transact(self, batch: _Batch, tx: Connection) -> _Looked:
        """One transaction: what ended is recorded, what is due is claimed."""
        now_ms = ms_of(self._clock())
        recorded = self._record(tx, batch)
        new = [one for one in batch.leases if one.is_new]
        held = leased_claims.still_held(tx, new)
        if held:
            ids = [one.listener_id for one in new if one.job_id in held]
            left_over.release_of_listeners(tx, ids, worker=self._worker, now_ms=now_ms)
        due = leased_claims.due_among(tx, [one.listener_id for one in batch.leases], now_ms=now_ms)
        shares = share_out(
            sorted(due),
            after=self._last_turn,
            room=batch.room,
            allowed=batch.allowed,
            per_listener=self._slots.per_listener,
        )
        wanted = [one for one in batch.leases if one.listener_id in shares and not one.is_new]
        held |= leased_claims.still_held(tx, wanted)
        job_of = {one.listener_id: one.job_id for one in batch.leases}
        lost = {one.job_id for one in (*new, *wanted)} - held
        ours = {one: share for one, share in shares.items() if job_of[one] in held}
        claims = leased_claims.claim(tx, ours, worker=self._worker, now_ms=now_ms) if ours else []
        withdrawn = withdrawn_among(tx, batch.waiting)
        return _Looked(claims, frozenset(due), frozenset(lost), recorded, withdrawn)

    def _record(self, tx: Connection, batch: _Batch) -> list[Ended]:
        """Write down what ended, unless another worker has taken it over since."""
        now = self._clock()
        if batch.ended:
            ids = sorted({one.claim.listener_id for one in batch.ended})
            leased_claims.lock_listeners(tx, ids)
        mine = leased_claims.still_claimed(
            tx,
            [*(one.claim for one in batch.ended), *batch.broken, *batch.stale],
            worker=self._worker,
        )
        recorded = [one for one in batch.ended if one.claim.attempt_id in mine]
        settle(tx, recorded, rules=self._rules, now=now)
        broken = [one for one in batch.broken if one.attempt_id in mine]
        if broken:
            postpone(tx, broken, until_ms=ms_of(now) + _AFTER_FAULT_MS)
        stale = [one for one in batch.stale if one.attempt_id in mine]
        if stale:
            unclaim(tx, stale, now_ms=ms_of(now))
        return recorded

    def _give_back(self, batch: _Batch, tx: Connection) -> None:
        """The last transaction: what was cut off is due again at once, for whoever comes."""
        now_ms = ms_of(self._clock())
        cut_off, batch = batch.broken, _Batch(batch.ended, [], batch.stale, [], 0, {})
        self._record(tx, batch)
        mine = leased_claims.still_claimed(tx, cut_off, worker=self._worker)
        left = [one for one in cut_off if one.attempt_id in mine]
        if left:
            postpone(tx, left, until_ms=now_ms)

    def _take(self, batch: _Batch, looked: _Looked, deliver: Deliver) -> None:
        if looked.lost:
            _log.warning("%d listeners are in other hands now", len(looked.lost))
            self._on_lost()
        for lease in batch.leases:
            lease.is_new = lease.is_new and lease.job_id in looked.lost
        now_s = asyncio.get_running_loop().time()
        for claim in looked.claims:
            self._claimed_s[claim.attempt_id] = now_s
            self._last_turn = claim.listener_id
        if looked.withdrawn:  # paused, cancelled, disabled: the next round gives it back
            self._stale += self._slots.withdraw(looked.withdrawn)
            self._woken.set()
        self._slots.add(looked.claims)
        self._start_waiting(deliver)

    async def _after_failure(self, batch: _Batch, settled: Settled) -> None:
        """Keep what was not recorded; look whether a single try is what cannot be."""
        self._looks_at_all = True
        self._broken += batch.broken
        self._stale += batch.stale
        await sleep_unless(self._woken, _AFTER_TROUBLE_S)
        for one in batch.ended:
            work = partial(self._record, batch=_Batch([one], [], [], [], 0, {}))
            try:
                recorded = await self._database.run_beside(work)
            except Exception:  # noqa: BLE001 - logged; tried again with the next round
                _log.exception("the try %s could not be recorded", one.claim.attempt_id)
                self._ended.append(one)
            else:
                settled([done.claim.delivery_id for done in recorded])

    def _start_waiting(self, deliver: Deliver) -> None:
        now_s = asyncio.get_running_loop().time()
        for claim in self._slots.startable():
            if now_s - self._claimed_s.pop(claim.attempt_id, now_s) > self._stale_after_s:
                self._stale.append(claim)
                continue
            task = asyncio.create_task(self._try(claim, deliver))
            self._slots.begin(claim, task)
            task.add_done_callback(partial(self._on_ended, deliver))

    async def _try(self, claim: Claim, deliver: Deliver) -> None:
        result = await deliver(claim)
        self._ended.append(Ended(claim, result))

    def _on_ended(self, deliver: Deliver, task: asyncio.Task[Any]) -> None:
        claim = self._slots.end(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("the try %s broke off", claim.attempt_id, exc_info=error)
            self._broken.append(claim)
        if not self._is_stopping:
            self._start_waiting(deliver)
        self._woken.set()
