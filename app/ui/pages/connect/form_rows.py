"""What the rows of the Connect form are made of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.widgets.fields import TextField


def text_field(name: str, placeholder: str) -> TextField:
    """A field, known by the name of what is typed into it."""
    field = TextField(placeholder=placeholder)
    field.setObjectName(name)
    return field


def side_by_side(*widgets: QWidget) -> QHBoxLayout:
    """A row that shares its width evenly."""
    row = QHBoxLayout()
    row.setSpacing(16)
    for widget in widgets:
        row.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
    return row
