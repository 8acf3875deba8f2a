"""How deliveries to a listener go: hourly counts, and the state they add up to.

Counts are tries by result, at their end; tests are never counted.  Everything that
shows health reads the hourly rows, never the tries themselves (contract section 4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, bindparam, func, insert, select, update

from app.domain.listener import HealthState
from app.server.deliveries import durations
from app.server.store import counters
from app.server.store.rows import Row
from app.server.store.tables import deliveries, hourly, listeners
from app.server.store.times import written

HOUR_MS: Final = 3_600_000
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
    found = tx.execute(
        select(hourly.c.listener_id, hourly.c.hour_ms, hourly.c.delivered, hourly.c.failed).where(
            hourly.c.listener_id.in_(listener_ids),
            hourly.c.hour_ms >= first_ms,
            hourly.c.hour_ms <= now_ms,
        )
    )
    for listener_id, hour_ms, delivered, failed in found:
        pairs[listener_id][(hour_ms - first_ms) // HOUR_MS] = [delivered, failed]
    return pairs


def hour_of(at_ms: int) -> int:
    """The start of the hour, in UTC, that a time is in."""
    return at_ms - at_ms % HOUR_MS


def count_tries(tx: Connection, tries: Sequence[tuple[str, bool, float]], *, now_ms: int) -> None:
    """Add tries that ended now: listener, whether it succeeded, milliseconds."""
    more: dict[str, dict[str, Any]] = defaultdict(_nothing)
    for listener_id, succeeded, duration_ms in tries:
        counts = more[listener_id]
        counts["delivered" if succeeded else "failed"] += 1
        counts["durations"] = durations.add(
            counts["durations"], {durations.step_of(duration_ms): 1}
        )
    _add(tx, more, now_ms=now_ms)


def count_skipped(tx: Connection, listener_ids: Sequence[str], *, now_ms: int) -> None:
    """Add one skipped event to each of these listeners."""
    _add(tx, {one: {**_nothing(), "skipped": 1} for one in listener_ids}, now_ms=now_ms)


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


def _nothing() -> dict[str, Any]:
    return {"delivered": 0, "failed": 0, "skipped": 0, "durations": {}}


def _add(tx: Connection, more: Mapping[str, Mapping[str, Any]], *, now_ms: int) -> None:
    if not more:
        return
    hour_ms = hour_of(now_ms)
    known = {
        row["listener_id"]: row
        for row in tx.execute(
            select(hourly).where(hourly.c.listener_id.in_(more), hourly.c.hour_ms == hour_ms)
        ).mappings()
    }
    new, changed = [], []
    for listener_id, counts in more.items():
        before = known.get(listener_id)
        if before is None:
            new.append({"listener_id": listener_id, "hour_ms": hour_ms, **counts})
            continue
        changed.append(
            {
                "of_listener": listener_id,
                "delivered": before["delivered"] + counts["delivered"],
                "failed": before["failed"] + counts["failed"],
                "skipped": before["skipped"] + counts["skipped"],
                "durations": durations.add(before["durations"], counts["durations"]),
            }
        )
    if new:
        tx.execute(insert(hourly), new)
    if changed:
        tx.execute(
            update(hourly).where(
                hourly.c.listener_id == bindparam("of_listener"), hourly.c.hour_ms == hour_ms
            ),
            changed,
        )
