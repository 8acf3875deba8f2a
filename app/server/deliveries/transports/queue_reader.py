"""PgQueuer's driver and queue manager, as a worker with many listeners needs them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import psycopg
from pgqueuer.adapters.drivers.psycopg import PsycopgDriver
from pgqueuer.core.qm import QueueManager
from pgqueuer.models import Job
from pgqueuer.ports.driver import NotifyCallback
from pgqueuer.ports.repository import EntrypointExecutionParameter


class TwoConnections(PsycopgDriver):
    """Two connections: psycopg waits for notices with the connection locked for queries."""

    def __init__(
        self,
        connection: psycopg.AsyncConnection[Any],
        ears: psycopg.AsyncConnection[Any],
        on_lost: Callable[[], None],
    ) -> None:
        super().__init__(connection)
        self._ears = PsycopgDriver(ears)
        self._on_lost = on_lost

    async def fetch(self, query: str, *args: object) -> list[dict[str, object]]:
        try:
            return await super().fetch(query, *args)
        except (psycopg.OperationalError, psycopg.InterfaceError):
            self._on_lost()
            raise

    async def execute(self, query: str, *args: object) -> str:
        try:
            return await super().execute(query, *args)
        except (psycopg.OperationalError, psycopg.InterfaceError):
            self._on_lost()
            raise

    async def add_listener(self, channel: str, callback: NotifyCallback) -> None:
        await self._ears.add_listener(channel, callback)

    async def remove_listener(self, channel: str, callback: NotifyCallback) -> None:
        await self._ears.remove_listener(channel, callback)

    async def __aexit__(self, *about: object) -> None:
        await self._ears.__aexit__(*about)
        await super().__aexit__(*about)


@dataclass
class Taker(QueueManager):
    """A queue manager that takes no more than the worker has room for."""

    to_take: Callable[[], int] = lambda: 0

    async def fetch_jobs(
        self,
        batch_size: int,
        global_concurrency_limit: int | None,
        heartbeat_timeout: timedelta,
    ) -> AsyncGenerator[Job, None]:
        unlimited = {
            name: EntrypointExecutionParameter(concurrency_limit=0)
            for name in self.entrypoint_registry
        }
        while not self.shutdown.is_set() and (count := self.to_take()) > 0:
            jobs = await self.queries.dequeue(
                batch_size=min(batch_size, count),
                entrypoints=unlimited,
                queue_manager_id=self.queue_manager_id,
                global_concurrency_limit=global_concurrency_limit,
                heartbeat_timeout=heartbeat_timeout,
            )
            if not jobs:
                return
            for job in jobs:
                yield job
