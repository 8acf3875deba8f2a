"""How much mail an e-mail listener would send, judged by the last seven days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Protocol

from app.domain.control import JobControl
from app.domain.delivery import DeliveryFilter, DeliveryPage, EventFilter, EventPage
from app.domain.times import Clock
from app.ui.text import times

_DAYS: Final = 7
_PAGES: Final = 20  # of 500 events: so many that more of them say nothing new


class Deliveries(Protocol):
    """What is needed from the delivery service."""

    def events(
        self, control: JobControl, wanted: EventFilter, cursor: str | None = None
    ) -> EventPage: ...
    def list(
        self, control: JobControl, wanted: DeliveryFilter, cursor: str | None = None
    ) -> DeliveryPage: ...


@dataclass(frozen=True, slots=True)
class Expected:
    """What to expect, and why.

    Attributes:
        per_day: Events a day.
        days: How many there were on each day of the last seven, oldest first; those days only
            of which all is known.
    """

    per_day: int
    days: tuple[tuple[date, int], ...] = ()


@dataclass(frozen=True, slots=True)
class _Happened:
    id: str
    function: str
    at: datetime


def expected(
    control: JobControl,
    deliveries: Deliveries,
    *,
    entity: str,
    function: str,
    clock: Clock,
    has_events: bool,
) -> Expected | None:
    """Events of this entity and function; None when nothing is known.

    Args:
        control: Of the job.
        deliveries: Tells what happened.
        entity: Whose events.
        function: Which of them.
        clock: Tells the time.
        has_events: The platform lists events; else deliveries tell of those that were sent.
    """
    now = clock()
    since = now - timedelta(days=_DAYS)
    moments: dict[str, datetime] = {}
    reached: datetime | None = None  # how far back all is known
    pages = _pages(control, deliveries, entity, since, of_events=has_events)
    for page, is_last in pages:
        moments |= {one.id: one.at for one in page if one.function == function}
        reached = since if is_last else min((one.at for one in page), default=since)
    if reached is None or (not moments and not has_events):
        return None  # what nobody listens to leaves no deliveries: that says nothing
    seconds = max(1.0, (now - reached).total_seconds())
    per_day = round(len(moments) * 86_400 / seconds)
    return Expected(per_day, _by_day(moments.values(), since=reached, now=now))


def _by_day(
    moments: Iterable[datetime], *, since: datetime, now: datetime
) -> tuple[tuple[date, int], ...]:
    counted = Counter(times.local(at).date() for at in moments)
    today, first = times.local(now).date(), times.local(since).date()
    days = [today - timedelta(days=back) for back in reversed(range(_DAYS))]
    return tuple((day, counted[day]) for day in days if day > first)


def _pages(
    control: JobControl,
    deliveries: Deliveries,
    entity: str,
    since: datetime,
    *,
    of_events: bool,
) -> Iterator[tuple[list[_Happened], bool]]:
    """What happened, newest first, a page at a time, and whether that was all."""
    cursor = None
    for _page in range(_PAGES):
        if of_events:
            events = deliveries.events(control, EventFilter(entity=entity, since=since), cursor)
            found = [_Happened(one.id, one.function, one.occurred_at) for one in events.items]
            cursor = events.next_cursor
        else:
            sent = deliveries.list(control, DeliveryFilter(entity=entity, since=since), cursor)
            found = [_Happened(one.event_id, one.function, one.created_at) for one in sent.items]
            cursor = sent.next_cursor
        yield found, cursor is None
        if cursor is None:
            return
