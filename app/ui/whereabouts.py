"""Says around the pages which connection is open: strip, status bar, title of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMainWindow

from app import DISPLAY_NAME
from app.domain.workspace import Connection, SecretStorage
from app.ui.status_line import StatusLine
from app.ui.widgets.environment import EnvironmentStrip

if TYPE_CHECKING:
    from app.domain.workspace import Me
    from app.services.workspace import Workspace


class Whereabouts:
    """What of the window changes with the open connection."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self.strip = EnvironmentStrip()
        self.status = StatusLine()
        window.setStatusBar(self.status)
        self.show_nothing()

    def show(self, workspace: Workspace, storage: SecretStorage) -> None:
        """A connection is open."""
        self.status.show_connection(workspace.connection, workspace.me, storage)
        self.status.show()
        self._mark(workspace.connection)

    def mark(self, connection: Connection, me: Me | None) -> None:
        """The open one is called otherwise or is something else, or one is somebody else there."""
        self.status.mark(connection)
        self.status.show_who(me)
        self._mark(connection)

    def show_nothing(self) -> None:
        """None is open."""
        self.strip.set_environment(None)
        self.status.show_nothing()
        self.status.hide()
        self._window.setWindowTitle(DISPLAY_NAME)

    def _mark(self, connection: Connection) -> None:
        self.strip.set_environment(connection.environment, connection.hue)
        name = connection.name.replace("[*]", "[*][*]")  # Qt's mark for unsaved work
        self._window.setWindowTitle(f"{name} - {DISPLAY_NAME}")
