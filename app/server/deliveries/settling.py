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
from app.server.store.ordering import free_among
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
_RELEASED: Final = {"claimed_by": None, "claimed_ms": None, "first_try_done": True}
_SUCCESS_EVERY_MS: Final = 1000  # a busy credential is not written in every round
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
    _write_delivered(tx, [one for one in ended if one.result.succeeded], now_ms=now_ms)
    failed = [one for one in ended if not one.result.succeeded]
    _write_failed(tx, failed, rules=rules, now_ms=now_ms)
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
    batches.insert_rows(
        tx,
        attempts,
        [
            {
                "id": one.claim.attempt_id,
                "delivery_id": one.claim.delivery_id,
                "listener_id": one.claim.listener_id,
                "number": one.claim.number,
                "trigger": one.claim.row["trigger"],
                "started_ms": one.result.started_ms,
                "duration_ms": one.result.duration_ms,
                "succeeded": one.result.succeeded,
                "detail": detail_of(one.result),
            }
            for one in ended
        ],
    )


def _write_delivered(tx: Connection, ended: Sequence[Ended], *, now_ms: int) -> None:
    """What succeeded is delivered, whatever stands in its row: nothing need be read."""
    batches.update_rows(
        tx,
        deliveries,
        [{"id": one.claim.delivery_id, **_tried(one)} for one in ended],
        same={
            **_finished(DeliveryStatus.DELIVERED.value, None, now_ms=now_ms),
            **_RELEASED,
            "trigger": Trigger.AUTOMATIC.value,
            "due_ms": None,
        },
    )


def _write_failed(tx: Connection, ended: Sequence[Ended], *, rules: Rules, now_ms: int) -> None:
    if not ended:
        return
    standing = batches.rows_of(
        tx, deliveries, [one.claim.delivery_id for one in ended], columns=_DECIDED
    )
    batches.update_rows(
        tx,
        deliveries,
        [
            {
                **_next(one, standing[one.claim.delivery_id], rules=rules, now_ms=now_ms),
                **_tried(one),
                "id": one.claim.delivery_id,
            }
            for one in ended
        ],
        same=_RELEASED,
    )


def _tried(ended: Ended) -> dict[str, Any]:
    """What the last try tells of a delivery, however it ended."""
    claim, result = ended.claim, ended.result
    return {
        "destination": claim.row["url"] or claim.row["address"] or "",
        "last_attempt_ms": result.started_ms,
        "last_status": result.status,
        "last_error": None if result.error is None else result.error.code,
    }


def _next(ended: Ended, standing: Row, *, rules: Rules, now_ms: int) -> dict[str, Any]:
    """Where a delivery stands after a try that failed, whatever was done to it meanwhile."""
    result = ended.result
    step = standing["schedule_step"] + 1
    was_replayed = standing["trigger"] == Trigger.MANUAL != ended.claim.row["trigger"]
    if was_replayed:  # what was asked for is still to come
        return {name: standing[name] for name in _DECIDED}
    after: dict[str, Any] = {
        "schedule_step": step,
        "trigger": Trigger.AUTOMATIC,
        "status": standing["status"],
        "status_reason": standing["status_reason"],
        "due_ms": None,
        "finished_ms": standing["finished_ms"],
    }
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


def _finished(status: str, reason: str | None, *, now_ms: int) -> dict[str, Any]:
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
    if not used:
        return
    known = batches.rows_of(tx, credentials, used, columns=("last_success_ms",))
    old = [
        one
        for one in known
        if abs(now_ms - (known[one]["last_success_ms"] or 0)) >= _SUCCESS_EVERY_MS
    ]
    batches.update_rows(
        tx,
        credentials,
        [{"id": one, "last_success_ms": now_ms} for one in free_among(tx, credentials, old)],
    )
