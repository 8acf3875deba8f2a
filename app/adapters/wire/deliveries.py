"""Events, deliveries and attempts (contract section 7)."""

from __future__ import annotations

from typing import Any

from app.adapters.wire.reading import Members
from app.domain.delivery import (
    PHASES,
    Attempt,
    AttemptError,
    AttemptRequest,
    AttemptResponse,
    Delivery,
    DeliveryFilter,
    DeliveryPage,
    DeliveryStatus,
    Event,
    EventFilter,
    EventPage,
    Outcome,
    Timings,
    Trigger,
)
from app.domain.errors import ProtocolError
from app.domain.replay import ReplayWanted
from app.domain.times import format_time


def read_delivery(value: Any) -> Delivery:
    """A delivery; payload and attempts are there when it came alone."""
    members = Members(value, "delivery")
    return Delivery(
        id=members.text("id"),
        event_id=members.text("event_id"),
        listener_id=members.text("listener_id"),
        entity=members.text("entity"),
        function=members.text("function"),
        record_id=members.text("record_id"),
        record_version=members.integer("record_version"),
        channel_id=members.text_or_none("channel_id"),
        destination=members.text("destination", ""),
        status=members.choice("status", DeliveryStatus, DeliveryStatus.UNKNOWN),
        status_reason=members.text_or_none("status_reason"),
        attempts=members.integer("attempts", 0),
        last_attempt_at=members.time_or_none("last_attempt_at"),
        last_status=members.integer_or_none("last_status"),
        last_error=members.text_or_none("last_error"),
        next_attempt_at=members.time_or_none("next_attempt_at"),
        created_at=members.time("created_at"),
        finished_at=members.time_or_none("finished_at"),
        record_label=members.text_or_none("record_label"),
        record_number=members.text_or_none("record_number"),
        last_duration_ms=members.number_or_none("last_duration_ms"),
        payload=members.text_or_none("payload"),
        attempt_log=tuple(read_attempt(one) for one in members.items("attempt_log")),
    )


def read_deliveries(value: Any) -> DeliveryPage:
    """One page of deliveries."""
    members = Members(value, "deliveries")
    items = members.items("items", required=True)
    counts = members.inner_or_none("counts")
    return DeliveryPage(
        items=tuple(read_delivery(one) for one in items),
        next_cursor=members.text_or_none("next_cursor"),
        counts={}
        if counts is None
        else {status.value: counts.integer(status.value, 0) for status in DeliveryStatus},
    )


def write_filter(wanted: DeliveryFilter) -> list[tuple[str, str]]:
    """The parameters of a list; one given twice means "or"."""
    pairs = [
        ("listener_id", wanted.listener_id),
        ("entity", wanted.entity),
        ("record_id", wanted.record_id),
        ("since", format_time(wanted.since) if wanted.since else None),
        ("until", format_time(wanted.until) if wanted.until else None),
        ("q", wanted.text.strip() or None),
        *(("status", status.value) for status in wanted.statuses),
    ]
    return [(name, value) for name, value in pairs if value is not None]


def write_replay(wanted: ReplayWanted, *, dry_run: bool) -> dict[str, Any]:
    """Which of a listener's deliveries are sent again."""
    return {
        "since": format_time(wanted.since) if wanted.since else None,
        "until": format_time(wanted.until),
        "statuses": [status.value for status in wanted.statuses],
        "skip_superseded": wanted.skip_superseded,
        "dry_run": dry_run,
    }


def read_replay_count(value: Any) -> int:
    """How many are sent again, or would be."""
    count = Members(value, "replay").integer("count")
    if count < 0:
        raise ProtocolError("replay.count: below zero")
    return count


def read_event(value: Any) -> Event:
    """An event with what it meant for the listeners."""
    members = Members(value, "event")
    return Event(
        id=members.text("id"),
        entity=members.text("entity"),
        function=members.text("function"),
        record_id=members.text("record_id"),
        record_version=members.integer("record_version"),
        occurred_at=members.time("occurred_at"),
        outcomes=tuple(
            Outcome(
                one.text("listener_id"),
                one.text("outcome"),
                one.text_or_none("delivery_id"),
                one.text_or_none("reason"),
            )
            for one in members.objects("outcomes")
        ),
        record_label=members.text_or_none("record_label"),
        record_number=members.text_or_none("record_number"),
    )


def read_events(value: Any) -> EventPage:
    """One page of events."""
    members = Members(value, "events")
    items = members.items("items", required=True)
    return EventPage(tuple(read_event(one) for one in items), members.text_or_none("next_cursor"))


def write_event_filter(wanted: EventFilter) -> list[tuple[str, str]]:
    """The parameters of a list of events."""
    pairs = [
        ("entity", wanted.entity),
        ("record_id", wanted.record_id),
        ("listener_id", wanted.listener_id),
        ("since", format_time(wanted.since) if wanted.since is not None else None),
    ]
    return [(name, value) for name, value in pairs if value is not None]


def read_attempt(value: Any) -> Attempt:
    """One try."""
    members = Members(value, "attempt")
    error, response = members.inner_or_none("error"), members.inner_or_none("response")
    return Attempt(
        id=members.text("id"),
        number=members.integer("number"),
        trigger=members.choice("trigger", Trigger, Trigger.AUTOMATIC),
        started_at=members.time("started_at"),
        duration_ms=members.number("duration_ms", 0.0),
        timings=_timings(members.inner_or_none("timings_ms")),
        request=_request(members.inner("request")),
        response=None if response is None else _response(response),
        error=None if error is None else AttemptError(error.text("code"), error.text("detail", "")),
        signing_secret=members.text_or_none("signing_secret"),
    )


def _timings(members: Members | None) -> Timings:
    if members is None:
        return Timings()
    return Timings(**{name: members.number_or_none(name) for name in (*PHASES, "total")})


def _request(members: Members) -> AttemptRequest:
    return AttemptRequest(
        method=members.text("method"),
        url=members.text("url"),
        headers=_headers(members),
        body=members.text_or_none("body"),
        body_encoding=members.text_or_none("body_encoding"),
    )


def _response(members: Members) -> AttemptResponse:
    return AttemptResponse(
        status=members.integer("status"),
        headers=_headers(members),
        body=members.text_or_none("body"),
        truncated=members.flag("truncated", False),
        body_encoding=members.text_or_none("body_encoding"),
    )


def _headers(members: Members) -> tuple[tuple[str, str], ...]:
    pairs = members.items("headers")
    for pair in pairs:
        if not (
            isinstance(pair, list) and len(pair) == 2 and all(isinstance(one, str) for one in pair)
        ):
            raise ProtocolError("attempt.headers: expected pairs of texts")
    return tuple((name, value) for name, value in pairs)
