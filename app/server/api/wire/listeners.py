"""Listeners on the wire (contract section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from app.domain.times import format_time
from app.server.api.wire.base import Body, Shown, Time
from app.server.store.rows import Row
from app.server.store.times import time_of

READ_ONLY: Final = frozenset(
    {
        "id",
        "status",
        "status_reason",
        "health",
        "version",
        "etag",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
    }
)
_BELONGS: Final = {
    "endpoint": frozenset({"kind", "url", "auth_type", "credential_id"}),
    "email": frozenset({"kind", "address"}),
}
_KNOWN: Final = _BELONGS["endpoint"] | _BELONGS["email"]


class EndpointDestination(Body):
    """An HTTP endpoint; `credential_id` unless `auth_type` is `none`."""

    kind: Literal["endpoint"]
    url: str
    auth_type: str = "none"
    credential_id: str | None = None


class EmailDestination(Body):
    """One e-mail address."""

    kind: Literal["email"]
    address: str


Destination = Annotated[EndpointDestination | EmailDestination, Field(discriminator="kind")]


class ListenerBody(Body):
    """What a person sets about a listener."""

    name: str = ""
    entity: str
    function: str
    channel_id: str | None = None
    destination: Destination
    mode: Literal["enabled", "paused", "disabled"] = "enabled"
    signing: bool = True


class InlineCredential(Body):
    """A credential for one test: used, never stored."""

    auth_type: str
    fields: dict[str, str] = Field(default_factory=dict)
    secrets: dict[str, str] = Field(default_factory=dict)


class TestBody(Body):
    """A try with an unsaved listener."""

    listener: dict[str, Any]
    payload: dict[str, Any] | None = None
    record_id: str | None = None
    credential: InlineCredential | None = None


class SavedTestBody(Body):
    """A try with a saved listener."""

    payload: dict[str, Any] | None = None
    record_id: str | None = None


class Health(Shown):
    """How deliveries have gone lately."""

    state: Literal["unknown", "healthy", "degraded", "failing"]
    delivered_24h: int
    failed_24h: int
    pending: int
    last_attempt_at: Time | None
    last_status: int | None
    failing_since: Time | None
    suspend_at: Time | None
    hours: list[tuple[int, int]] = Field(description="24 pairs delivered, failed; oldest first")


class Listener(Shown):
    """A listener as the platform describes it."""

    id: str
    name: str
    entity: str
    function: str
    channel_id: str | None
    destination: Destination
    mode: Literal["enabled", "paused", "disabled"]
    status: Literal["active", "paused", "disabled", "suspended", "unsupported"]
    status_reason: str | None
    signing: bool
    health: Health
    version: int
    etag: str
    created_at: Time
    created_by: str
    updated_at: Time
    updated_by: str


class ListenerPage(Shown):
    """One page of listeners, oldest first."""

    items: list[Listener]
    next_cursor: str | None


class ChangesPage(Shown):
    """One page of the changes feed."""

    epoch: str
    changed: list[Listener]
    deleted: list[str]
    next: str
    more: bool


class SigningSecret(Shown):
    """A signing secret, and until when the one before is still signed with."""

    secret: str
    previous_valid_until: Time | None


def settings_of(row: Row) -> dict[str, Any]:
    """The settings of a stored listener: what a merge patch is applied to."""
    return {
        "name": row["name"],
        "entity": row["entity"],
        "function": row["function"],
        "channel_id": row["channel_id"],
        "destination": destination_of(row),
        "mode": row["mode"],
        "signing": row["signing"],
    }


def destination_of(row: Row) -> dict[str, Any]:
    """The destination of a stored listener, with just the members of its kind."""
    if row["kind"] == "email":
        return {"kind": "email", "address": row["address"]}
    found = {"kind": "endpoint", "url": row["url"], "auth_type": row["auth_type"]}
    if row["auth_type"] != "none":
        found["credential_id"] = row["credential_id"]
    return found


def listener_json(row: Row, health: Mapping[str, Any]) -> dict[str, Any]:
    """A listener as it goes over the wire."""
    settings = settings_of(row)
    return {
        "id": row["id"],
        **{name: settings[name] for name in ("name", "entity", "function", "channel_id")},
        "destination": settings["destination"],
        "mode": row["mode"],
        "status": row["status"],
        "status_reason": row["status_reason"],
        "signing": row["signing"],
        "health": dict(health),
        "version": row["version"],
        "etag": row["etag"],
        "created_at": format_time(time_of(row["created_ms"])),
        "created_by": row["created_by"],
        "updated_at": format_time(time_of(row["updated_ms"])),
        "updated_by": row["updated_by"],
    }


def drop_foreign_members(settings: dict[str, Any]) -> dict[str, Any]:
    """After a merge patch: drop what does not belong to the resulting kind or auth type."""
    destination = settings.get("destination")
    if not isinstance(destination, dict):
        return settings
    belongs = _BELONGS.get(str(destination.get("kind")), _KNOWN)
    kept = {
        name: value for name, value in destination.items() if name in belongs or name not in _KNOWN
    }
    if kept.get("auth_type", "none") == "none":
        kept.pop("credential_id", None)
    return {**settings, "destination": kept}
