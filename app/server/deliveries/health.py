"""How deliveries to a listener go: the state that its hours add up to.

Counts are tries by result, at their end; tests are never counted.  Everything that
shows health reads the tallies, never the tries themselves (contract section 4).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Connection, and_, bindparam, exists, func, or_, select, update

from app.domain.listener import HealthState
from app.server.deliveries.tallies import HOUR_MS, hour_of
from app.server.store import counters
from app.server.store.rows import Row
from app.server.store.tables import deliveries, listeners, tallies
from app.server.store.times import written

_HOURS_SHOWN: Final = 24
_TOLERATED_SHARE: Final = 0.05
FAILING_AFTER_MS: Final = HOUR_MS

Hours = Sequence[tuple[int, int]]
_QUIET: Final[Hours] = ((0, 0),) * _HOURS_SHOWN
_CHUNK: Final = 500  # ids in one statement

# Built once: building costs more than running, and lists of listeners are read all day.
_HOURS: Final = select(
    tallies.c.listener_id, tallies.c.hour_ms, tallies.c.delivered, tallies.c.failed
).where(
    tallies.c.listener_id.in_(bindparam("ids", expanding=True)),
    tallies.c.hour_ms >= bindparam("first_ms"),
    tallies.c.hour_ms <= bindparam("now_ms"),
)
_SUMS: Final = _HOURS.with_only_columns(
    tallies.c.listener_id, func.sum(tallies.c.delivered), func.sum(tallies.c.failed)
).group_by(tallies.c.listener_id)
_UNFINISHED: Final = (
    select(deliveries.c.listener_id, func.count().label("number"))
    .where(
        deliveries.c.listener_id.in_(bindparam("ids", expanding=True)),
        deliveries.c.finished_ms.is_(None),
    )
    .group_by(deliveries.c.listener_id)
)
# What is quiet for a day stays as it is, and so does what had no failure in it.
_BY_TIME: Final = select(listeners).where(
    or_(
        listeners.c.health_state == HealthState.DEGRADED,
        and_(
            listeners.c.health_state == HealthState.HEALTHY,
            listeners.c.last_attempt_ms >= bindparam("first_ms") - HOUR_MS,
            exists().where(
                tallies.c.listener_id == listeners.c.id,
                tallies.c.hour_ms >= bindparam("first_ms"),
                tallies.c.failed > 0,
            ),
        ),
    )
)


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
    if not rows:
        return {}
    ids = [row["id"] for row in rows]
    hours = hours_of(tx, ids, now_ms=now_ms)
    unfinished = {one.listener_id: one.number for one in tx.execute(_UNFINISHED, {"ids": ids})}
    return {
        row["id"]: _object(
            row, hours.get(row["id"], _QUIET), unfinished.get(row["id"], 0), now_ms=now_ms
        )
        for row in rows
    }


def health_of_new(row: Row, *, now_ms: int) -> dict[str, Any]:
    """The same of a listener that was made in this transaction: nothing was tried yet."""
    return _object(row, _QUIET, 0, now_ms=now_ms)


def hours_of(tx: Connection, listener_ids: Sequence[str], *, now_ms: int) -> dict[str, Hours]:
    """24 pairs (delivered, failed), oldest first, this hour last; without the quiet listeners."""
    first_ms = hour_of(now_ms) - (_HOURS_SHOWN - 1) * HOUR_MS
    found: dict[str, list[tuple[int, int]]] = {}
    wanted = {"first_ms": first_ms, "now_ms": now_ms}
    for start in range(0, len(listener_ids), _CHUNK):
        ids = list(listener_ids[start : start + _CHUNK])
        for listener_id, hour_ms, delivered, failed in tx.execute(_HOURS, {**wanted, "ids": ids}):
            mine = found.setdefault(listener_id, list(_QUIET))
            mine[(hour_ms - first_ms) // HOUR_MS] = (delivered, failed)
    return dict(found)


def sums_of_day(
    tx: Connection, listener_ids: Sequence[str], *, now_ms: int
) -> dict[str, tuple[int, int]]:
    """How many were delivered and failed in these 24 hours; without the quiet listeners."""
    first_ms = hour_of(now_ms) - (_HOURS_SHOWN - 1) * HOUR_MS
    wanted = {"first_ms": first_ms, "now_ms": now_ms, "ids": list(listener_ids)}
    return {one: (delivered, failed) for one, delivered, failed in tx.execute(_SUMS, wanted)}


def sums_of(hours: Hours | None) -> tuple[int, int]:
    """How many were delivered and how many failed; None stands for a quiet listener."""
    if hours is None or hours is _QUIET:
        return 0, 0
    return sum(delivered for delivered, _ in hours), sum(failed for _, failed in hours)


def refresh_states(tx: Connection, *, now_ms: int) -> list[str]:
    """Bring states up to date that change by time alone; answers whose did.

    What is `degraded` fails for an hour, or its failures leave the last 24 hours; what is
    `healthy` may lose the successes that outweighed its failures.
    """
    first_ms = hour_of(now_ms) - (_HOURS_SHOWN - 1) * HOUR_MS
    rows = tx.execute(_BY_TIME, {"first_ms": first_ms}).mappings().all()
    hours = hours_of(tx, [row["id"] for row in rows], now_ms=now_ms)
    changed = []
    for row in rows:
        delivered, failed = sums_of(hours.get(row["id"]))
        state = _state(row, delivered, failed, now_ms=now_ms)
        if state != row["health_state"]:
            changed.append(row["id"])
            tx.execute(
                update(listeners)
                .where(listeners.c.id == row["id"])
                .values(health_state=state, feed_position=counters.next_value(tx, counters.FEED))
            )
    return changed


def _state(row: Row, delivered: int, failed: int, *, now_ms: int) -> HealthState:
    return state_of(
        last_try_failed=row["last_try_failed"],
        failing_since_ms=row["failing_since_ms"],
        delivered=delivered,
        failed=failed,
        now_ms=now_ms,
    )


def _object(row: Row, hours: Hours, unfinished: int, *, now_ms: int) -> dict[str, Any]:
    delivered, failed = sums_of(hours)
    return {
        "state": _state(row, delivered, failed, now_ms=now_ms),
        "delivered_24h": delivered,
        "failed_24h": failed,
        "pending": unfinished,
        "last_attempt_at": written(row["last_attempt_ms"]),
        "last_status": row["last_status"],
        "failing_since": written(row["failing_since_ms"]),
        "suspend_at": written(row["suspend_at_ms"]),
        "hours": hours,
    }
