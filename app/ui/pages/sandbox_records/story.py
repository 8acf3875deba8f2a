"""What a save set off, as a timeline: saved, who was concerned, what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.domain.delivery import Delivery, DeliveryStatus, Outcome
from app.domain.sync_state import LocalListener
from app.ui.pages.sandbox_records.watched import Watched
from app.ui.text import states, times
from app.ui.text.places import host_of, is_mail
from app.ui.widgets import TimelineEvent

translate = QCoreApplication.translate
_MANY = 6
Listeners = Mapping[str, LocalListener]


def events_of(watched: Watched, listeners: Listeners, *, now: datetime) -> list[TimelineEvent]:
    """From top to bottom in the order in which it happened."""
    told = [_saved(watched)]
    event = watched.event
    if event is None:
        if not watched.is_given_up:
            title = translate("sandbox", "Looking for listeners")
            told.append(TimelineEvent(title, "", "", "dashed-circle", "text3"))
        return told
    told.append(_matched(watched, listeners))
    told += [_delivery(one, watched, listeners, now) for one in watched.deliveries]
    told += _skipped(event.outcomes, listeners)
    return told


def result_of(watched: Watched) -> tuple[str, str, str]:
    """Icon, ink and words for the one line of an earlier save."""
    if watched.event is None:
        return "dashed-circle", "text3", translate("sandbox", "Not known")
    if not watched.deliveries:
        return "minus-circle", "text3", translate("sandbox", "No listener")
    states_of = [(states.of_delivery(one), one) for one in watched.deliveries]
    worst = next((pair for pair in states_of if pair[0].tone != "ok"), states_of[0])
    state, delivery = worst
    words = state.word
    if delivery.last_status is not None and not is_mail(delivery):
        words = f"{words}, {delivery.last_status}"
    return state.icon, _ink(state.tone), words


def _saved(watched: Watched) -> TimelineEvent:
    saved = watched.saved
    title = translate("sandbox", "{record} was saved").format(record=saved.label)
    text = ", ".join(saved.changed) or translate("sandbox", "New record")
    return TimelineEvent(title, text, times.clock(saved.at))


def _matched(watched: Watched, listeners: Listeners) -> TimelineEvent:
    saved, event = watched.saved, watched.event
    what = f"{saved.record.entity} {saved.function.capitalize()}"
    ids = [one.listener_id for one in event.outcomes if one.delivery_id] if event else []
    if not ids:
        title = translate("sandbox", "No listener matched")
        return TimelineEvent(title, what, "", "minus-circle", "text3")
    title = translate("sandbox", "%Ln listener(s) matched", None, len(ids))
    names = ", ".join(name_of(one, listeners) for one in ids[:_MANY])
    return TimelineEvent(title, f"{what}, {names}")


def _delivery(
    delivery: Delivery, watched: Watched, listeners: Listeners, now: datetime
) -> TimelineEvent:
    state = states.of_delivery(delivery)
    title = state.word
    if delivery.last_status is not None and not is_mail(delivery):
        title = f"{title}, {states.http_status(delivery.last_status)}"
    elif delivery.last_error and delivery.status is not DeliveryStatus.DELIVERED:
        title = f"{title}, {states.attempt_error(delivery.last_error).lower()}"
    parts = [name_of(delivery.listener_id, listeners), host_of(delivery.destination)]
    if delivery.status is DeliveryStatus.PENDING and delivery.next_attempt_at is not None:
        if delivery.attempts:
            parts = [times.until(delivery.next_attempt_at, now), *parts]
    elif state.detail:
        parts = [state.detail, *parts]
    aside = ""
    if delivery.finished_at is not None and watched.event is not None:
        took = delivery.finished_at - watched.event.occurred_at
        aside = f"+{times.duration(max(0.0, took.total_seconds() * 1000))}"
    title_ink = {"bad": "bad", "warn": "warn"}.get(state.tone, "text")
    return TimelineEvent(
        title, ", ".join(dict.fromkeys(parts)), aside, state.icon, _ink(state.tone), title_ink
    )


def _skipped(outcomes: tuple[Outcome, ...], listeners: Listeners) -> list[TimelineEvent]:
    """Those that were passed over: each with its reason, the merely unrelated in one line."""
    passed = [one for one in outcomes if one.delivery_id is None]
    told = [
        TimelineEvent(
            translate("sandbox", "Not sent to {listener}").format(
                listener=name_of(one.listener_id, listeners)
            ),
            states.skip_reason(one.reason or ""),
            "",
            "minus-circle",
            "text3",
        )
        for one in passed
        if one.reason != "function_mismatch"
    ]
    hidden = len(told) - _MANY
    if hidden > 0:
        more = translate("sandbox", "%Ln more not sent", None, hidden)
        told = [*told[:_MANY], TimelineEvent(more, "", "", "minus-circle", "text3")]
    others = sum(one.reason == "function_mismatch" for one in passed)
    if others:
        title = translate("sandbox", "%Ln listener(s) for another function", None, others)
        told.append(TimelineEvent(title, "", "", "minus-circle", "text3"))
    return told


def delivered_mail(watched: Watched) -> Delivery | None:
    """The first message that was sent by e-mail."""
    return _first_delivered(watched, is_mail)


def delivered_to(watched: Watched, base_url: str) -> Delivery | None:
    """The first delivery that an endpoint of this address took; "" is no address."""
    wanted = f"{base_url}/"
    return _first_delivered(
        watched, lambda one: bool(base_url) and one.destination.startswith(wanted)
    )


def _first_delivered(watched: Watched, fits: Callable[[Delivery], bool]) -> Delivery | None:
    found = (one for one in watched.deliveries if one.status is DeliveryStatus.DELIVERED)
    return next(filter(fits, found), None)


def name_of(listener_id: str, listeners: Listeners) -> str:
    """A listener's label, else where it sends to, else its id."""
    row = listeners.get(listener_id)
    if row is None:
        return listener_id
    to = row.settings.destination
    return row.settings.name or to.address or host_of(to.url)


def label_of(watched: Watched) -> str:
    """`clients Create`, for the line of an earlier save."""
    return f"{watched.saved.record.entity} {watched.saved.function.capitalize()}"


def _ink(tone: str) -> str:
    return {"ok": "ok_fill", "warn": "warn_fill", "bad": "bad_fill"}.get(tone, "text3")
