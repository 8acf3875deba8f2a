"""Where the time of one request went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.text import times
from app.ui.theme import TextRole, current, em, font

_ROW_PX: Final = 24
_AXIS_PX: Final = 22
_BAR_PX: Final = 10
_ALPHA: Final = 0.5
_STEPS_MS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000)
_MAX_LINES: Final = 4


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a request."""

    name: str
    start_ms: float
    duration_ms: float
    is_finished: bool = True  # False: the request ended in it


def axis_step_ms(total_ms: float) -> int:
    """The distance of the lines, so that there are at most four."""
    return next((step for step in _STEPS_MS if total_ms / step <= _MAX_LINES), 60_000)


class Waterfall(QWidget):
    """Phases under each other on one time axis; the longest stands out, and where it ended."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phases: tuple[Phase, ...] = ()
        self.setAccessibleName(name)
        self.setAccessibleDescription(self.tr("No timing"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def phases(self) -> tuple[Phase, ...]:
        """What is shown."""
        return self._phases

    def set_phases(self, phases: Sequence[Phase]) -> None:
        """Show the parts of another request."""
        self._phases = tuple(phases)
        words = ", ".join(self._words(part) for part in phases)
        self.setAccessibleDescription(words or self.tr("No timing"))
        self.updateGeometry()
        self.update()

    def _words(self, part: Phase) -> str:
        said = f"{part.name} {times.duration(part.duration_ms)}"
        return said if part.is_finished else self.tr("{phase}, not finished").format(phase=said)

    def _row_height(self) -> int:
        return max(_ROW_PX, QFontMetrics(font()).height() + 8)

    def sizeHint(self) -> QSize:
        return QSize(em(360), _AXIS_PX + max(len(self._phases), 2) * self._row_height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(em(260), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._phases:
            painter.setPen(QColor(tokens.text2))
            painter.setFont(font(TextRole.SECOND))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("No timing"))
            return
        metrics = QFontMetrics(font())
        names_px = max(metrics.horizontalAdvance(part.name) for part in self._phases) + 24
        plot = QRectF(names_px, 0, self.width() - names_px - em(72), self.height())
        total_ms = max(max(p.start_ms + p.duration_ms for p in self._phases), 1.0)
        scale = plot.width() / total_ms
        self._paint_axis(painter, plot, total_ms, scale)
        longest = max(self._phases, key=lambda part: part.duration_ms)
        for number, part in enumerate(self._phases):
            self._paint_row(painter, number, part, plot, scale, is_longest=part is longest)

    def _paint_axis(self, painter: QPainter, plot: QRectF, total_ms: float, scale: float) -> None:
        tokens = current()
        painter.setFont(font(TextRole.AXIS, tabular=True))
        step = axis_step_ms(total_ms)
        at_ms = 0
        while at_ms <= total_ms:
            x = plot.x() + at_ms * scale
            ink = tokens.border if at_ms == 0 else tokens.grid
            painter.fillRect(QRectF(round(x), _AXIS_PX - 4, 1, self.height()), QColor(ink))
            painter.setPen(QColor(tokens.text3))
            box = QRectF(x - 40, 0, 80, _AXIS_PX - 6)
            text = "0" if at_ms == 0 else times.duration(at_ms)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
            at_ms += step

    def _paint_row(
        self,
        painter: QPainter,
        number: int,
        part: Phase,
        plot: QRectF,
        scale: float,
        *,
        is_longest: bool,
    ) -> None:
        tokens = current()
        height = self._row_height()
        row = QRectF(0, _AXIS_PX + number * height, self.width(), height)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font())
        painter.setPen(QColor(tokens.text))
        painter.drawText(row, int(middle | Qt.AlignmentFlag.AlignLeft), part.name)
        color = QColor(tokens.chart1 if part.is_finished else tokens.bad.fill)
        if not is_longest and part.is_finished:
            color.setAlphaF(_ALPHA)
        bar = QRectF(
            plot.x() + part.start_ms * scale,
            row.center().y() - _BAR_PX / 2,
            max(part.duration_ms * scale, 2.0),
            _BAR_PX,
        )
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(bar, 1, 1)
        painter.setFont(font(TextRole.STRONG if is_longest else TextRole.BODY, tabular=True))
        painter.setPen(QColor(tokens.text if is_longest else tokens.text2))
        text = times.duration(part.duration_ms)
        painter.drawText(row, int(middle | Qt.AlignmentFlag.AlignRight), text)
