"""Paints `Cell` values: one or two lines of words, icons and chips, or tiny bars."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.charts import paint_bars
from app.ui.tables.cells import Cell, ChipSpan, Icon, Span, Text
from app.ui.tables.columns import Role
from app.ui.theme import TextRole, current, em, font, metrics, paint_icon
from app.ui.widgets.chip import chip_size, paint_chip

ROW_PX: Final = 52
ROW_ONE_LINE_PX: Final = 40
_ICON_PX: Final = 14
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

    def shows_frame_on(self, index: Index) -> bool:
        """Whether the row has the keyboard's frame."""

    def row_left(self) -> int:
        """Where rows begin, in the viewport."""


class CellDelegate(QStyledItemDelegate):
    """Rows of cells with selection tint, bar, hover and keyboard frame."""

    def __init__(self, marks: RowMarks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marks = marks

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(super().sizeHint(option, index).width(), row_height(two_lines=True))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = index.data(Role.CELL)
        if cell is not None and cell.heading:
            self._paint_heading(painter, QRectF(option.rect), cell.heading)
            painter.restore()
            return
        self._paint_ground(painter, option, index)
        if cell is None:
            right = bool(
                Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole) or 0)
                & Qt.AlignmentFlag.AlignRight
            )
            cell = Cell(first=(Text(index.data(Qt.ItemDataRole.DisplayRole) or ""),), right=right)
        self._paint_cell(painter, option, index, cell)
        painter.restore()

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = current()
        rect = option.rect
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_selected:
            painter.fillRect(rect, QColor(tokens.info.tint))
        elif index.row() == self._marks.hovered_row:
            painter.fillRect(rect, QColor(tokens.hover))
        edge = tokens.info.line if is_selected else tokens.hairline
        painter.fillRect(rect.x(), rect.bottom(), rect.width(), 1, QColor(edge))
        is_first = index.column() == 0
        if is_selected and is_first:
            bar = QRectF(rect.x() + 4, rect.y() + 14, 3, rect.height() - 28)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.focus))
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
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, cell: Cell
    ) -> None:
        left = _FIRST_PADDING_PX if index.column() == 0 else _PADDING_PX
        area = QRectF(option.rect).adjusted(left, 0, -_PADDING_PX, -1)
        if not cell.second and not cell.bars and not cell.second_aside:
            _Line(painter, TextRole.BODY).paint(area, cell.first, right=cell.right)
            return
        first_height = metrics().height() + 4
        second_height = metrics(TextRole.SECOND).height() + 2
        top = area.y() + (area.height() - first_height - second_height) / 2
        if cell.bars:
            width = min(area.width(), em(_BARS_WIDTH_PX))
            area.setWidth(width)
            chart = QRectF(area.x(), top - 1, width, _BARS_PX)
            paint_bars(painter, chart, cell.bars, dimmed=cell.dimmed)
            top += 2
        else:
            line = QRectF(area.x(), top, area.width(), first_height)
            _Line(painter, TextRole.BODY).paint(line, cell.first, right=cell.right)
        second = QRectF(area.x(), top + first_height, area.width(), second_height)
        writer = _Line(painter, TextRole.SECOND)
        taken = writer.paint(second, cell.second_aside, right=True) if cell.second_aside else 0.0
        second.setRight(second.right() - taken)
        if _starts_with_icon(cell.first) and not _starts_with_icon(cell.second):
            second.setLeft(second.left() + em(_ICON_PX) + _ICON_GAP_PX)  # words under words
        writer.paint(second, cell.second, right=cell.right)


def _starts_with_icon(spans: Sequence[Span]) -> bool:
    return bool(spans) and isinstance(spans[0], Icon)


class _Line:
    """Lays spans side by side; the last words give way when there is no room."""

    def __init__(self, painter: QPainter, role: TextRole) -> None:
        self._painter = painter
        self._role = role

    def _width(self, span: Span) -> float:
        match span:
            case Text():
                measures = metrics(span.role or self._role, tabular=True)
                return measures.horizontalAdvance(span.text)
            case Icon():
                return em(_ICON_PX)
            case ChipSpan():
                return max(chip_size(span.text, span.icon_name).width(), span.min_width)

    def paint(self, area: QRectF, spans: Sequence[Span], *, right: bool = False) -> float:
        """Draw the spans; returns the width they took."""
        if not spans:
            return 0.0
        widths = [self._width(span) for span in spans]
        gaps = [_ICON_GAP_PX if isinstance(span, Icon) else _GAP_PX for span in spans[:-1]]
        excess = sum(widths) + sum(gaps) - area.width()
        for at in reversed(range(len(spans))):
            if excess <= 0:
                break
            if isinstance(spans[at], Text):
                cut = min(excess, max(widths[at] - _LEAST_PX, 0.0))
                widths[at] -= cut
                excess -= cut
        total = sum(widths) + sum(gaps)
        x = max(area.right() - total, area.x()) if right else area.x()
        self._painter.save()
        self._painter.setClipRect(area.adjusted(0, -2, 2, 2))
        for span, width, gap in zip(spans, widths, (*gaps, 0), strict=True):
            self._paint_span(span, QRectF(x, area.y(), width, area.height()))
            x += width + gap
        self._painter.restore()
        return total

    def _paint_span(self, span: Span, area: QRectF) -> None:
        tokens = current()
        match span:
            case Icon():
                edge = em(_ICON_PX)
                at = QPointF(round(area.x()), round(area.center().y() - edge / 2))
                if span.name:  # without one it only keeps the room
                    paint_icon(self._painter, at, span.name, tokens.ink(span.ink), edge)
            case ChipSpan():
                height = chip_size(span.text, span.icon_name).height()
                y = round(area.center().y() - height / 2)
                box = QRectF(round(area.x()), y, round(area.width()), height)
                paint_chip(self._painter, box, span.text, span.tone, span.icon_name)
            case Text():
                self._paint_text(span, area)

    def _paint_text(self, span: Text, area: QRectF) -> None:
        role = span.role or self._role
        self._painter.setFont(font(role, tabular=True))
        usual = "text" if self._role is TextRole.BODY else "text2"
        self._painter.setPen(QColor(current().ink(span.ink or usual)))
        shown = span.text.replace("\n", " ")
        measures = metrics(role, tabular=True)
        if measures.horizontalAdvance(shown) > area.width() + 1:
            is_middle = span.elide == "middle"
            mode = Qt.TextElideMode.ElideMiddle if is_middle else Qt.TextElideMode.ElideRight
            shown = measures.elidedText(shown, mode, area.width() + 1)
        self._painter.drawText(area.adjusted(0, 0, 4, 0), _CENTER_LEFT, shown)


def row_height(*, two_lines: bool, compact: bool = False) -> int:
    """The height of a row at the present text size."""
    first = metrics().height()
    if not two_lines:
        return max(32 if compact else ROW_ONE_LINE_PX, round(first + (12 if compact else 20)))
    second = metrics(TextRole.SECOND).height()
    return max(40 if compact else ROW_PX, round(first + second + (8 if compact else 18)))
