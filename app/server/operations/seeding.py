"""Adds believable records, with or without the webhooks that a real creation sends."""

from __future__ import annotations

import random
from typing import Any, Final

from sqlalchemy import Connection

from app.domain import strict_json
from app.domain.record import record_label, record_number
from app.server.deliveries.outbox import record_event
from app.server.operations.base import Arguments
from app.server.platform import Platform
from app.server.records.more import Record, RecordMaker
from app.server.store import records

_AT_ONCE: Final = 200  # in one transaction: others are served in between


def add_records(platform: Platform, arguments: Arguments) -> dict[str, Any]:
    """Write `count` records; each makes its event only when `events` is set."""
    left, with_events = int(arguments["count"]), bool(arguments["events"])
    maker = RecordMaker(platform.catalog, random.SystemRandom())
    added: dict[str, int] = {}
    while left > 0:
        made = list(maker.make(min(left, _AT_ONCE), at=platform.settings.clock()))
        now_ms = platform.now_ms()

        def work(
            tx: Connection, made: list[tuple[str, Record]] = made, now_ms: int = now_ms
        ) -> None:
            for entity, record in made:
                _write(tx, entity, record, now_ms=now_ms, with_event=with_events)

        platform.database.run_sync(work)
        for entity, _ in made:
            added[entity] = added.get(entity, 0) + 1
        left -= len(made)
    if with_events:
        platform.engine.wake()
    return {"added": added}


def _write(tx: Connection, entity: str, record: Record, *, now_ms: int, with_event: bool) -> None:
    payload = strict_json.dumps(record)
    records.add(
        tx,
        record_id=record["id"],
        entity=entity,
        channel_id=record["channel_id"],
        body=payload,
        created_ms=now_ms,
    )
    if with_event:
        record_event(
            tx,
            entity=entity,
            function="create",
            record_id=record["id"],
            record_version=1,
            record_label=record_label(record),
            record_number=record_number(record),
            channel_id=record["channel_id"],
            payload=payload,
            now_ms=now_ms,
        )
