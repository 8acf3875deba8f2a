"""The last 24 hours of every listener, asked for in one call while the list is looked at.

The local copy's numbers are those of the moment at which a listener was last read: the
platform tells of changes, and numbers alone are none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from app.domain.control import JobControl
from app.domain.errors import AppError
from app.domain.stats import StatsBucket
from app.domain.times import Clock, utc_now
from app.domain.workspace import Me
from app.services.stream import DELIVERIES_EVERY_S

if TYPE_CHECKING:
    from app.runtime.events import AppEvents
    from app.runtime.tasks import Task, TaskRunner

Figures = Mapping[str, StatsBucket]

_EVERY_MS: Final = 60_000  # the hours move on, and not every platform tells by itself
_AFTER_MS: Final = round(DELIVERIES_EVERY_S * 1000)
_REST: Final = 10  # times as long as an answer took, nothing is asked after it


class Statistics(Protocol):
    """What is needed from the health service."""

    def last_day(self, control: JobControl, *, now: datetime) -> Figures: ...


class LiveFigures(QObject):
    """Asks while it is active: at once, soon after deliveries, and every minute.

    Signals:
        due: Whatever is shown of deliveries may be out of date.
        changed: The figures, by listener.
    """

    due = Signal()
    changed = Signal(object)

    def __init__(
        self,
        statistics: Statistics,
        runner: TaskRunner,
        events: AppEvents,
        *,
        me: Me | None,
        clock: Clock = utc_now,
        every_ms: int = _EVERY_MS,
        after_ms: int = _AFTER_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._statistics = statistics
        self._runner = runner
        self._clock = clock
        self._may_ask = me is None or (me.may("deliveries:read") and "stats" in me.capabilities)
        self._is_active = False
        self._is_wanted_again = False
        self._took = QElapsedTimer()
        self._after_ms = after_ms
        self._task: Task[Figures] | None = None
        self._every = self._timer(every_ms)
        self._soon = self._timer(after_ms)
        events.deliveries_changed.connect(self._on_deliveries)

    def set_active(self, *, is_active: bool) -> None:
        """The list came into view, or went."""
        if is_active == self._is_active:
            return
        self._is_active = is_active
        if is_active:
            self.ask()
        else:
            self._every.stop()
            self._soon.stop()

    @Slot()
    def ask(self) -> None:
        """Ask the platform now, or once more when it has answered what is being asked."""
        if self._task is not None:
            self._is_wanted_again = True
            return
        self._every.stop()
        self._soon.stop()
        self.due.emit()
        if not self._may_ask:
            self._plan()
            return
        self._took.start()
        statistics, now = self._statistics, self._clock()
        self._task = self._runner.submit(
            lambda control: statistics.last_day(control, now=now),
            name="listeners.figures",
            owner=self,
        )
        self._task.succeeded.connect(self.changed.emit)
        self._task.failed.connect(self._keep)
        self._task.finished.connect(self._plan)

    @Slot(object)
    def _keep(self, error: AppError) -> None:
        """What is shown stays: the sync says what is wrong with the platform."""

    @Slot()
    def _plan(self) -> None:
        self._task = None
        if not self._is_active:
            return
        self._every.start()
        if self._took.isValid():  # a long list is asked for less often
            self._soon.setInterval(max(self._after_ms, _REST * self._took.elapsed()))
        if self._is_wanted_again:
            self._is_wanted_again = False
            self._soon.start()

    @Slot()
    def _on_deliveries(self) -> None:
        if self._is_active and not self._soon.isActive():
            self._soon.start()

    def _timer(self, wait_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait_ms)
        timer.timeout.connect(self.ask)
        return timer
