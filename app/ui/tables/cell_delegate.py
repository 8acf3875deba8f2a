"""Paints `Cell` values: one or two lines of words, icons and chips, or tiny bars."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from app.domain.printable import marked
from app.ui.charts import paint_bars
from app.ui.tables.cell_line import bars_area, lines_of
from app.ui.tables.cells import Cell, Text
from app.ui.tables.columns import FIRST_PADDING_PX, PADDING_PX, Role
from app.ui.tables.keyed_table_model import KeyedTableModel
from app.ui.tables.look import look
from app.ui.theme import TextRole, current, font, metrics
from app.ui.widgets.plain_text import plain_tooltip

if TYPE_CHECKING:
    from app.ui.tables.look import Look

ROW_PX: Final = 52
ROW_ONE_LINE_PX: Final = 40
_CENTER_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
Index = QModelIndex | QPersistentModelIndex


class RowMarks(Protocol):
    """What a view knows of whole rows, where Qt's options speak of single cells."""

    hovered_row: int

    def is_selected(self, index: Index) -> bool:
        """Whether the row is; Qt's option says so in an enumeration, which is slow to ask."""

    def shows_frame_on(self, index: Index) -> bool:
        """Whether the row has the keyboard's frame."""

    def row_left(self) -> int:
        """Where rows begin, in the viewport."""


class CellDelegate(QStyledItemDelegate):
    """Rows of cells with selection tint, bar, hover and keyboard frame.

    Attributes:
        begin_px: How much room the first column leaves on its left.
        end_px: How much room the last column leaves on its right.
    """

    def __init__(self, marks: RowMarks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marks = marks
        self._seen: Look | None = None
        self.begin_px = FIRST_PADDING_PX
        self.end_px = PADDING_PX

    @contextmanager
    def one_look(self, dpr: float) -> Iterator[None]:
        """Within the block, a paint of many cells, theme and screen stay as they are."""
        self._seen = look(dpr)
        try:
            yield
        finally:
            self._seen = None

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), row_height(two_lines=True))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        seen = self._seen or look(painter.device().devicePixelRatioF())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = self._cell(index)
        if cell.heading:
            self._paint_heading(painter, QRectF(option.rect), cell.heading)
        else:
            self._paint_ground(painter, option, index, seen)
            self._paint_cell(painter, option, index, cell, seen)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tell all of a cell that is cut, and what its column has to say besides."""
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self.explanation(option, index), view, option.rect)
        return True

    def explanation(self, option: QStyleOptionViewItem, index: Index) -> str:
        """The tooltip of a cell that stands in `option.rect`; nothing but text."""
        model = index.model()
        if not index.isValid() or not isinstance(model, KeyedTableModel):
            return ""
        cell = self._cell(index)
        lines = lines_of(cell, self._inside(option, index), look(option.widget.devicePixelRatioF()))
        is_cut = not cell.heading and any(line.is_cut for line in lines)
        told = [*cell.lines] if is_cut else []
        explain = model.columns[index.column()].tooltip
        more = explain(model.row(index.row())).split("\n") if explain is not None else ()
        told += [one for one in more if one not in told]
        return plain_tooltip(marked("\n".join(told)).strip())

    def _cell(self, index: Index) -> Cell:
        """What a column says of its cell, else its words on one line."""
        model = index.model()
        cell = (
            model.cell(index.row(), index.column())  # Qt's way round takes ten times as long
            if isinstance(model, KeyedTableModel)
            else index.data(Role.CELL)
        )
        if cell is not None:
            return cell
        side = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0)
        words = Text(index.data(Qt.ItemDataRole.DisplayRole) or "")
        return Cell(first=(words,), right=bool(side & Qt.AlignmentFlag.AlignRight))

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, seen: Look
    ) -> None:
        rect = option.rect
        is_selected = self._marks.is_selected(index)
        if is_selected:
            painter.fillRect(rect, seen.tint)
        elif index.row() == self._marks.hovered_row:
            painter.fillRect(rect, seen.hover)
        edge = seen.tint_line if is_selected else seen.hairline
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, edge)
        if is_selected and index.column() == 0:
            bar = QRectF(rect.x() + 4, rect.y() + 14, 3, rect.height() - 28)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(seen.focus)
            painter.drawRoundedRect(bar, 1.5, 1.5)
        if self._marks.shows_frame_on(index):
            self._paint_frame(painter, option, index)

    def _paint_heading(self, painter: QPainter, rect: QRectF, words: str) -> None:
        """The part of a row-wide heading that falls into one cell."""
        tokens = current()
        painter.fillRect(rect, QColor(tokens.panel))
        edge = QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1)
        painter.fillRect(edge, QColor(tokens.hairline))
        painter.setClipRect(rect)
        row = QRectF(self._marks.row_left(), rect.y(), 10 * rect.right(), rect.height())
        painter.setFont(font(TextRole.LABEL))
        painter.setPen(QColor(tokens.text2))
        painter.drawText(row.adjusted(FIRST_PADDING_PX, 0, 0, 0), _CENTER_LEFT, words)

    def _paint_frame(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRectF(option.rect).adjusted(0, 1, 0, -2)
        painter.setPen(QPen(QColor(current().focus), 2))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.drawLine(rect.topLeft(), rect.topRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if index.column() == 0:
            x = rect.x() + 1
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
        if index.column() == index.model().columnCount() - 1:
            x = rect.right() - 1
            painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)

    def _paint_cell(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, cell: Cell, seen: Look
    ) -> None:
        area = self._inside(option, index)
        if cell.bars:
            paint_bars(painter, bars_area(area, seen), cell.bars, dimmed=cell.dimmed)
        for line in lines_of(cell, area, seen):
            line.paint(painter)

    def _inside(self, option: QStyleOptionViewItem, index: Index) -> QRectF:
        """What the paddings of a cell leave."""
        column, last = index.column(), index.model().columnCount() - 1
        left = PADDING_PX if column else self.begin_px
        right = self.end_px if column == last else PADDING_PX
        return QRectF(option.rect).adjusted(left, 0, -right, -1)


def row_height(*, two_lines: bool, compact: bool = False) -> int:
    """The height of a row at the present text size."""
    first = metrics().height()
    if not two_lines:
        return max(32 if compact else ROW_ONE_LINE_PX, round(first + (12 if compact else 20)))
    second = metrics(TextRole.SECOND).height()
    return max(40 if compact else ROW_PX, round(first + second + (8 if compact else 18)))
