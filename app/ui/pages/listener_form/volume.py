"""How many messages a day to expect, judged by the deliveries of the last week.

A platform without statistics still lists deliveries.  Several listeners may have
been told of one event, so events are counted, not deliveries; where the first page
does not reach back a week, its share of events stands for the rest.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.control import JobControl
from app.domain.delivery import DeliveryFilter, DeliveryPage
from app.domain.errors import AppError
from app.domain.times import Clock

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner

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


class VolumeLookup(QObject):
    """Finds the expected volume out, in the background; the newest question wins."""

    found = Signal(object)  # int | None: None where nothing is known

    def __init__(
        self,
        deliveries: Deliveries,
        runner: TaskRunner,
        *,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._deliveries = deliveries
        self._runner = runner
        self._clock = clock

    def look_up(self, entity: str, function: str) -> None:
        """Ask; `found` brings the answer."""
        deliveries, clock = self._deliveries, self._clock
        task = self._runner.submit(
            lambda control: expected_per_day(
                control, deliveries, entity=entity, function=function, clock=clock
            ),
            name="form.volume",
            key=("form.volume", id(self)),
            owner=self,
        )
        task.succeeded.connect(self._known)
        task.failed.connect(self._not_known)

    @Slot(object)
    def _known(self, per_day: int | None) -> None:
        self.found.emit(per_day)

    @Slot(object)
    def _not_known(self, _error: AppError) -> None:
        self.found.emit(None)  # the neutral warning stands
