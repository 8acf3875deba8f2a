"""Replay, of one delivery or of many, and cancel (contract section 7)."""

from __future__ import annotations

from typing import Any, Final

from app.domain.listener import Status
from app.domain.times import parse_time
from app.domain.validation import Code
from app.server.api.answers import Answer, json_answer
from app.server.api.call import Call
from app.server.api.deliveries import find_delivery
from app.server.api.listeners import KIND as LISTENER
from app.server.api.listeners import find_listener
from app.server.api.problems import ApiProblem, FieldError, refused
from app.server.api.routes import Routes
from app.server.api.wire.base import read_body
from app.server.api.wire.deliveries import delivery_json
from app.server.api.wire.replays import ReplayBody
from app.server.deliveries.replaying import cancel_delivery, replay_delivery, replay_many
from app.server.store import deliveries, events, listeners, replays
from app.server.store.rows import Row
from app.server.store.times import ms_of

PERMISSION: Final = "deliveries:replay"
KIND: Final = "delivery"
MOST: Final = 10_000
_SKIPPED: Final = "skipped"
_STANDS_IN_THE_WAY: Final = {
    Status.UNSUPPORTED: "The listener's entity or function cannot be listened to.",
    Status.DISABLED: "The listener is disabled.",
    Status.SUSPENDED: "The listener is suspended; enable it first.",
}


def replay_one(call: Call) -> Answer:
    """Set a delivery on its way again, whatever its status."""
    row = find_delivery(call)
    call.read_nothing()
    listener = listeners.find(call.tx, row["listener_id"])
    if listener is None:
        raise ApiProblem(409, "listener_deleted", "The listener of the delivery was deleted.")
    _require_replayable(listener)
    if events.payload_of(call.tx, row["event_id"]) is None:
        words = "The payload is no longer kept, so the same bytes cannot be sent again."
        raise ApiProblem(409, "payload_expired", words)
    replay_delivery(call.tx, row["id"], listener, now_ms=call.now_ms)
    return _changed(call, row, "replayed", status=202)


def cancel(call: Call) -> Answer:
    """Give an unfinished delivery up."""
    row = find_delivery(call)
    call.read_nothing()
    if not cancel_delivery(call.tx, row["id"], now_ms=call.now_ms):
        raise ApiProblem(409, "delivery_finished", f"The delivery is {row['status']} already.")
    return _changed(call, row, "cancelled", status=200)


def replay_of_listener(call: Call) -> Answer:
    """Send many of a listener's deliveries again, or only count them."""
    listener = find_listener(call)
    body = read_body(ReplayBody, call.read_body())
    wanted = replays.Wanted(
        listener_id=listener["id"],
        statuses=tuple(sorted(set(body.statuses) - {_SKIPPED})),
        with_skipped=_SKIPPED in body.statuses,
        newest_only=body.skip_superseded,
        since_ms=_time(body.since, "/since"),
        until_ms=_time(body.until, "/until"),
    )
    found = replays.find(call.tx, wanted, limit=MOST + 1)
    if len(found) > MOST:
        words = f"more than {MOST} at once; narrow the range"
        raise refused(FieldError("", Code.TOO_MANY, words))
    _require_replayable(listener)
    if not body.dry_run:
        replay_many(call.tx, found, listener, now_ms=call.now_ms)
        call.note(
            "replayed",
            resource_type=LISTENER,
            resource_id=listener["id"],
            after={**body.model_dump(exclude={"dry_run"}), "count": len(found)},
        )
        call.wakes_engine = True
    return json_answer({"count": len(found)})


def _require_replayable(listener: Row) -> None:
    words = _STANDS_IN_THE_WAY.get(listener["status"])
    if words is not None:
        raise ApiProblem(409, f"listener_{listener['status']}", words)


def _changed(call: Call, before: Row, action: str, *, status: int) -> Answer:
    after = deliveries.find(call.tx, before["id"])
    assert after is not None  # noqa: S101 - changed in this transaction
    call.note(
        action,
        resource_type=KIND,
        resource_id=before["id"],
        before=_standing(before),
        after=_standing(after),
    )
    call.wakes_engine = True
    return json_answer(delivery_json(after), status=status)


def _standing(row: Row) -> dict[str, Any]:
    return {"status": row["status"], "status_reason": row["status_reason"]}


def _time(text: str | None, pointer: str) -> int | None:
    if text is None:
        return None
    try:
        return ms_of(parse_time(text))
    except ValueError:
        words = "a time looks like 2026-11-23T22:40:14.123Z"
        raise refused(FieldError(pointer, Code.INVALID_VALUE, words)) from None


def routes() -> Routes:
    """The routes of this section."""
    found = Routes("deliveries")
    one = "/deliveries/{delivery_id}"
    found.add("POST", f"{one}/replay", replay_one, permission=PERMISSION)
    found.add("POST", f"{one}/cancel", cancel, permission=PERMISSION)
    found.add("POST", "/listeners/{listener_id}/replay", replay_of_listener, permission=PERMISSION)
    return found
