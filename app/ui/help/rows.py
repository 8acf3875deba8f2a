"""Lines of the keyboard map, for F1 and for the Preferences."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.help.keys import Key
from app.ui.theme import size_in_em
from app.ui.widgets import KeyCaps, PlainLabel, line

_ROW_PX = 36


class KeyRow(QWidget):
    """What a key does, and the key."""

    def __init__(self, key: Key, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        caps = KeyCaps(key.shown)
        caps.setAccessibleName(key.written)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(16)
        row.addWidget(PlainLabel(key.does, wrap=True), 1)
        row.addWidget(caps, 0, Qt.AlignmentFlag.AlignVCenter)
        size_in_em(self, min_height=_ROW_PX)


def add_rows(column: QVBoxLayout, keys: Iterable[Key]) -> None:
    """Add a line for each key, with hairlines between."""
    for at, key in enumerate(keys):
        if at:
            column.addWidget(line())
        column.addWidget(KeyRow(key))
