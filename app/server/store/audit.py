"""Who changed what, written in the transaction of the change; secrets never."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert

from app.domain.ids import new_id
from app.server.store import counters
from app.server.store.tables import audit


def record(
    tx: Connection,
    *,
    actor_id: str,
    actor_name: str,
    action: str,
    resource_type: str,
    resource_id: str,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    now_ms: int,
) -> None:
    """Write one entry of the audit log."""
    tx.execute(
        insert(audit).values(
            seq=counters.next_value(tx, counters.SEQ),
            id=new_id("aud"),
            at_ms=now_ms,
            actor_id=actor_id,
            actor_name=actor_name,
            action=action,
            resource_type=resource_type,
            resource_id=resource_id,
            before=before,
            after=after,
        )
    )
