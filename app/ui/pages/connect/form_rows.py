"""What the rows of the Connect form are made of."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.ui.widgets.fields import TextField

_GAP_PX: Final = 16


def text_field(name: str, placeholder: str) -> TextField:
    """A field, known by the name of what is typed into it."""
    field = TextField(placeholder=placeholder)
    field.setObjectName(name)
    return field


class SideBySide(QWidget):
    """Parts that share the width evenly; below each other where it is too little for them."""

    def __init__(self, *parts: QWidget) -> None:
        super().__init__()
        self._parts = parts
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for part in parts:
            self._row.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        self._fold()

    def minimumSizeHint(self) -> QSize:
        widths = [part.minimumSizeHint().width() for part in self._parts if not part.isHidden()]
        return QSize(max(widths, default=0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def event(self, event: QEvent) -> bool:
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # one has longer words now, or is hidden
            self._fold()
        return is_done

    def _fold(self) -> None:
        shown = sum(not part.isHidden() for part in self._parts)
        needed = shown * self.minimumSizeHint().width() + (shown - 1) * _GAP_PX
        directions = QBoxLayout.Direction
        is_narrow = needed > self.width()
        direction = directions.TopToBottom if is_narrow else directions.LeftToRight
        self._row.setSpacing(0 if is_narrow else _GAP_PX)
        if direction != self._row.direction():
            self._row.setDirection(direction)
            self.updateGeometry()
