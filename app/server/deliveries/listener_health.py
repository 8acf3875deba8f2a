"""What tries mean for the listeners they were for: health, notice, suspension.

Only a change of state, of `suspend_at` or of status puts a listener into the changes
feed (contract section 4); the numbers beside them are as of reading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from app.domain.catalog import Catalog
from app.server.deliveries import health, outbox, suspension
from app.server.store import audit, batches, counters
from app.server.store.rows import Row
from app.server.store.tables import listeners

_IN_FEED = ("status", "status_reason", "health_state", "suspend_at_ms")
_READ = (
    *_IN_FEED, "entity", "function", "mode", "suspended_reason", "failing_since_ms",
    "suspend_shown_ms", "feed_position",
)  # fmt: skip

# As a success leaves them; only time can change that, and `health.refresh_states` sees to it.
_IS_WELL: Final = (
    "health_state = 'healthy' AND suspended_reason IS NULL AND failing_since_ms IS NULL"
    " AND suspend_at_ms IS NULL AND suspend_shown_ms IS NULL"
)


@dataclass(frozen=True, slots=True)
class Tried:
    """One try that ended, as far as a listener's health goes."""

    listener_id: str
    succeeded: bool
    status: int | None
    started_ms: int


def note_tries(tx: Connection, tries: Sequence[Tried], *, catalog: Catalog, now_ms: int) -> None:
    """Bring the listeners of these tries up to date; suspend those that must be.

    The tallies must hold the tries already.
    """
    tries_of: defaultdict[str, list[Tried]] = defaultdict(list)
    for one in tries:
        tries_of[one.listener_id].append(one)
    for listener_id in _stay_well(tx, tries_of):
        del tries_of[listener_id]
    if not tries_of:
        return
    rows = batches.rows_of(tx, listeners, tries_of, columns=_READ)
    sums = health.sums_of_day(tx, list(rows), now_ms=now_ms)
    changed = []
    for listener_id, row in rows.items():
        mine = tries_of[listener_id]
        after = _after_tries(row, mine, now_ms=now_ms)
        delivered, failed = sums.get(listener_id, (0, 0))
        after["health_state"] = health.state_of(
            last_try_failed=after["last_try_failed"],
            failing_since_ms=after["failing_since_ms"],
            delivered=delivered,
            failed=failed,
            now_ms=now_ms,
        )
        after["status"], after["status_reason"] = outbox.derive_status(
            entity=row["entity"],
            function=row["function"],
            mode=row["mode"],
            suspended_reason=after["suspended_reason"],
            catalog=catalog,
        )
        after["feed_position"] = row["feed_position"]
        if any(after[name] != row[name] for name in _IN_FEED):
            after["feed_position"] = counters.next_value(tx, counters.FEED)
        changed.append({**after, "id": listener_id})
        if after["suspended_reason"] != row["suspended_reason"]:
            _suspend(tx, row, after, now_ms=now_ms)
    batches.update_rows(tx, listeners, changed)


def _stay_well(tx: Connection, tries_of: Mapping[str, Sequence[Tried]]) -> list[str]:
    """Touch the listeners that were well and had nothing but successes; answers which.

    One more success changes nothing of what is known of them.  If any of them was not well
    after all, none is answered: they are looked at one by one, which is rare.
    """
    well = [
        {"id": one, **_last_of(mine)}
        for one, mine in tries_of.items()
        if all(each.succeeded for each in mine)
    ]
    if batches.update_rows(tx, listeners, well, only_where=_IS_WELL) < len(well):
        return []
    return [str(one["id"]) for one in well]


def _last_of(tries: Sequence[Tried]) -> dict[str, Any]:
    last = tries[-1]
    return {
        "last_attempt_ms": last.started_ms,
        "last_status": last.status,
        "last_try_failed": not last.succeeded,
    }


def _after_tries(row: Row, tries: Sequence[Tried], *, now_ms: int) -> dict[str, Any]:
    """The columns that tries change, folded in the order the tries ended."""
    after: dict[str, Any] = {
        name: row[name]
        for name in ("failing_since_ms", "suspend_at_ms", "suspend_shown_ms", "suspended_reason")
    }
    for one in tries:
        failing = suspension.after_try(
            after, succeeded=one.succeeded, status=one.status, now_ms=now_ms
        )
        after = {
            "failing_since_ms": failing.since_ms,
            "suspend_at_ms": failing.suspend_at_ms,
            "suspend_shown_ms": failing.shown_ms,
            "suspended_reason": failing.reason,
        }
    return after | _last_of(tries)


def _suspend(tx: Connection, row: Row, after: dict[str, Any], *, now_ms: int) -> None:
    outbox.cancel_unfinished(tx, row["id"], reason="listener_suspended", now_ms=now_ms)
    audit.record(
        tx,
        actor_id="system",
        actor_name="system",
        action="suspended",
        resource_type="listener",
        resource_id=row["id"],
        before={"status": row["status"], "status_reason": row["status_reason"]},
        after={"status": after["status"], "status_reason": after["status_reason"]},
        now_ms=now_ms,
    )
