"""What tries mean for the listeners they were for: health, notice, suspension.

Only a change of state, of `suspend_at` or of status puts a listener into the changes
feed (contract section 4); the numbers beside them are as of reading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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
    rows = batches.rows_of(tx, listeners, tries_of, columns=_READ)
    hours = health.hours_of(tx, list(rows), now_ms=now_ms)
    changed = []
    for listener_id, row in rows.items():
        mine = tries_of[listener_id]
        after = _after_tries(row, mine, now_ms=now_ms)
        delivered, failed = health.sums_of(hours.get(listener_id))
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
    last = tries[-1]
    return after | {
        "last_attempt_ms": last.started_ms,
        "last_status": last.status,
        "last_try_failed": not last.succeeded,
    }


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
