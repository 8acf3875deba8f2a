"""A row of underlined tabs over a part of a page."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from app.ui.theme import TextRole, current, font
from app.ui.widgets.plain_text import escape_ampersands

_GAP_PX: Final = 24
_HEIGHT_PX: Final = 34


class TabRow(QTabBar):
    """Tabs with a line under the chosen one; they only name parts, the page shows them.

    Signals:
        chosen: The value of the tab that is in front now.
    """

    chosen = Signal(object)

    def __init__(self, name: str = "", *, edge: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edge = edge
        self.setAccessibleName(name)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.currentChanged.connect(self._emit_chosen)

    def add(self, value: object, text: str) -> None:
        """Add a tab at the end."""
        at = self.addTab(escape_ampersands(text))
        self.setTabData(at, (value, text))

    @property
    def value(self) -> Any:
        """The value of the tab in front; None without tabs."""
        data = self.tabData(self.currentIndex())
        return data[0] if data else None

    def set_value(self, value: object) -> None:
        """Bring a tab to the front."""
        for at in range(self.count()):
            if self.tabData(at)[0] == value:
                self.setCurrentIndex(at)

    @Slot(int)
    def _emit_chosen(self, _index: int) -> None:
        if self.tabData(self.currentIndex()):
            self.chosen.emit(self.value)

    def tabSizeHint(self, index: int) -> QSize:
        # The data come after the tab, and Qt does not ask for its size again.
        data = self.tabData(index)
        text = data[1] if data else self.tabText(index).replace("&&", "&")
        metrics = QFontMetrics(font(TextRole.STRONG))
        return QSize(
            metrics.horizontalAdvance(text) + _GAP_PX, max(_HEIGHT_PX, metrics.height() + 16)
        )

    def minimumTabSizeHint(self, index: int) -> QSize:
        return self.tabSizeHint(index)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = current()
        painter = QPainter(self)
        bottom = self.height() - 1
        if self._edge:
            painter.fillRect(0, bottom, self.width(), 1, QColor(tokens.border))
        for at in range(self.count()):
            rect = self.tabRect(at)
            is_front = at == self.currentIndex()
            line = QRect(rect.left(), self.height() - 2, rect.width() - _GAP_PX + 4, 2)
            words = QRect(rect.left() + 2, 0, rect.width(), self.height() - 2)
            if is_front:
                painter.fillRect(line, QColor(tokens.accent_text))
            painter.setPen(QColor(tokens.text if is_front else tokens.text2))
            painter.setFont(font(TextRole.STRONG if is_front else TextRole.BODY))
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(words, int(flags), self.tabData(at)[1])
            if is_front and self.hasFocus():
                ring = words.adjusted(-2, 4, 2 - _GAP_PX + 4, -4)
                painter.setPen(QColor(tokens.focus))
                painter.drawRoundedRect(ring, 4, 4)
