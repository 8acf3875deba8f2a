"""How many messages a day to expect, judged by the deliveries of the last week.

A platform without statistics still lists deliveries.  Several listeners may have
been told of one event, so events are counted, not deliveries; where the first page
does not reach back a week, its share of events stands for the rest.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final, Protocol

from app.domain.control import JobControl
from app.domain.delivery import DeliveryFilter, DeliveryPage
from app.domain.times import Clock

_DAYS: Final = 7


class Deliveries(Protocol):
    """What is needed from the delivery service."""

    def list(
        self, control: JobControl, wanted: DeliveryFilter, cursor: str | None = None
    ) -> DeliveryPage: ...


def expected_per_day(
    control: JobControl, deliveries: Deliveries, *, entity: str, function: str, clock: Clock
) -> int | None:
    """Events a day of this entity and function; None when nothing is known."""
    now = clock()
    since = now - timedelta(days=_DAYS)
    page = deliveries.list(control, DeliveryFilter(entity=entity, since=since))
    if not page.items:
        return None
    events = {one.event_id for one in page.items if one.function == function}
    total = sum(page.counts.values())
    if page.next_cursor is None:
        return round(len(events) / _DAYS)
    if total > len(page.items):
        return round(total * len(events) / len(page.items) / _DAYS)
    seconds = max(1.0, (now - page.items[-1].created_at).total_seconds())
    return round(len(events) * 86_400 / seconds)
