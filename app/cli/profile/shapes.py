"""The JSON of the commands: documented in docs/command-line.md, only ever added to.

What the platform has is named as in its contract; what only this computer knows of a
listener is in `local`.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.domain.times import format_time

if TYPE_CHECKING:
    from app.domain.conflict import Difference
    from app.domain.credential import Credential
    from app.domain.delivery import Attempt
    from app.domain.errors import FieldRefusal
    from app.domain.listener import Health
    from app.domain.pending import PendingChange
    from app.domain.sync_state import LocalListener, SyncReport
    from app.domain.workspace import Connection, ConnectionReport


def time_text(at: datetime | None) -> str | None:
    """A time as the contract writes it."""
    return None if at is None else format_time(at)


def setting(name: str, value: Any) -> Any:
    """One setting as the contract writes it."""
    from app.adapters.wire.listeners import write_patch

    plain = write_patch({name: value})[name]
    if name == "destination" and plain is not None and plain["kind"] == "endpoint":
        return {"credential_id": None, **plain}
    return plain


def listener(row: LocalListener) -> dict[str, Any]:
    """A listener as it is wanted, what the platform says of it, and how the two stand."""
    from app.adapters.wire.listeners import write_settings
    from app.domain.pending import pending_of
    from app.domain.sync_state import SyncState

    base = row.base
    return {
        "id": row.id,
        **write_settings(row.settings),
        "destination": setting("destination", row.settings.destination),
        "status": base.status.value if base is not None else None,
        "status_reason": base.status_reason if base is not None else None,
        "health": _health(base.health) if base is not None else None,
        "version": base.version if base is not None else None,
        "created_at": time_text(base.created_at) if base is not None else None,
        "updated_at": time_text(base.updated_at) if base is not None else None,
        "local": local(None if row.state is SyncState.CLEAN else pending_of(row)),
    }


def local(change: PendingChange | None) -> dict[str, Any]:
    """How what is wanted here stands to what the platform has."""
    if change is None:
        return {
            "state": "clean",
            "change": None,
            "since": None,
            "refused": [],
            "refused_because": "",
        }
    return {
        "state": change.state.value,
        "change": change.kind.value,
        "since": time_text(change.since),
        "refused": [_refusal(one) for one in change.refusals],
        "refused_because": change.refusal_detail,
    }


def pending(one: PendingChange) -> dict[str, Any]:
    """A change that the platform has not taken, and what it changes."""
    return {
        "subject": one.subject.value,
        "id": one.id,
        "name": one.label,
        "change": one.kind.value,
        "state": one.state.value,
        "since": time_text(one.since),
        "differences": [
            {
                "name": each.name,
                "before": _setting_or_none(each.name, each.before),
                "wanted": _setting_or_none(each.name, each.mine),
            }
            for each in one.differences
        ],
        "refused": [_refusal(each) for each in one.refusals],
        "refused_because": one.refusal_detail,
    }


def conflict(
    one: PendingChange, found: tuple[Difference, ...], *, is_gone_there: bool
) -> dict[str, Any]:
    """A conflict: what each side did, and each setting that differs."""
    return {
        "subject": one.subject.value,
        "id": one.id,
        "name": one.label,
        "since": time_text(one.since),
        "mine": "deleted" if one.kind.value == "delete" else "edited",
        "theirs": "deleted" if is_gone_there else "edited",
        "fields": [
            {
                "name": each.name,
                "before": _setting_or_none(each.name, each.before),
                "mine": _setting_or_none(each.name, each.mine),
                "theirs": _setting_or_none(each.name, each.theirs),
                "needs_choice": each.side is None,
            }
            for each in found
        ],
    }


def credential(
    one: Credential, change: PendingChange | None, ends_at: datetime | None = None
) -> dict[str, Any]:
    """A credential; of its secrets only the hints; and how a change of it stands.

    Args:
        one: The credential.
        change: What waits of it.
        ends_at: When its token ends, where that is known.
    """
    return {
        "id": one.id,
        "name": one.name,
        "auth_type": one.auth_type,
        "fields": dict(one.fields),
        "secret_hints": dict(one.secret_hints),
        "used_by": list(one.used_by),
        "last_success_at": time_text(one.last_success_at),
        "ends_at": time_text(ends_at),
        "version": one.version or None,
        "created_at": time_text(one.created_at) if one.version else None,
        "updated_at": time_text(one.updated_at) if one.version else None,
        "local": local(change),
    }


def connection(one: Connection) -> dict[str, Any]:
    """A connection, without its secret."""
    return {
        "id": one.id,
        "name": one.name,
        "url": one.base_url,
        "environment": one.environment.value,
        "sign_in": one.sign_in.value,
        "client_id": one.client_id,
        "is_sandbox": one.is_sandbox,
        "read_only": one.read_only,
    }


def check(report: ConnectionReport, why: dict[str, str]) -> dict[str, Any]:
    """What a check of a connection found; `why` has the words for what failed."""
    return {
        "passed": report.passed,
        "lines": [
            {
                "kind": line.kind.value,
                "passed": line.passed,
                "value": line.value,
                "error": why.get(line.kind.value),
            }
            for line in report.lines
        ],
    }


def sync(
    connection: Connection, report: SyncReport | None, synced_at: datetime | None
) -> dict[str, Any]:
    """What one run of the sync did, and what is left; nothing is known of one that failed."""
    counts = ("sent", "pulled", "deleted", "waiting", "conflicts", "refused")
    return {
        "connection": {"id": connection.id, "name": connection.name},
        **{name: getattr(report, name, None) for name in counts},
        "synced_at": time_text(synced_at),
    }


def attempt(one: Attempt) -> dict[str, Any]:
    """A test-send, with the contract's names; secret headers are masked."""
    response = one.response
    return {
        "succeeded": one.error is None,
        "started_at": time_text(one.started_at),
        "duration_ms": one.duration_ms,
        "request": {
            "method": one.request.method,
            "url": one.request.url,
            "headers": [list(pair) for pair in one.request.headers],
            "body": one.request.body,
        },
        "response": None
        if response is None
        else {
            "status": response.status,
            "headers": [list(pair) for pair in response.headers],
            "body": response.body,
            "truncated": response.truncated,
        },
        "error": None
        if one.error is None
        else {"code": one.error.code, "detail": one.error.detail},
    }


def _health(health: Health) -> dict[str, Any]:
    return {
        "state": health.state.value,
        "delivered_24h": health.delivered_24h,
        "failed_24h": health.failed_24h,
        "pending": health.pending,
        "last_attempt_at": time_text(health.last_attempt_at),
        "last_status": health.last_status,
        "failing_since": time_text(health.failing_since),
        "suspend_at": time_text(health.suspend_at),
    }


def _refusal(one: FieldRefusal) -> dict[str, Any]:
    return {"pointer": one.pointer, "code": one.code, "detail": one.detail}


def _setting_or_none(name: str, value: Any) -> Any:
    return None if value is None else setting(name, value)
