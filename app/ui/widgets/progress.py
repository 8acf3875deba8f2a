"""How far something has come, as a bar that the theme paints."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from app.ui.theme import current

_HEIGHT_PX: Final = 6


class ProgressBar(QProgressBar):
    """A thin bar without words; what it says stands beside it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_progress(self, done: int, total: int) -> None:
        """Show `done` of `total`; nothing of nothing is an empty bar."""
        self.setRange(0, max(1, total))
        self.setValue(min(done, max(1, total)))

    def sizeHint(self) -> QSize:
        return QSize(120, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, _HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = current()
        share = (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(0, (self.height() - _HEIGHT_PX) / 2, self.width(), _HEIGHT_PX)
        painter.setBrush(QColor(tokens.pressed))
        painter.drawRoundedRect(whole, 3, 3)
        if share > 0:
            whole.setWidth(max(_HEIGHT_PX, whole.width() * share))
            painter.setBrush(QColor(tokens.accent))
            painter.drawRoundedRect(whole, 3, 3)
