"""What a platform keeps about one person, as a document to hand out."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection, select

from app.server.deliveries.attempt import attempt_json, text_of
from app.server.retention.person import Found
from app.server.store.database import Database
from app.server.store.rows import Row
from app.server.store.tables import attempts, deliveries, events, records
from app.server.store.times import written

_AT_ONCE: Final = 50


def export(database: Database, found: Found) -> dict[str, Any]:
    """Records, what was sent of them to whom, and what came back; e-mail as it is."""
    return {
        "records": _collect(database, found.records, _records),
        "events": _collect(database, found.events, _events),
        "attempts": _collect(database, found.attempts, _attempts),
        "mails": [
            {"file": path.name, "content": path.read_bytes().decode("utf-8", "replace")}
            for path in found.mails
            if path.exists()
        ],
    }


def _collect(database: Database, ids: Sequence[str], read: Any) -> list[dict[str, Any]]:
    collected: list[dict[str, Any]] = []
    for at in range(0, len(ids), _AT_ONCE):
        collected += database.run_sync(partial(read, ids=ids[at : at + _AT_ONCE]))
    return collected


def _records(tx: Connection, ids: Sequence[str]) -> list[dict[str, Any]]:
    rows = tx.execute(select(records).where(records.c.id.in_(ids)).order_by(records.c.seq))
    return [
        {"entity": row.entity, "version": row.version, "body": text_of(row.body)[0]} for row in rows
    ]


def _events(tx: Connection, ids: Sequence[str]) -> list[dict[str, Any]]:
    d = deliveries.c
    sent: dict[str, list[dict[str, Any]]] = {}
    tried = _tries(tx, ids)
    for row in tx.execute(select(deliveries).where(d.event_id.in_(ids)).order_by(d.seq)).mappings():
        sent.setdefault(row["event_id"], []).append(
            {
                "id": row["id"],
                "listener_id": row["listener_id"],
                "destination": row["destination"],
                "status": row["status"],
                "attempts": tried.get(row["id"], []),
            }
        )
    rows = tx.execute(select(events).where(events.c.id.in_(ids)).order_by(events.c.seq))
    return [
        {
            "id": row.id,
            "entity": row.entity,
            "function": row.function,
            "record_id": row.record_id,
            "record_version": row.record_version,
            "record_label": row.record_label,
            "record_number": row.record_number,
            "occurred_at": written(row.occurred_ms),
            "payload": None if row.payload is None else text_of(row.payload)[0],
            "deliveries": sent.get(row.id, []),
        }
        for row in rows
    ]


def _tries(tx: Connection, event_ids: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    query = (
        select(attempts)
        .join(deliveries, deliveries.c.id == attempts.c.delivery_id)
        .where(deliveries.c.event_id.in_(event_ids))
        .order_by(attempts.c.delivery_id, attempts.c.number)
    )
    found: dict[str, list[dict[str, Any]]] = {}
    for row in tx.execute(query).mappings():
        found.setdefault(row["delivery_id"], []).append(_try(row))
    return found


def _attempts(tx: Connection, ids: Sequence[str]) -> list[dict[str, Any]]:
    rows = tx.execute(select(attempts).where(attempts.c.id.in_(ids))).mappings()
    return [{"delivery_id": row["delivery_id"], **_try(row)} for row in rows]


def _try(row: Row) -> dict[str, Any]:
    """A try without the request's body, which stands once, with its event."""
    return attempt_json(row, payload=None)
