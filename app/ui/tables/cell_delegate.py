"""Paints `Cell` values: one or two lines of words, icons and chips, or tiny bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from app.ui.charts import paint_bars
from app.ui.tables.cells import Cell, ChipSpan, Icon, Text
from app.ui.tables.columns import Role
from app.ui.tables.keyed_table_model import KeyedTableModel
from app.ui.tables.look import look
from app.ui.theme import TextRole, current, em, font, metrics

if TYPE_CHECKING:
    from app.ui.tables.cells import Span
    from app.ui.tables.look import Look

ROW_PX: Final = 52
ROW_ONE_LINE_PX: Final = 40
_GAP_PX: Final = 8
_ICON_GAP_PX: Final = 6
_PADDING_PX: Final = 12
_FIRST_PADDING_PX: Final = 24
_BARS_PX: Final = 18
_BARS_WIDTH_PX: Final = 96
_LEAST_PX: Final = 24.0  # below this a cut word says nothing
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
    """Rows of cells with selection tint, bar, hover and keyboard frame."""

    def __init__(self, marks: RowMarks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marks = marks
        self._seen: Look | None = None

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
        painter.drawText(row.adjusted(_FIRST_PADDING_PX, 0, 0, 0), _CENTER_LEFT, words)

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
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        cell: Cell,
        seen: Look,
    ) -> None:
        left = _FIRST_PADDING_PX if index.column() == 0 else _PADDING_PX
        area = QRectF(option.rect).adjusted(left, 0, -_PADDING_PX, -1)
        if not cell.second and not cell.bars and not cell.second_aside:
            _Line(painter, TextRole.BODY, seen).paint(area, cell.first, right=cell.right)
            return
        top = area.y() + (area.height() - seen.first_px - seen.second_px) / 2
        if cell.bars:
            width = min(area.width(), em(_BARS_WIDTH_PX))
            area.setWidth(width)
            chart = QRectF(area.x(), top - 1, width, _BARS_PX)
            paint_bars(painter, chart, cell.bars, dimmed=cell.dimmed)
            top += 2
        else:
            line = QRectF(area.x(), top, area.width(), seen.first_px)
            _Line(painter, TextRole.BODY, seen).paint(line, cell.first, right=cell.right)
        second = QRectF(area.x(), top + seen.first_px, area.width(), seen.second_px)
        writer = _Line(painter, TextRole.SECOND, seen)
        taken = writer.paint(second, cell.second_aside, right=True) if cell.second_aside else 0.0
        second.setRight(second.right() - taken)
        if _starts_with_icon(cell.first) and not _starts_with_icon(cell.second):
            second.setLeft(second.left() + seen.icon_px + _ICON_GAP_PX)  # words under words
        writer.paint(second, cell.second, right=cell.right)


def _starts_with_icon(spans: Sequence[Span]) -> bool:
    return bool(spans) and isinstance(spans[0], Icon)


class _Line:
    """Lays spans side by side; the last words give way when there is no room."""

    def __init__(self, painter: QPainter, role: TextRole, seen: Look) -> None:
        self._painter = painter
        self._role = role
        self._look = seen

    def _width(self, span: Span) -> float:
        match span:
            case Text():
                return self._look.width(span.role or self._role, span.text)
            case Icon():
                return self._look.icon_px
            case ChipSpan():
                return self._look.chip(span)

    def paint(self, area: QRectF, spans: Sequence[Span], *, right: bool = False) -> float:
        """Draw the spans; returns the width they took."""
        if not spans:
            return 0.0
        widths = [self._width(span) for span in spans]
        gaps = [_ICON_GAP_PX if isinstance(span, Icon) else _GAP_PX for span in spans[:-1]]
        excess = sum(widths) + sum(gaps) - area.width()
        for at in reversed(range(len(spans))) if excess > 0 else ():
            if excess > 0 and isinstance(spans[at], Text):
                cut = min(excess, max(widths[at] - _LEAST_PX, 0.0))
                widths[at] -= cut
                excess -= cut
        total = sum(widths) + sum(gaps)
        x, y, height = area.x(), area.y(), area.height()
        if right:
            x = max(area.right() - total, x)
        if excess > 0:  # what cannot be cut is clipped
            self._painter.save()
            self._painter.setClipRect(area.adjusted(0, -2, 2, 2))
        for span, width, gap in zip(spans, widths, (*gaps, 0), strict=True):
            self._paint_span(span, x, y, width, height)
            x += width + gap
        if excess > 0:
            self._painter.restore()
        return total

    def _paint_span(self, span: Span, x: float, y: float, width: float, height: float) -> None:
        middle = y + height / 2
        match span:
            case Icon():
                edge = self._look.icon_px
                if span.name:  # without one it only keeps the room
                    at = QPointF(round(x), round(middle - edge / 2))
                    self._painter.drawPixmap(at, self._look.icon(span.name, span.ink))
            case ChipSpan():
                at = QPointF(round(x), round(middle - self._look.chip_px / 2))
                self._painter.drawPixmap(at, self._look.chip_picture(span, round(width)))
            case Text() if span.text:
                self._paint_text(span, x, middle, width)

    def _paint_text(self, span: Text, x: float, middle: float, width: float) -> None:
        role = span.role or self._role
        usual = "text" if self._role is TextRole.BODY else "text2"
        self._painter.setFont(self._look.font(role))
        self._painter.setPen(self._look.color(span.ink or usual))
        shown = span.text if span.text.isprintable() else _in_one_line(span.text)
        if self._look.width(role, shown) > width + 1:
            shown = self._look.cut(role, shown, width + 1, span.elide)
        # Into a rectangle, Qt lays it out as a paragraph first: half as long again.
        self._painter.drawText(QPointF(x, middle + self._look.drop(role)), shown)


def _in_one_line(text: str) -> str:
    return "".join(one if one.isprintable() else " " for one in text)


def row_height(*, two_lines: bool, compact: bool = False) -> int:
    """The height of a row at the present text size."""
    first = metrics().height()
    if not two_lines:
        return max(32 if compact else ROW_ONE_LINE_PX, round(first + (12 if compact else 20)))
    second = metrics(TextRole.SECOND).height()
    return max(40 if compact else ROW_PX, round(first + second + (8 if compact else 18)))
