"""How wide the panel beside a list is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QScrollArea, QStyle, QVBoxLayout, QWidget

from app.ui.theme import em


class AsWideAsNeeded(QWidget):
    """As wide as the design has it, and wider where another font or longer words need it."""

    def __init__(self, content: QWidget, width: int) -> None:
        super().__init__()
        self._width = width
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(content)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()  # a scroll area does not tell that its content changed
        return super().eventFilter(watched, event)

    def sizeHint(self) -> QSize:
        return QSize(self._least(), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least(), super().minimumSizeHint().height())

    def _least(self) -> int:
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        needed = [
            shown.minimumSizeHint().width() + bar
            for shown in self._not_scrolled_across()
            if shown.isVisibleTo(self)
        ]
        return max(em(self._width), super().minimumSizeHint().width(), *needed)

    def _not_scrolled_across(self) -> list[QWidget]:
        """What needs its whole width; looked for anew, as a panel may be made late."""
        found = []
        for area in self.findChildren(QScrollArea):
            is_fixed = area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            if is_fixed and (shown := area.widget()) is not None:
                shown.installEventFilter(self)  # again is the same as once
                found.append(shown)
        return found
