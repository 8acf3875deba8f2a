"""The delivery engine with its database, run and watched from a test's own thread."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import pytest
from sqlalchemy import Connection, insert, select, update

from app.domain import strict_json
from app.domain.ids import new_id
from app.domain.signature import new_secret
from app.server.deliveries import outbox
from app.server.deliveries.engine import DeliveryEngine
from app.server.deliveries.outbox import EventWritten
from app.server.deliveries.settling import Rules
from app.server.deliveries.transports.base import Transport
from app.server.opening import open_database
from app.server.settings import PlatformSettings
from app.server.store import counters
from app.server.store import listeners as listener_rows
from app.server.store.migrations import migrate
from app.server.store.private_files import make_private_folder
from app.server.store.sealing import Sealer
from app.server.store.tables import (
    attempts,
    audit,
    credentials,
    deliveries,
    listeners,
    outcomes,
    tallies,
)
from app.server.store.times import ms_of
from tests.support.delivery_world import CATALOG, QUICK, StillClock

T = TypeVar("T")
WAIT_S = 60.0  # what hangs ends here; a busy machine may take its time
# Marks a test to run on both kinds of database, with the transport that belongs to it.
both = pytest.mark.parametrize("stage_options", ["sqlite", "postgres"], indirect=True)


class Stage:
    """Listeners and records go in; deliveries come out, for real."""

    def __init__(self, folder: Path, *, key: bytes = b"k" * 32, **options: Any) -> None:
        self.clock = options.pop("clock", None) or StillClock()
        self.engine_options = options.pop("engine", {})
        self._times = options.pop("times", {"heartbeat_s": 4.0, "look_s": 0.2})
        self.settings = PlatformSettings(
            data_dir=folder,
            clock=self.clock,
            random=random.Random(7),
            **{"retry": QUICK, **options},
        )
        self.sealer = Sealer(key)
        self._changed = threading.Condition()
        self._settled: list[str] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="stage")

    # Life.

    def __enter__(self) -> Self:
        make_private_folder(self.settings.data_dir)
        self.database = open_database(self.settings)
        self.database.run_sync(migrate)
        self._thread.start()
        try:
            self.run(self._start())
        except BaseException:  # nobody will leave what could not be entered
            self._end()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.run(self.engine.stop())
        self._end()

    def _end(self) -> None:
        self.database.close_sync()
        self.run(self._loop.shutdown_default_executor())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(WAIT_S)
        self._loop.close()

    def run(self, work: Any) -> Any:
        """Await something on the engine's loop."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(WAIT_S)

    async def _start(self) -> None:
        self.engine = DeliveryEngine(
            database=self.database,
            settings=self.settings,
            sealer=self.sealer,
            catalog=CATALOG,
            **{"transport": self._transport(), **self.engine_options},
        )
        self.engine.add_observer(self._note)
        await self.engine.start()

    def _transport(self) -> Transport | None:
        if self.settings.database is None:
            return None
        from app.server.deliveries.transports.distributed import DistributedTransport
        from app.server.deliveries.transports.hand_out import HandOutTimes

        return DistributedTransport(
            self.database,
            self.settings.database,
            self.settings,
            Rules(self.settings.retry, self.settings.random, CATALOG),
            times=HandOutTimes(**self._times),
        )

    def _note(self, delivery_ids: Sequence[str]) -> None:
        with self._changed:
            self._settled += delivery_ids
            self._changed.notify_all()

    # What a test does.

    def transact(self, work: Callable[[Connection], T]) -> T:
        """One transaction, and a wake-up as the API gives it."""
        result = self.database.run_sync(work)
        self.engine.wake()
        return result

    def credential(self, auth_type: str, fields: dict[str, str], secrets: dict[str, str]) -> str:
        now_ms, credential_id = ms_of(self.clock()), new_id("crd")

        def work(tx: Connection) -> str:
            tx.execute(
                insert(credentials).values(
                    id=credential_id,
                    seq=counters.next_value(tx, counters.SEQ),
                    name="test",
                    auth_type=auth_type,
                    fields=fields,
                    secrets_sealed=self.sealer.seal(strict_json.dumps(secrets)),
                    secret_hints={},
                    version=1,
                    etag=new_id("etg"),
                    created_ms=now_ms,
                    created_by="usr_1",
                    updated_ms=now_ms,
                    updated_by="usr_1",
                )
            )
            return credential_id

        return self.transact(work)

    def listener(self, url: str | None = None, **changes: Any) -> str:
        """A saved listener; `secret` is its signing secret in the clear."""
        now_ms = ms_of(self.clock())
        secret: str = changes.pop("secret", None) or new_secret()
        email = "address" in changes
        row: dict[str, Any] = {
            "id": new_id("lst"),
            "name": "test",
            "entity": "clients",
            "function": "create",
            "channel_id": None,
            "kind": "email" if email else "endpoint",
            "url": url,
            "auth_type": None if email else "none",
            "credential_id": None,
            "address": None,
            "mode": "enabled",
            "signing": True,
            "secret_sealed": self.sealer.seal(secret.encode()),
            "previous_secret_sealed": None,
            "previous_valid_until_ms": None,
            "version": 1,
            "etag": new_id("etg"),
            "created_ms": now_ms,
            "created_by": "usr_1",
            "updated_ms": now_ms,
            "updated_by": "usr_1",
            **changes,
        }
        row["status"], row["status_reason"] = outbox.derive_status(
            entity=row["entity"],
            function=row["function"],
            mode=row["mode"],
            suspended_reason=row.get("suspended_reason"),
            catalog=CATALOG,
        )
        suspended = {"suspended_reason": row.pop("suspended_reason", None)}

        def work(tx: Connection) -> None:
            listener_rows.add(tx, row)
            tx.execute(update(listeners).where(listeners.c.id == row["id"]).values(**suspended))

        self.transact(work)
        return str(row["id"])

    def change(self, *listener_ids: str, **changes: Any) -> None:
        """Change listeners as the API does: rows and backlogs in one transaction."""

        def work(tx: Connection) -> None:
            for one in listener_ids:
                self._change(tx, one, changes)

        self.transact(work)

    def _change(self, tx: Connection, listener_id: str, changes: dict[str, Any]) -> None:
        before = listener_rows.find(tx, listener_id)
        assert before is not None
        after = {**before, **changes}
        status, reason = outbox.derive_status(
            entity=after["entity"],
            function=after["function"],
            mode=after["mode"],
            suspended_reason=after["suspended_reason"],
            catalog=CATALOG,
        )
        changed = {**changes, "status": status, "status_reason": reason}
        listener_rows.change(tx, listener_id, changed)
        outbox.on_listener_changed(tx, before=before, after=after, now_ms=ms_of(self.clock()))

    def delete(self, listener_id: str) -> None:
        def work(tx: Connection) -> None:
            outbox.on_listener_deleted(tx, listener_id=listener_id, now_ms=ms_of(self.clock()))
            listener_rows.remove(tx, listener_id)

        self.transact(work)

    def record(self, body: bytes | None = None, **changes: Any) -> EventWritten:
        """A record that was created or changed."""
        (written,) = self.records(1, body, **changes)
        return written

    def records(self, count: int, body: bytes | None = None, **changes: Any) -> list[EventWritten]:
        """As many records, in one transaction."""

        def work(tx: Connection) -> list[EventWritten]:
            return [self._record(tx, body, changes) for _ in range(count)]

        return self.transact(work)

    def _record(self, tx: Connection, body: bytes | None, changes: dict[str, Any]) -> EventWritten:
        what: dict[str, Any] = {
            "entity": "clients",
            "function": "create",
            "record_id": new_id("cli"),
            "record_version": 1,
            "record_label": "Thandi Mokoena",
            "record_number": "C-20418",
            "channel_id": None,
            **changes,
        }
        payload = strict_json.dumps({"id": what["record_id"]}) if body is None else body
        return outbox.record_event(tx, **what, payload=payload, now_ms=ms_of(self.clock()))

    def move(self, **by: float) -> None:
        """Let time pass, and let the engine see it."""
        self.clock.move(**by)
        self.engine.wake()

    # What a test sees.

    def wait_settled(self, count: int = 1) -> list[str]:
        """Ids of deliveries in the order their tries were recorded, at least `count`."""
        with self._changed:
            came = self._changed.wait_for(lambda: len(self._settled) >= count, timeout=WAIT_S)
            assert came, f"{len(self._settled)} of {count} tries were recorded"
            return list(self._settled)

    def wait_until(self, holds: Callable[[], bool]) -> None:
        """Until something in the database holds that no try's end announces."""
        deadline = time.monotonic() + WAIT_S
        while not holds():
            assert time.monotonic() < deadline, "it never came to hold"
            self.database.run_sync(lambda _tx: None)  # a turn of the database, not a pause

    def delivery(self, delivery_id: str) -> dict[str, Any]:
        return self._one(deliveries, deliveries.c.id == delivery_id)

    def listener_row(self, listener_id: str) -> dict[str, Any]:
        return self._one(listeners, listeners.c.id == listener_id)

    def attempts_of(self, delivery_id: str) -> list[dict[str, Any]]:
        query = select(attempts).where(attempts.c.delivery_id == delivery_id)
        return self._all(query.order_by(attempts.c.number))

    def outcomes_of(self, event_id: str) -> dict[str, str | None]:
        """The reason of each listener's outcome; None for a delivery."""
        rows = self._all(select(outcomes).where(outcomes.c.event_id == event_id))
        return {row["listener_id"]: row["reason"] for row in rows}

    def claimed(self) -> int:
        """How many deliveries are claimed now."""
        return len(self._all(select(deliveries.c.id).where(deliveries.c.claimed_by.is_not(None))))

    def audit(self) -> list[dict[str, Any]]:
        """The audit log, oldest first."""
        return self._all(select(audit).order_by(audit.c.seq))

    def skipped(self) -> dict[str, int]:
        """Skipped events counted, by listener."""
        mine = tallies.c.listener_id.startswith("lst_")
        rows = self._all(select(tallies).where(mine, tallies.c.skipped > 0))
        return {row["listener_id"]: row["skipped"] for row in rows}

    def set_row(self, table: Any, row_id: str, **values: Any) -> None:
        """Put columns into a state that only long time would bring."""
        self.database.run_sync(
            lambda tx: tx.execute(update(table).where(table.c.id == row_id).values(**values))
        )

    def _one(self, table: Any, condition: Any) -> dict[str, Any]:
        (row,) = self._all(select(table).where(condition))
        return row

    def _all(self, query: Any) -> list[dict[str, Any]]:
        return self.database.run_sync(
            lambda tx: [dict(row) for row in tx.execute(query).mappings()]
        )
