"""Lines over time: painted here, walked by keys, read out, and a table away.

The same values are in the picture, in the box beside the point that is looked at, in the
description for assistive technology, and in the table that the card around it shows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.charts.line_drawing import Drawing, area_of
from app.ui.charts.plot import LinePlot
from app.ui.theme import TextRole, current, em, font
from app.ui.widgets.labels import PlainLabel

_NEAR_PX: Final = 8


class LineChart(PlainLabel):  # a bare QWidget has no role for assistive technology
    """Shows a `LinePlot`; hovering or the arrow keys look at one point.

    Signals:
        looked_at: The number of the point, or None.
        table_wanted: T was pressed.
    """

    looked_at = Signal(object)
    table_wanted = Signal()

    def __init__(
        self, name: str, form: Callable[[float], str], parent: QWidget | None = None
    ) -> None:
        """An empty chart.

        Args:
            name: What it is, for assistive technology.
            form: How a value is written on the scale.
            parent: Its owner.
        """
        super().__init__(parent=parent)
        self._form = form
        self._plot = LinePlot()
        self._point: int | None = None
        self._empty = self.tr("No deliveries")
        self._summary = ""
        self.setAccessibleName(name)
        self.setAccessibleDescription(self._empty)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def point(self) -> int | None:
        """The point that is looked at."""
        return self._point

    @property
    def plot(self) -> LinePlot:
        """What is shown."""
        return self._plot

    def set_plot(self, plot: LinePlot, summary: str) -> None:
        """Show other values, and say them in a sentence."""
        self._plot, self._summary = plot, summary if plot.known else self._empty
        if self._point is not None and self._point >= len(plot.words):
            self._point = None
        self._describe()
        self.update()

    def look_at(self, point: int | None) -> None:
        """Look at a point; None at none."""
        if point != self._point:
            self._point = point
            self._describe()
            self.looked_at.emit(point)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(em(400), em(230))

    def minimumSizeHint(self) -> QSize:
        return QSize(em(260), em(172))

    # What a person does -----------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._plot.words) - 1
        is_plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if not is_plain or (last < 0 and event.key() != Qt.Key.Key_T):
            super().keyPressEvent(event)
            return
        at = self._point
        match event.key():
            case Qt.Key.Key_Left:
                self.look_at(last if at is None else max(at - 1, 0))
            case Qt.Key.Key_Right:
                self.look_at(0 if at is None else min(at + 1, last))
            case Qt.Key.Key_Home:
                self.look_at(0)
            case Qt.Key.Key_End:
                self.look_at(last)
            case Qt.Key.Key_T:
                self.table_wanted.emit()
            case Qt.Key.Key_Escape if at is not None:
                self.look_at(None)
            case _:
                super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        area, count = area_of(QRectF(self.rect()), self._plot, self._form), len(self._plot.words)
        x = event.position().x()
        if count and area.left() - _NEAR_PX <= x <= area.right() + _NEAR_PX:
            slot = area.width() / max(count - 1, 1)
            self.look_at(min(max(round((x - area.left()) / slot), 0), count - 1))
        else:
            self.look_at(None)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self.look_at(None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.look_at(None)
        self.update()

    def _describe(self) -> None:
        """The summary, or the point that is looked at: a screen reader says the change."""
        if self._point is None:
            self.setAccessibleDescription(self._summary or self._empty)
        else:
            self.setAccessibleDescription(", ".join(self._plot.words[self._point]))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._plot.known:
            painter.setFont(font(TextRole.SECOND))
            painter.setPen(QColor(tokens.text2))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._empty)
        else:
            Drawing(painter, QRectF(self.rect()), self._plot, self._form).draw(self._point)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
