"""The titles over a table, painted where Qt's style cannot put them."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPalette
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from app.ui.tables.columns import FIRST_PADDING_PX, PADDING_PX
from app.ui.tables.own_viewport import give_viewport
from app.ui.theme import TextRole, current, em, font, metrics, paint_icon
from app.ui.widgets.plain_text import plain_tooltip

_HEADER_PX: Final = 32
_SORT_PX: Final = 10


class TableHeader(QHeaderView):
    """Column titles over the text they belong to, numbers on the right.

    Signals:
        let_go: A mouse button is up again; a column may have been made wider or narrower.

    Attributes:
        begin_px: How much room the first column leaves on its left.
        end_px: How much room the last column leaves on its right.
    """

    let_go = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        give_viewport(self, QPalette.ColorRole.Button)
        self.viewport().setMouseTracking(True)  # between two columns the cursor is another
        self.setHighlightSections(False)
        self.setSectionsClickable(True)
        self.setMinimumSectionSize(40)
        self.begin_px = FIRST_PADDING_PX
        self.end_px = PADDING_PX

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), max(_HEADER_PX, self.fontMetrics().height() + 14))

    def viewportEvent(self, event: QEvent) -> bool:
        if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
            return super().viewportEvent(event)
        section = self.logicalIndexAt(event.pos())
        words = plain_tooltip(self._title(section)) if self.is_cut(section) else ""
        QToolTip.showText(event.globalPos(), words, self)
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.let_go.emit()

    def is_cut(self, section: int) -> bool:
        """Whether a title has less room than it needs."""
        room = self.sectionSize(section) - self._left(section) - self._right(section)
        return self._title_px(section) > room

    def needed_px(self, section: int) -> int:
        """How wide a column has to be for its title, without room at the end of the table."""
        return self._left(section) + self._title_px(section) + PADDING_PX

    def _title_px(self, section: int) -> int:
        return math.ceil(metrics(TextRole.LABEL).horizontalAdvance(self._title(section)))

    def _title(self, section: int) -> str:
        role, across = Qt.ItemDataRole.DisplayRole, Qt.Orientation.Horizontal
        return str(self.model().headerData(section, across, role) or "")

    def _left(self, section: int) -> int:
        return self.begin_px if self.visualIndex(section) == 0 else PADDING_PX

    def _right(self, section: int) -> int:
        return self.end_px if section == self.count() - 1 else PADDING_PX

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        tokens = current()
        painter.save()
        painter.fillRect(rect, QColor(tokens.base))
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(tokens.border))
        model = self.model()
        across = Qt.Orientation.Horizontal
        title = self._title(logicalIndex)
        side = model.headerData(logicalIndex, across, Qt.ItemDataRole.TextAlignmentRole)
        alignment = Qt.AlignmentFlag(side or Qt.AlignmentFlag.AlignLeft)
        area = rect.adjusted(self._left(logicalIndex), 0, -self._right(logicalIndex), 0)
        painter.setFont(font(TextRole.LABEL))
        painter.setPen(QColor(tokens.text2))
        shown = painter.fontMetrics().elidedText(
            title, Qt.TextElideMode.ElideRight, max(area.width(), 0)
        )
        painter.drawText(area, int(alignment | Qt.AlignmentFlag.AlignVCenter), shown)
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == logicalIndex:
            is_up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
            edge = em(_SORT_PX)
            x = area.x() + painter.fontMetrics().horizontalAdvance(shown) + 4
            if alignment & Qt.AlignmentFlag.AlignRight:
                x = area.right() - painter.fontMetrics().horizontalAdvance(shown) - edge - 4
            at = QPointF(x, rect.center().y() - edge // 2)
            name = "chevron-up" if is_up else "chevron-down"
            paint_icon(painter, at, name, tokens.text2, edge)
        painter.restore()
