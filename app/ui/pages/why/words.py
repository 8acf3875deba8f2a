"""What became of an event for one listener, in sentences: what happened, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.domain.delivery import Delivery, Event
from app.domain.explanation import Explanation, Finding, Verdict
from app.domain.listener import Kind
from app.ui.text import causes, states, times
from app.ui.text.names import former_name, function_label
from app.ui.text.places import host_of, is_mail
from app.ui.text.records import record_words

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class FindingText:
    """One finding: an icon, a tone, a word, a line, and the whole of it.

    Attributes:
        line: What happened, short enough for a row.
        text: The same in full.
        steps: What to do about it, best first.
    """

    icon: str
    tone: str
    word: str
    line: str
    text: str
    steps: tuple[str, ...] = ()


def name_of(finding: Finding) -> str:
    """What the listener is called; its id where this computer does not know it."""
    if finding.listener is None:
        return former_name(finding.former) if finding.former else finding.listener_id
    settings = finding.listener.settings
    to = settings.destination
    return settings.name or (to.address if to.kind is Kind.EMAIL else host_of(to.url))


def second_of(finding: Finding) -> str:
    """What it listens to and where it sends, or that it is gone."""
    if finding.listener is None:
        return translate("why", "Not there any more")
    settings = finding.listener.settings
    to = settings.destination
    where = to.address if to.kind is Kind.EMAIL else host_of(to.url)
    return f"{settings.entity} {function_label(settings.function)}  ·  {where}"


def of_event(event: Event, now: datetime) -> str:
    """`Version 3, update, 10:42 today`."""
    return translate("why", "Version {number}, {function}, {when}").format(
        number=event.record_version,
        function=function_label(event.function).lower(),
        when=times.short(event.occurred_at, now),
    )


def summary(explanation: Explanation) -> str:
    """Which record it is, how many listeners were considered, how many of them got it."""
    found, event = explanation.findings, explanation.event
    record = f"{event.entity} {record_words(event)}"
    if not found:
        return record
    got = explanation.counts.get(Verdict.DELIVERED, 0)
    considered = translate("why", "%Ln listener(s) considered", None, len(found))
    arrived = translate("why", "%Ln got it", None, got)
    return f"{record}  ·  {considered}, {arrived}"


def of(finding: Finding, event: Event, now: datetime) -> FindingText:
    """The words for a finding."""
    found = _of_delivery(finding, now) if finding.delivery is not None else None
    if found is None:
        found = _of_listener(finding, event, now)
    if finding.delivery is not None and finding.reason:
        before = translate("why", "First skipped: {reason}. A replay sent it later.").format(
            reason=states.skip_reason(finding.reason).lower()
        )
        text = f"{found.text} {before}"
        return FindingText(found.icon, found.tone, found.word, found.line, text, found.steps)
    return found


def _of_delivery(finding: Finding, now: datetime) -> FindingText | None:
    delivery = finding.delivery
    assert delivery is not None  # noqa: S101 - the caller looked
    state = states.of_delivery(delivery)
    match finding.verdict:
        case Verdict.DELIVERED:
            return _delivered(delivery, now)
        case Verdict.WAITING:
            line = translate("why", "Not tried yet")
            return FindingText(
                "clock-fill", "warn", state.word, line, f"{line}. {_next(delivery, now)}"
            )
        case Verdict.RETRYING | Verdict.FAILED:
            return _failing(finding, delivery, now)
        case Verdict.HELD:
            text = translate(
                "why", "The listener is paused, so the event is kept. It is sent when it resumes."
            )
            step = translate("why", "Turn the listener on")
            return FindingText(state.icon, "mute", state.word, state.detail, text, (step,))
        case Verdict.CANCELLED:
            text, step = _cancelled(delivery)
            return FindingText(state.icon, "mute", state.word, state.detail, text, (step,))
        case _:
            return None


def _cancelled(delivery: Delivery) -> tuple[str, str]:
    """Why it went no further, and what can still be done."""
    replay = translate("why", "Replay the delivery to send it after all")
    match delivery.status_reason:
        case "listener_deleted":
            text = translate("why", "The listener was deleted before the event arrived.")
            step = translate("why", "Add a listener like it, then save the record once more")
            return text, step
        case "listener_disabled":
            text = translate("why", "The listener was turned off before the event arrived.")
            return text, translate("why", "Turn the listener on, then replay the delivery")
        case "listener_suspended":
            text = translate("why", "The platform stopped the listener before the event arrived.")
            step = translate("why", "Mend the endpoint, turn the listener on, then replay")
            return text, step
        case "by_user":
            return translate("why", "A person cancelled it before the event arrived."), replay
        case _:
            return translate("why", "It was cancelled before the event arrived."), replay


def _delivered(delivery: Delivery, now: datetime) -> FindingText:
    when = times.short(delivery.last_attempt_at or delivery.created_at, now)
    if is_mail(delivery):
        line = translate("why", "Handed over {when}").format(when=when)
        text = translate("why", "The mail server took the message for {address} {when}.").format(
            address=delivery.destination, when=when
        )
        step = translate("why", "Look in the mailbox, and in its spam folder")
        return FindingText("envelope-fill", "ok", translate("why", "Sent"), line, text, (step,))
    status = states.http_status(delivery.last_status) if delivery.last_status else ""
    line = translate("why", "{status}, {when}").format(status=status, when=when)
    text = translate("why", "{host} answered {status} {when}: it has the event.").format(
        host=host_of(delivery.destination), status=status, when=when
    )
    step = translate("why", "Look for the webhook-id {id} in the log of the receiver").format(
        id=delivery.event_id
    )
    word = translate("why", "Delivered")
    return FindingText("check-circle-fill", "ok", word, line, text, (step,))


def _failing(finding: Finding, delivery: Delivery, now: datetime) -> FindingText:
    state = states.of_delivery(delivery)
    has_status = delivery.last_error == "http_status" and delivery.last_status is not None
    what = (
        states.http_status(delivery.last_status or 0)
        if has_status
        else states.attempt_error(delivery.last_error or "")
    )
    tried = translate("why", "%Ln attempt(s)", None, delivery.attempts)
    line = ", ".join(part for part in (what, tried) if part)
    parts: list[str] = []
    steps: tuple[str, ...] = ()
    if finding.cause is not None:
        said = causes.of(finding.cause, host=host_of(delivery.destination))
        parts.append(said.summary)
        steps = tuple(one.text for one in said.steps)
    if finding.verdict is Verdict.RETRYING:
        parts.append(_next(delivery, now))
        return FindingText("clock-fill", "warn", state.word, line, " ".join(parts), steps)
    if state.detail:
        parts.append(f"{state.detail}.")
    replay = translate("why", "Then replay the delivery")
    return FindingText("x-circle-fill", "bad", state.word, line, " ".join(parts), (*steps, replay))


def _next(delivery: Delivery, now: datetime) -> str:
    if delivery.next_attempt_at is None:
        return ""
    return translate("why", "Next try {when}.").format(
        when=times.until(delivery.next_attempt_at, now).lower()
    )


def _of_listener(finding: Finding, event: Event, now: datetime) -> FindingText:
    match finding.verdict:
        case Verdict.SKIPPED:
            return _skipped(finding, event)
        case Verdict.NOT_ON_PLATFORM:
            line = translate("why", "Waits to be synced")
            text = translate(
                "why", "This listener, or its entity, was changed on this computer only so far."
            )
            step = translate("why", "Sync, then save the record once more")
            return FindingText(
                "dashed-circle",
                "mute",
                translate("why", "Not on the platform"),
                line,
                text,
                (step,),
            )
        case Verdict.NOT_YET:
            base = finding.listener.base if finding.listener is not None else None
            when = times.short(base.created_at, now) if base is not None else ""
            line = translate("why", "Created {when}, after the event").format(when=when)
            text = translate("why", "Listeners get what happens after they were created.")
            step = translate("why", "Save the record once more")
            word = translate("why", "Did not exist yet")
            return FindingText("dashed-circle", "mute", word, line, text, (step,))
        case Verdict.OF_ANOTHER:
            line = translate("why", "It listened to something else then")
            text = translate("why", "The listener was for another entity when this happened.")
            word = translate("why", "Not considered")
            return FindingText("minus-circle", "mute", word, line, text)
        case _:
            line = translate("why", "The delivery is not kept any more")
            text = translate("why", "It was sent on its way, but what came of it is not kept.")
            return FindingText("info", "mute", translate("why", "Not known"), line, text)


def _skipped(finding: Finding, event: Event) -> FindingText:
    reason = finding.reason
    texts = {
        "disabled": translate("why", "While a listener is off, events are not sent and not kept."),
        "suspended": translate(
            "why", "The platform had stopped it, because its endpoint failed for days or was gone."
        ),
        "unsupported": translate(
            "why", "Its entity or function can be saved but not listened to, so it never sends."
        ),
        "other_channel": translate(
            "why", "It is for one Distribution Channel, and the record belongs to another."
        ),
        "function_mismatch": translate(
            "why", "It is not for {function}, which is what happened to the record."
        ).format(function=function_label(event.function)),
    }
    steps = {
        "disabled": translate("why", "Turn the listener on, then send it now"),
        "suspended": translate("why", "Mend the endpoint, turn the listener on, then send it now"),
        "unsupported": translate("why", "Choose an entity and a function that are supported"),
        "other_channel": translate("why", "Choose the channel of the record, or all of them"),
        "function_mismatch": translate("why", "Add a listener for {function}").format(
            function=function_label(event.function)
        ),
    }
    tone, icon = ("warn", "power") if finding.can_be_made_good else ("mute", "minus-circle")
    step = steps.get(reason)
    return FindingText(
        icon,
        tone,
        translate("why", "Skipped"),
        states.skip_reason(reason),
        texts.get(reason, ""),
        (step,) if step is not None else (),
    )
