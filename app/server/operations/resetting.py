"""Puts a sandbox back to its first records, and forgets all that was sent.

Nobody may serve the folder meanwhile: who sends holds in memory what goes here.  It is one
transaction, so that a sandbox that was cut off in it is as it was before, or reset.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Table, delete, func, select

from app.domain.catalog import Catalog
from app.server.api.wire.listeners import settings_of
from app.server.deliveries.outbox import derive_status
from app.server.opening import open_platform
from app.server.operations.base import OperationRefused, note
from app.server.operations.calling import NoPlatform, folder_lock
from app.server.platform import DATABASE_FILE, Platform
from app.server.records.seed import add_first_records
from app.server.retention.files import remove_mails
from app.server.settings import PlatformSettings
from app.server.store import counters, facts, listeners, stream_log, used_ids
from app.server.store.rows import Row
from app.server.store.tables import (
    attempts,
    deliveries,
    events,
    idempotency,
    outcomes,
    records,
    tallies,
)
from app.server.store.tables import listeners as listeners_table

_LISTENER: Final = "listener"
# What goes, in the order in which one refers to the next.
_FORGOTTEN: Final[tuple[Table, ...]] = (
    *(attempts, outcomes, deliveries, events),
    *(tallies, idempotency, records),
)


def reset(folder: Path, *, with_listeners: bool) -> dict[str, int]:
    """Reset the sandbox of a data folder; how much of each kind went.

    Listeners, unless they go too, keep all that people set and are healthy again: what they
    were stopped for is forgotten with the deliveries.  Credentials, tokens and the audit log
    stay, and what was deleted is in the feed of changes.

    Raises:
        NoPlatform: The folder holds none, or it keeps its data elsewhere.
        FolderBusy: A platform serves the folder.
        OperationRefused: It is no sandbox; nothing was changed.
        START_TROUBLES: It cannot be opened.
    """
    if not (folder / DATABASE_FILE).exists():
        raise NoPlatform("the folder holds no platform; serve it once first")
    with folder_lock(folder):
        platform = open_platform(PlatformSettings(data_dir=folder))
        try:
            work = partial(_reset, platform=platform, with_listeners=with_listeners)
            gone = platform.database.run_sync(work)
            gone["mails"] = remove_mails(folder)
            platform.database.forget_sync()
        finally:
            platform.database.close_sync()
    return gone


def _reset(tx: Connection, *, platform: Platform, with_listeners: bool) -> dict[str, int]:
    instance = facts.read(tx, facts.INSTANCE)
    if instance["environment"] != "sandbox":
        raise OperationRefused(f"this is {instance['environment']}: only a sandbox can be reset")
    now_ms = platform.now_ms()
    counted = (records, events, deliveries)
    gone = {table.name: _count(tx, table) for table in counted}
    for table in _FORGOTTEN:
        tx.execute(delete(table))
    stream_log.forget(tx, now_ms=now_ms)
    add_first_records(tx)
    every = tx.execute(select(listeners_table)).mappings().all()
    for row in every:
        if with_listeners:
            _remove(tx, row, now_ms=now_ms)
        else:
            _heal(tx, row, platform.catalog.rules)
    gone["listeners"] = len(every) if with_listeners else 0
    note(
        tx,
        "reset",
        resource_type="platform",
        resource_id=instance["id"],
        after=gone,
        now_ms=now_ms,
    )
    return gone


def _remove(tx: Connection, row: Row, *, now_ms: int) -> None:
    listeners.remove(tx, row["id"])
    used_ids.remember_deletion(
        tx,
        resource_id=row["id"],
        kind=_LISTENER,
        now_ms=now_ms,
        feed_position=counters.next_value(tx, counters.FEED),
    )
    before = settings_of(row)
    note(
        tx, "deleted", resource_type=_LISTENER, resource_id=row["id"], before=before, now_ms=now_ms
    )


def _heal(tx: Connection, row: Row, catalog: Catalog) -> None:
    """As if it had never tried to send; what people set, and its version, stay."""
    status, reason = derive_status(
        entity=row["entity"],
        function=row["function"],
        mode=row["mode"],
        suspended_reason=None,
        catalog=catalog,
    )
    values = {**listeners.NEW_LISTENER, "status": status, "status_reason": reason}
    if any(row[name] != value for name, value in values.items()):
        listeners.change(tx, row["id"], values)


def _count(tx: Connection, table: Table) -> int:
    return int(tx.execute(select(func.count()).select_from(table)).scalar_one())
