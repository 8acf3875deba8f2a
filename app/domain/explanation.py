"""Why an event did, or did not, arrive: what is known of it for every listener.

The platform's outcomes say what an event meant when it happened; deliveries say what
came of it since; the local copy knows the listeners of today, also those that the
platform has never seen.  Codes only, the UI has the sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from app.domain.audit import LastSeen
from app.domain.cause import Cause
from app.domain.delivery import Delivery, DeliveryStatus, Event
from app.domain.sync_state import LocalListener

_ID: Final = re.compile(r"\b(evt|dlv|lst)_[0-9A-Za-z]+\b")


class SubjectKind(StrEnum):
    """What a person asks about."""

    EVENT = "event"
    DELIVERY = "delivery"
    LISTENER = "listener"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Subject:
    """Something with an id; `entity` narrows a record down where it is known."""

    kind: SubjectKind
    id: str
    entity: str = ""


_KINDS: Final = {
    "evt": SubjectKind.EVENT,
    "dlv": SubjectKind.DELIVERY,
    "lst": SubjectKind.LISTENER,
}


def subject_of(text: str) -> Subject | None:
    """What was typed or pasted: an id, or a line of a log or an e-mail with one in it.

    A `webhook-id` is the event's id, and so begins an e-mail's `Message-ID`.
    """
    found: dict[str, str] = {}
    for match in _ID.finditer(text):
        found.setdefault(match[1], match[0])
    for prefix in ("dlv", "evt", "lst"):  # the one that says most
        if prefix in found:
            return Subject(_KINDS[prefix], found[prefix])
    words = text.split()
    return Subject(SubjectKind.RECORD, words[-1].strip("\"',;")) if words else None


class Verdict(StrEnum):
    """What became of an event for one listener; in the order in which it is worth reading."""

    FAILED = "failed"
    RETRYING = "retrying"
    WAITING = "waiting"
    HELD = "held"
    CANCELLED = "cancelled"
    SKIPPED = "skipped"
    NOT_ON_PLATFORM = "not_on_platform"  # made here, waits to be synced
    NOT_YET = "not_yet"  # made after the event
    OF_ANOTHER = "of_another"  # it was for another entity then
    UNKNOWN = "unknown"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of an event for one listener.

    Attributes:
        listener: As this computer knows it; None when it is gone.
        reason: Why it was skipped, also where a replay has sent it since.
        delivery: What there is to see.
        cause: What probably went wrong with the last try.
        former: What it was, where it is gone and the platform tells.
    """

    listener_id: str
    verdict: Verdict
    listener: LocalListener | None = None
    reason: str = ""
    delivery: Delivery | None = None
    cause: Cause | None = None
    former: LastSeen | None = None

    @property
    def can_be_made_good(self) -> bool:
        """Whether a replay of what was skipped would send it."""
        return self.verdict is Verdict.SKIPPED and self.reason in {"disabled", "suspended"}


@dataclass(frozen=True, slots=True)
class Explanation:
    """An event, and what became of it for every listener, what is wrong first."""

    event: Event
    findings: tuple[Finding, ...] = ()

    @property
    def counts(self) -> Mapping[Verdict, int]:
        """How many listeners have each verdict."""
        counted: dict[Verdict, int] = {}
        for one in self.findings:
            counted[one.verdict] = counted.get(one.verdict, 0) + 1
        return counted


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a subject led to, newest event first; without events nothing is known of it.

    Attributes:
        event_id: The event that was asked about; the newest one where it was none.
        listener_id: The listener that was asked about, if any.
        has_more: There are older events.
    """

    subject: Subject
    events: tuple[Event, ...] = ()
    event_id: str = ""
    listener_id: str = ""
    has_more: bool = field(default=False)


def findings_of(
    event: Event, deliveries: Iterable[Delivery], listeners: Iterable[LocalListener]
) -> tuple[Finding, ...]:
    """Bring outcomes, deliveries and today's listeners together."""
    known = {one.id: one for one in listeners}
    sent = {one.listener_id: one for one in deliveries if one.event_id == event.id}
    found = []
    for outcome in event.outcomes:
        listener = known.pop(outcome.listener_id, None)
        delivery = sent.get(outcome.listener_id)
        reason = outcome.reason or ""
        if delivery is not None:
            verdict = _of_delivery(delivery)
        elif outcome.outcome == "skipped":
            verdict = Verdict.SKIPPED
        else:
            verdict = Verdict.UNKNOWN  # its delivery is not kept any more
        found.append(Finding(outcome.listener_id, verdict, listener, reason, delivery))
    for listener in known.values():
        verdict_of_today = _of_listener(listener, event)
        if verdict_of_today is not None:
            found.append(Finding(listener.id, verdict_of_today, listener))
    order = list(Verdict)
    return tuple(sorted(found, key=lambda one: order.index(one.verdict)))


def _of_delivery(delivery: Delivery) -> Verdict:
    match delivery.status:
        case DeliveryStatus.DELIVERED:
            return Verdict.DELIVERED
        case DeliveryStatus.PENDING:
            return Verdict.RETRYING if delivery.last_error else Verdict.WAITING
        case DeliveryStatus.HELD:
            return Verdict.HELD
        case DeliveryStatus.FAILED:
            return Verdict.FAILED
        case DeliveryStatus.CANCELLED:
            return Verdict.CANCELLED
        case _:
            return Verdict.UNKNOWN


def _of_listener(listener: LocalListener, event: Event) -> Verdict | None:
    """Why a listener of today is not named; None where that needs no word."""
    if listener.settings.entity != event.entity:
        return None
    if listener.base is None:
        return Verdict.NOT_ON_PLATFORM
    if listener.base.settings.entity != event.entity:
        return Verdict.NOT_ON_PLATFORM  # its new entity waits to be synced
    is_newer = listener.base.created_at > event.occurred_at
    return Verdict.NOT_YET if is_newer else Verdict.OF_ANOTHER
