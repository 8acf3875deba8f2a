"""Counts per minute that hold across restarts and processes."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, delete, insert, select, update

from app.server.store.tables import rate_windows

_WINDOW_MS: Final = 60_000


def take(tx: Connection, *, name: str, limit: int, now_ms: int) -> float | None:
    """Count one use; None when it is within the limit, else seconds until the next window."""
    start_ms = now_ms - now_ms % _WINDOW_MS
    mine = rate_windows.c.name == name
    row = tx.execute(select(rate_windows).where(mine)).mappings().one_or_none()
    if row is None or row["window_ms"] != start_ms:
        tx.execute(delete(rate_windows).where(mine))
        tx.execute(insert(rate_windows).values(name=name, window_ms=start_ms, count=1))
        return None if limit >= 1 else (start_ms + _WINDOW_MS - now_ms) / 1000
    if row["count"] >= limit:
        return (start_ms + _WINDOW_MS - now_ms) / 1000
    tx.execute(update(rate_windows).where(mine).values(count=row["count"] + 1))
    return None
