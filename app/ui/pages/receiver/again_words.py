"""What came of sending a request again, in words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.cause import cause_of
from app.domain.delivery import Attempt, Delivery, DeliveryStatus
from app.domain.errors import AppError
from app.services.resending import Replayed
from app.ui.pages.receiver.again_presenter import AgainState, Way
from app.ui.text import causes, errors, messages, replays, states, times
from app.ui.text.names import listener_words
from app.ui.theme import Tone

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Outcome:
    """A banner, and what the endpoint answered."""

    tone: Tone
    title: str
    text: str = ""
    answer: str = ""


def outcome(state: AgainState) -> Outcome | None:
    """What is to be said; None while there is nothing."""
    if state.attempt is not None:
        return _of_attempt(state.attempt)
    if state.error is not None:
        return _of_error(state.error, state.way)
    if state.replayed is not None:
        return _of_replayed(state.replayed)
    if state.was_stopped:
        return _stopped(state.way)
    return None


def _of_attempt(attempt: Attempt) -> Outcome:
    status = states.of_attempt(attempt)
    host, _path = messages.split_url(attempt.request.url)
    title = ", ".join(part for part in (status.word, status.detail) if part)
    text = translate("receiver", "{host}, {time}, after {duration}").format(
        host=host,
        time=times.clock(attempt.started_at),
        duration=times.duration(attempt.duration_ms),
    )
    cause = cause_of(attempt)
    if cause is not None:
        text = f"{text}\n{causes.of(cause, host=host).summary}"
    answer = ""
    if attempt.response is not None:
        head = messages.head_of_response(attempt.response)
        answer = messages.message(head, attempt.response.body)
    return Outcome(Tone.OK if attempt.error is None else Tone.BAD, title, text, answer)


def _of_error(error: AppError, way: Way) -> Outcome:
    title = translate("receiver", "It was not sent")
    if way is Way.PLATFORM:
        return Outcome(Tone.BAD, title, replays.refusal(error))
    words = errors.of(error)
    return Outcome(Tone.BAD, title, f"{words.title}. {words.text}")


def _of_replayed(replayed: Replayed) -> Outcome:
    if replayed.delivery.status is DeliveryStatus.HELD:
        return Outcome(
            Tone.WARN,
            translate("receiver", "Kept by the platform"),
            translate("receiver", "Its listener is paused: it is sent when that is turned on."),
        )
    if replayed.delivery.status is DeliveryStatus.CANCELLED:
        return Outcome(Tone.WARN, translate("receiver", "Someone cancelled it"))
    return Outcome(
        Tone.INFO,
        translate("receiver", "On its way again"),
        translate("receiver", "The platform has not tried it yet. Deliveries shows when it does."),
    )


def _stopped(way: Way) -> Outcome:
    text = translate("receiver", "It may have arrived all the same.")
    if way is Way.PLATFORM:
        text = translate("receiver", "The platform may send it all the same.")
    return Outcome(Tone.WARN, translate("receiver", "Not waited for any longer"), text)


def words_of(state: AgainState, delivery: Delivery) -> str:
    """Whose a delivery is, and where it goes: several may go to one address."""
    listener = state.listeners.get(delivery.listener_id)
    where = delivery.destination.removeprefix("mailto:")
    return where if listener is None else f"{listener_words(listener)}, {where}"
