"""Stored times are whole milliseconds; everywhere else they are aware datetimes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from app.domain.times import format_time

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def time_of(stored_ms: int) -> datetime:
    """A stored time as a datetime, exactly."""
    return _EPOCH + timedelta(milliseconds=stored_ms)


def ms_of(at: datetime) -> int:
    """A datetime as it is stored, cut to milliseconds."""
    return (at - _EPOCH) // timedelta(milliseconds=1)


def written(stored_ms: int | None) -> str | None:
    """A stored time as it goes over the wire."""
    return None if stored_ms is None else format_time(time_of(stored_ms))
