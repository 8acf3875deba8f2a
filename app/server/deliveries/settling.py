"""Writing down what came of tries, many in one transaction.

What people did meanwhile counts: a paused delivery stays held, a cancelled one stays
cancelled, and a try that succeeded is `delivered` whatever happened (contract
section 4, Backlog).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any, Final

from sqlalchemy import Connection

from app.domain.catalog import Catalog
from app.domain.delivery import DeliveryStatus, Trigger
from app.domain.retry import RetrySchedule
from app.server.deliveries import listener_health, tallies
from app.server.deliveries.attempt import AttemptResult, detail_of
from app.server.deliveries.claims import Claim
from app.server.deliveries.suspension import GONE
from app.server.store import batches, stream_log
from app.server.store.rows import Row
from app.server.store.tables import attempts, credentials, deliveries
from app.server.store.times import ms_of

_DECIDED: Final = (
    "schedule_step",
    "trigger",
    "status",
    "status_reason",
    "due_ms",
    "finished_ms",
)
_FINAL_ERRORS: Final = {"payload_too_large": "payload_too_large"}


@dataclass(frozen=True, slots=True)
class Ended:
    """A claim and what came of its try."""

    claim: Claim
    result: AttemptResult


@dataclass(frozen=True, slots=True)
class Rules:
    """What decides about the next try."""

    schedule: RetrySchedule
    random: Random
    catalog: Catalog


def settle(tx: Connection, ended: Sequence[Ended], *, rules: Rules, now: datetime) -> None:
    """Record tries that ended and decide how their deliveries go on."""
    if not ended:
        return
    now_ms = ms_of(now)
    _write_attempts(tx, ended)
    _write_deliveries(tx, ended, rules=rules, now_ms=now_ms)
    tallies.count_tries(
        tx,
        [
            tallies.Tried(one.claim.listener_id, one.result.succeeded, one.result.answer_ms)
            for one in ended
        ],
        now_ms=now_ms,
    )
    stream_log.note_deliveries(tx, [one.claim.delivery_id for one in ended], now_ms=now_ms)
    _write_credentials(tx, ended, now_ms=now_ms)
    listener_health.note_tries(
        tx,
        [
            listener_health.Tried(
                one.claim.listener_id,
                one.result.succeeded,
                one.result.status,
                one.result.started_ms,
            )
            for one in ended
        ],
        catalog=rules.catalog,
        now_ms=now_ms,
    )


def _write_attempts(tx: Connection, ended: Sequence[Ended]) -> None:
    batches.update_rows(
        tx,
        attempts,
        [
            {
                "id": one.claim.attempt_id,
                "started_ms": one.result.started_ms,
                "duration_ms": one.result.duration_ms,
                "succeeded": one.result.succeeded,
                "detail": detail_of(one.result),
            }
            for one in ended
        ],
    )


def _write_deliveries(tx: Connection, ended: Sequence[Ended], *, rules: Rules, now_ms: int) -> None:
    standing = batches.rows_of(
        tx, deliveries, [one.claim.delivery_id for one in ended], columns=_DECIDED
    )
    batches.update_rows(
        tx,
        deliveries,
        [
            {
                **_next(one, standing[one.claim.delivery_id], rules=rules, now_ms=now_ms),
                "id": one.claim.delivery_id,
                "claimed_by": None,
                "claimed_ms": None,
                "first_try_done": True,
                "destination": one.claim.row["url"] or one.claim.row["address"] or "",
                "last_attempt_ms": one.result.started_ms,
                "last_status": one.result.status,
                "last_error": None if one.result.error is None else one.result.error.code,
            }
            for one in ended
        ],
    )


def _next(ended: Ended, standing: Row, *, rules: Rules, now_ms: int) -> dict[str, Any]:
    """Where a delivery stands after a try, whatever was done to it meanwhile."""
    result = ended.result
    step = standing["schedule_step"] + 1
    was_replayed = standing["trigger"] == Trigger.MANUAL != ended.claim.row["trigger"]
    if was_replayed and not result.succeeded:  # what was asked for is still to come
        return {name: standing[name] for name in _DECIDED}
    after: dict[str, Any] = {
        "schedule_step": step,
        "trigger": Trigger.AUTOMATIC,
        "status": standing["status"],
        "status_reason": standing["status_reason"],
        "due_ms": None,
        "finished_ms": standing["finished_ms"],
    }
    if result.succeeded:
        return after | _finished(DeliveryStatus.DELIVERED, None, now_ms=now_ms)
    if standing["finished_ms"] is not None:
        return after
    final = _final_reason(result)
    if final is not None:
        return after | _finished(DeliveryStatus.FAILED, final, now_ms=now_ms)
    wait_s = rules.schedule.next_wait_s(step, rules.random.random(), result.retry_after_s)
    if wait_s is None:
        return after | _finished(DeliveryStatus.FAILED, "out_of_tries", now_ms=now_ms)
    if standing["status"] == DeliveryStatus.PENDING:
        after["due_ms"] = now_ms + round(wait_s * 1000)
    return after


def _finished(status: DeliveryStatus, reason: str | None, *, now_ms: int) -> dict[str, Any]:
    return {"status": status, "status_reason": reason, "finished_ms": now_ms}


def _final_reason(result: AttemptResult) -> str | None:
    """Why no further try makes sense, if so."""
    if result.status == GONE and result.request.method != "SMTP":
        return "endpoint_gone"
    return None if result.error is None else _FINAL_ERRORS.get(result.error.code)


def _write_credentials(tx: Connection, ended: Sequence[Ended], *, now_ms: int) -> None:
    used = {
        one.claim.row["credential_id"]
        for one in ended
        if one.result.succeeded and one.claim.row["credential_id"] is not None
    }
    batches.update_rows(
        tx, credentials, [{"id": one, "last_success_ms": now_ms} for one in sorted(used)]
    )
