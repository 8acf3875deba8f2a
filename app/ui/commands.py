"""What the commands of the menu bar do: each is passed on to whom it concerns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut

from app.ui.panes import Panes
from app.ui.refused_keys import RefusedKeys
from app.ui.shortcuts import PAGE_NAMES
from app.ui.widgets import set_reason

if TYPE_CHECKING:
    from app.ui.actions import Actions
    from app.ui.dialogs import Dialogs
    from app.ui.main_window import MainWindow
    from app.ui.theme import Scheme, Theme
    from app.ui.workbench import Workbench

_SCHEMES: tuple[Scheme, ...] = ("system", "light", "dark")


class Commands(QObject):
    """Connects the actions; those of a workspace work only while one is on the screen.

    Signals:
        connect_wanted: Add a connection.
        close_wanted: Close the connection that is open.
        connection_wanted: Open the connection of this id.
        about_wanted: Say which build this is.
        scheme_chosen: "system", "light" or "dark", by a person.
    """

    connect_wanted = Signal()
    close_wanted = Signal()
    connection_wanted = Signal(str)
    about_wanted = Signal()
    scheme_chosen = Signal(str)

    def __init__(
        self, window: MainWindow, actions: Actions, theme: Theme, dialogs: Dialogs
    ) -> None:
        super().__init__(window)
        self._actions = actions
        self._theme = theme
        self._dialogs = dialogs
        self._bench: Workbench | None = None
        self._panes = Panes()
        self._connect_actions()
        self._refused = RefusedKeys(actions.of_workspace(), window.announce, window)
        slash = QShortcut(QKeySequence("/"), window)
        slash.setContext(Qt.ShortcutContext.WindowShortcut)
        slash.activated.connect(actions.find.trigger)
        theme.changed.connect(self._show_scheme)
        self._show_scheme()
        self.serve(None)

    def serve(self, bench: Workbench | None) -> None:
        """Work for the workbench that is on the screen; None: there is none."""
        if self._bench is not None:
            self._bench.page_shown.disconnect(self._on_page_shown)
        self._bench = bench
        reason = "" if bench is not None else self.tr("Open a connection first")
        for action in self._actions.of_workspace():
            set_reason(action, reason)
        if bench is not None:
            set_reason(self._actions.new_listener, bench.why_no_new)
            for name, action in zip(PAGE_NAMES, self._actions.pages, strict=True):
                set_reason(action, "" if bench.offers(name) else self._why_not_here(name))
            bench.page_shown.connect(self._on_page_shown)
            self._on_page_shown(bench.current_name)

    def follow(self) -> None:
        """The workbench offers something else than it did."""
        if self._bench is not None:
            self.serve(self._bench)

    def _why_not_here(self, name: str) -> str:
        if name == "mailbox":
            return self.tr("Only on the practice platform")
        return self.tr("Only in a sandbox")

    def _connect_actions(self) -> None:
        do = self._actions
        do.add_connection.triggered.connect(self.connect_wanted)
        do.close_connection.triggered.connect(self.close_wanted)
        for action in do.connections:
            action.triggered.connect(
                lambda _on=False, action=action: self.connection_wanted.emit(action.data())
            )
        do.new_listener.triggered.connect(lambda: self._open_page("listener_form"))
        do.find.triggered.connect(lambda: self._ask_page("focus_search"))
        do.save.triggered.connect(lambda: self._ask_page("save"))
        do.refresh.triggered.connect(lambda: self._ask_page("refresh"))
        do.details.triggered.connect(lambda: self._ask_page("toggle_details"))
        do.send_test.triggered.connect(lambda: self._ask_page("send_test"))
        do.listener.aboutToShow.connect(self._fill_listener_menu)
        do.pending.triggered.connect(lambda: self._open_page("pending"))
        do.back.triggered.connect(self._back)
        do.next_pane.triggered.connect(lambda: self._next_pane(1))
        do.previous_pane.triggered.connect(lambda: self._next_pane(-1))
        do.about.triggered.connect(self.about_wanted)
        for name, action in zip(PAGE_NAMES, do.pages, strict=True):
            action.triggered.connect(lambda _on=False, name=name: self._open_page(name))
        for scheme, action in self._schemes():
            action.triggered.connect(lambda _on=False, scheme=scheme: self._choose_scheme(scheme))

    def _ask_page(self, hook: str) -> None:
        """Call one of the hooks that every `Page` has."""
        page = self._bench.page if self._bench is not None else None
        if page is not None:
            getattr(page, hook)()

    @Slot()
    def _fill_listener_menu(self) -> None:
        bench = self._bench
        page = bench.page if bench is not None and bench.current_name == "listeners" else None
        self._actions.listener.fill(page.context() if page is not None else None)

    @Slot()
    def _back(self) -> None:
        if self._bench is not None:
            self._bench.go_back()

    def _open_page(self, name: str) -> None:
        if self._bench is not None:
            self._bench.open_page(name)

    def _next_pane(self, step: int) -> None:
        if self._bench is not None:
            self._panes.go_round(self._bench, step)

    @Slot(str)
    def _on_page_shown(self, name: str) -> None:
        do, page = self._actions, self._bench.page if self._bench is not None else None
        not_here = self.tr("Not on this page")
        for hook, action in (
            ("focus_search", do.find),
            ("save", do.save),
            ("refresh", do.refresh),
            ("toggle_details", do.details),
            ("send_test", do.send_test),
        ):
            set_reason(action, "" if page is not None and page.has(hook) else not_here)
        # What is typed into the form is not kept, so that Ctrl+Z there is the field's.
        is_form = name == "listener_form"
        set_reason(do.undo, self.tr("Not while a listener is edited") if is_form else "")

    def _schemes(self) -> list[tuple[Scheme, QAction]]:
        do = self._actions
        return list(zip(_SCHEMES, (do.theme_system, do.theme_light, do.theme_dark), strict=True))

    def _choose_scheme(self, scheme: Scheme) -> None:
        self._theme.choose(scheme)
        self._show_scheme()
        self.scheme_chosen.emit(scheme)

    @Slot()
    def _show_scheme(self) -> None:
        for scheme, action in self._schemes():
            action.setChecked(self._theme.scheme == scheme)
