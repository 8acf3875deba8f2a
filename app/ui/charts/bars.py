"""Bars: the tiny ones in a table row, and the chart with labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import TextRole, current, font

_BAR_ALPHA: Final = 0.62
_TOP_LABEL_PX: Final = 20
_AXIS_LABEL_PX: Final = 20


class Bar(NamedTuple):
    """One column: all of it, and the part that failed.  A list makes hundreds as it is scrolled."""

    total: float
    failed: float = 0
    label: str = ""
    value_text: str = ""


def paint_bars(
    painter: QPainter,
    rect: QRectF,
    bars: Sequence[Bar],
    *,
    gap_px: float = 1.0,
    dimmed: bool = False,
) -> None:
    """Draw columns from the bottom of `rect`; also for table cells."""
    if not bars:
        return
    tokens = current()
    color = QColor(tokens.mute.fill if dimmed else tokens.chart1)
    color.setAlphaF(_BAR_ALPHA if not tokens.is_dark else 0.8)
    shape = _shape(tuple(bars), rect.width(), rect.height(), gap_px)
    painter.save()
    # All but their tops is whole pixels, which are painted much faster when nothing is smoothed.
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.translate(round(rect.x()), rect.y())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRects(shape.columns)
    if shape.failed:
        for ink in (tokens.base, tokens.bad.fill):
            painter.setBrush(QColor(ink))
            painter.drawRects(shape.failed)
    painter.restore()


@dataclass(frozen=True, slots=True)
class _Shape:
    """Columns and the failed parts on top of them, in an area that begins at 0, 0."""

    columns: list[QRectF]
    failed: list[QRectF]


@lru_cache(maxsize=128)  # a screen of the list, several times over
def _shape(bars: tuple[Bar, ...], width: float, height: float, gap_px: float) -> _Shape:
    scale = height / (max(bar.total for bar in bars) or 1)
    slot = width / len(bars)
    wide = max(round(slot - gap_px), 1)
    shape = _Shape([], [])
    for number, bar in enumerate(bars):
        high = max(bar.total * scale, 1.0)
        left, top = round(number * slot), height - high
        shape.columns.append(QRectF(left, top, wide, high))
        if bar.failed > 0 and bar.total > 0:
            part = max(high * min(bar.failed / bar.total, 1.0), 2.0)
            shape.failed.append(QRectF(left, top, wide, min(part, high)))
    return shape


class Sparkline(QWidget):
    """A day in small bars, without labels; its description says it in words."""

    def __init__(self, description: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._dimmed = False
        self.setAccessibleDescription(description)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bars(self, bars: Sequence[Bar], description: str, *, dimmed: bool = False) -> None:
        """Show other values and say them in a sentence."""
        self._bars, self._dimmed = tuple(bars), dimmed
        self.setAccessibleDescription(description)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(96, 20)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        paint_bars(QPainter(self), QRectF(self.rect()), self._bars, dimmed=self._dimmed)


class BarChart(QWidget):
    """Bars with labels below and, where given, values on top."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._empty_text = self.tr("No deliveries")
        self._dimmed = False
        self.setAccessibleName(name)
        self.setAccessibleDescription(self._empty_text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_bars(self, bars: Sequence[Bar], description: str, *, dimmed: bool = False) -> None:
        """Show other values and say them in a sentence."""
        self._bars, self._dimmed = tuple(bars), dimmed
        self.setAccessibleDescription(description if bars else self._empty_text)
        self.updateGeometry()
        self.update()

    def set_empty_text(self, text: str) -> None:
        """What stands there when there is no value at all."""
        self._empty_text = text
        if not self._bars:
            self.setAccessibleDescription(text)
        self.update()

    def sizeHint(self) -> QSize:
        has_values = any(bar.value_text for bar in self._bars)
        top = _label_height(_TOP_LABEL_PX) + 20 if has_values else 0
        return QSize(240, 48 + _label_height(_AXIS_LABEL_PX) + top)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = current()
        painter = QPainter(self)
        painter.setFont(font(TextRole.SECOND))
        painter.setPen(QColor(tokens.text2))
        if not any(bar.total for bar in self._bars):
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._empty_text)
            return
        has_values = any(bar.value_text for bar in self._bars)
        top = _label_height(_TOP_LABEL_PX) if has_values else 0
        area = QRectF(self.rect()).adjusted(0, top, 0, -_label_height(_AXIS_LABEL_PX))
        slot = area.width() / len(self._bars)
        gap = 12.0 if has_values else 3.0
        paint_bars(painter, area, self._bars, gap_px=gap, dimmed=self._dimmed)
        painter.fillRect(QRectF(0, area.bottom(), self.width(), 1), QColor(tokens.border))
        self._paint_labels(painter, area, slot, gap)

    def _paint_labels(self, painter: QPainter, area: QRectF, slot: float, gap: float) -> None:
        highest = max(bar.total for bar in self._bars)
        painter.setFont(font(TextRole.AXIS, tabular=True))
        metrics = QFontMetrics(painter.font())
        top = _label_height(_TOP_LABEL_PX)
        for number, bar in enumerate(self._bars):
            x = area.x() + number * slot
            if bar.label:
                width = metrics.horizontalAdvance(bar.label)
                left = x + (slot - gap - width) / 2 if slot > width else x
                left = min(max(left, 0), self.width() - width)
                box = QRectF(left, area.bottom() + 4, width + 2, metrics.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignLeft, bar.label)
            if bar.value_text:
                y = area.bottom() - bar.total / highest * area.height() - top
                box = QRectF(x, y, slot - gap, top - 2)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, bar.value_text)


def _label_height(least_px: int) -> int:
    """The room of a line of labels; larger text takes more."""
    return max(least_px, QFontMetrics(font(TextRole.AXIS, tabular=True)).height() + 4)
