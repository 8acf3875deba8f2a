"""The list in a window that has nothing else yet, until the page has it.

It lies over the whole window, and the list in it stands where it stood the last time: while
all else is made beneath, nothing of that is seen, and nothing moves when it is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QLocale, QObject, QRect, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from app import __version__
from app.domain.window_memory import AS_MADE, ListMemory, ListPlace
from app.runtime.turns import next_turn
from app.ui.theme import current

if TYPE_CHECKING:
    from app.domain.workspace import Connection

_LEAST_PX: Final = 200  # a place that leaves the list less was never one


class FirstList(QWidget):
    """Covers a window but for the list.

    Signals:
        painted: The list is on the screen; once.
    """

    painted = Signal()

    def __init__(self, window: QMainWindow, table: QWidget, place: ListPlace) -> None:
        """Cover the window.

        Args:
            window: Which.
            table: The list; whoever puts it into another place has the cover go.
            place: Where it stands.
        """
        super().__init__(window)
        self._window = window
        self._place = place
        self._was_painted = self._is_gone = False
        table.setParent(self)
        self._table = table
        self._lay_out()
        for watched in (window, table):
            watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._lay_out()
        elif watched is self._window and event.type() == QEvent.Type.ChildAdded:
            self.raise_()
        elif watched is self._table and event.type() == QEvent.Type.ParentChange:
            self.go()  # it is in its page: with the next paint, all is
        return False

    def go(self) -> None:
        """Show what is beneath; safe to repeat."""
        if self._is_gone:
            return
        self._is_gone = True
        for watched in (self._window, self._table):
            watched.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = current(), QPainter(self)
        painter.fillRect(event.rect(), QColor(tokens.base))
        painter.fillRect(QRect(0, 0, self._place.left, self.height()), QColor(tokens.sidebar))
        beside = self._table.geometry()
        beside.setLeft(beside.right() + 1)
        beside.setWidth(self._place.right)
        painter.fillRect(beside, QColor(tokens.panel))
        if not self._was_painted:
            self._was_painted = True
            next_turn(self, self.painted.emit)  # the list is painted in this very turn

    def _lay_out(self) -> None:
        whole, place = self._window.rect(), self._place
        self.setGeometry(whole)
        self._table.setGeometry(_in(whole, place))


def can_stand(
    window: QMainWindow, place: ListPlace, connection: Connection, kept: ListMemory = AS_MADE
) -> bool:
    """Whether the list would stand there again; it must not move when the rest is there."""
    room = _in(window.rect(), place)
    is_sane = min(place.left, place.top, place.bottom, place.right) >= 0
    return (
        is_sane
        and place.like == _likeness(window, connection)
        and place.has_panel == _has_panel(kept)
        and min(room.width(), room.height()) >= _LEAST_PX
    )


def place_of(
    window: QMainWindow, part: QWidget, connection: Connection, kept: ListMemory = AS_MADE
) -> ListPlace:
    """Where a part of a page stands now, for the next start."""
    place = QRect(part.mapTo(window, part.rect().topLeft()), part.size())
    bottom = window.height() - place.y() - place.height()
    right = window.width() - place.x() - place.width()
    like = _likeness(window, connection)
    return ListPlace(place.x(), place.y(), bottom, like, right, _has_panel(kept))


def _in(whole: QRect, place: ListPlace) -> QRect:
    return whole.adjusted(place.left, place.top, -place.right, -place.bottom)


def _has_panel(kept: ListMemory) -> bool:
    return kept.has_panel and bool(kept.selected_id)


def _likeness(window: QMainWindow, connection: Connection) -> str:
    """All that has the list stand elsewhere when it changes."""
    font = QApplication.font()
    return " ".join(
        (
            __version__,
            f"{font.family()}:{font.pixelSize()}",
            QLocale().name(),
            "maximized" if window.isMaximized() else f"{window.width()}",
            f"{connection.id}:{connection.environment}",
        )
    )
