"""What every operation is: plain JSON values in, plain JSON values out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy import Connection

from app.server.platform import Platform
from app.server.store import audit

Arguments = Mapping[str, Any]
Operation = Callable[[Platform, Arguments], Any]

_ACTOR: Final = "operator"  # whoever may use the data folder, or the database


class OperationRefused(Exception):
    """It cannot be done; the text says why in one line, and nothing was changed."""


def note(
    tx: Connection,
    action: str,
    *,
    resource_type: str,
    resource_id: str,
    now_ms: int,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Say in the audit log what an operator did, in the transaction that does it."""
    audit.record(
        tx,
        actor_id=_ACTOR,
        actor_name=_ACTOR,
        action=action,
        resource_type=resource_type,
        resource_id=resource_id,
        before=before,
        after=after,
        now_ms=now_ms,
    )
