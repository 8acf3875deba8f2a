"""Events, deliveries and attempts on the wire (contract section 7)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from app.server.api.wire.base import Shown, Time
from app.server.store.rows import Row
from app.server.store.times import written


class DeliveryOutcome(Shown):
    """The event became a delivery to this listener."""

    listener_id: str
    outcome: Literal["delivery"]
    delivery_id: str


class SkippedOutcome(Shown):
    """The event was not for this listener, and why."""

    listener_id: str
    outcome: Literal["skipped"]
    reason: Literal["unsupported", "function_mismatch", "other_channel", "disabled", "suspended"]


class EventItem(Shown):
    """A record was created or updated; a list shows outcomes only when they are asked for."""

    id: str
    entity: str
    function: str
    record_id: str
    record_version: int
    record_label: str | None
    record_number: str | None
    occurred_at: Time
    outcomes: list[DeliveryOutcome | SkippedOutcome] | None = None


class Event(EventItem):
    """A record was created or updated, and what that meant for every listener."""

    outcomes: list[DeliveryOutcome | SkippedOutcome]


class EventPage(Shown):
    """One page of events, newest first."""

    items: list[EventItem]
    next_cursor: str | None


class Timings(Shown):
    """Milliseconds per phase; null if not reached."""

    dns: float | None
    connect: float | None
    tls: float | None
    send: float | None
    first_byte: float | None
    receive: float | None
    total: float | None


class AttemptRequest(Shown):
    """What was sent; secret headers read •••."""

    method: str
    url: str
    headers: list[tuple[str, str]]
    body: str | None
    body_encoding: Literal["base64"] | None = None


class AttemptResponse(Shown):
    """What came back, at most 64 KiB of its body."""

    status: int
    headers: list[tuple[str, str]]
    body: str | None
    truncated: bool
    body_encoding: Literal["base64"] | None = None


class AttemptError(Shown):
    """Why a try failed."""

    code: Literal[
        "dns_error",
        "connection_refused",
        "connection_reset",
        "connect_timeout",
        "read_timeout",
        "tls_error",
        "address_blocked",
        "redirect_not_followed",
        "http_status",
        "auth_error",
        "smtp_error",
        "payload_too_large",
    ]
    detail: str


class Attempt(Shown):
    """One try; `error` is null exactly when it succeeded."""

    id: str
    number: int
    trigger: Literal["automatic", "manual", "test"]
    started_at: Time
    duration_ms: int
    timings_ms: Timings
    request: AttemptRequest
    response: AttemptResponse | None
    error: AttemptError | None


class TestResult(Attempt):
    """The try of a test-send; with the one-time secret when that signed it."""

    signing_secret: str | None = None


class DeliveryItem(Shown):
    """One event on its way to one listener."""

    id: str
    event_id: str
    listener_id: str
    entity: str
    function: str
    record_id: str
    record_version: int
    record_label: str | None
    record_number: str | None
    channel_id: str | None
    destination: str
    status: Literal["pending", "held", "delivered", "failed", "cancelled"]
    status_reason: str | None
    attempts: int
    last_attempt_at: Time | None
    last_duration_ms: int | None
    last_status: int | None
    last_error: str | None
    next_attempt_at: Time | None
    created_at: Time
    finished_at: Time | None


class Delivery(DeliveryItem):
    """One delivery with what was sent and every try."""

    payload: str | None
    attempt_log: list[Attempt]


class DeliveryPage(Shown):
    """One page of deliveries, newest first; `counts` when they were asked for."""

    items: list[DeliveryItem]
    next_cursor: str | None
    counts: dict[str, int] | None = None


def event_json(row: Row, outcomes: Sequence[Row] | None) -> dict[str, Any]:
    """An event as it goes over the wire."""
    event = {
        "id": row["id"],
        "entity": row["entity"],
        "function": row["function"],
        "record_id": row["record_id"],
        "record_version": row["record_version"],
        "record_label": row["record_label"] or None,
        "record_number": row["record_number"],
        "occurred_at": written(row["occurred_ms"]),
    }
    if outcomes is not None:
        event["outcomes"] = [_outcome_json(one) for one in outcomes]
    return event


def delivery_json(row: Row) -> dict[str, Any]:
    """A delivery as a list shows it."""
    return {
        "id": row["id"],
        "event_id": row["event_id"],
        "listener_id": row["listener_id"],
        "entity": row["entity"],
        "function": row["function"],
        "record_id": row["record_id"],
        "record_version": row["record_version"],
        "record_label": row["record_label"] or None,
        "record_number": row["record_number"],
        "channel_id": row["channel_id"],
        "destination": row["destination"],
        "status": row["status"],
        "status_reason": row["status_reason"],
        "attempts": row["attempts"],
        "last_attempt_at": written(row["last_attempt_ms"]),
        "last_duration_ms": row["last_duration_ms"],
        "last_status": row["last_status"],
        "last_error": row["last_error"],
        "next_attempt_at": written(row["due_ms"]),
        "created_at": written(row["created_ms"]),
        "finished_at": written(row["finished_ms"]),
    }


def _outcome_json(row: Row) -> dict[str, Any]:
    outcome = {"listener_id": row["listener_id"]}
    if row["delivery_id"] is not None:
        return outcome | {"outcome": "delivery", "delivery_id": row["delivery_id"]}
    return outcome | {"outcome": "skipped", "reason": row["reason"]}
