"""The Listener menu of the menu bar: what can be done with what is selected in the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.widgets import set_reason

if TYPE_CHECKING:
    from app.ui.shell import PageContext


class ListenerMenu(QMenu):
    """Filled anew each time it opens, from the page: the list's own menu offers the same."""

    def __init__(self, new_listener: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("&Listener"))
        self.setToolTipsVisible(True)
        self._new = new_listener
        self._nothing = QAction(self.tr("Nothing is selected"), parent)  # `clear` deletes its own
        self._nothing.setObjectName("listener_menu_nothing")
        set_reason(self._nothing, self.tr("Select listeners in the list first"))
        self.fill(None)

    def fill(self, selected: PageContext | None) -> None:
        """Offer what can be done with the selection; None: there is none."""
        self.clear()
        self.addAction(self._new)
        self.addSeparator()
        self.addActions([self._nothing] if selected is None else list(selected.actions))
