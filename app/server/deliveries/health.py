"""How deliveries to a listener go: the state that its hours add up to.

Counts are tries by result, at their end; tests are never counted.  Everything that
shows health reads the tallies, never the tries themselves (contract section 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, func, select, update

from app.domain.listener import HealthState
from app.server.deliveries.tallies import HOUR_MS, hour_of
from app.server.store import counters
from app.server.store.rows import Row
from app.server.store.tables import deliveries, listeners, tallies
from app.server.store.times import written

_HOURS_SHOWN: Final = 24
_TOLERATED_SHARE: Final = 0.05
FAILING_AFTER_MS: Final = HOUR_MS


def state_of(
    *,
    last_try_failed: bool | None,
    failing_since_ms: int | None,
    delivered: int,
    failed: int,
    now_ms: int,
) -> HealthState:
    """The state that a listener's last try and its last 24 hours add up to."""
    if last_try_failed is None:
        return HealthState.UNKNOWN
    if failing_since_ms is not None and now_ms - failing_since_ms >= FAILING_AFTER_MS:
        return HealthState.FAILING
    if not last_try_failed and failed <= _TOLERATED_SHARE * (delivered + failed):
        return HealthState.HEALTHY
    return HealthState.DEGRADED


def health_of(tx: Connection, rows: Sequence[Row], *, now_ms: int) -> dict[str, dict[str, Any]]:
    """The contract's `health` object of each of a page of listener rows."""
    ids = [row["id"] for row in rows]
    hours = hours_of(tx, ids, now_ms=now_ms)
    unfinished: dict[str, int] = {
        row.listener_id: row.number
        for row in tx.execute(
            select(deliveries.c.listener_id, func.count().label("number"))
            .where(deliveries.c.listener_id.in_(ids), deliveries.c.finished_ms.is_(None))
            .group_by(deliveries.c.listener_id)
        )
    }
    return {
        row["id"]: _object(row, hours[row["id"]], unfinished.get(row["id"], 0), now_ms=now_ms)
        for row in rows
    }


def hours_of(
    tx: Connection, listener_ids: Sequence[str], *, now_ms: int
) -> dict[str, list[list[int]]]:
    """24 pairs (delivered, failed) of each listener, oldest first, this hour last."""
    first_ms = hour_of(now_ms) - (_HOURS_SHOWN - 1) * HOUR_MS
    pairs = {listener_id: [[0, 0] for _ in range(_HOURS_SHOWN)] for listener_id in listener_ids}
    c = tallies.c
    found = tx.execute(
        select(c.listener_id, c.hour_ms, c.delivered, c.failed).where(
            c.listener_id.in_(listener_ids), c.hour_ms >= first_ms, c.hour_ms <= now_ms
        )
    )
    for listener_id, hour_ms, delivered, failed in found:
        pairs[listener_id][(hour_ms - first_ms) // HOUR_MS] = [delivered, failed]
    return pairs


def refresh_states(tx: Connection, *, now_ms: int) -> list[str]:
    """Bring states up to date that change by time alone; answers whose did.

    A state is only ever changed by time where it is `degraded`: it fails for an hour,
    or its failures leave the last 24 hours.
    """
    rows = (
        tx.execute(select(listeners).where(listeners.c.health_state == HealthState.DEGRADED))
        .mappings()
        .all()
    )
    hours = hours_of(tx, [row["id"] for row in rows], now_ms=now_ms)
    changed = []
    for row in rows:
        state = _state(row, hours[row["id"]], now_ms=now_ms)
        if state != row["health_state"]:
            changed.append(row["id"])
            tx.execute(
                update(listeners)
                .where(listeners.c.id == row["id"])
                .values(health_state=state, feed_position=counters.next_value(tx, counters.FEED))
            )
    return changed


def _state(row: Row, hours: Sequence[Sequence[int]], *, now_ms: int) -> HealthState:
    return state_of(
        last_try_failed=row["last_try_failed"],
        failing_since_ms=row["failing_since_ms"],
        delivered=sum(delivered for delivered, _ in hours),
        failed=sum(failed for _, failed in hours),
        now_ms=now_ms,
    )


def _object(row: Row, hours: list[list[int]], unfinished: int, *, now_ms: int) -> dict[str, Any]:
    return {
        "state": _state(row, hours, now_ms=now_ms),
        "delivered_24h": sum(delivered for delivered, _ in hours),
        "failed_24h": sum(failed for _, failed in hours),
        "pending": unfinished,
        "last_attempt_at": written(row["last_attempt_ms"]),
        "last_status": row["last_status"],
        "failing_since": written(row["failing_since_ms"]),
        "suspend_at": written(row["suspend_at_ms"]),
        "hours": hours,
    }
