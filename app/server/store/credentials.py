"""Credential rows; secrets only sealed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from app.server.store import counters
from app.server.store.ordering import for_change
from app.server.store.tables import credentials


def find(tx: Connection, credential_id: str) -> RowMapping | None:
    """A credential as it is now."""
    wanted = select(credentials).where(credentials.c.id == credential_id)
    return tx.execute(for_change(tx, wanted, of=credentials)).mappings().one_or_none()


def page(tx: Connection, *, after_seq: int | None, limit: int) -> list[RowMapping]:
    """Credentials, oldest first, younger than `after_seq`."""
    query = select(credentials)
    if after_seq is not None:
        query = query.where(credentials.c.seq > after_seq)
    return list(tx.execute(query.order_by(credentials.c.seq).limit(limit)).mappings())


def add(tx: Connection, values: Mapping[str, Any]) -> RowMapping:
    """Write a new credential."""
    return (
        tx.execute(
            insert(credentials)
            .values(**values, seq=counters.next_value(tx, counters.SEQ))
            .returning(credentials)
        )
        .mappings()
        .one()
    )


def change(tx: Connection, credential_id: str, values: Mapping[str, Any]) -> RowMapping:
    """Write changed columns."""
    return (
        tx.execute(
            update(credentials)
            .where(credentials.c.id == credential_id)
            .values(**values)
            .returning(credentials)
        )
        .mappings()
        .one()
    )


def remove(tx: Connection, credential_id: str) -> None:
    """Remove a credential's row."""
    tx.execute(delete(credentials).where(credentials.c.id == credential_id))
