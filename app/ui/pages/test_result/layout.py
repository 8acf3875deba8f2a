"""The head of the page: the way back over the title, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import TextRole
from app.ui.widgets import ElidingLabel
from app.ui.widgets.layouts import flush


def head(back: QAbstractButton, title: str, *actions: QWidget) -> QWidget:
    """The way back over the title, and at the right end what can be done."""
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addLayout(flush(back))
    words.addWidget(ElidingLabel(title, TextRole.TITLE))
    top = QWidget()
    top.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    row = QHBoxLayout(top)
    row.setContentsMargins(24, 10, 24, 12)
    row.setSpacing(8)
    row.addLayout(words, 1)
    for widget in actions:
        row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
    return top
