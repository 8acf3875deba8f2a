"""Fields side by side, where only some of them have a message below."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.theme import TextRole
from app.ui.widgets import PlainLabel


def column_of(widget: QWidget) -> QVBoxLayout:
    """A widget at the top of its cell, as high as its words need at the cell's width."""
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(widget)
    column.addStretch(1)
    return column


def beside_label(widget: QWidget) -> QWidget:
    """A widget on the line of the editor of the field beside it, not of its label."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)  # as in `Field`
    column.addWidget(PlainLabel(" ", TextRole.LABEL))
    column.addWidget(widget)
    return made
