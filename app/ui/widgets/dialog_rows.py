"""The first and the last row of a dialog that changes something on a platform."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.workspace import Environment, Hue
from app.ui.theme import TextRole
from app.ui.widgets.environment import EnvironmentTag
from app.ui.widgets.labels import PlainLabel


def title_row(title: str, environment: Environment, hue: Hue) -> QHBoxLayout:
    """What the dialog does, and where."""
    row = QHBoxLayout()
    row.addWidget(PlainLabel(title, TextRole.HEADING))
    row.addStretch(1)
    row.addWidget(EnvironmentTag(environment, hue))
    return row


def button_row(at_start: QWidget, *at_end: QWidget) -> QHBoxLayout:
    """What leads elsewhere on one side, what ends the dialog on the other."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(at_start)
    row.addStretch(1)
    for button in at_end:
        row.addWidget(button)
    return row
