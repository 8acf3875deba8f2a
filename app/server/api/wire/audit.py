"""The audit log on the wire (contract section 7)."""

from __future__ import annotations

from typing import Any

from app.server.api.wire.base import Shown, Time
from app.server.store.rows import Row
from app.server.store.times import written


class Actor(Shown):
    """Who did it; the platform itself is `system`."""

    id: str
    name: str


class AuditResource(Shown):
    """What it was done to."""

    type: str
    id: str


class AuditEntry(Shown):
    """One change, or one look at a secret; the secrets themselves are never in it."""

    id: str
    at: Time
    actor: Actor
    action: str
    resource: AuditResource
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class AuditPage(Shown):
    """One page of the audit log, newest first."""

    items: list[AuditEntry]
    next_cursor: str | None


def entry_json(row: Row) -> dict[str, Any]:
    """An entry as it goes over the wire."""
    return {
        "id": row["id"],
        "at": written(row["at_ms"]),
        "actor": {"id": row["actor_id"], "name": row["actor_name"]},
        "action": row["action"],
        "resource": {"type": row["resource_type"], "id": row["resource_id"]},
        "before": row["before"],
        "after": row["after"],
    }
