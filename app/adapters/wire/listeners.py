"""Listeners and their changes feed (contract section 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.adapters.wire.reading import Members
from app.domain.control import JobControl
from app.domain.errors import ProtocolError
from app.domain.listener import (
    Destination,
    Health,
    HealthState,
    Kind,
    Listener,
    ListenerSettings,
    Mode,
    Status,
)
from app.domain.ports import ChangesPage


def read_listener(value: Any) -> Listener:
    """One listener."""
    members = Members(value, "listener")
    created_at, updated_at = members.time("created_at"), members.time("updated_at")
    return Listener(
        id=members.text("id"),
        settings=read_settings(members),
        status=members.choice("status", Status, Status.UNKNOWN),
        status_reason=members.word_or_none("status_reason"),
        health=_read_health(members.inner_or_none("health")),
        version=members.integer("version"),
        etag=members.etag(),
        created_at=created_at,
        created_by=members.word("created_by", ""),
        updated_at=created_at if updated_at == created_at else updated_at,
        updated_by=members.word("updated_by", ""),
    )


def read_settings(members: Members) -> ListenerSettings:
    """What people set, of a listener or of one side of an audit entry."""
    return ListenerSettings(
        entity=members.word("entity"),
        function=members.word("function"),
        destination=_read_destination(members.inner("destination")),
        name=members.text("name", ""),
        channel_id=members.word_or_none("channel_id"),
        mode=members.choice("mode", Mode, Mode.ENABLED),
        signing=members.flag("signing", True),
    )


def read_changes(value: Any, control: JobControl | None = None) -> ChangesPage:
    """One page of the changes feed; a page of hundreds is a while's work."""
    members = Members(value, "changes")
    each = (control or JobControl()).through(members.items("changed", required=True))
    changed = tuple(read_listener(one) for one in each)
    members.items("deleted", required=True)
    deleted = members.texts("deleted")
    names = [*(one.id for one in changed), *deleted]
    if len(set(names)) != len(names):
        raise ProtocolError("changes: a listener is named twice in one page")
    return ChangesPage(
        epoch=members.text("epoch"),
        changed=changed,
        deleted=deleted,
        next=members.text("next"),
        more=members.flag("more"),
    )


def next_page(page: Any) -> str | None:
    """Where the next page of the feed begins, before anything else is looked at; None: nowhere."""
    more = isinstance(page, dict) and page.get("more") is True
    following = page.get("next") if more else None
    return following if isinstance(following, str) else None


def write_settings(settings: ListenerSettings) -> dict[str, Any]:
    """The body of a create."""
    return {
        "name": settings.name,
        "entity": settings.entity,
        "function": settings.function,
        "channel_id": settings.channel_id,
        "destination": _write_destination(settings.destination),
        "mode": settings.mode.value,
        "signing": settings.signing,
    }


def write_patch(changes: Mapping[str, Any]) -> dict[str, Any]:
    """A merge patch; `changes` maps `ListenerSettings` field names to values."""
    patch: dict[str, Any] = {}
    for name, value in changes.items():
        if isinstance(value, Destination):
            patch[name] = _write_destination(value)
        elif isinstance(value, Mode):
            patch[name] = value.value
        else:
            patch[name] = value
    return patch


def _read_destination(members: Members) -> Destination:
    # A kind newer than this app is shown as the address it has, and never written back:
    # a patch holds only what a person changed.
    if members.choice("kind", Kind, Kind.ENDPOINT) is Kind.EMAIL:
        return Destination(Kind.EMAIL, address=members.text("address"))
    return Destination(
        Kind.ENDPOINT,
        url=members.text("url", ""),
        auth_type=members.word("auth_type", "none"),
        credential_id=members.word_or_none("credential_id"),
    )


def _write_destination(to: Destination) -> dict[str, Any]:
    if to.kind is Kind.EMAIL:
        return {"kind": "email", "address": to.address}
    written: dict[str, Any] = {"kind": "endpoint", "url": to.url, "auth_type": to.auth_type}
    if to.auth_type != "none":
        written["credential_id"] = to.credential_id
    return written


def _read_health(members: Members | None) -> Health:
    if members is None:
        return Health()
    return Health(
        state=members.choice("state", HealthState, HealthState.UNKNOWN),
        delivered_24h=members.integer("delivered_24h", 0),
        failed_24h=members.integer("failed_24h", 0),
        pending=members.integer("pending", 0),
        last_attempt_at=members.time_or_none("last_attempt_at"),
        last_status=members.integer_or_none("last_status"),
        failing_since=members.time_or_none("failing_since"),
        suspend_at=members.time_or_none("suspend_at"),
        hours=members.hours("hours"),
    )
