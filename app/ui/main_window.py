"""The window: menu bar, environment strip, Welcome, Connect or a workbench, status bar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.runtime.turns import next_turn
from app.ui.kept_lists import KeptLists
from app.ui.leaving import leave

if TYPE_CHECKING:
    from app.domain.control import Progress
    from app.domain.errors import AppError
    from app.domain.workspace import SyncOverview
    from app.runtime.events import AppEvents
    from app.services.workspace import Workspace
    from app.ui.dialogs import Dialogs
    from app.ui.entrance import MakeConnect
    from app.ui.session import Session
    from app.ui.theme import Theme
    from app.ui.workbench import PageFactory, Workbench

    PagesOf = Callable[[Workspace], Mapping[str, PageFactory]]


class MainWindow(QMainWindow):
    """Shows what the session has open, once it is furnished; knows no service."""

    sync_wanted = Signal()
    sync_cancelled = Signal()
    undo_wanted = Signal()
    logs_wanted = Signal()
    about_wanted = Signal()
    scheme_chosen = Signal(str)
    page_shown = Signal(str)
    painted = Signal()  # what there is to show first is there: now the rest may begin

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setMinimumSize(900, 600)
        self.resize(1280, 800)
        self.bench: Workbench | None = None  # the pages of the open connection
        self.first_page = ""  # of the first connection that is opened
        self.lists = KeptLists(self)
        self._left = ("", "")  # a connection that was closed, and its page
        self._may_close = False
        self._is_asking = False

    def furnish(
        self,
        session: Session,
        events: AppEvents,
        theme: Theme,
        dialogs: Dialogs,
        pages_of: PagesOf,
        make_connect: MakeConnect,
    ) -> None:
        """Put in place all that a first list can be painted without, and follow the session."""
        from app.ui.actions import Actions
        from app.ui.commands import Commands
        from app.ui.entrance import Entrance
        from app.ui.notices.bar import NoticeBar
        from app.ui.pages.waiting import WaitingPage
        from app.ui.whereabouts import Whereabouts

        self._session = session
        self._dialogs = dialogs
        self._pages_of = pages_of
        self.actions_ = Actions(self)
        self.actions_.fill(self.menuBar())
        self._commands = Commands(self, self.actions_, theme, dialogs)
        self._where = Whereabouts(self)
        self._status = self._where.status
        self._stage = QStackedWidget()
        self._stage.addWidget(WaitingPage())
        self._entrance = Entrance(self._stage, make_connect)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.notices = NoticeBar()
        column.addWidget(self._where.strip)
        column.addWidget(self.notices)
        column.addWidget(self._stage, 1)
        self.setCentralWidget(central)
        self._connect_session(events)
        self._connect_commands()

    @property
    def topic(self) -> str:
        """What F1 is asked about: the page that is shown."""
        shown = self._stage.currentWidget()
        if self.bench is not None and shown is self.bench:
            return self.bench.current_name
        return "connect" if self._entrance.is_connect else "welcome"

    def announce(self, text: str, *, assertive: bool = False) -> None:
        """Say a result in the status bar and to a screen reader."""
        self._status.announce(text, assertive=assertive)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask a page with unsaved changes before the window goes."""
        if self.bench is not None and not self._may_close:
            # Most pages agree at once, and then this very event must say so: whoever closes
            # all windows to quit gives up at the first that refuses.
            self._is_asking = True
            leave(self.bench, self._dialogs, self._close_now)
            self._is_asking = False
        event.setAccepted(self.bench is None or self._may_close)

    def _close_now(self) -> None:
        self._may_close = True
        if not self._is_asking:
            self.close()

    # The session --------------------------------------------------------

    def _connect_session(self, events: AppEvents) -> None:
        session = self._session
        session.loaded.connect(self._show_known)
        session.connections_changed.connect(self._show_changed)
        session.nothing_to_open.connect(self._show_welcome)
        session.opening.connect(self._entrance.show_opening)
        session.opened.connect(self._show_workspace)
        session.closed.connect(self._drop_workspace)
        session.failed.connect(self._show_failure)
        events.sync_changed.connect(self._show_sync)
        events.sync_progressed.connect(self._show_progress)
        self._entrance.sandbox_wanted.connect(session.start_sandbox)
        self._entrance.connect_wanted.connect(self._show_connect)
        self._entrance.connection_wanted.connect(session.open)
        self._entrance.guide_wanted.connect(self.actions_.help.trigger)
        self._entrance.left.connect(self._leave_connect)
        self._entrance.shown.connect(lambda: next_turn(self, self.painted.emit))

    def _connect_commands(self) -> None:
        self._commands.connect_wanted.connect(self._show_connect)
        self._commands.close_wanted.connect(self._close_connection)
        self._commands.connection_wanted.connect(self.switch_to)
        self._commands.scheme_chosen.connect(self.scheme_chosen)
        self._status.palette_wanted.connect(self.actions_.palette.trigger)
        self._commands.about_wanted.connect(self.about_wanted)
        self.actions_.quit.triggered.connect(self.close)
        self.actions_.sync_now.triggered.connect(self.sync_wanted)
        self.actions_.undo.triggered.connect(self.undo_wanted)
        self.actions_.show_logs.triggered.connect(self.logs_wanted)

    @Slot()
    def _show_known(self) -> None:
        current = self._session.workspace
        current_id = current.connection.id if current else ""
        self.actions_.show_connections(self._session.connections, current_id)

    @Slot()
    def _show_welcome(self) -> None:
        self._entrance.show_welcome(self._session.connections)

    @Slot()
    def _show_connect(self) -> None:
        if not self._session.is_loaded:
            self._session.start()  # it did not work at the start: nothing can be added before
        elif self.bench is not None:
            leave(self.bench, self._dialogs, self._enter_connect)
        else:
            self._enter_connect()

    def _enter_connect(self) -> None:
        self._commands.serve(None)
        self._entrance.show_connect()

    @Slot()
    def _leave_connect(self) -> None:
        if self.bench is not None:
            self._stage.setCurrentWidget(self.bench)
            self._commands.serve(self.bench)
        else:
            self._show_welcome()

    @Slot(object)
    def _show_failure(self, error: AppError) -> None:
        if self.bench is None:
            self._entrance.show_failure(self._session.connections, error)
            return
        from app.ui.text import errors  # with all that can go wrong, which is rare

        words = errors.of(error)
        self._dialogs.show_error(words.title, words.text)

    @Slot(object)
    def _show_workspace(self, workspace: Workspace) -> None:
        from app.ui.workbench import Workbench

        known = self._session.connections
        bench = Workbench(workspace.connection, known, self._pages_of(workspace), me=workspace.me)
        bench.help_wanted.connect(self.actions_.help.trigger)
        bench.announced.connect(self._status.take)
        bench.page_shown.connect(self.page_shown)
        bench.painted.connect(self.painted)
        left_id, left_page = self._left
        bench.first_page = left_page if left_id == bench.connection_id else self.first_page
        self.first_page = ""
        bench.lists = self.lists
        bench.sidebar.states = self._session.side_states
        bench.sidebar.connection_chosen.connect(self.switch_to)
        bench.sidebar.add_connection_wanted.connect(self._show_connect)
        bench.sidebar.manage_wanted.connect(self.actions_.manage_connections.trigger)
        bench.sidebar.close_wanted.connect(self._close_connection)
        bench.sign_in_wanted.connect(self.ask_sign_in)
        bench.sidebar.review_wanted.connect(self.actions_.pending.trigger)
        bench.sidebar.preferences_wanted.connect(self.actions_.preferences.trigger)
        bench.sidebar.cancel_wanted.connect(self.sync_cancelled)
        self.bench = bench
        self._show_known()
        self._stage.addWidget(bench)
        self._stage.setCurrentWidget(bench)
        self._where.show(workspace, self._session.service.storage)
        self._commands.serve(bench)
        # The bench is painted before its first page is built: each is a moment, both a wait.
        next_turn(bench, bench.open_first_page)
        if workspace.repair is not None:
            from app.domain.times import utc_now
            from app.ui.text import repairs  # few copies were ever damaged

            words = repairs.of(workspace.repair, now=utc_now())  # last: it waits for the person
            QTimer.singleShot(0, lambda: self._dialogs.show_error(words.title, words.text))

    @Slot()
    def _show_changed(self) -> None:
        """Connections are called otherwise, or are something else, or gone."""
        self._show_known()
        self._entrance.take_connections(self._session.connections)
        workspace = self._session.workspace
        if workspace is not None and self.bench is not None:
            here, known = workspace.connection, self._session.connections
            self.bench.take_standing(here, known, workspace.me)
            self._where.mark(here, workspace.me)
            self._commands.follow()

    @Slot()
    def _drop_workspace(self) -> None:
        self.notices.hide()
        bench, self.bench = self.bench, None
        self._show_known()
        self._commands.serve(None)
        if bench is not None:
            self._left = (bench.connection_id, bench.current_name)
            self._stage.removeWidget(bench)
            bench.deleteLater()
        self._where.show_nothing()

    @Slot(str)
    def switch_to(self, connection_id: str) -> None:
        """Open another connection, after the page that is shown was asked."""
        if self.bench is None:
            self._session.open(connection_id)
        elif self._session.workspace and self._session.workspace.connection.id != connection_id:
            leave(self.bench, self._dialogs, lambda: self._session.open(connection_id))
        self._show_known()  # the key has taken its mark from the one that is open

    @Slot()
    def _close_connection(self) -> None:
        if self.bench is not None:
            leave(self.bench, self._dialogs, self._close_workspace)

    def _close_workspace(self) -> None:
        self._session.close()
        self._show_welcome()

    @Slot(object)
    def _show_sync(self, overview: SyncOverview) -> None:
        self._status.show_sync(overview)
        if self.bench is not None:
            self._status.show_storage(self._session.service.storage)
            self.bench.show_sync(overview)

    @Slot()
    def ask_sign_in(self) -> None:
        """Ask for a new token of the open connection, unless that is being asked."""
        workspace = self._session.workspace
        if workspace is None or self.bench is None:
            return
        if workspace.connection.is_sandbox:  # its token is its own business
            self._session.open(workspace.connection.id)
        elif self.findChild(QDialog, "sign_in_dialog") is None:
            from app.ui.sign_in_dialog import SignInDialog

            SignInDialog(self._session, workspace.connection, self).open()

    @Slot(object)
    def _show_progress(self, progress: Progress | None) -> None:
        if self.bench is not None:
            self.bench.show_progress(progress)
