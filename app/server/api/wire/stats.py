"""Statistics on the wire (contract section 7)."""

from __future__ import annotations

from typing import Any, Final

from pydantic import Field

from app.server.api.wire.base import Shown, Time
from app.server.deliveries.durations import percentiles
from app.server.deliveries.tallies import Tally

_SHARES: Final = (0.5, 0.95, 0.99)


class StatsBucket(Shown):
    """Tries that ended, by result, in one hour or day, or of one listener in all.

    Answer times are right to 6 percent; null without any answer.
    """

    start: Time
    delivered: int
    failed: int
    skipped: int = Field(description="Events that a listener missed as disabled or suspended")
    p50_ms: int | None
    p95_ms: int | None
    p99_ms: int | None
    listener_id: str | None = Field(default=None, description="With `group=listener` only")


class Stats(Shown):
    """Every bucket of the range, oldest first; or one sum for each listener."""

    buckets: list[StatsBucket]


def bucket_json(start: str, tally: Tally, listener_id: str | None = None) -> dict[str, Any]:
    """A tally as it goes over the wire, of what began at a written time."""
    p50, p95, p99 = percentiles(tally.durations, _SHARES)
    bucket = {
        "start": start,
        "delivered": tally.delivered,
        "failed": tally.failed,
        "skipped": tally.skipped,
        "p50_ms": p50,
        "p95_ms": p95,
        "p99_ms": p99,
    }
    return bucket if listener_id is None else {**bucket, "listener_id": listener_id}
