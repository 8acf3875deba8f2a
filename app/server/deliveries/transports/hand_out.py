"""PgQueuer as this worker uses it: which listeners it is handed, and for how long.

The handler of a job does not send anything itself: it brings the listener into the
worker's hand and waits until it is given back.  Meanwhile PgQueuer beats for the job.

A connection that breaks ends PgQueuer's queue manager.  A new one takes over on a new
connection; the jobs of the old one that have tries under way are kept alive until
those end, so that no other worker sends the same again.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, Final

import psycopg
from pgqueuer.adapters.persistence.qb import (
    QueryBuilderEnvironment,
    QueryQueueBuilder,
    QuerySchedulerBuilder,
)
from pgqueuer.models import Job
from pgqueuer.queries import Queries
from pgqueuer.types import Channel

from app.server.deliveries.transports.leases import Leases
from app.server.deliveries.transports.queue_reader import Taker, TwoConnections
from app.server.deliveries.transports.queue_tables import ENTRYPOINT, SETTINGS, wind_up
from app.server.deliveries.transports.relay import DUE_CHANNEL
from app.server.store.database import Database
from app.server.store.database_address import DatabaseAddress

_log: Final = logging.getLogger(__name__)

_PAUSE_S: Final = 0.5
_WATCH_S: Final = 0.5
_END_LIMIT_S: Final = 5.0
_FIRST: Final = asyncio.FIRST_COMPLETED


@dataclass(frozen=True, slots=True)
class HandOutTimes:
    """How soon the listeners of a worker that died are somebody else's.

    At most `heartbeat_s` after its last beat they count as left, and at most
    `look_s` later another worker looks: 12 s in all, within the 15 s that are promised.
    A shorter heartbeat would take the listeners of a worker that only stumbled.
    """

    heartbeat_s: float = 10.0
    look_s: float = 2.0


@dataclass
class Calls:
    """What the hand-out tells the rest of the worker, on its loop."""

    taken: Callable[[], None]  # a listener came into hand, or one may have something new
    given_back: Callable[[], None]  # some worker is done with a listener
    busy: Callable[[], set[str]]  # the listeners that keep slots busy


class HandOut:
    """Brings listeners into this worker's hand for as long as it runs."""

    def __init__(
        self,
        database: Database,
        address: DatabaseAddress,
        leases: Leases,
        calls: Calls,
        times: HandOutTimes,
    ) -> None:
        self._database = database
        self._address = address
        self._leases = leases
        self._calls = calls
        self._times = times
        self._is_stopping = False
        self._taker: Taker | None = None
        self._connections: list[psycopg.AsyncConnection[Any]] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._watcher: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to take listeners."""
        self._spawn(self._supervise())
        self._watcher = self._spawn(self._watch())

    async def stop(self) -> None:
        """End, once every listener is given back."""
        self._is_stopping = True
        if self._taker is not None:
            self._taker.shutdown.set()
        if self._watcher is not None:
            self._watcher.cancel()
        loop = asyncio.get_running_loop()
        ends_s = loop.time() + _END_LIMIT_S
        while self._tasks and (left_s := ends_s - loop.time()) > 0:  # one may begin another
            await asyncio.wait(set(self._tasks), timeout=left_s, return_when=_FIRST)
        ending = set(self._tasks)
        for task in ending:
            task.cancel()
        await asyncio.gather(*ending, return_exceptions=True)

    def give_up(self) -> None:
        """This worker was away, or is thought to be: nothing it has is its own any more."""
        manager = self._taker
        self._lose()
        if manager is not None:
            manager.shutdown.set()
            for connection in self._connections:
                self._spawn(connection.close())

    def _lose(self) -> None:
        self._taker = None
        self._leases.lose_connection()

    async def _supervise(self) -> None:
        while not self._is_stopping:
            try:
                await self._run_once()
            except Exception as error:  # noqa: BLE001 - whatever it was, a new one may work
                if not self._is_stopping:
                    _log.warning("the hand-out broke off and begins again: %s", _line_of(error))
            if not self._is_stopping:
                await asyncio.sleep(_PAUSE_S)

    async def _run_once(self) -> None:
        async with self._connected() as connection, self._connected() as ears:
            self._connections = [connection, ears]
            driver = TwoConnections(connection, ears, self._lose)
            queries = Queries(
                driver,
                qbe=QueryBuilderEnvironment(SETTINGS),
                qbq=QueryQueueBuilder(SETTINGS),
                qbs=QuerySchedulerBuilder(SETTINGS),
            )
            await queries.upgrade()
            manager = Taker(queries, channel=Channel(SETTINGS.channel), to_take=self._to_take)
            manager.entrypoint(ENTRYPOINT, accepts_context=False)(self._handler(manager))
            await driver.add_listener(DUE_CHANNEL, lambda _payload: self._calls.taken())
            await driver.add_listener(SETTINGS.channel, self._on_queue_changed)
            self._taker = manager
            if self._is_stopping:
                return
            try:
                await manager.run(
                    dequeue_timeout=timedelta(seconds=self._times.look_s),
                    batch_size=100,
                    heartbeat_timeout=timedelta(seconds=self._times.heartbeat_s),
                    log_aggregation_interval=timedelta(0),  # our own log says more
                    shutdown_on_listener_failure=True,
                )
            finally:
                self._lose()
                self._spawn(self._wind_up(manager))

    def _handler(self, manager: Taker) -> Callable[[Job], Any]:
        async def hold(job: Job) -> None:
            lease = self._leases.take(
                (job.payload or b"").decode(),
                int(job.id),
                manager.queue_manager_id,
                now_s=asyncio.get_running_loop().time(),
            )
            self._calls.taken()
            await lease.released.wait()

        return hold

    def _to_take(self) -> int:
        return self._leases.to_take(self._calls.busy(), now_s=asyncio.get_running_loop().time())

    def _on_queue_changed(self, payload: str | bytes | bytearray) -> None:
        with suppress(ValueError, AttributeError):
            if json.loads(payload).get("operation") == "delete":
                self._calls.given_back()

    async def _wind_up(self, manager: Taker) -> None:
        """End the jobs of a manager that has ended, as their tries end."""
        while True:
            keep = self._leases.orphans_of(manager.queue_manager_id)
            work = partial(wind_up, manager=manager.queue_manager_id, keep=keep)
            try:
                await self._database.run_beside(work)
            except Exception as error:  # noqa: BLE001 - tried again, or left to the heartbeat
                _log.debug("jobs could not be wound up: %s", _line_of(error))
            else:
                if not keep:
                    self._calls.given_back()
                    return
            if self._is_stopping:
                return
            await asyncio.sleep(_WATCH_S)

    async def _watch(self) -> None:
        """Give all up after a stop of this process that others must have taken for its end."""
        loop = asyncio.get_running_loop()
        while not self._is_stopping:
            before_s = loop.time()
            await asyncio.sleep(_WATCH_S)
            if loop.time() - before_s - _WATCH_S > self._times.heartbeat_s / 2:
                _log.warning("this worker was stopped for %.0f s", loop.time() - before_s)
                self.give_up()

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[psycopg.AsyncConnection[Any]]:
        connection = await psycopg.AsyncConnection.connect(
            self._address.libpq(), autocommit=True, **self._address.connect_args()
        )
        try:
            yield connection
        finally:
            await connection.close()

    def _spawn(self, work: Any) -> asyncio.Task[None]:
        task: asyncio.Task[None] = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _line_of(error: BaseException) -> str:
    lines = str(error).splitlines()
    return lines[0] if lines else type(error).__name__
