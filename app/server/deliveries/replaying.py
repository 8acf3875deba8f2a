"""Sending again, and giving up, because a person asked (contract section 7).

A replay goes on with the delivery that there is: the same `webhook-id`, the same
bytes, a fresh schedule; where to and with which credential is what holds when it is
tried.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, insert, select, update

from app.domain.delivery import DeliveryStatus, Trigger
from app.domain.ids import new_id
from app.domain.listener import Mode
from app.server.store import counters, stream_log
from app.server.store.rows import Row
from app.server.store.tables import deliveries, events


def replay_delivery(tx: Connection, delivery_id: str, listener: Row, *, now_ms: int) -> None:
    """Set one delivery on its way again; held, if the listener is paused."""
    _restart(tx, [delivery_id], listener, due=[now_ms])
    stream_log.note_deliveries(tx, [delivery_id], now_ms=now_ms)


def replay_many(tx: Connection, found: Sequence[Row], listener: Row, *, now_ms: int) -> None:
    """Set many on their way again, and make those that are missing.

    They are due a millisecond apart, the last one now: so the oldest goes first, also
    where a delivery made only now stands between old ones.

    Args:
        tx: The transaction.
        found: Rows of `store.replays.find`, oldest first.
        listener: Where they go.
        now_ms: Now.
    """
    first_ms = now_ms - max(0, len(found) - 1)
    due = {row["event_id"]: first_ms + place for place, row in enumerate(found)}
    there = [row for row in found if row["delivery_id"] is not None]
    missing = [row["event_id"] for row in found if row["delivery_id"] is None]
    _restart(
        tx,
        [row["delivery_id"] for row in there],
        listener,
        due=[due[row["event_id"]] for row in there],
    )
    made = _make(tx, missing, listener, due=due, now_ms=now_ms)
    stream_log.note_deliveries(tx, [*(row["delivery_id"] for row in there), *made], now_ms=now_ms)


def cancel_delivery(tx: Connection, delivery_id: str, *, now_ms: int) -> bool:
    """Give an unfinished delivery up; whether there was something to give up.

    A try that runs now ends and is recorded; if it succeeds, it was delivered.
    """
    cancelled = tx.execute(
        update(deliveries)
        .where(deliveries.c.id == delivery_id, deliveries.c.finished_ms.is_(None))
        .values(
            status=DeliveryStatus.CANCELLED,
            status_reason="by_user",
            due_ms=None,
            finished_ms=now_ms,
            first_try_done=True,
        )
    )
    if not cancelled.rowcount:
        return False
    stream_log.note_deliveries(tx, [delivery_id], now_ms=now_ms)
    return True


def _restart(
    tx: Connection, delivery_ids: Sequence[str], listener: Row, *, due: Sequence[int]
) -> None:
    if not delivery_ids:
        return
    tx.execute(
        update(deliveries)
        .where(deliveries.c.id == bindparam("of_delivery"))
        .values(
            **_standing(listener),
            due_ms=bindparam("due"),
            schedule_step=0,
            trigger=Trigger.MANUAL,
            finished_ms=None,
        ),
        [
            {"of_delivery": one, "due": None if _is_paused(listener) else at}
            for one, at in zip(delivery_ids, due, strict=True)
        ],
    )


def _make(
    tx: Connection,
    event_ids: Sequence[str],
    listener: Row,
    *,
    due: dict[str, int],
    now_ms: int,
) -> list[str]:
    """Make a delivery of each event; their ids."""
    if not event_ids:
        return []
    rows: list[dict[str, Any]] = []
    numbers = counters.take(tx, counters.SEQ, len(event_ids))
    for event, seq in zip(_events(tx, event_ids), numbers, strict=True):
        rows.append(
            {
                **{name: event[name] for name in _OF_EVENT},
                **_standing(listener),
                "id": new_id("dlv", now_ms=now_ms),
                "seq": seq,
                "event_id": event["id"],
                "listener_id": listener["id"],
                "destination": listener["url"] or listener["address"] or "",
                "attempts": 0,
                "schedule_step": 0,
                "trigger": Trigger.MANUAL,
                "first_try_done": False,
                "due_ms": None if _is_paused(listener) else due[event["id"]],
                "created_ms": now_ms,
            }
        )
    tx.execute(insert(deliveries), rows)
    return [row["id"] for row in rows]


_OF_EVENT = ("entity", "function", "record_id", "record_version", "record_number", "channel_id")
_CHUNK = 500  # names in one statement


def _events(tx: Connection, event_ids: Sequence[str]) -> list[RowMapping]:
    """The events without their payloads, in the order of the ids."""
    c = events.c
    columns = select(c.id, *(c[name] for name in _OF_EVENT))
    found: dict[str, RowMapping] = {}
    for start in range(0, len(event_ids), _CHUNK):
        chunk = event_ids[start : start + _CHUNK]
        for row in tx.execute(columns.where(c.id.in_(chunk))).mappings():
            found[row["id"]] = row
    return [found[one] for one in event_ids]


def _standing(listener: Row) -> dict[str, Any]:
    held = _is_paused(listener)
    return {
        "status": DeliveryStatus.HELD if held else DeliveryStatus.PENDING,
        "status_reason": "paused" if held else None,
    }


def _is_paused(listener: Row) -> bool:
    return bool(listener["mode"] == Mode.PAUSED)
