"""A webhook listener: what the platform says of it, and what people set.

Contract section 4.  `ListenerSettings` is exactly what a person can set and what
travels in a create or an update; `Listener` adds what the platform works out.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.domain.hours import UNTOLD, Hours


class Mode(StrEnum):
    """What people set (contract section 4)."""

    ENABLED = "enabled"
    PAUSED = "paused"
    DISABLED = "disabled"


class Status(StrEnum):
    """What the platform works out; UNKNOWN stands for a value newer than this app."""

    ACTIVE = "active"
    PAUSED = "paused"
    DISABLED = "disabled"
    SUSPENDED = "suspended"
    UNSUPPORTED = "unsupported"
    UNKNOWN = "unknown"


class HealthState(StrEnum):
    """How deliveries have gone lately."""

    UNKNOWN = "unknown"
    HEALTHY = "healthy"
    DEGRADED = "degraded"
    FAILING = "failing"


class Kind(StrEnum):
    """Where a listener sends to."""

    ENDPOINT = "endpoint"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class Destination:
    """An endpoint (`url`, `auth_type`, `credential_id`) or an e-mail `address`.

    Members that do not belong to `kind` are empty.
    """

    kind: Kind
    url: str = ""
    auth_type: str = "none"
    credential_id: str | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class ListenerSettings:
    """Everything about a listener that a person can set."""

    entity: str
    function: str
    destination: Destination
    name: str = ""
    channel_id: str | None = None
    mode: Mode = Mode.ENABLED
    signing: bool = True


@dataclass(frozen=True, slots=True)
class Health:
    """Counts of the last 24 hours and the state they add up to."""

    state: HealthState = HealthState.UNKNOWN
    delivered_24h: int = 0
    failed_24h: int = 0
    pending: int = 0
    last_attempt_at: datetime | None = None
    last_status: int | None = None
    failing_since: datetime | None = None
    suspend_at: datetime | None = None
    hours: Hours = UNTOLD  # 24, oldest first


@dataclass(frozen=True, slots=True)
class Listener:
    """A listener as the platform last described it."""

    id: str
    settings: ListenerSettings
    status: Status
    status_reason: str | None
    health: Health
    version: int
    etag: str
    created_at: datetime
    created_by: str
    updated_at: datetime
    updated_by: str

    @property
    def is_failing(self) -> bool:
        """Whether it sends, and deliveries have not gone well lately."""
        bad = {HealthState.DEGRADED, HealthState.FAILING}
        return self.status is Status.ACTIVE and self.health.state in bad

    @property
    def needs_attention(self) -> bool:
        """Whether a person should look: it fails, or was stopped for failing."""
        return self.is_failing or self.status is Status.SUSPENDED


def changed_fields(before: ListenerSettings, after: ListenerSettings) -> Mapping[str, Any]:
    """The settings of `after` that differ from `before`, by field name."""
    return {
        field.name: getattr(after, field.name)
        for field in dataclasses.fields(ListenerSettings)
        if getattr(after, field.name) != getattr(before, field.name)
    }
