"""What takes the list's place: nothing yet, no match, no permission, a failure."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.workspace import Me
from app.ui.pages.changes.list_presenter import Body, ListStatus
from app.ui.pages.failing import FailingPlaceholder
from app.ui.theme import Tone


class ListPlaceholder(FailingPlaceholder):
    """Shows one of the bodies that are no table.

    Signals:
        clear_wanted: Clear the filters.
        further_wanted: Look through older changes, too.
    """

    clear_wanted = Signal()
    further_wanted = Signal()

    def __init__(self, me: Me | None, parent: QWidget | None = None) -> None:
        super().__init__("history", parent=parent)
        self.setObjectName("changes_placeholder")
        self._me = me
        self._shown: object = None

    def show_status(self, status: ListStatus) -> None:
        """Say what this status means; nothing happens for one that was said already."""
        said = (status.body, status.error, status.has_more, status.looked_through)
        if said == self._shown:
            return
        self._shown = said
        self.clear_actions()
        match status.body:
            case Body.EMPTY:
                title = self.tr("No changes yet")
                text = self.tr("Whatever people change on the platform shows up here.")
                self.set_message("history", title, text)
            case Body.NO_MATCH:
                self._say_no_match(status)
            case Body.NO_PERMISSION:
                title = self.tr("You cannot view changes here")
                self.say_forbidden(title, "audit:read", self._me)
            case Body.NOT_KEPT:
                title = self.tr("This platform tells no changes")
                text = self.tr("It does not offer its audit log to apps.")
                self.set_message("history", title, text, tone=Tone.MUTE)
            case Body.FAILED:
                self.say_failed(status.error)
            case Body.LOADING | Body.TABLE:
                pass

    def _say_no_match(self, status: ListStatus) -> None:
        title, text = self.tr("No changes match"), ""
        if status.searched:
            title = self.tr("No changes match “{text}”").format(text=status.searched)
        if status.has_more:
            text = self.tr("Looked through the newest %Ln change(s).", "", status.looked_through)
        self.set_message("search", title, text, tone=Tone.MUTE)
        if status.has_more:
            further = self.add_button(self.tr("Look further back"))
            further.setObjectName("look_further")
            further.clicked.connect(self.further_wanted)
        clear = self.add_button(self.tr("Clear filters"))
        clear.setObjectName("clear_filters")
        clear.clicked.connect(self.clear_wanted)
