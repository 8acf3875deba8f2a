"""What stands beside a list: a title with what belongs to it, and the way to close it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.frame import ScrollColumn
from app.ui.theme import TextRole
from app.ui.widgets import ElidingLabel, ToolButton


class Closable(QWidget):
    """Whatever stands beside a list.

    Signals:
        close_wanted: It is in the way.
    """

    close_wanted = Signal()


class SidePanel(Closable):
    """The base of detail panels."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = ElidingLabel("", TextRole.HEADING)

    def _head(
        self, *beside: QWidget, buttons: tuple[QWidget, ...] = (), close_name: str = "close_details"
    ) -> QHBoxLayout:
        """The title with what stands beside it, and at the right end buttons and the cross."""
        close = ToolButton("x", self.tr("Close details"))
        close.setObjectName(close_name)
        close.clicked.connect(self.close_wanted)
        return _row(self._title, *beside, None, *buttons, close)

    def _scrolling(self) -> QVBoxLayout:
        """The column of a panel that scrolls as a whole, its title too."""
        area = ScrollColumn()
        area.body.setContentsMargins(20, 12, 16, 16)
        area.body.setSpacing(8)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        return area.body


def in_a_row(*widgets: QWidget) -> QHBoxLayout:
    """Buttons from the left, as wide as their words."""
    return _row(*widgets, None)


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
