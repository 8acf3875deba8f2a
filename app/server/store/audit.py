"""Who changed what, written in the transaction of the change; secrets never."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, insert, select

from app.domain.ids import new_id
from app.server.store import counters
from app.server.store.tables import audit

_INSERT: Final = insert(audit)


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What the log is narrowed down to; several values of one filter mean "or"."""

    resource_ids: tuple[str, ...] = ()
    actor_ids: tuple[str, ...] = ()
    since_ms: int | None = None
    until_ms: int | None = None


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
        _INSERT,
        {
            "seq": counters.next_value(tx, counters.SEQ),
            "id": new_id("aud"),
            "at_ms": now_ms,
            "actor_id": actor_id,
            "actor_name": actor_name,
            "action": action,
            "resource_type": resource_type,
            "resource_id": resource_id,
            "before": before,
            "after": after,
        },
    )


def page(
    tx: Connection, wanted: AuditFilter, *, before_seq: int | None, limit: int
) -> list[RowMapping]:
    """Entries, newest first, older than `before_seq`."""
    c = audit.c
    query = select(audit)
    if wanted.resource_ids:
        query = query.where(c.resource_id.in_(wanted.resource_ids))
    if wanted.actor_ids:
        query = query.where(c.actor_id.in_(wanted.actor_ids))
    if wanted.since_ms is not None:
        query = query.where(c.at_ms >= wanted.since_ms)
    if wanted.until_ms is not None:
        query = query.where(c.at_ms < wanted.until_ms)
    if before_seq is not None:
        query = query.where(c.seq < before_seq)
    return list(tx.execute(query.order_by(c.seq.desc()).limit(limit)).mappings())
