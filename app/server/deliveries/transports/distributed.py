"""Deliveries on PostgreSQL, by any number of processes on any number of hosts.

The truth is in the outbox tables; PgQueuer hands it out.  A job of PgQueuer is not a
delivery but a listener's turn: "this listener has something due".  There is one
entrypoint, and the listener's id is the job's unique key, so a listener is queued or
in the hand of one worker, never of two.  From that follows what the contract
(section 8) promises:

- *At most 8 at once per listener, across workers*: only one worker sends for it, and
  counts.
- *Order per record*: only one worker claims its deliveries, in order, from the table.
- *A slow or dead endpoint delays nobody*: it keeps one job busy.  A worker takes more
  listeners while its slots are not filled by quick ones.
- *A fair share*: PgQueuer's queue is first come, first served; a worker with more busy
  listeners than fill its slots gives them back after a turn.
- *Bulk*: ten thousand due deliveries of a listener are one job, and a round of the
  worker records and claims many in one transaction.

What was weighed against it: one entrypoint per listener has PgQueuer's dequeue name
every listener on each look, which does not reach 100,000; shards make listeners that
share one wait for each other's dead endpoints; and a job per delivery, in whichever
of the two, loses the order per record and pays several statements for each delivery.

A worker killed -9 stops beating; others take its listeners over within 12 s (see
`HandOutTimes`) and send again, with the same `webhook-id`, what it had under way.
Nothing else is sent twice: a claim is made, and a try recorded, only in a transaction
that proves that the listener is still in hand.
"""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import Final
from uuid import uuid4

from app.server.deliveries.settling import Rules
from app.server.deliveries.transports import queue_tables
from app.server.deliveries.transports.base import Deliver, Settled, sleep_unless
from app.server.deliveries.transports.hand_out import Calls, HandOut, HandOutTimes
from app.server.deliveries.transports.leases import Leases
from app.server.deliveries.transports.relay import relay
from app.server.deliveries.transports.rounds import Rounds
from app.server.settings import PlatformSettings
from app.server.store.database import Database
from app.server.store.database_address import DatabaseAddress
from app.server.store.times import ms_of

_log: Final = logging.getLogger(__name__)

_POLL_S: Final = 2.0  # a notice that nobody heard costs no more than this
_PACE_S: Final = 0.005
_LOOKING_SHARE: Final = 3.0  # of the time that looking took, to rest
_AFTER_TROUBLE_S: Final = 1.0
_PURGE_EVERY_S: Final = 3600.0


class DistributedTransport:
    """Relays what is due, and sends what PgQueuer hands to this process."""

    def __init__(
        self,
        database: Database,
        address: DatabaseAddress,
        settings: PlatformSettings,
        rules: Rules,
        *,
        times: HandOutTimes | None = None,
    ) -> None:
        """Prepare; whether this process also sends is a setting.

        Args:
            database: Where deliveries are.
            address: The same database, for PgQueuer's connections.
            settings: Slots, limits and clock.
            rules: What decides about the next try.
            times: How soon a dead worker is noticed.
        """
        times = times or HandOutTimes()
        self._database = database
        self._settings = settings
        self._leases = Leases(slots=settings.slots, per_listener=settings.per_listener_limit)
        self._rounds = Rounds(
            database,
            settings,
            rules,
            self._leases,
            worker=f"wrk_{uuid4().hex}",
            stale_after_s=times.heartbeat_s / 2,
            on_lost=lambda: self._hand_out.give_up(),
        )
        calls = Calls(self._rounds.wake, self._look_soon, self._rounds.busy)
        self._hand_out = HandOut(database, address, self._leases, calls, times)
        self._woken = asyncio.Event()
        self._announces = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._relay: asyncio.Task[None] | None = None
        self._is_stopping = False
        self._purged_s = 0.0

    async def start(self, deliver: Deliver, settled: Settled) -> None:
        self._loop = asyncio.get_running_loop()
        await self._database.run(queue_tables.install)
        self._relay = asyncio.create_task(self._relay_on())
        if self._settings.delivers:
            self._rounds.start(deliver, settled)
            self._hand_out.start()

    async def stop(self) -> None:
        if self._relay is None:
            return
        self._is_stopping = True
        self._woken.set()
        await self._relay
        self._relay = None
        self._leases.stop()
        await self._rounds.finish(grace_s=self._settings.stop_grace_s)
        await self._hand_out.stop()

    def wake(self) -> None:
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._announce)

    def _announce(self) -> None:
        self._announces = True
        self._woken.set()

    def _look_soon(self) -> None:
        self._woken.set()

    async def _relay_on(self) -> None:
        loop = asyncio.get_running_loop()
        while not self._is_stopping:
            self._woken.clear()
            announces, self._announces = self._announces, False
            began_s = loop.time()
            now_ms = ms_of(self._settings.clock())
            try:
                relayed = await self._database.run_beside(
                    partial(relay, now_ms=now_ms, announce=announces)
                )
                await self._purge()
            except Exception:  # noqa: BLE001 - the relay outlives its database
                _log.exception("nothing could be relayed")
                self._announces |= announces
                await sleep_unless(self._woken, _AFTER_TROUBLE_S)
                continue
            self._rounds.wake()
            await asyncio.sleep(max(_PACE_S, _LOOKING_SHARE * (loop.time() - began_s)))
            if not relayed.more:
                wait_s = _POLL_S
                if relayed.next_due_ms is not None:
                    until_s = (relayed.next_due_ms - ms_of(self._settings.clock())) / 1000
                    wait_s = max(0.0, min(wait_s, until_s))
                await sleep_unless(self._woken, wait_s)

    async def _purge(self) -> None:
        now_s = asyncio.get_running_loop().time()
        if now_s - self._purged_s > _PURGE_EVERY_S or not self._purged_s:
            self._purged_s = now_s
            await self._database.run_beside(queue_tables.purge_log)
