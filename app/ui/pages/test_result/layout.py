"""Where the parts of a result stand: what came of it on top, the exchange side by side below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from app.ui.theme import em, follow_text_size


def fill_area(
    area: QScrollArea,
    line: QWidget,
    advice: QWidget,
    timing: QWidget,
    request: QWidget,
    response: QWidget,
) -> None:
    """Lay the parts out in an area that scrolls where there is little room."""
    content = QWidget()
    grid = QGridLayout(content)
    grid.setContentsMargins(24, 16, 24, 16)
    grid.setSpacing(16)
    grid.addWidget(line, 0, 0, 1, 2)
    grid.addWidget(advice, 1, 0)
    grid.addWidget(timing, 1, 1)
    grid.addWidget(request, 2, 0)
    grid.addWidget(response, 2, 1)
    grid.setRowStretch(2, 1)
    for column in (0, 1):
        grid.setColumnStretch(column, 1)

    def leave_room() -> None:
        grid.setRowMinimumHeight(2, em(260))
        for column in (0, 1):
            grid.setColumnMinimumWidth(column, em(300))

    follow_text_size(content, leave_room)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
