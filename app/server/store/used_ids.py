"""Ids that were used once, for good: an id is never reused (contract section 1)."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, RowMapping, bindparam, insert, select, update

from app.server.store.tables import used_ids

_FIND: Final = select(used_ids).where(used_ids.c.id == bindparam("of"))
_INSERT: Final = insert(used_ids)


def find(tx: Connection, resource_id: str) -> RowMapping | None:
    """What is known of an id that a client chose, or that was deleted."""
    return tx.execute(_FIND, {"of": resource_id}).mappings().one_or_none()


def remember_creation(tx: Connection, *, resource_id: str, kind: str, body_hash: str) -> None:
    """Note with which body a client created an id."""
    tx.execute(_INSERT, {"id": resource_id, "kind": kind, "body_hash": body_hash})


def remember_deletion(
    tx: Connection, *, resource_id: str, kind: str, now_ms: int, feed_position: int | None = None
) -> None:
    """Note that an id is gone, and where in the feed that stands."""
    gone = {"deleted_ms": now_ms, "feed_position": feed_position}
    known = tx.execute(update(used_ids).where(used_ids.c.id == resource_id).values(**gone))
    if known.rowcount == 0:
        tx.execute(_INSERT, {"id": resource_id, "kind": kind, **gone})
