"""The window: menu bar, environment strip, Welcome, Connect or a workbench, status bar."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app import DISPLAY_NAME, __version__
from app.domain.errors import AppError
from app.domain.workspace import SyncOverview
from app.runtime.events import AppEvents
from app.services.workspace import Workspace
from app.ui.actions import PAGE_NAMES, Actions
from app.ui.dialogs import Dialogs
from app.ui.pages.connect.view import ConnectPage
from app.ui.pages.welcome.view import WelcomePage
from app.ui.session import Session
from app.ui.shell import Page
from app.ui.status_line import StatusLine
from app.ui.text import errors
from app.ui.theme import Scheme, Theme
from app.ui.widgets.environment import EnvironmentStrip
from app.ui.workbench import PageFactory, Workbench

PagesOf = Callable[[Workspace], Mapping[str, PageFactory]]


class MainWindow(QMainWindow):
    """Shows what the session has open; knows no service."""

    sync_wanted = Signal()
    logs_wanted = Signal()
    scheme_chosen = Signal(str)

    def __init__(
        self,
        session: Session,
        events: AppEvents,
        theme: Theme,
        dialogs: Dialogs,
        pages_of: PagesOf,
        connect_page: ConnectPage,
    ) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle(DISPLAY_NAME)
        self.setMinimumSize(900, 600)
        self.resize(1280, 800)
        self._session = session
        self._theme = theme
        self._dialogs = dialogs
        self._pages_of = pages_of
        self._bench: Workbench | None = None
        self._may_close = False
        self.actions_ = Actions(self)
        self.actions_.fill(self.menuBar())
        self._strip = EnvironmentStrip()
        self._welcome = WelcomePage()
        self._connect_page = connect_page
        self._stage = QStackedWidget()
        self._stage.addWidget(QWidget())  # nothing, for the moment before the services are there
        self._stage.addWidget(self._welcome)
        self._stage.addWidget(connect_page)
        central = QWidget()
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strip)
        column.addWidget(self._stage, 1)
        self.setCentralWidget(central)
        self._status = StatusLine()
        self.setStatusBar(self._status)
        self._status.hide()
        self._connect_session(events)
        self._connect_actions()
        self._show_workspace_actions(is_open=False)

    @property
    def bench(self) -> Workbench | None:
        """The pages of the open connection."""
        return self._bench

    def announce(self, text: str, *, assertive: bool = False) -> None:
        """Say a result in the status bar and to a screen reader."""
        self._status.announce(text, assertive=assertive)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask a page with unsaved changes before the window goes."""
        if self._may_close or self._bench is None:
            event.accept()
            return
        event.ignore()
        self._bench.confirm_leave(self._close_now)

    def _close_now(self) -> None:
        self._may_close = True
        self.close()

    # The session --------------------------------------------------------

    def _connect_session(self, events: AppEvents) -> None:
        session = self._session
        session.nothing_to_open.connect(self._show_welcome)
        session.opening.connect(self._welcome.show_opening)
        session.opened.connect(self._show_workspace)
        session.closed.connect(self._drop_workspace)
        session.failed.connect(self._show_failure)
        events.sync_changed.connect(self._show_sync)
        self._welcome.sandbox_wanted.connect(session.start_sandbox)
        self._welcome.connect_wanted.connect(self._show_connect)
        self._connect_page.left.connect(self._leave_connect)

    @Slot()
    def _show_welcome(self) -> None:
        self._welcome.show_idle()
        self._stage.setCurrentWidget(self._welcome)
        self._welcome.start_sandbox.setFocus()

    @Slot()
    def _show_connect(self) -> None:
        if self._session.is_loaded:
            self._stage.setCurrentWidget(self._connect_page)
            self._connect_page.enter()

    @Slot()
    def _leave_connect(self) -> None:
        if self._bench is not None:
            self._stage.setCurrentWidget(self._bench)
        else:
            self._show_welcome()

    @Slot(object)
    def _show_failure(self, error: AppError) -> None:
        if self._bench is not None:
            words = errors.of(error)
            self._dialogs.show_error(words.title, words.text)
            return
        self._stage.setCurrentWidget(self._welcome)
        self._welcome.show_error(error)

    @Slot(object)
    def _show_workspace(self, workspace: Workspace) -> None:
        connection = workspace.connection
        bench = Workbench(connection, self._session.connections, self._pages_of(workspace))
        bench.announced.connect(self._on_announced)
        bench.page_shown.connect(self._on_page_shown)
        bench.sidebar.connection_chosen.connect(self._switch)
        bench.sidebar.add_connection_wanted.connect(self._show_connect)
        bench.sidebar.close_wanted.connect(self._close_connection)
        bench.sidebar.review_wanted.connect(self._review)
        self._bench = bench
        self._stage.addWidget(bench)
        self._stage.setCurrentWidget(bench)
        self._strip.set_environment(connection.environment)
        self._status.show_connection(connection, workspace.me, self._session.service.storage)
        self._status.show()
        self.setWindowTitle(f"{connection.name} - {DISPLAY_NAME}")
        self._show_workspace_actions(is_open=True)
        bench.open_page("listeners")

    @Slot()
    def _drop_workspace(self) -> None:
        bench, self._bench = self._bench, None
        if bench is not None:
            self._stage.removeWidget(bench)
            bench.deleteLater()
        self._strip.set_environment(None)
        self._status.show_nothing()
        self._status.hide()
        self.setWindowTitle(DISPLAY_NAME)
        self._show_workspace_actions(is_open=False)

    @Slot(str)
    def _switch(self, connection_id: str) -> None:
        if self._bench is not None:
            self._bench.confirm_leave(lambda: self._session.open(connection_id))

    @Slot()
    def _close_connection(self) -> None:
        if self._bench is not None:
            self._bench.confirm_leave(self._close_workspace)

    def _close_workspace(self) -> None:
        self._session.close()
        self._show_welcome()

    @Slot(object)
    def _show_sync(self, overview: SyncOverview) -> None:
        self._status.show_sync(overview)
        if self._bench is not None:
            self._bench.show_sync(overview)

    @Slot(str, bool)
    def _on_announced(self, text: str, assertive: bool) -> None:
        self.announce(text, assertive=assertive)

    @Slot()
    def _review(self) -> None:
        if self._bench is not None:
            self._bench.open_page("listeners")

    # The commands -------------------------------------------------------

    def _connect_actions(self) -> None:
        do = self.actions_
        do.new_listener.triggered.connect(self._new_listener)
        do.add_connection.triggered.connect(self._show_connect)
        do.close_connection.triggered.connect(self._close_connection)
        do.quit.triggered.connect(self.close)
        do.find.triggered.connect(lambda: self._ask_page(Page.focus_search))
        do.save.triggered.connect(lambda: self._ask_page(Page.save))
        do.refresh.triggered.connect(lambda: self._ask_page(Page.refresh))
        do.details.triggered.connect(lambda: self._ask_page(Page.toggle_details))
        do.send_test.triggered.connect(lambda: self._ask_page(Page.send_test))
        do.back.triggered.connect(self._back)
        do.next_pane.triggered.connect(lambda: self._next_pane(1))
        do.previous_pane.triggered.connect(lambda: self._next_pane(-1))
        do.sync_now.triggered.connect(self.sync_wanted)
        do.show_logs.triggered.connect(self.logs_wanted)
        do.about.triggered.connect(self._about)
        for name, action in zip(PAGE_NAMES, do.pages, strict=True):
            action.triggered.connect(lambda _on=False, name=name: self._open_page(name))
        schemes: tuple[Scheme, ...] = ("system", "light", "dark")
        for scheme, action in zip(
            schemes, (do.theme_system, do.theme_light, do.theme_dark), strict=True
        ):
            action.triggered.connect(lambda _on=False, scheme=scheme: self._choose_scheme(scheme))
        self._theme.changed.connect(self._show_scheme)
        self._show_scheme()
        slash = QShortcut(QKeySequence("/"), self)
        slash.setContext(Qt.ShortcutContext.WindowShortcut)
        slash.activated.connect(lambda: self._ask_page(Page.focus_search))

    def _ask_page(self, hook: Callable[[Page], None]) -> None:
        page = self._bench.page if self._bench is not None else None
        if page is not None and self._stage.currentWidget() is self._bench:
            # Look the hook up on the page itself, so that its own override runs.
            getattr(page, hook.__name__)()

    @Slot()
    def _new_listener(self) -> None:
        self._open_page("listener_form")

    @Slot()
    def _back(self) -> None:
        if self._bench is not None:
            self._bench.go_back()

    def _open_page(self, name: str) -> None:
        if self._bench is not None:
            self._bench.open_page(name)

    def _next_pane(self, step: int) -> None:
        """F6: from the sidebar to the page and back."""
        bench = self._bench
        if bench is None or bench.page is None:
            return
        focus = QApplication.focusWidget()
        panes: list[QWidget] = [bench.sidebar, bench.page]
        at = next((i for i, pane in enumerate(panes) if focus and pane.isAncestorOf(focus)), -1)
        pane = panes[(at + step) % len(panes)]
        target = pane.nextInFocusChain()
        while target is not pane and not (
            pane.isAncestorOf(target)
            and target.isVisible()
            and target.isEnabled()
            and target.focusPolicy() & Qt.FocusPolicy.TabFocus
        ):
            target = target.nextInFocusChain()
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _choose_scheme(self, scheme: Scheme) -> None:
        self._theme.apply(scheme)
        self._show_scheme()
        self.scheme_chosen.emit(scheme)

    @Slot()
    def _show_scheme(self) -> None:
        do = self.actions_
        do.theme_system.setChecked(self._theme.scheme == "system")
        do.theme_light.setChecked(self._theme.scheme == "light")
        do.theme_dark.setChecked(self._theme.scheme == "dark")

    @Slot()
    def _about(self) -> None:
        self._dialogs.show_error(
            DISPLAY_NAME,
            self.tr("Version {version}. Apache License 2.0.").format(version=__version__),
        )

    def _show_workspace_actions(self, *, is_open: bool) -> None:
        for action in self.actions_.of_workspace():
            action.setEnabled(is_open)

    @Slot(str)
    def _on_page_shown(self, name: str) -> None:
        is_form = name == "listener_form"
        self.actions_.save.setEnabled(is_form)
