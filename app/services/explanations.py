"""Answers "why did it not arrive?" for a record, an event, a delivery or a listener."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.domain.announce import Changed, nobody_listens
from app.domain.cause import cause_of, diagnose
from app.domain.delivery import DeliveryFilter, EventFilter
from app.domain.errors import Conflict, NotFound
from app.domain.explanation import (
    Explanation,
    Lookup,
    SubjectKind,
    Verdict,
    findings_of,
)
from app.domain.replay import MOMENT, ReplayStatus, ReplayWanted

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.audit import LastSeen
    from app.domain.cause import Cause
    from app.domain.control import JobControl
    from app.domain.delivery import Delivery, Event, EventPage
    from app.domain.explanation import (
        Finding,
        Subject,
    )
    from app.domain.ports import PlatformApi
    from app.services.former_listeners import FormerListeners
    from app.services.listeners import ListenerService

_PAGE: Final = 500
_PAGES: Final = 20  # of a record's deliveries
_READ_IN_FULL: Final = 12  # failures whose last try is looked at; the others by their code
_FAILING: Final = frozenset({Verdict.FAILED, Verdict.RETRYING})


class ExplanationService:
    """Asks the platform what happened, and the local copy who is who."""

    def __init__(
        self,
        api: PlatformApi,
        listeners: ListenerService,
        former: FormerListeners | None = None,
        *,
        announce: Announce = nobody_listens,
    ) -> None:
        self._api = api
        self._listeners = listeners
        self._former = former
        self._announce = announce

    def look_up(self, control: JobControl, subject: Subject) -> Lookup:
        """The events that a subject leads to; an unknown id leads to none."""
        try:
            return self._look_up(control, subject)
        except NotFound:
            return Lookup(subject)

    def explain(self, control: JobControl, event_id: str) -> Explanation:
        """What became of an event for every listener.

        Raises:
            NotFound: The platform does not keep it any more.
        """
        event = self._api.event(control, event_id)
        found = findings_of(event, self._deliveries(control, event), self._listeners.cached())
        gone = self._gone(control, found)
        explained, looked_at = [], 0
        for one in found:
            if one.verdict in _FAILING and one.delivery is not None:
                in_full = looked_at < _READ_IN_FULL
                looked_at += 1
                one = replace(one, cause=self._cause(control, one.delivery, in_full=in_full))
            explained.append(replace(one, former=gone.get(one.listener_id)))
        return Explanation(event, tuple(explained))

    def _gone(self, control: JobControl, found: Iterable[Finding]) -> Mapping[str, LastSeen]:
        if self._former is None:
            return {}
        return self._former.of(control, [one.listener_id for one in found if one.listener is None])

    def make_good(self, control: JobControl, event: Event, finding: Finding) -> None:
        """Send what was skipped while a listener was off or stopped.

        Raises:
            Conflict: The listener still stands in the way; or `not_alone`: other events of
                the same millisecond were skipped too, and would be sent along.
        """
        wanted = ReplayWanted(
            since=event.occurred_at,
            until=event.occurred_at + MOMENT,
            statuses=(ReplayStatus.SKIPPED,),
            skip_superseded=False,
        )
        count = self._api.replay_many(control, finding.listener_id, wanted, dry_run=True)
        if count != 1:
            raise Conflict(f"{count} events at that moment", status=409, code="not_alone")
        self._api.replay_many(control, finding.listener_id, wanted, dry_run=False)
        self._announce(Changed.DELIVERIES)

    def _look_up(self, control: JobControl, subject: Subject) -> Lookup:
        listener_id = event_id = ""
        match subject.kind:
            case SubjectKind.LISTENER:
                listener_id = subject.id
                wanted = EventFilter(listener_id=subject.id)
            case SubjectKind.RECORD:
                wanted = EventFilter(entity=subject.entity or None, record_id=subject.id)
            case SubjectKind.DELIVERY:
                delivery = self._api.delivery(control, subject.id)
                listener_id, event_id = delivery.listener_id, delivery.event_id
                wanted = EventFilter(entity=delivery.entity, record_id=delivery.record_id)
            case _:
                event = self._api.event(control, subject.id)
                event_id = event.id
                wanted = EventFilter(entity=event.entity, record_id=event.record_id)
        page = self._api.events(control, wanted)
        if subject.kind is SubjectKind.RECORD and not page.items:
            page = self._of_number(control, subject) or page
        events = page.items
        if event_id and all(one.id != event_id for one in events):  # older than the page
            events = (*events, self._api.event(control, event_id))
        newest = events[0].id if events else ""
        return Lookup(
            subject, events, event_id or newest, listener_id, page.next_cursor is not None
        )

    def _of_number(self, control: JobControl, subject: Subject) -> EventPage | None:
        """The events of a record that people call by this number, as its deliveries tell."""
        wanted = DeliveryFilter(entity=subject.entity or None, text=subject.id)
        number = subject.id.casefold()
        for one in self._api.deliveries(control, wanted, limit=_PAGE, counts=False).items:
            if (one.record_number or "").casefold() == number:
                return self._api.events(control, EventFilter(one.entity, one.record_id))
        return None

    def _deliveries(self, control: JobControl, event: Event) -> list[Delivery]:
        """The event's deliveries; a replay may have made some long after it."""
        wanted = DeliveryFilter(
            entity=event.entity, record_id=event.record_id, since=event.occurred_at
        )
        found: list[Delivery] = []
        cursor = None
        for _page in range(_PAGES):
            page = self._api.deliveries(control, wanted, cursor, limit=_PAGE, counts=False)
            found += (one for one in page.items if one.event_id == event.id)
            cursor = page.next_cursor
            if cursor is None:
                break
        return found

    def _cause(self, control: JobControl, delivery: Delivery, *, in_full: bool) -> Cause | None:
        """What the last try says; by its code alone where there are too many to read."""
        if in_full:
            log = self._api.delivery(control, delivery.id).attempt_log
            if log:
                return cause_of(max(log, key=lambda one: one.number))
        return diagnose(
            error_code=delivery.last_error or "",
            status=delivery.last_status,
            smtp="://" not in delivery.destination,
        )
