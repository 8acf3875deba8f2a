"""What a change of a record, or of a listener, means for deliveries.

All of it is called inside the transaction of that change: there is no moment in
which a record is saved and its event could still be lost (the transactional outbox).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, bindparam, insert, select, update

from app.domain.catalog import Catalog
from app.domain.delivery import DeliveryStatus, Trigger
from app.domain.ids import new_id
from app.domain.listener import Mode, Status
from app.server.deliveries import tallies
from app.server.store import batches, counters, stream_log
from app.server.store.replays import REPLAYABLE_SKIPS
from app.server.store.rows import Row
from app.server.store.tables import deliveries, events, listeners, outcomes

# Built once: every change of a record runs them, and building costs more than running.
_EVENT: Final = insert(events)
_READ: Final = (
    "id", "function", "channel_id", "mode", "status", "suspended_reason", "url", "address",
)  # fmt: skip
_LISTENERS: Final = (
    select(*(listeners.c[name] for name in _READ))
    .where(listeners.c.entity == bindparam("of_entity"))
    .order_by(listeners.c.seq)
)


@dataclass(frozen=True, slots=True)
class EventWritten:
    """What one change of a record set off."""

    event_id: str
    delivery_ids: tuple[str, ...]


def record_event(
    tx: Connection,
    *,
    entity: str,
    function: str,
    record_id: str,
    record_version: int,
    record_label: str,
    record_number: str | None,
    channel_id: str | None,
    payload: bytes,
    now_ms: int,
) -> EventWritten:
    """Write the event, what it means for every listener, and the deliveries.

    `payload` is exactly what every try will send.
    """
    event_id = new_id("evt", now_ms=now_ms)
    what: dict[str, Any] = {
        "entity": entity,
        "function": function,
        "record_id": record_id,
        "record_version": record_version,
        "record_number": record_number,
        "channel_id": channel_id,
    }
    tx.execute(
        _EVENT,
        {
            **what,
            "id": event_id,
            "seq": counters.next_value(tx, counters.SEQ),
            "record_label": record_label,
            "occurred_ms": now_ms,
            "payload": payload,
        },
    )
    known = tx.execute(_LISTENERS, {"of_entity": entity}).mappings()
    wanted: list[tuple[str, Row]] = []
    written: list[dict[str, Any]] = []
    for listener in known:
        reason = _skip_reason(listener, function=function, channel_id=channel_id)
        delivery_id = new_id("dlv", now_ms=now_ms) if reason is None else None
        if delivery_id is not None:
            wanted.append((delivery_id, listener))
        written.append(
            {
                "event_id": event_id,
                "listener_id": listener["id"],
                "delivery_id": delivery_id,
                "reason": reason,
            }
        )
    batches.insert_rows(tx, outcomes, written)
    tallies.count_skipped(
        tx,
        [one["listener_id"] for one in written if one["reason"] in REPLAYABLE_SKIPS],
        now_ms=now_ms,
    )
    _write_deliveries(tx, event_id, what, wanted, now_ms=now_ms)
    return EventWritten(event_id, tuple(delivery_id for delivery_id, _ in wanted))


def derive_status(
    *, entity: str, function: str, mode: str, suspended_reason: str | None, catalog: Catalog
) -> tuple[str, str | None]:
    """A listener's status and its reason: the first that holds (contract section 4)."""
    known = catalog.entity(entity)
    if known is None or not known.listenable:
        return Status.UNSUPPORTED, "entity_not_listenable"
    if function not in known.functions or not _is_supported(function, catalog):
        return Status.UNSUPPORTED, "function_not_supported"
    if mode == Mode.DISABLED:
        return Status.DISABLED, None
    if suspended_reason is not None:
        return Status.SUSPENDED, suspended_reason
    return (Status.PAUSED if mode == Mode.PAUSED else Status.ACTIVE), None


def on_listener_changed(tx: Connection, *, before: Row, after: Row, now_ms: int) -> None:
    """Hold, release or cancel what is unfinished, as the listener's new state wants it.

    `before` and `after` are its row of `listeners`.
    """
    flow = _flow(after)
    if flow is _flow(before):
        return
    listener_id = after["id"]
    if flow is Status.PAUSED:
        _hold(tx, listener_id, now_ms=now_ms)
    elif flow is Status.ACTIVE:
        _release(tx, listener_id, now_ms=now_ms)
    else:
        cancel_unfinished(tx, listener_id, reason=f"listener_{flow}", now_ms=now_ms)


def on_listener_deleted(tx: Connection, *, listener_id: str, now_ms: int) -> None:
    """Cancel what a listener that is being deleted had left to send."""
    cancel_unfinished(tx, listener_id, reason="listener_deleted", now_ms=now_ms)


def cancel_unfinished(tx: Connection, listener_id: str, *, reason: str, now_ms: int) -> None:
    """Cancel all of a listener's unfinished deliveries.

    A try that runs now keeps its claim, so that its end is still recorded.
    """
    changed = tx.execute(
        update(deliveries)
        .where(deliveries.c.listener_id == listener_id, deliveries.c.finished_ms.is_(None))
        .values(
            status=DeliveryStatus.CANCELLED,
            status_reason=reason,
            due_ms=None,
            finished_ms=now_ms,
            first_try_done=True,
        )
        .returning(deliveries.c.id)
    )
    stream_log.note_deliveries(tx, changed.scalars().all(), now_ms=now_ms)


def _hold(tx: Connection, listener_id: str, *, now_ms: int) -> None:
    changed = tx.execute(
        update(deliveries)
        .where(
            deliveries.c.listener_id == listener_id,
            deliveries.c.finished_ms.is_(None),
            deliveries.c.status == DeliveryStatus.PENDING,
        )
        .values(status=DeliveryStatus.HELD, status_reason="paused", due_ms=None)
        .returning(deliveries.c.id)
    )
    stream_log.note_deliveries(tx, changed.scalars().all(), now_ms=now_ms)


def _release(tx: Connection, listener_id: str, *, now_ms: int) -> None:
    """Held deliveries are due now; their order is that of their creation."""
    changed = tx.execute(
        update(deliveries)
        .where(
            deliveries.c.listener_id == listener_id,
            deliveries.c.finished_ms.is_(None),
            deliveries.c.status == DeliveryStatus.HELD,
        )
        .values(status=DeliveryStatus.PENDING, status_reason=None, due_ms=now_ms)
        .returning(deliveries.c.id)
    )
    stream_log.note_deliveries(tx, changed.scalars().all(), now_ms=now_ms)


def _flow(listener: Row) -> Status:
    """What happens to a listener's deliveries; what it can listen to is another matter."""
    if listener["mode"] == Mode.DISABLED:
        return Status.DISABLED
    if listener["suspended_reason"] is not None:
        return Status.SUSPENDED
    return Status.PAUSED if listener["mode"] == Mode.PAUSED else Status.ACTIVE


def _skip_reason(listener: Row, *, function: str, channel_id: str | None) -> str | None:
    """Why an event is not for a listener: the first reason that holds (contract section 7)."""
    if listener["status"] == Status.UNSUPPORTED:
        return "unsupported"
    if listener["function"] != function:
        return "function_mismatch"
    if listener["channel_id"] is not None and listener["channel_id"] != channel_id:
        return "other_channel"
    if listener["mode"] == Mode.DISABLED:
        return "disabled"
    return None if listener["suspended_reason"] is None else "suspended"


def _write_deliveries(
    tx: Connection,
    event_id: str,
    what: Mapping[str, Any],
    wanted: Sequence[tuple[str, Row]],
    *,
    now_ms: int,
) -> None:
    if not wanted:
        return
    numbers = counters.take(tx, counters.SEQ, len(wanted))
    rows = []
    for (delivery_id, listener), seq in zip(wanted, numbers, strict=True):
        held = listener["mode"] == Mode.PAUSED
        rows.append(
            {
                **what,
                "id": delivery_id,
                "seq": seq,
                "event_id": event_id,
                "listener_id": listener["id"],
                "destination": listener["url"] or listener["address"] or "",
                "status": DeliveryStatus.HELD if held else DeliveryStatus.PENDING,
                "status_reason": "paused" if held else None,
                "attempts": 0,
                "schedule_step": 0,
                "trigger": Trigger.AUTOMATIC,
                "first_try_done": False,
                "due_ms": None if held else now_ms,
                "created_ms": now_ms,
            }
        )
    batches.insert_rows(tx, deliveries, rows)
    stream_log.note_deliveries(tx, [row["id"] for row in rows], now_ms=now_ms)


def _is_supported(function: str, catalog: Catalog) -> bool:
    known = catalog.function(function)
    return known is not None and known.supported
