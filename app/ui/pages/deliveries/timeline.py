"""What happened to a delivery, newest first, with what comes next on top."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.domain.delivery import Attempt, Delivery, DeliveryStatus, Trigger
from app.ui.text import states, times
from app.ui.text.records import record_name
from app.ui.widgets import TimelineEvent

translate = QCoreApplication.translate


def events_of(delivery: Delivery, *, now: datetime) -> list[TimelineEvent]:
    """The panel's timeline of one delivery, read in full."""
    attempts = sorted(delivery.attempt_log, key=lambda one: one.number, reverse=True)
    return [
        *_ahead(delivery, now),
        *(_of_attempt(one) for one in attempts),
        _of_record(delivery),
    ]


def summary(delivery: Delivery) -> str:
    """`2 attempts, will retry`: the word of the list, and how often it was tried."""
    state = states.of_delivery(delivery)
    if delivery.attempts < 2:
        return state.word
    count = times.number(delivery.attempts)
    tries = translate("deliveries", "{count} attempts").format(count=count)
    return f"{tries}, {state.word.lower()}"


def attempt_title(attempt: Attempt) -> str:
    """`503 Service Unavailable`, `Timed out`, `Sent`."""
    state = states.of_attempt(attempt)
    if state.detail and (attempt.error is None or attempt.error.code == "http_status"):
        is_mail = attempt.request.method == "SMTP"
        return f"{state.word}, {state.detail}" if is_mail else state.detail
    return state.word


def _ahead(delivery: Delivery, now: datetime) -> list[TimelineEvent]:
    state = states.of_delivery(delivery)
    match delivery.status:
        case DeliveryStatus.PENDING if delivery.next_attempt_at is not None:
            at = delivery.next_attempt_at
            number = delivery.attempts + 1
            title = translate("deliveries", "Next try at {time}").format(time=times.clock(at))
            text = translate("deliveries", "{when}, attempt {number}").format(
                when=times.until(at, now), number=number
            )
            return [TimelineEvent(title, text, "", "dashed-circle", "accent_text", "accent_text")]
        case DeliveryStatus.HELD | DeliveryStatus.CANCELLED:
            when = times.clock(delivery.finished_at) if delivery.finished_at else ""
            return [TimelineEvent(state.word, state.detail, when, state.icon, "mute")]
        case DeliveryStatus.FAILED if state.detail:
            when = times.clock(delivery.finished_at) if delivery.finished_at else ""
            title = translate("deliveries", "Given up")
            return [TimelineEvent(title, state.detail, when, "x-circle-fill", "bad_fill", "bad")]
        case _:
            return []


def _of_attempt(attempt: Attempt) -> TimelineEvent:
    has_failed = attempt.error is not None
    text = translate("deliveries", "{time}, attempt {number}").format(
        time=times.clock(attempt.started_at), number=attempt.number
    )
    if attempt.trigger is Trigger.MANUAL:
        text = translate("deliveries", "{attempt}, by hand").format(attempt=text)
    return TimelineEvent(
        attempt_title(attempt),
        text,
        times.duration(attempt.duration_ms),
        "x-circle-fill" if has_failed else "check-circle-fill",
        "bad_fill" if has_failed else "ok_fill",
    )


def _of_record(delivery: Delivery) -> TimelineEvent:
    words = {
        "create": translate("deliveries", "{record} was created"),
        "update": translate("deliveries", "{record} was updated"),
    }
    title = words.get(delivery.function, "{record}").format(record=record_name(delivery))
    text = translate("deliveries", "{time}, version {number}").format(
        time=times.clock(delivery.created_at), number=delivery.record_version
    )
    return TimelineEvent(title, text, "", "bolt-fill", "text2")
