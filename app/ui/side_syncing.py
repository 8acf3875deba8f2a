"""Keeps the connections that are not open in step, each for itself, while the app runs.

What waits in one of them goes out without anybody opening it, and at once when a command
left it there.  They have threads of their
own, because one platform that does not answer holds a thread for as long as a time-out,
and neither the window nor another connection may wait for that.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication

from app.domain.retry import SYNC_INTERVAL_S
from app.runtime.schedule import SyncSchedule
from app.runtime.tasks import TaskRunner
from app.runtime.turns import next_turn

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.workspace import SideState
    from app.runtime.events import AppEvents
    from app.runtime.tasks import Job, Task
    from app.services.connections import ConnectionService
    from app.ui.session import Session

_THREADS: Final = 32  # made when they are needed; more connections than that take turns


class SideSyncing(QObject):
    """One schedule for each connection of the session but the open one."""

    def __init__(
        self,
        session: Session,
        events: AppEvents,
        first: SyncSchedule,
        parent: QObject | None = None,
    ) -> None:
        """Prepare.

        Args:
            session: Has the connections, and is told how they stand.
            events: Tell it.
            first: Of the open connection, which has its turn before the others begin.
            parent: Of this object.
        """
        super().__init__(parent)
        self._session = session
        self._runner: TaskRunner | None = None  # until there is a second connection
        self._schedules: dict[str, SyncSchedule] = {}
        self._interval_s = SYNC_INTERVAL_S
        self._has_begun = False
        self._opening = ""
        self._endings: dict[str, Task[None]] = {}
        session.nothing_to_open.connect(self.begin)
        first.running_changed.connect(lambda running: None if running else self.begin())
        session.opening.connect(self._make_way)
        session.opened.connect(self._opened)
        session.closed.connect(lambda: next_turn(self, self.follow))  # another may be opened
        session.failed.connect(self._not_opened)
        session.connections_changed.connect(self.follow)
        session.secret_renewed.connect(self.again)
        events.side_changed.connect(self._take)
        events.side_waiting.connect(self._send)
        if isinstance(qt := QGuiApplication.instance(), QGuiApplication):
            qt.applicationStateChanged.connect(self._on_application_state)

    @property
    def followed(self) -> frozenset[str]:
        """The connections that are kept in step here."""
        return frozenset(self._schedules)

    def schedule_of(self, connection_id: str) -> SyncSchedule | None:
        """When a connection is synced; None for one that is not followed."""
        return self._schedules.get(connection_id)

    @Slot()
    def begin(self) -> None:
        """Start, now that what is open has had its turn.  Safe to repeat."""
        if not self._has_begun:
            self._has_begun = True
            self.follow()

    def set_interval(self, interval_s: float) -> None:
        """How long to wait when nothing gives a reason to sync earlier."""
        self._interval_s = interval_s
        for schedule in self._schedules.values():
            schedule.set_interval(interval_s)

    @Slot()
    def follow(self) -> None:
        """Sync what is there and not open; let go of the rest."""
        if not self._has_begun or not self._session.is_loaded:
            return
        open_now = self._session.workspace
        away = {self._opening, self._session.removing_id}
        away.add(open_now.connection.id if open_now is not None else "")
        wanted = {one.id for one in self._session.connections} - away
        for connection_id in self._schedules.keys() - wanted:
            self._drop(connection_id)
        for connection_id in wanted - self._schedules.keys():
            self._start(connection_id)

    @Slot(str)
    def again(self, connection_id: str) -> None:
        """Begin anew with a connection: its sign-in is another."""
        self._drop(connection_id)
        self.follow()

    def stop(self) -> None:
        """Sync no more, and close what is open of them; waits for it."""
        for schedule in self._schedules.values():
            schedule.stop()
        self._schedules.clear()
        if self._runner is not None:
            self._runner.shutdown(timeout_s=5.0)
            self._session.service.sides.close()

    def _start(self, connection_id: str) -> None:
        if self._runner is None:
            self._runner = TaskRunner(
                ThreadPoolExecutor(_THREADS, thread_name_prefix="side"), parent=self
            )
        ending = self._endings.pop(connection_id, None)
        if ending is not None:
            ending.cancel()  # the first round sees to it
        schedule = SyncSchedule(self._runner, interval_s=self._interval_s, parent=self)
        self._schedules[connection_id] = schedule
        schedule.failed.connect(lambda _error: None)  # its state says it
        schedule.start(_round_of(self._session.service, connection_id))

    def _drop(self, connection_id: str) -> None:
        schedule = self._schedules.pop(connection_id, None)
        self._session.side_states.pop(connection_id, None)
        if schedule is None or self._runner is None:
            return
        schedule.stop()
        schedule.deleteLater()
        service = self._session.service
        self._endings[connection_id] = self._runner.submit(
            lambda _control: service.sides.let_go(connection_id), name="side.end"
        )

    @Slot(str)
    def _make_way(self, what: str) -> None:
        """A connection is being opened: it is let go of before that."""
        self._opening = what
        self.follow()

    @Slot(object)
    def _opened(self, _workspace: object) -> None:
        self._opening = ""
        self.follow()

    @Slot(object)
    def _not_opened(self, _error: object) -> None:
        self._opening = ""
        self.begin()
        self.follow()

    @Slot(object)
    def _take(self, state: SideState) -> None:
        if state.connection_id in self._schedules:
            self._session.side_states[state.connection_id] = state
            self._session.side_changed.emit(state.connection_id)

    @Slot(str)
    def _send(self, connection_id: str) -> None:
        schedule = self._schedules.get(connection_id)
        if schedule is not None:
            schedule.request()

    @Slot(object)
    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            for schedule in self._schedules.values():
                schedule.refresh_stale()


def _round_of(service: ConnectionService, connection_id: str) -> Job[object]:
    is_first = True

    def run(control: JobControl) -> object:
        nonlocal is_first
        if is_first:  # what may be left of an earlier time, with an earlier sign-in
            service.sides.let_go(connection_id)
            is_first = False
        return service.sides.run(control, connection_id)

    return run
