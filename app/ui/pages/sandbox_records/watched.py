"""What became of one saved record: its event, whom it concerned, and each delivery."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Protocol

from app.domain.control import JobControl
from app.domain.delivery import Delivery, DeliveryStatus, Event
from app.domain.record import Record

FOR: Final = timedelta(seconds=30)
_RESTING: Final = frozenset(
    {
        DeliveryStatus.DELIVERED,
        DeliveryStatus.FAILED,
        DeliveryStatus.CANCELLED,
        DeliveryStatus.HELD,
        DeliveryStatus.UNKNOWN,
    }
)


class Deliveries(Protocol):
    """What watching needs from the delivery service."""

    def get(self, control: JobControl, delivery_id: str) -> Delivery: ...
    def events_of_record(
        self, control: JobControl, entity: str, record_id: str
    ) -> Sequence[Event]: ...


@dataclass(frozen=True, slots=True)
class Saved:
    """A record that was just written; `changed` names the fields, empty for a new one."""

    record: Record
    function: str
    label: str
    changed: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Watched:
    """A saved record and what is known of its way so far.

    Attributes:
        event: The platform's event of this version; None while it was not read yet.
        deliveries: One per listener that gets it, in the event's order.
        is_given_up: The time for watching is over although something is unfinished.
    """

    saved: Saved
    event: Event | None = None
    deliveries: tuple[Delivery, ...] = ()
    is_given_up: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether nothing more will happen that is worth waiting for here."""
        if self.is_given_up:
            return True
        if self.event is None:
            return False
        expected = sum(one.delivery_id is not None for one in self.event.outcomes)
        return len(self.deliveries) == expected and all(
            one.status in _RESTING for one in self.deliveries
        )

    @property
    def key(self) -> tuple[str, str, int]:
        """One version of one record."""
        return self.saved.record.entity, self.saved.record.id, self.saved.record.version


def look(control: JobControl, deliveries: Deliveries, watched: Watched, now: datetime) -> Watched:
    """Read what is not known yet; everything that has ended is left alone."""
    record = watched.saved.record
    event = watched.event or _event_of(
        deliveries.events_of_record(control, record.entity, record.id), record
    )
    found = watched.deliveries
    if event is not None:
        known = {one.id: one for one in watched.deliveries}
        ids = [one.delivery_id for one in event.outcomes if one.delivery_id is not None]
        found = tuple(
            known[one]
            if one in known and known[one].status in _RESTING
            else deliveries.get(control, one)
            for one in ids
        )
    seen = replace(watched, event=event, deliveries=found)
    is_late = now - watched.saved.at >= FOR
    return replace(seen, is_given_up=True) if is_late and not seen.is_settled else seen


def _event_of(events: Sequence[Event], record: Record) -> Event | None:
    return next((one for one in events if one.record_version == record.version), None)
