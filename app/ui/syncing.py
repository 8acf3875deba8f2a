"""Keeps the open connection in sync for as long as it is open, and says what is the matter.

The others have their own turns: `SideSyncing`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

from app.domain.errors import NotAuthorised, NotSignedIn
from app.domain.workspace import SyncOverview
from app.runtime.schedule import SyncSchedule
from app.runtime.stream_listening import StreamListening
from app.ui.side_syncing import SideSyncing

if TYPE_CHECKING:
    from app.domain.errors import AppError
    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner
    from app.services.workspace import Workspace
    from app.ui.session import Session


class Syncing(QObject):
    """Starts and stops the sync and the stream with the session's workspace.

    A sync is asked for at the start, when a person comes back to the window, after an
    edit, and when the stream tells that something happened.

    Signals:
        sign_in_wanted: The token is not taken any more, or not here; told once for each opening.
    """

    sign_in_wanted = Signal()

    def __init__(
        self,
        session: Session,
        runner: TaskRunner,
        events: AppEvents,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._events = events
        self._has_asked = False
        self._is_stopped = True
        self.schedule = SyncSchedule(runner, parent=self)
        self.stream = StreamListening(runner, self)
        self.sides = SideSyncing(session, events, self.schedule, self)
        session.opened.connect(self._open)
        session.closed.connect(self.stop)
        self.schedule.failed.connect(self._on_failed)
        self.schedule.progressed.connect(events.sync_progressed.emit)
        self.schedule.running_changed.connect(self._on_running)
        events.sync_changed.connect(self._on_sync_changed)
        events.listener_waiting.connect(self.schedule.request)
        events.platform_moved.connect(self.schedule.request)
        events.stream_changed.connect(self.schedule.set_streaming)
        if isinstance(qt := QGuiApplication.instance(), QGuiApplication):
            qt.applicationStateChanged.connect(self._on_application_state)

    @Slot()
    def stop(self) -> None:
        """Sync and listen no more."""
        self._is_stopped = True
        self.schedule.stop()
        self.stream.stop()

    def end(self) -> None:
        """The app ends: stop all of it, and wait for what is not open."""
        self.stop()
        self.sides.stop()

    def set_interval(self, interval_s: float) -> None:
        """How long to wait when nothing gives a reason to sync earlier."""
        self.schedule.set_interval(interval_s)
        self.sides.set_interval(interval_s)

    @Slot(object)
    def _on_failed(self, error: AppError) -> None:
        is_waited_for = isinstance(error, NotSignedIn) and error.reason == "timed_out"
        if is_waited_for:
            return  # the keychain asks a person itself, and goes on when it is answered
        if isinstance(error, (NotAuthorised, NotSignedIn)) and not self._has_asked:
            self._has_asked = True
            self.sign_in_wanted.emit()

    @Slot(bool)
    def _on_running(self, is_running: bool) -> None:
        if not is_running:
            self._events.sync_progressed.emit(None)

    @Slot(object)
    def _on_sync_changed(self, overview: SyncOverview) -> None:
        """Somebody else's sync got through, such as a page's: so may ours."""
        if self.schedule.needs_person and overview.online and overview.fault is None:
            self.schedule.request_now()

    @Slot(object)
    def _open(self, workspace: Workspace) -> None:
        self._has_asked = self._is_stopped = False
        self._events.overview = SyncOverview()  # the one before was of another connection
        workspace.following.start()

    @Slot()
    def begin(self) -> None:
        """Sync and listen from now on; once the window has painted what is here already."""
        workspace = self._session.workspace
        if self._is_stopped or workspace is None:
            return
        self.schedule.start(workspace.rounds.run)
        me = workspace.me
        if me is None or "stream" in me.capabilities:
            self.stream.start(workspace.stream.follow)

    @Slot(object)
    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.schedule.refresh_stale()
