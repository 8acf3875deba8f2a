"""Statistics on the wire (contract section 7)."""

from __future__ import annotations

from collections.abc import Sequence
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
    hours: list[tuple[int, int]] | None = Field(
        default=None,
        description="With `group=listener` over at most 24 hours, of listeners that had any: "
        "pairs delivered, failed; oldest first",
    )


class Stats(Shown):
    """Every bucket of the range, oldest first; or one sum for each listener."""

    buckets: list[StatsBucket]
    total: StatsBucket | None = Field(
        default=None,
        description="The whole range as one bucket: percentiles of parts cannot be added up. "
        "Without `group` only",
    )


def sum_json(
    start: str, tally: Tally, listener_id: str, hours: Sequence[tuple[int, int]] | None
) -> dict[str, Any]:
    """What one listener had in a range, and in each hour of it where that was counted."""
    bucket = bucket_json(start, tally) | {"listener_id": listener_id}
    return bucket if hours is None else {**bucket, "hours": hours}


def bucket_json(start: str, tally: Tally) -> dict[str, Any]:
    """A tally as it goes over the wire, of what began at a written time."""
    p50, p95, p99 = percentiles(tally.durations, _SHARES)
    return {
        "start": start,
        "delivered": tally.delivered,
        "failed": tally.failed,
        "skipped": tally.skipped,
        "p50_ms": p50,
        "p95_ms": p95,
        "p99_ms": p99,
    }
