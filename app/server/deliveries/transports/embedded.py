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
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Final

from sqlalchemy import Connection

from app.domain.ids import new_id
from app.server.deliveries.claims import Claim, Claimed, claim_due, release_claims
from app.server.deliveries.settling import Ended, Rules, settle
from app.server.deliveries.transports.base import Deliver, Settled
from app.server.settings import PlatformSettings
from app.server.store.database import Database
from app.server.store.times import ms_of

_log = logging.getLogger(__name__)

# A try that takes longer gives its slot back: slow endpoints must not fill them all.
_PATIENCE_S: Final = 1.0
# What all tries together may take up, slow ones included: memory and sockets are finite.
_CROWD: Final = 8
_STOP_GRACE_S: Final = 2.0
_LONGEST_SLEEP_S: Final = 60.0
_AFTER_TROUBLE_S: Final = 1.0


@dataclass(slots=True)
class _Running:
    """A try that has not ended."""

    claim: Claim
    started_s: float


@dataclass(slots=True)
class _State:
    running: dict[asyncio.Task[None], _Running] = field(default_factory=dict)
    ended: list[Ended] = field(default_factory=list)
    last_turn: str = ""


class EmbeddedTransport:
    """Claims, tries and settles on one event loop."""

    def __init__(self, database: Database, settings: PlatformSettings, rules: Rules) -> None:
        self._database = database
        self._settings = settings
        self._rules = rules
        self._worker = new_id("wrk")
        self._state = _State()
        self._woken = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._dispatcher: asyncio.Task[None] | None = None
        self._is_stopping = False

    async def start(self, deliver: Deliver, settled: Settled) -> None:
        self._loop = asyncio.get_running_loop()
        now_ms = ms_of(self._settings.clock())
        released = await self._database.run(lambda tx: release_claims(tx, now_ms=now_ms))
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
                claimed = await self._round(deliver, settled)
            except Exception:  # noqa: BLE001 - the dispatcher outlives a full disk or a bug
                _log.exception("a round of deliveries failed")
                await self._sleep(_AFTER_TROUBLE_S)
                continue
            if not claimed.more:
                await self._sleep(self._idle_s(claimed))
        await self._finish(settled)

    async def _round(self, deliver: Deliver, settled: Settled) -> Claimed:
        """One transaction: what ended is recorded, what is due is claimed."""
        ended, self._state.ended = self._state.ended, []
        now = self._settings.clock()
        room, busy = self._room(), self._busy()

        def work(tx: Connection) -> Claimed:
            settle(tx, ended, rules=self._rules, now=now)
            return claim_due(
                tx,
                worker=self._worker,
                room=room,
                busy=busy,
                per_listener=self._settings.per_listener_limit,
                last_turn=self._state.last_turn,
                now_ms=ms_of(now),
            )

        try:
            claimed = await self._database.run(work)
        except Exception:
            await self._settle_singly(ended, settled)
            raise
        self._state.last_turn = claimed.last_turn
        for claim in claimed.claims:
            self._begin(claim, deliver)
        _tell(settled, ended)
        return claimed

    async def _settle_singly(self, ended: Sequence[Ended], settled: Settled) -> None:
        """Record tries one by one, so that one that cannot be recorded spoils no other."""
        for one in ended:
            now = self._settings.clock()
            try:
                await self._database.run(partial(self._settle, [one], now))
            except Exception:  # noqa: BLE001 - logged; it is tried again after a restart
                _log.exception("the try %s could not be recorded", one.claim.attempt_id)
            else:
                _tell(settled, [one])

    def _settle(self, ended: Sequence[Ended], now: datetime, tx: Connection) -> None:
        settle(tx, ended, rules=self._rules, now=now)

    def _begin(self, claim: Claim, deliver: Deliver) -> None:
        task = asyncio.create_task(self._try(claim, deliver))
        self._state.running[task] = _Running(claim, asyncio.get_running_loop().time())
        task.add_done_callback(self._on_ended)

    async def _try(self, claim: Claim, deliver: Deliver) -> None:
        self._state.ended.append(Ended(claim, await deliver(claim)))

    def _on_ended(self, task: asyncio.Task[None]) -> None:
        running = self._state.running.pop(task)
        self._woken.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("the try %s broke off", running.claim.attempt_id, exc_info=error)

    def _room(self) -> int:
        """How many tries may begin now."""
        now_s = asyncio.get_running_loop().time()
        quick = sum(one.started_s + _PATIENCE_S > now_s for one in self._state.running.values())
        slots = self._settings.slots
        return max(0, min(slots - quick, slots * _CROWD - len(self._state.running)))

    def _busy(self) -> Counter[str]:
        """How many tries of each listener run now."""
        return Counter(one.claim.listener_id for one in self._state.running.values())

    def _idle_s(self, claimed: Claimed) -> float:
        """How long nothing can change but by a wake-up."""
        idle_s = _LONGEST_SLEEP_S
        if claimed.next_due_ms is not None:
            until_due_ms = claimed.next_due_ms - ms_of(self._settings.clock())
            idle_s = min(idle_s, max(0.0, until_due_ms / 1000))
        if self._room() == 0 and self._state.running:
            now_s = asyncio.get_running_loop().time()
            still_quick = [
                one.started_s + _PATIENCE_S - now_s
                for one in self._state.running.values()
                if one.started_s + _PATIENCE_S > now_s
            ]
            idle_s = min(idle_s, min(still_quick, default=idle_s))
        return idle_s

    async def _sleep(self, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            return

    async def _finish(self, settled: Settled) -> None:
        """Let tries end for a moment; what still runs is due again at the next start."""
        if self._state.running:
            await asyncio.wait(self._state.running, timeout=_STOP_GRACE_S)
        for task in list(self._state.running):
            task.cancel()
        await asyncio.gather(*self._state.running, return_exceptions=True)
        ended, self._state.ended = self._state.ended, []
        await self._settle_singly(ended, settled)


def _tell(settled: Settled, ended: Sequence[Ended]) -> None:
    if ended:
        settled([one.claim.delivery_id for one in ended])
