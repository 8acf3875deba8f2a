"""A section of the Preferences: a title, and rows that name a choice and offer it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.frame import ScrollColumn
from app.ui.theme import TextRole, size_in_em
from app.ui.widgets import Card, ComboBox, PlainLabel, SecondLine, line, set_tooltip

_ROW_PX: Final = 52
_CONTROL_PX: Final = 148


class PreferenceRow(QWidget):
    """What can be chosen on the left, the choice on the right."""

    def __init__(
        self,
        title: str,
        control: QWidget,
        second: str = "",
        *,
        tooltip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_tooltip(self, tooltip)
        control.setAccessibleName(title)
        control.setAccessibleDescription(second)
        words = QVBoxLayout()
        words.setSpacing(2)
        name = PlainLabel(title, TextRole.MEDIUM, wrap=True)
        name.setBuddy(control)
        words.addStretch(1)
        words.addWidget(name)
        if second:
            words.addWidget(SecondLine(second, wrap=True))
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        if isinstance(control, ComboBox):
            size_in_em(control, min_width=_CONTROL_PX)
        size_in_em(self, min_height=_ROW_PX)


class Section(ScrollColumn):
    """One page of the Preferences."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self.body.setContentsMargins(28, 20, 28, 16)
        self.body.setSpacing(14)
        self.body.addWidget(PlainLabel(title, TextRole.HEADING))
        self._card = Card()
        self._card.body.setSpacing(0)
        self.body.addWidget(self._card)
        self._count = 0
        self.body.addStretch(1)

    def add_row(self, title: str, control: QWidget, second: str = "", *, tooltip: str = "") -> None:
        """Offer a choice."""
        self.add(PreferenceRow(title, control, second, tooltip=tooltip))

    def add(self, row: QWidget) -> None:
        """Add a row of another kind."""
        if self._count:
            self._card.body.addWidget(line())
        self._count += 1
        self._card.body.addWidget(row)
