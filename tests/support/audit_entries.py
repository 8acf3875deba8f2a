"""Entries of the audit log for tests, made as the wire adapter makes them."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from app.adapters.wire.audit import read_entry
from app.adapters.wire.listeners import write_settings
from app.domain.audit import AuditEntry
from app.domain.listener import ListenerSettings
from app.domain.times import format_time
from tests.support.builders import NOW

_numbers = count(1)


def an_entry(
    action: str = "updated",
    kind: str = "listener",
    *,
    of: str = "lst_1",
    before: Any = None,
    after: Any = None,
    seconds: float = 0,
    actor: tuple[str, str] = ("usr_1", "Thandi M."),
    entry_id: str = "",
) -> AuditEntry:
    """One entry, `seconds` after the tests' now; settings may stand for what they say."""
    return read_entry(
        {
            "id": entry_id or f"aud_{next(_numbers):06d}",
            "at": format_time(NOW + timedelta(seconds=seconds)),
            "actor": {"id": actor[0], "name": actor[1]},
            "action": action,
            "resource": {"type": kind, "id": of},
            "before": _said(before),
            "after": _said(after),
        }
    )


def a_credential_side(**changes: Any) -> dict[str, Any]:
    """A credential as the log says it."""
    base = {"name": "CRM production", "auth_type": "basic", "fields": {"username": "svc"}}
    return {**base, **changes}


def _said(side: Any) -> Any:
    return write_settings(side) if isinstance(side, ListenerSettings) else side
