"""Draws a `LinePlot`: scale, goal, lines, and the point that is looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QLinearGradient, QPainter, QPainterPath, QPen

from app.ui.charts.plot import LinePlot, Series, apart, runs_of
from app.ui.theme import TextRole, current, font

_AXIS_PX: Final = 24
_PAD_PX: Final = 8
_BOX_PAD_PX: Final = 10
_DOT_PX: Final = 3.5
_LABEL_GAP_PX: Final = 8
_RING_PX: Final = 6  # no word touches the frame that says where the keyboard is

Form = Callable[[float], str]


def area_of(rect: QRectF, plot: LinePlot, form: Form) -> QRectF:
    """Where the lines are drawn: what the words around them leave."""
    axis = QFontMetrics(font(TextRole.AXIS, tabular=True))
    marks = plot.scale().marks
    left = max((axis.horizontalAdvance(form(one)) for one in marks), default=0)
    strong = QFontMetrics(font(TextRole.STRONG))
    right = max((strong.horizontalAdvance(one.label) for one in plot.series), default=0)
    right = right + _LABEL_GAP_PX + _RING_PX if right else _PAD_PX
    top = max(_PAD_PX, axis.height() // 2 + _RING_PX)
    bottom = max(_AXIS_PX, axis.height() + 8)
    return rect.adjusted(left + _LABEL_GAP_PX + _RING_PX, top, -right, -bottom)


class Drawing:
    """One painting of one plot."""

    def __init__(self, painter: QPainter, rect: QRectF, plot: LinePlot, form: Form) -> None:
        self._painter, self._plot, self._form = painter, plot, form
        self._area = area_of(rect, plot, form)
        self._scale = plot.scale()

    def draw(self, point: int | None) -> None:
        """Draw all of it, with a point that is looked at."""
        self._paint_scale()
        self._paint_goal()
        for line in self._plot.series:
            self._paint_line(line)
        self._paint_labels()
        if point is not None:
            self._paint_point(point)

    def _paint_scale(self) -> None:
        tokens = current()
        self._painter.setFont(font(TextRole.AXIS, tabular=True))
        height = QFontMetrics(self._painter.font()).height()
        for mark in self._scale.marks:
            y = self._y(mark)
            self._painter.fillRect(
                QRectF(self._area.left(), round(y), self._area.width(), 1), QColor(tokens.grid)
            )
            self._painter.setPen(QColor(tokens.text3))
            box = QRectF(0, y - height / 2, self._area.left() - _LABEL_GAP_PX, height)
            self._painter.drawText(box, Qt.AlignmentFlag.AlignRight, self._form(mark))
        ends = -1.0
        for at, text in self._plot.ticks:
            width = QFontMetrics(self._painter.font()).horizontalAdvance(text)
            left = min(max(self._x(at) - width / 2, self._area.left()), self._area.right() - width)
            if left > ends:  # what would run into the word before it is left out
                self._painter.drawText(QPointF(left, self._area.bottom() + height + 4), text)
                ends = left + width + _LABEL_GAP_PX

    def _paint_goal(self) -> None:
        if self._plot.goal is None:
            return
        value, name = self._plot.goal
        tokens = current()
        y = self._y(value)
        self._painter.setPen(QPen(QColor(tokens.text2), 1, Qt.PenStyle.DashLine))
        self._painter.drawLine(QPointF(self._area.left(), y), QPointF(self._area.right(), y))
        metrics = QFontMetrics(self._painter.font())
        fits_below = y + metrics.height() + 4 < self._area.bottom()  # there are the days
        beside = metrics.ascent() + 4 if fits_below else -metrics.descent() - 2
        self._painter.drawText(QPointF(self._area.left() + 8, y + beside), name)

    def _paint_line(self, line: Series) -> None:
        color = QColor(current().ink(line.ink))
        for run in runs_of(line.values):
            points = [
                QPointF(
                    self._x(at),
                    self._y(value),
                )
                for at, value in run
            ]
            if len(self._plot.series) == 1:
                self._fill(points, color)
            self._painter.setPen(QPen(color, 1.6))
            for one, other in pairwise(points):
                self._painter.drawLine(one, other)
            if len(points) == 1:  # a point alone would be no line
                self._painter.setPen(Qt.PenStyle.NoPen)
                self._painter.setBrush(color)
                self._painter.drawEllipse(points[0], 2, 2)

    def _paint_labels(self) -> None:
        """The names at the ends of the lines, pushed apart where lines end side by side."""
        self._painter.setFont(font(TextRole.STRONG))
        height = QFontMetrics(self._painter.font()).height()
        ends = []
        for line in reversed(self._plot.series):  # the first is on top, also of an equal one
            last = next((one for one in reversed(line.values) if one is not None), None)
            if line.label and last is not None:
                ends.append((self._y(last), line))
        ends.sort(key=lambda end: -end[0])
        wanted = [min(y + height / 3, self._area.bottom()) for y, _line in ends]
        for y, (_end, line) in zip(apart(wanted, gap=height, top=height), ends, strict=True):
            self._painter.setPen(QColor(current().ink(line.ink)))
            self._painter.drawText(QPointF(self._area.right() + _LABEL_GAP_PX, y), line.label)

    def _fill(self, points: Sequence[QPointF], color: QColor) -> None:
        path = QPainterPath(QPointF(points[0].x(), self._area.bottom()))
        for point in points:
            path.lineTo(point)
        path.lineTo(QPointF(points[-1].x(), self._area.bottom()))
        shade = QLinearGradient(self._area.topLeft(), self._area.bottomLeft())
        for at, alpha in ((0.0, 0.16), (1.0, 0.03)):
            tint = QColor(color)
            tint.setAlphaF(alpha)
            shade.setColorAt(at, tint)
        self._painter.fillPath(path, shade)

    def _paint_point(self, at: int) -> None:
        tokens = current()
        x = self._x(at)
        self._painter.fillRect(
            QRectF(round(x), self._area.top(), 1, self._area.height()), QColor(tokens.control)
        )
        for line in self._plot.series:
            value = line.values[at]
            if value is not None:
                y = self._y(value)
                self._painter.setPen(QPen(QColor(tokens.base), 1.5))
                self._painter.setBrush(QColor(tokens.ink(line.ink)))
                self._painter.drawEllipse(QPointF(x, y), _DOT_PX + 1, _DOT_PX + 1)
        self._paint_box(x, self._plot.words[at])

    def _paint_box(self, x: float, words: Sequence[str]) -> None:
        tokens = current()
        strong, plain = font(TextRole.STRONG, tabular=True), font(TextRole.SECOND, tabular=True)
        fonts = [strong, *([plain] * (len(words) - 1))]
        measures = [QFontMetrics(one) for one in fonts]
        width = max(m.horizontalAdvance(text) for m, text in zip(measures, words, strict=True))
        height = sum(m.height() + 2 for m in measures)
        box = QRectF(0, self._area.top() + 4, width + 2 * _BOX_PAD_PX, height + _BOX_PAD_PX)
        fits_right = x + 12 + box.width() <= self._area.right()
        box.moveLeft(x + 12 if fits_right else max(x - 12 - box.width(), 0.0))
        self._painter.setPen(QPen(QColor(tokens.border), 1))
        self._painter.setBrush(QColor(tokens.base))
        self._painter.drawRoundedRect(box, 6, 6)
        y = box.top() + _BOX_PAD_PX / 2
        for one, measure, text in zip(fonts, measures, words, strict=True):
            self._painter.setFont(one)
            self._painter.setPen(QColor(tokens.text if one is strong else tokens.text2))
            self._painter.drawText(
                QPointF(box.left() + _BOX_PAD_PX, y + measure.ascent() + 1), text
            )
            y += measure.height() + 2

    def _x(self, at: int) -> float:
        return self._area.left() + at * self._area.width() / max(len(self._plot.words) - 1, 1)

    def _y(self, value: float) -> float:
        return self._area.bottom() - self._scale.share(value) * self._area.height()
