"""The figures behind the names in the sidebar: how many there are, and how many need somebody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot

from app.domain.times import utc_now
from app.ui.access import may_ask_statistics
from app.ui.live_answer import LiveAnswer

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.times import Clock
    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner
    from app.services.workspace import Workspace
    from app.ui.session import Session
    from app.ui.workbench import Workbench

_FIRST_AFTER_MS: Final = 300  # the first page is painted before a worker is busy with this


@dataclass(frozen=True, slots=True)
class Counts:
    """What the local copy has; None while nobody knows how many there are."""

    listeners: int | None
    need_attention: int
    credentials: int | None


class SidebarCounts(QObject):
    """Follows the open connection; asks the platform only how many tries failed."""

    def __init__(
        self,
        bench_of: Callable[[], Workbench | None],
        session: Session,
        runner: TaskRunner,
        events: AppEvents,
        *,
        clock: Clock = utc_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bench_of = bench_of
        self._runner = runner
        self._events = events
        self._clock = clock
        self._workspace: Workspace | None = None
        self._failed: LiveAnswer[int] | None = None
        session.opened.connect(self._open)
        session.closed.connect(self._close)
        events.listeners_changed.connect(self._read)
        events.credentials_changed.connect(self._read)

    @Slot(object)
    def _open(self, workspace: Workspace) -> None:
        self._close()
        self._workspace = workspace
        ask = None
        if may_ask_statistics(workspace.me):
            ask = _question(workspace, self._clock)
        self._failed = LiveAnswer(
            ask, self._runner, self._events, name="sidebar.failed", parent=self
        )
        self._failed.answered.connect(self._show_failed)
        QTimer.singleShot(_FIRST_AFTER_MS, self, self._begin)

    @Slot()
    def _begin(self) -> None:
        self._read()
        if self._failed is not None:
            self._failed.set_active(is_active=True)

    @Slot()
    def _close(self) -> None:
        self._workspace = None
        if self._failed is not None:
            self._failed.set_active(is_active=False)
            self._failed.deleteLater()
            self._failed = None

    @Slot()
    def _read(self) -> None:
        workspace = self._workspace
        if workspace is None or not _may_look(workspace):
            return
        task = self._runner.submit(
            lambda control: (workspace, _count(workspace, control)),
            name="sidebar.counts",
            key="sidebar.counts",
            owner=self,
        )
        task.succeeded.connect(self._show)
        task.failed.connect(lambda _error: None)  # the list of listeners says what is wrong

    @Slot(object)
    def _show(self, found: tuple[Workspace, Counts]) -> None:
        workspace, counts = found
        bench = self._bench_of()
        if bench is None or workspace is not self._workspace:
            return
        nav = bench.sidebar.nav
        nav.item("listeners").set_count(counts.listeners)
        nav.item("health").set_count(
            counts.need_attention or None,
            urgent=True,
            meaning=self.tr("%Ln listener(s) failing or stopped", "", counts.need_attention),
        )
        nav.item("credentials").set_count(counts.credentials)

    @Slot(object)
    def _show_failed(self, failed: int) -> None:
        bench = self._bench_of()
        if bench is not None:
            meaning = self.tr("%Ln failed attempt(s) in the last 24 hours", "", failed)
            item = bench.sidebar.nav.item("deliveries")
            item.set_count(failed or None, urgent=True, meaning=meaning)


def _may_look(workspace: Workspace) -> bool:
    return workspace.me is None or workspace.me.may("listeners:read")


def _question(workspace: Workspace, clock: Clock) -> Callable[[JobControl], int]:
    def ask(control: JobControl) -> int:
        now: datetime = clock()
        # Not before: on the GUI thread this would read the service's module.
        return workspace.health.failed_in_a_day(control, now=now)

    return ask


def _count(workspace: Workspace, control: JobControl) -> Counts:
    listeners = workspace.listeners.cached()
    each = control.through(listeners)
    concerned = sum(one.base is not None and one.base.needs_attention for one in each)
    credentials = workspace.credentials.cached()
    if workspace.sync.overview().synced_at is None:  # then none here does not mean none there
        return Counts(len(listeners) or None, concerned, len(credentials) or None)
    return Counts(len(listeners), concerned, len(credentials))
