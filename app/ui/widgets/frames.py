"""Cards, lines and coloured surfaces."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import TextRole
from app.ui.widgets.labels import PlainLabel, SecondLine

Surface = Literal["base", "panel", "chrome", "sidebar"]


def line(*, vertical: bool = False, strong: bool = False) -> QFrame:
    """A hairline; `strong` is the line between two parts of the window."""
    made = QFrame()
    made.setProperty("kind", "edge" if strong else "line")
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def surface(kind: Surface, parent: QWidget | None = None) -> QWidget:
    """An empty widget with the background of a part of the window."""
    made = QWidget(parent)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setProperty("surface", kind)
    return made


def two_sides(window: QWidget, left: QWidget, content: QWidget, said: QWidget) -> None:
    """Lay a window out: a list on the left, what is chosen in it beside, a remark below that."""
    right = surface("chrome")
    column = QVBoxLayout(right)
    column.setContentsMargins(0, 0, 0, 14)
    column.setSpacing(0)
    column.addWidget(content, 1)
    below = QHBoxLayout()
    below.setContentsMargins(28, 8, 28, 0)
    below.addWidget(said)
    column.addLayout(below)
    row = QHBoxLayout(window)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(0)
    row.addWidget(left)
    row.addWidget(line(vertical=True, strong=True))
    row.addWidget(right, 1)


class Card(QFrame):
    """A framed part of a page; what belongs in it is added to `body`."""

    def __init__(
        self,
        title: str = "",
        *,
        aside: str = "",
        sunken: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "sunken" if sunken else "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 14)
        outer.setSpacing(8)
        self._title = PlainLabel(title, TextRole.STRONG)
        self._aside = SecondLine(aside)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._aside)
        outer.addLayout(head)
        self._title.setVisible(bool(title))
        self._aside.setVisible(bool(aside))
        self.setAccessibleName(title)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)

    def set_title(self, title: str, aside: str = "") -> None:
        """Change the words on top."""
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._aside.setText(aside)
        self._aside.setVisible(bool(aside))
        self.setAccessibleName(title)
