"""Events, deliveries and attempts (contract section 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class DeliveryStatus(StrEnum):
    """Where a delivery stands; UNKNOWN stands for a value newer than this app."""

    PENDING = "pending"
    HELD = "held"
    DELIVERED = "delivered"
    FAILED = "failed"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class Trigger(StrEnum):
    """What made a try happen."""

    AUTOMATIC = "automatic"
    MANUAL = "manual"
    TEST = "test"


PHASES = ("dns", "connect", "tls", "send", "first_byte", "receive")


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds per phase; None where the phase was not reached."""

    dns: float | None = None
    connect: float | None = None
    tls: float | None = None
    send: float | None = None
    first_byte: float | None = None
    receive: float | None = None
    total: float | None = None


@dataclass(frozen=True, slots=True)
class AttemptRequest:
    """What was sent, secrets masked."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: str | None
    body_encoding: str | None = None


@dataclass(frozen=True, slots=True)
class AttemptResponse:
    """What came back, at most 64 KiB of it."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str | None
    truncated: bool = False
    body_encoding: str | None = None


@dataclass(frozen=True, slots=True)
class AttemptError:
    """Why a try failed; `code` is one of the contract's error codes."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try; it succeeded exactly when `error` is None."""

    id: str
    number: int
    trigger: Trigger
    started_at: datetime
    duration_ms: float
    timings: Timings
    request: AttemptRequest
    response: AttemptResponse | None
    error: AttemptError | None
    # A test of an unsaved listener: the one-time secret.
    signing_secret: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event on its way to one listener."""

    id: str
    event_id: str
    listener_id: str
    entity: str
    function: str
    record_id: str
    record_version: int
    channel_id: str | None
    destination: str
    status: DeliveryStatus
    status_reason: str | None
    attempts: int
    last_attempt_at: datetime | None
    last_status: int | None
    last_error: str | None
    next_attempt_at: datetime | None
    created_at: datetime
    finished_at: datetime | None
    # What a person knows the record by, if the platform tells.
    record_label: str | None = None
    record_number: str | None = None
    last_duration_ms: float | None = None  # of the last try, if the platform tells
    payload: str | None = None  # only on one delivery
    attempt_log: tuple[Attempt, ...] = ()  # newest last; only on one delivery


@dataclass(frozen=True, slots=True)
class DeliveryFilter:
    """What a list of deliveries is narrowed down to; empty means everything."""

    listener_id: str | None = None
    statuses: tuple[DeliveryStatus, ...] = ()
    entity: str | None = None
    record_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class DeliveryPage:
    """One page of deliveries, newest first.

    Attributes:
        seen: Of a search in contents: how many were looked through for these.
    """

    items: tuple[Delivery, ...]
    next_cursor: str | None
    counts: Mapping[str, int] = field(default_factory=dict)
    seen: int = 0


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What a list of events is narrowed down to; outcomes come with a record or a listener."""

    entity: str | None = None
    record_id: str | None = None
    listener_id: str | None = None
    since: datetime | None = None

    @property
    def has_outcomes(self) -> bool:
        """Whether each event of the list names its outcomes, which may be thousands."""
        return self.record_id is not None or self.listener_id is not None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an event meant for one listener: a delivery, or a reason why not."""

    listener_id: str
    outcome: str  # "delivery" or "skipped"
    delivery_id: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A record was created or updated."""

    id: str
    entity: str
    function: str
    record_id: str
    record_version: int
    occurred_at: datetime
    outcomes: tuple[Outcome, ...] = ()
    record_label: str | None = None  # as of a delivery
    record_number: str | None = None


@dataclass(frozen=True, slots=True)
class EventPage:
    """One page of events, newest first."""

    items: tuple[Event, ...]
    next_cursor: str | None
