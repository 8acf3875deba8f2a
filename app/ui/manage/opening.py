"""Opens the dialog that looks after connections; imported when it is first wanted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.workspace import Connection
from app.ui.dialogs import QtDialogs
from app.ui.leaving import leave as leave_bench
from app.ui.manage.dialog import ManageDialog
from app.ui.manage.presenter import ManagePresenter
from app.ui.sign_in_dialog import SignInDialog

if TYPE_CHECKING:
    from app.ui.main_window import MainWindow
    from app.ui.session import Session


def open_manage(window: MainWindow, session: Session) -> ManageDialog:
    """Show the one dialog; a second wish brings it forward."""
    known = window.findChild(ManageDialog)
    dialog = known if known is not None else _made(window, session)
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
    return dialog


def _made(window: MainWindow, session: Session) -> ManageDialog:
    dialogs = QtDialogs(None)

    def leave(connection_id: str, proceed: Callable[[], None]) -> None:
        bench = window.bench
        if bench is not None and session.has_open(connection_id):
            leave_bench(bench, dialogs, proceed)
        else:
            proceed()

    def ask_secret(connection: Connection, over: QWidget) -> None:
        SignInDialog(session, connection, over, is_wish=True).open()

    dialog = ManageDialog(ManagePresenter(session, leave), dialogs, ask_secret, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.add_wanted.connect(dialog.close)
    dialog.add_wanted.connect(window.actions_.add_connection.trigger)
    return dialog
