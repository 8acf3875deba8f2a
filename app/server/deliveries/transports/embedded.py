"""The dispatcher inside the platform's own process.

One loop, one transaction a round: it records the tries that ended since the last
round and claims the next ones.  While that transaction runs more tries end, so
rounds grow with the load and a delivery never costs a commit of its own.

A crash loses nothing: what was claimed and not recorded is due again at the next
start, with the same `webhook-id`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from sqlalchemy import Connection

from app.domain.ids import new_id
from app.server.deliveries import left_over
from app.server.deliveries.claims import (
    Claim,
    Claimed,
    Turn,
    claim_due,
    postpone,
    unclaim,
    withdrawn_among,
)
from app.server.deliveries.settling import Ended, Rules, settle
from app.server.deliveries.transports.base import Deliver, Settled, sleep_unless
from app.server.deliveries.transports.slots import Slots, pace_s
from app.server.settings import PlatformSettings
from app.server.store.database import Database
from app.server.store.times import ms_of

_log = logging.getLogger(__name__)

# A try that broke off by a fault of ours is not tried again at once.
_AFTER_FAULT_MS: Final = 60_000
_LONGEST_SLEEP_S: Final = 60.0
_AFTER_TROUBLE_S: Final = 1.0


class EmbeddedTransport:
    """Claims, tries and settles on one event loop."""

    def __init__(self, database: Database, settings: PlatformSettings, rules: Rules) -> None:
        self._database = database
        self._clock = settings.clock
        self._rules = rules
        self._stop_grace_s = settings.stop_grace_s
        self._worker = new_id("wrk")
        self._slots = Slots(settings.slots, settings.per_listener_limit)
        self._ended: list[Ended] = []
        self._broken: list[Claim] = []
        self._withdrawn: list[Claim] = []
        self._last_turn = ""
        self._woken = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._dispatcher: asyncio.Task[None] | None = None
        self._is_stopping = False

    async def start(self, deliver: Deliver, settled: Settled) -> None:
        self._loop = asyncio.get_running_loop()
        now_ms = ms_of(self._clock())
        released = await self._database.run(partial(left_over.release, now_ms=now_ms))
        if released:
            _log.info("%d tries were cut short; they are due again", released)
        self._dispatcher = asyncio.create_task(self._dispatch(deliver, settled))

    async def stop(self) -> None:
        if self._dispatcher is None:
            return
        self._is_stopping = True
        self._woken.set()
        await self._dispatcher
        self._dispatcher = None

    def wake(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._woken.set)

    async def _dispatch(self, deliver: Deliver, settled: Settled) -> None:
        while not self._is_stopping:
            self._woken.clear()
            try:
                claimed, settled_count = await self._round(deliver, settled)
            except Exception:  # noqa: BLE001 - the dispatcher outlives a full disk or a bug
                _log.exception("a round of deliveries failed")
                await sleep_unless(self._woken, _AFTER_TROUBLE_S)
                continue
            if self._slots.tasks:
                await asyncio.sleep(pace_s(settled_count))
            if not claimed.more:
                await sleep_unless(self._woken, self._idle_s(claimed))
        await self._finish(settled)

    async def _round(self, deliver: Deliver, settled: Settled) -> tuple[Claimed, int]:
        """One transaction: what ended is recorded, what is due is claimed.

        Answers what was claimed, and how many tries had ended.
        """
        ended, self._ended = self._ended, []
        broken, self._broken = self._broken, []
        withdrawn, self._withdrawn = self._withdrawn, []
        waiting = self._slots.waiting
        now = self._clock()
        room, allowed = self._slots.next_round()
        turn = Turn(
            worker=self._worker,
            room=room,
            allowed=allowed,
            per_listener=self._slots.per_listener,
            last=self._last_turn,
        )
        try:
            claimed, no_more = await self._database.run(
                partial(self._settle_and_claim, ended, broken, withdrawn, waiting, turn, now)
            )
        except Exception:
            self._broken += broken
            self._withdrawn += withdrawn
            await self._settle_singly(ended, settled)
            raise
        self._last_turn = claimed.last_turn
        self._withdraw(no_more)
        self._slots.add(claimed.claims)
        self._start_waiting(deliver)
        _tell(settled, ended)
        return claimed, len(ended)

    def _settle_and_claim(
        self,
        ended: Sequence[Ended],
        broken: Sequence[Claim],
        withdrawn: Sequence[Claim],
        waiting: Sequence[Claim],
        turn: Turn,
        now: datetime,
        tx: Connection,
    ) -> tuple[Claimed, frozenset[str]]:
        now_ms = ms_of(now)
        settle(tx, ended, rules=self._rules, now=now)
        if broken:
            postpone(tx, broken, until_ms=now_ms + _AFTER_FAULT_MS)
        if withdrawn:
            unclaim(tx, withdrawn, now_ms=now_ms)
        return claim_due(tx, turn, now_ms=now_ms), withdrawn_among(tx, waiting)

    def _withdraw(self, delivery_ids: Collection[str]) -> None:
        """Start nothing that is not to be tried any more; the next round gives it back."""
        if delivery_ids:
            self._withdrawn += self._slots.withdraw(delivery_ids)
            self._woken.set()

    async def _settle_singly(self, ended: Sequence[Ended], settled: Settled) -> None:
        """Record tries one by one, so that one that cannot be recorded spoils no other."""
        for one in ended:
            work = partial(settle, ended=[one], rules=self._rules, now=self._clock())
            try:
                await self._database.run(work)
            except Exception:  # noqa: BLE001 - logged; it is tried again after a restart
                _log.exception("the try %s could not be recorded", one.claim.attempt_id)
            else:
                _tell(settled, [one])

    def _start_waiting(self, deliver: Deliver) -> None:
        for claim in self._slots.startable():
            task = asyncio.create_task(self._try(claim, deliver))
            self._slots.begin(claim, task)
            task.add_done_callback(partial(self._on_ended, deliver))

    async def _try(self, claim: Claim, deliver: Deliver) -> None:
        result = await deliver(claim)
        self._ended.append(Ended(claim, result))  # the list of now, not of before the try

    def _on_ended(self, deliver: Deliver, task: asyncio.Task[None]) -> None:
        claim = self._slots.end(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("the try %s broke off", claim.attempt_id, exc_info=error)
            self._broken.append(claim)
        if not self._is_stopping:
            self._start_waiting(deliver)
        self._woken.set()

    def _idle_s(self, claimed: Claimed) -> float:
        """How long nothing can change but by a wake-up."""
        idle_s = min(_LONGEST_SLEEP_S, self._slots.until_slow_s())
        if claimed.next_due_ms is not None:
            idle_s = min(idle_s, (claimed.next_due_ms - ms_of(self._clock())) / 1000)
        if not claimed.had_room:
            idle_s = min(idle_s, self._slots.until_free_s())
        return max(0.0, idle_s)

    async def _finish(self, settled: Settled) -> None:
        """Let tries end for a moment; what still runs is due again at the next start."""
        dropped = [*self._withdrawn, *self._slots.drop_waiting()]
        if dropped:
            work = partial(unclaim, claims=dropped, now_ms=ms_of(self._clock()))
            await self._database.run(work)
        if self._slots.tasks:
            await asyncio.wait(self._slots.tasks, timeout=self._stop_grace_s)
        running = self._slots.tasks
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        ended, self._ended = self._ended, []
        await self._settle_singly(ended, settled)


def _tell(settled: Settled, ended: Sequence[Ended]) -> None:
    if ended:
        settled([one.claim.delivery_id for one in ended])
