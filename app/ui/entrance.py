"""What the window shows while no connection is open: Welcome and Connect.

Each is made when it is first shown: most starts open a connection at once. A worker has read what
they need before, see `reading_entrance`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QStackedWidget

    from app.domain.errors import AppError
    from app.domain.workspace import Connection
    from app.ui.pages.connect.view import ConnectPage
    from app.ui.pages.welcome.view import WelcomePage

    MakeConnect = Callable[[], ConnectPage]


class Entrance(QObject):
    """Puts the two on the window's stage.

    Signals:
        sandbox_wanted: Start the built-in platform.
        connect_wanted: Add a connection.
        connection_wanted: Open the connection of this id.
        guide_wanted: Say what all this is.
        left: Connect is done with.
        shown: Welcome has come up.
    """

    sandbox_wanted = Signal()
    connect_wanted = Signal()
    connection_wanted = Signal(str)
    guide_wanted = Signal()
    left = Signal()
    shown = Signal()

    def __init__(self, stage: QStackedWidget, make_connect: MakeConnect) -> None:
        super().__init__(stage)
        self._stage = stage
        self._make_connect = make_connect
        self._welcome: WelcomePage | None = None
        self._connect_page: ConnectPage | None = None

    @property
    def is_connect(self) -> bool:
        """Whether Connect is what is shown."""
        page = self._connect_page
        return page is not None and self._stage.currentWidget() is page

    def show_welcome(self, connections: Sequence[Connection]) -> None:
        """Offer to start, and what was added before."""
        page = self._made_welcome()
        page.show_idle()
        page.show_connections(connections)
        self._stage.setCurrentWidget(page)
        page.start_sandbox.setFocus()
        self.shown.emit()

    def take_connections(self, connections: Sequence[Connection]) -> None:
        """They are called otherwise by now, or are fewer."""
        if self._welcome is not None:
            self._welcome.show_connections(connections)

    def show_failure(self, connections: Sequence[Connection], error: AppError) -> None:
        """A connection could not be opened: why, and what else there is."""
        page = self._made_welcome()
        page.show_connections(connections)
        self._stage.setCurrentWidget(page)
        page.show_error(error)
        self.shown.emit()

    @Slot(str)
    def show_opening(self, what: str) -> None:
        """A connection is being opened: nothing else can be begun meanwhile."""
        if self._welcome is not None:
            self._welcome.show_opening(what)

    def show_connect(self) -> None:
        """Ask for another connection."""
        page = self._connect_page
        if page is None:
            page = self._connect_page = self._make_connect()
            page.left.connect(self.left)
            self._stage.addWidget(page)
        self._stage.setCurrentWidget(page)
        page.enter()

    def _made_welcome(self) -> WelcomePage:
        if self._welcome is None:
            from app.ui.pages.welcome.view import WelcomePage

            self._welcome = WelcomePage()
            self._welcome.sandbox_wanted.connect(self.sandbox_wanted)
            self._welcome.connect_wanted.connect(self.connect_wanted)
            self._welcome.connection_wanted.connect(self.connection_wanted)
            self._welcome.guide_wanted.connect(self.guide_wanted)
            self._stage.addWidget(self._welcome)
        return self._welcome
