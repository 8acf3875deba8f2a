"""Reads the statistics while the page is looked at, and decides what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.control import JobControl
from app.domain.errors import AppError, PermissionMissing
from app.domain.stats import HealthReport, Step
from app.domain.sync_state import LocalListener
from app.domain.times import Clock, utc_now
from app.ui.pages.health.found import Found, Names

if TYPE_CHECKING:
    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner

_EVERY_MS: Final = 30_000


class Statistics(Protocol):
    """What the page needs from the health service."""

    def report(
        self,
        control: JobControl,
        *,
        length: timedelta,
        step: Step,
        now: datetime,
        listener_id: str | None = None,
    ) -> HealthReport: ...


class Listeners(Protocol):
    """Whose names and states are shown."""

    def cached(self) -> list[LocalListener]: ...


class Window(Enum):
    """How far back one looks, and in which steps."""

    DAY = auto()
    WEEK = auto()
    MONTH = auto()

    @property
    def length(self) -> timedelta:
        """How long it is."""
        return timedelta(days={Window.DAY: 1, Window.WEEK: 7, Window.MONTH: 30}[self])

    @property
    def step(self) -> Step:
        """How long one point of it is."""
        return Step.DAY if self is Window.MONTH else Step.HOUR


class Body(Enum):
    """What the page shows in place of its figures, or the figures."""

    LOADING = auto()
    REPORT = auto()
    NO_PERMISSION = auto()
    NOT_KEPT = auto()  # the platform tells no statistics
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class Status:
    """All that the page shows."""

    body: Body = Body.LOADING
    is_loading: bool = False
    report: HealthReport | None = None
    listeners: tuple[LocalListener, ...] = ()
    offered: Names = ()
    window: Window = Window.WEEK
    listener_id: str | None = None
    error: AppError | None = None
    as_of: datetime | None = None


def to_keep(status: Status) -> Mapping[str, str]:
    """What the page is narrowed down to, for the next start."""
    kept = {"listener": status.listener_id} if status.listener_id is not None else {}
    if status.window is not Status().window:
        kept["time"] = status.window.name.lower()
    return kept


def recalled(kept: Mapping[str, str]) -> tuple[Window, str | None]:
    """The choices of the last time; what is no such choice falls away."""
    usual = Status().window
    return Window.__members__.get(kept.get("time", "").upper(), usual), kept.get("listener")


class HealthPresenter(QObject):
    """Only a visible page keeps asking, every half minute."""

    status_changed = Signal(object)  # Status

    def __init__(
        self,
        statistics: Statistics,
        listeners: Listeners,
        runner: TaskRunner,
        events: AppEvents,
        *,
        why_not: Body | None = None,
        clock: Clock = utc_now,
        every_ms: int = _EVERY_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._statistics, self._listeners, self._runner = statistics, listeners, runner
        self._why_not, self._clock = why_not, clock
        self.status = Status(why_not or Body.LOADING)
        self._recalled_id: str | None = None  # chosen the last time; it may be gone by now
        self._is_active = False
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(every_ms)
        self._again.timeout.connect(self.refresh)
        events.listeners_changed.connect(self._read_listeners)

    def set_active(self, *, is_active: bool) -> None:
        """The page came into view, or went."""
        self._is_active = is_active
        if is_active:
            self._read_listeners()
            self.refresh()
        else:
            self._again.stop()

    def recall(self, window: Window, listener_id: str | None) -> None:
        """Begin with the choices of the last time."""
        self._recalled_id = listener_id
        self.status = replace(self.status, window=window, listener_id=listener_id)

    def choose_window(self, window: Window) -> None:
        """Look back so far."""
        self._want(replace(self.status, window=window))

    def choose_listener(self, listener_id: str | None) -> None:
        """Only one listener; None for all."""
        self._recalled_id = None
        self._want(replace(self.status, listener_id=listener_id))

    @Slot()
    def refresh(self) -> None:
        """Ask the platform."""
        if self._why_not is not None:
            return
        self._again.stop()
        window, listener_id = self.status.window, self.status.listener_id
        statistics, now = self._statistics, self._clock()
        task = self._runner.submit(
            lambda control: statistics.report(
                control,
                length=window.length,
                step=window.step,
                now=now,
                listener_id=listener_id,
            ),
            name="health.report",
            key="health.report",
            owner=self,
        )
        task.succeeded.connect(self._take)
        task.failed.connect(self._explain)
        self._set(replace(self.status, is_loading=True))

    def _want(self, status: Status) -> None:
        if status != self.status:
            self._set(status)
            self.refresh()

    @Slot()
    def _read_listeners(self) -> None:
        listeners = self._listeners
        task = self._runner.submit(
            lambda _control: Found.of(listeners.cached()),
            name="health.listeners",
            key="health.listeners",
            owner=self,
        )
        task.succeeded.connect(self._take_listeners)
        task.failed.connect(self._explain)

    @Slot(object)
    def _take_listeners(self, found: Found) -> None:
        listeners = found.listeners
        self._set(replace(self.status, listeners=listeners, offered=found.offered))
        recalled_id, self._recalled_id = self._recalled_id, None
        if recalled_id is not None and all(one.id != recalled_id for one in listeners):
            self.choose_listener(None)

    @Slot(object)
    def _take(self, report: HealthReport) -> None:
        self._set(
            replace(
                self.status,
                body=Body.REPORT,
                is_loading=False,
                report=report,
                error=None,
                as_of=self._clock(),
            )
        )
        self._plan()

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        body = self.status.body
        if isinstance(error, PermissionMissing):
            body = Body.NO_PERMISSION
        elif self.status.report is None:
            body = Body.FAILED
        self._set(replace(self.status, body=body, is_loading=False, error=error))
        if body is not Body.NO_PERMISSION:
            self._plan()

    def _plan(self) -> None:
        if self._is_active:
            self._again.start()

    def _set(self, status: Status) -> None:
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)
