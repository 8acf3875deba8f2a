"""What takes the place of the credentials: nothing yet, no match, no permission, a failure."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.workspace import Me
from app.ui.pages.credentials.list_status import ListStatus, Phase
from app.ui.pages.credentials.presenter import READ
from app.ui.pages.failing import FailingPlaceholder
from app.ui.theme import Tone


class Shown(Enum):
    """What is seen below the filters."""

    ROWS = auto()
    SKELETON = auto()
    EMPTY = auto()
    NO_MATCH = auto()
    FORBIDDEN = auto()
    FAILED = auto()

    @property
    def says_error(self) -> bool:
        """Whether what went wrong is said there, and not above the list."""
        return self in {Shown.FORBIDDEN, Shown.FAILED}


class Nothing(FailingPlaceholder):
    """Says why there are no rows.

    Signals:
        clear_wanted: Clear the filters.
        new_wanted: Make the first credential.
    """

    clear_wanted = Signal()
    new_wanted = Signal()

    def __init__(self, me: Me | None, parent: QWidget | None = None) -> None:
        super().__init__("key", parent=parent)
        self.setObjectName("credentials_placeholder")
        self._me = me

    def show_status(self, status: ListStatus, *, can_create: bool) -> Shown:
        """Say what there is to be said; tells what is to be seen."""
        shown = _shown(status)
        said = {Shown.FAILED: status.error, Shown.NO_MATCH: status.searched}.get(shown)
        if not self.begins((shown, said, can_create)):
            return shown
        match shown:
            case Shown.FORBIDDEN:
                title = self.tr("You cannot view credentials here")
                self.say_forbidden(title, READ, self._me)
            case Shown.FAILED:
                self.say_failed(status.error)
            case Shown.NO_MATCH:
                title = self.tr("No credentials match")
                if status.searched:
                    title = self.tr("No credentials match “{text}”").format(text=status.searched)
                self.set_message("search", title, tone=Tone.MUTE)
                clear = self.add_button(self.tr("Clear filters"))
                clear.setObjectName("clear_filters")
                clear.clicked.connect(self.clear_wanted)
            case Shown.EMPTY:
                self._say_empty(can_create=can_create)
            case Shown.ROWS | Shown.SKELETON:
                pass
        return shown

    def _say_empty(self, *, can_create: bool) -> None:
        title = self.tr("No credentials yet")
        text = self.tr("A credential is what an endpoint asks for before it accepts a delivery.")
        self.set_message("key", title, text, tone=Tone.MUTE)
        if can_create:
            new = self.add_button(self.tr("New credential"), "primary", icon_name="plus")
            new.setObjectName("first_credential")
            new.clicked.connect(self.new_wanted)


def _shown(status: ListStatus) -> Shown:
    if status.is_forbidden:
        return Shown.FORBIDDEN
    if not status.is_empty:
        return Shown.ROWS
    if status.is_filtered:
        return Shown.NO_MATCH
    if status.phase is Phase.LOADING:
        return Shown.SKELETON
    return Shown.FAILED if status.error is not None else Shown.EMPTY
