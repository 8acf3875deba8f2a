"""Says that the connection which was shown is gone, and what became of what was done in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from app.domain.workspace import Connection
    from app.ui.dialogs import Dialogs

translate = QCoreApplication.translate


def say_removed(dialogs: Dialogs, connection: Connection) -> None:
    """It went while a person worked with it: no command does that, which leaves it in use."""
    title = translate("removed_elsewhere", "“{name}” was removed from this computer")
    text = translate(
        "removed_elsewhere",
        "Another program took it out of the list of connections. Its local copy was left where "
        "it is, with every change that was not sent; the connection's id is {id}.",
    )
    dialogs.show_error(title.format(name=connection.name), text.format(id=connection.id))
