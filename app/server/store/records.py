"""Records: a version is serialised once, in the transaction that writes it."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, insert, select, update

from app.server.store import counters
from app.server.store.tables import records


def find(tx: Connection, *, entity: str, record_id: str) -> RowMapping | None:
    """A record as it is now."""
    return (
        tx.execute(select(records).where(records.c.id == record_id, records.c.entity == entity))
        .mappings()
        .one_or_none()
    )


def page(tx: Connection, *, entity: str, before_seq: int | None, limit: int) -> list[RowMapping]:
    """Records of an entity, newest first, older than `before_seq`."""
    wanted = select(records).where(records.c.entity == entity)
    if before_seq is not None:
        wanted = wanted.where(records.c.seq < before_seq)
    return list(tx.execute(wanted.order_by(records.c.seq.desc()).limit(limit)).mappings())


def add(
    tx: Connection,
    *,
    record_id: str,
    entity: str,
    channel_id: str | None,
    body: bytes,
    created_ms: int,
) -> None:
    """Write version 1 of a record."""
    tx.execute(
        insert(records).values(
            id=record_id,
            entity=entity,
            seq=counters.next_value(tx, counters.SEQ),
            version=1,
            channel_id=channel_id,
            body=body,
            created_ms=created_ms,
            updated_ms=created_ms,
        )
    )


def replace(
    tx: Connection,
    *,
    record_id: str,
    version: int,
    channel_id: str | None,
    body: bytes,
    updated_ms: int,
) -> None:
    """Write the next version of a record."""
    tx.execute(
        update(records)
        .where(records.c.id == record_id)
        .values(version=version, channel_id=channel_id, body=body, updated_ms=updated_ms)
    )
