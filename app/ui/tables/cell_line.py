"""One line of a cell: what stands in it side by side, and what gives way without room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app.ui.tables.cells import Cell, ChipSpan, Icon, Text
from app.ui.theme import TextRole, em

if TYPE_CHECKING:
    from app.ui.tables.cells import Span
    from app.ui.tables.look import Look

_BARS_PX: Final = 18
_BARS_WIDTH_PX: Final = 96
_GAP_PX: Final = 8
_ICON_GAP_PX: Final = 6
_LEAST_PX: Final = 24.0  # below this a cut word says nothing


class CellLine(NamedTuple):
    """Spans and where they stand; the last words give way when there is no room."""

    role: TextRole
    area: QRectF
    spans: Sequence[Span]
    right: bool
    look: Look

    @property
    def is_cut(self) -> bool:
        """Whether some of it cannot be read."""
        widths, _gaps, excess = self._fit()
        return excess > 0 or any(
            isinstance(span, Text) and self._is_too_wide(span, span.text, width)
            for span, width in zip(self.spans, widths, strict=True)
        )

    @property
    def taken_px(self) -> float:
        """The width that the spans take."""
        widths, gaps, _excess = self._fit()
        return sum(widths) + sum(gaps)

    def paint(self, painter: QPainter) -> None:
        """Draw the spans."""
        if not self.spans:
            return
        area = self.area
        widths, gaps, excess = self._fit()
        x, y, height = area.x(), area.y(), area.height()
        if self.right:
            x = max(area.right() - sum(widths) - sum(gaps), x)
        if excess > 0:  # what cannot be cut is clipped
            painter.save()
            painter.setClipRect(area.adjusted(0, -2, 2, 2))
        for span, width, gap in zip(self.spans, widths, (*gaps, 0), strict=True):
            self._paint_span(painter, span, x, y + height / 2, width)
            x += width + gap
        if excess > 0:
            painter.restore()

    def _fit(self) -> tuple[list[float], list[int], float]:
        """The width of each span, the gaps behind them, and what has no room at all."""
        spans = self.spans
        widths = [self._width(span) for span in spans]
        gaps = [_ICON_GAP_PX if isinstance(span, Icon) else _GAP_PX for span in spans[:-1]]
        excess = sum(widths) + sum(gaps) - self.area.width()
        for at in reversed(range(len(spans))) if excess > 0 else ():
            if excess > 0 and isinstance(spans[at], Text):
                cut = min(excess, max(widths[at] - _LEAST_PX, 0.0))
                widths[at] -= cut
                excess -= cut
        return widths, gaps, excess

    def _width(self, span: Span) -> float:
        match span:
            case Text():
                return self.look.width(span.role or self.role, span.text)
            case Icon():
                return self.look.icon_px
            case ChipSpan():
                return self.look.chip(span)

    def _is_too_wide(self, span: Text, words: str, width: float) -> bool:
        return self.look.width(span.role or self.role, words) > width + 1

    def _paint_span(
        self, painter: QPainter, span: Span, x: float, middle: float, width: float
    ) -> None:
        match span:
            case Icon():
                edge = self.look.icon_px
                if span.name:  # without one it only keeps the room
                    at = QPointF(round(x), round(middle - edge / 2))
                    painter.drawPixmap(at, self.look.icon(span.name, span.ink))
            case ChipSpan():
                at = QPointF(round(x), round(middle - self.look.chip_px / 2))
                painter.drawPixmap(at, self.look.chip_picture(span, round(width)))
            case Text() if span.text:
                self._paint_text(painter, span, x, middle, width)

    def _paint_text(
        self, painter: QPainter, span: Text, x: float, middle: float, width: float
    ) -> None:
        role = span.role or self.role
        usual = "text" if self.role is TextRole.BODY else "text2"
        painter.setFont(self.look.font(role))
        painter.setPen(self.look.color(span.ink or usual))
        shown = span.text if span.text.isprintable() else _in_one_line(span.text)
        if self._is_too_wide(span, shown, width):
            shown = self.look.cut(role, shown, width + 1, span.elide)
        # Into a rectangle, Qt lays it out as a paragraph first: half as long again.
        painter.drawText(QPointF(x, middle + self.look.drop(role)), shown)


def lines_of(cell: Cell, area: QRectF, seen: Look) -> Iterator[CellLine]:
    """The lines of a cell, each where it stands; the place of its bars is left free.

    Args:
        cell: What is shown.
        area: What the cell's paddings leave.
        seen: The fonts and measures in force.
    """
    if not cell.second and not cell.bars and not cell.second_aside:
        yield CellLine(TextRole.BODY, area, cell.first, cell.right, seen)
        return
    top = area.y() + (area.height() - seen.first_px - seen.second_px) / 2
    left, width = area.x(), area.width()
    if cell.bars:
        width = bars_area(area, seen).width()
        top += 2
    else:
        line = QRectF(left, top, width, seen.first_px)
        yield CellLine(TextRole.BODY, line, cell.first, cell.right, seen)
    second = QRectF(left, top + seen.first_px, width, seen.second_px)
    if cell.second_aside:
        aside = CellLine(TextRole.SECOND, QRectF(second), cell.second_aside, True, seen)
        second.setRight(second.right() - aside.taken_px)
        yield aside
    if _starts_with_icon(cell.first) and not _starts_with_icon(cell.second):
        second.setLeft(left + seen.icon_px + _ICON_GAP_PX)  # words under words
    yield CellLine(TextRole.SECOND, second, cell.second, cell.right, seen)


def bars_area(area: QRectF, seen: Look) -> QRectF:
    """Where the tiny chart of a cell stands."""
    top = area.y() + (area.height() - seen.first_px - seen.second_px) / 2
    return QRectF(area.x(), top - 1, min(area.width(), em(_BARS_WIDTH_PX)), _BARS_PX)


def _starts_with_icon(spans: Sequence[Span]) -> bool:
    return bool(spans) and isinstance(spans[0], Icon)


def _in_one_line(text: str) -> str:
    return "".join(one if one.isprintable() else " " for one in text)
