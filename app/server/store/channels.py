"""The distribution channels of the instance."""

from __future__ import annotations

from sqlalchemy import Connection, RowMapping, select

from app.server.store.tables import channels


def all_channels(tx: Connection) -> list[RowMapping]:
    """Every channel, oldest first."""
    return list(tx.execute(select(channels).order_by(channels.c.seq)).mappings())


def exists(tx: Connection, channel_id: str) -> bool:
    """Whether there is such a channel."""
    found = tx.execute(select(channels.c.id).where(channels.c.id == channel_id))
    return found.one_or_none() is not None
