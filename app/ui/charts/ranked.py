"""Bars beside each other's names, the longest on top; walked by keys and read out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui.theme import TextRole, current, em, font
from app.ui.widgets.labels import PlainLabel
from app.ui.widgets.plain_text import plain_tooltip

FRAME_PX: Final = 6  # beside the words, for the frame of the one that is looked at
_ROW_PX: Final = 30
_BAR_PX: Final = 10
_ALPHA: Final = 0.72


@dataclass(frozen=True, slots=True)
class Rank:
    """One bar.

    Attributes:
        key: What it stands for.
        name: Its name.
        second: A quieter word behind it.
        total: How long it is.
        part: How much of it is in the colour of failure.
        words: The figures behind it: all, and the part; "" for none.
        sentence: All of it, read aloud.
    """

    key: str
    name: str
    second: str
    total: float
    part: float
    words: tuple[str, str]
    sentence: str


class RankedBars(PlainLabel):  # a bare QWidget has no role for assistive technology
    """Shows the first ranks of a list.

    Signals:
        opened: The key of a rank, by Enter or double click.
        table_wanted: T was pressed.
    """

    opened = Signal(str)
    table_wanted = Signal()

    def __init__(self, name: str, *, most: int = 6, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._most = most
        self._ranks: tuple[Rank, ...] = ()
        self._at: int | None = None
        self._summary = ""
        self._empty = self.tr("No deliveries")
        self.setAccessibleName(name)
        self.setAccessibleDescription(self._empty)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def at(self) -> int | None:
        """The rank that is looked at."""
        return self._at

    def set_ranks(self, ranks: Sequence[Rank], summary: str) -> None:
        """Show other values, the longest first, and say them in a sentence."""
        self._ranks = tuple(ranks[: self._most])
        self._summary = summary if ranks else self._empty
        if self._at is not None and self._at >= len(self._ranks):
            self._at = None
        self._describe()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(em(400), self._most * self._row())

    def minimumSizeHint(self) -> QSize:
        return QSize(em(260), max(len(self._ranks), 3) * self._row())

    def event(self, event: QEvent) -> bool:
        if not isinstance(event, QHelpEvent):
            return super().event(event)
        at = self._row_at(event.pos().y())  # names are cut where there is no room for them
        words = "" if at is None else self._ranks[at].sentence
        QToolTip.showText(event.globalPos(), plain_tooltip(words), self)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._ranks) - 1
        at = self._at
        match event.key():
            case Qt.Key.Key_T if event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.table_wanted.emit()
            case Qt.Key.Key_Down if last >= 0:
                self._look_at(0 if at is None else min(at + 1, last))
            case Qt.Key.Key_Up if last >= 0:
                self._look_at(last if at is None else max(at - 1, 0))
            case Qt.Key.Key_Home if last >= 0:
                self._look_at(0)
            case Qt.Key.Key_End if last >= 0:
                self._look_at(last)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if at is not None:
                self.opened.emit(self._ranks[at].key)
            case Qt.Key.Key_Escape if at is not None:
                self._look_at(None)
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._look_at(self._row_at(event.position().y()))
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self._row_at(event.position().y())
        if at is not None:
            self.opened.emit(self._ranks[at].key)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._look_at(None)
        self.update()

    def _row(self) -> int:
        return max(_ROW_PX, QFontMetrics(font()).height() + 14)

    def _row_at(self, y: float) -> int | None:
        at = int(y // self._row())
        return at if 0 <= at < len(self._ranks) else None

    def _look_at(self, at: int | None) -> None:
        if at != self._at:
            self._at = at
            self._describe()
            self.update()

    def _describe(self) -> None:
        words = self._summary or self._empty
        self.setAccessibleDescription(words if self._at is None else self._ranks[self._at].sentence)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._ranks:
            painter.setFont(font(TextRole.SECOND))
            painter.setPen(QColor(tokens.text2))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._empty)
        longest = max((one.total for one in self._ranks), default=1.0) or 1.0
        for at, rank in enumerate(self._ranks):
            row = QRectF(0, at * self._row(), self.width(), self._row())
            if at == self._at:
                painter.setPen(QPen(QColor(tokens.focus), 2))
                painter.setBrush(QColor(tokens.info.tint))
                painter.drawRoundedRect(row.adjusted(1, 1, -1, -1), 4, 4)
            self._paint_rank(painter, row.adjusted(FRAME_PX, 0, -FRAME_PX, 0), rank, longest)
        if self.hasFocus() and self._at is None:
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_rank(self, painter: QPainter, row: QRectF, rank: Rank, longest: float) -> None:
        tokens = current()
        middle = Qt.AlignmentFlag.AlignVCenter
        figures = font(tabular=True)
        measure = QFontMetrics(figures)
        part_px = measure.horizontalAdvance("00,000")
        total_px = measure.horizontalAdvance("0,000,000")
        names_px = min(row.width() * 0.4, em(190))
        names = QRectF(row.left(), row.top(), names_px, row.height())
        strong = QFontMetrics(font(TextRole.MEDIUM))
        name = strong.elidedText(rank.name, Qt.TextElideMode.ElideRight, int(names.width()))
        painter.setFont(font(TextRole.MEDIUM))
        painter.setPen(QColor(tokens.text))
        painter.drawText(names, int(middle | Qt.AlignmentFlag.AlignLeft), name)
        rest = names.adjusted(strong.horizontalAdvance(name) + 8, 0, 0, 0)
        second = measure.elidedText(rank.second, Qt.TextElideMode.ElideRight, int(rest.width()))
        painter.setFont(font())
        painter.setPen(QColor(tokens.text2))
        if rest.width() > em(24):
            painter.drawText(rest, int(middle | Qt.AlignmentFlag.AlignLeft), second)
        right = row.right() - part_px - total_px - 16
        bars = QRectF(names.right() + 12, 0, max(right - names.right() - 12, 8), _BAR_PX)
        bars.moveTop(row.center().y() - _BAR_PX / 2)
        self._paint_bar(painter, bars, rank, longest)
        painter.setFont(figures)
        painter.setPen(QColor(tokens.text))
        total = QRectF(right, row.top(), total_px, row.height())
        painter.drawText(total, int(middle | Qt.AlignmentFlag.AlignRight), rank.words[0])
        painter.setPen(QColor(tokens.bad.ink))
        part = QRectF(row.right() - part_px, row.top(), part_px, row.height())
        painter.drawText(part, int(middle | Qt.AlignmentFlag.AlignRight), rank.words[1])

    def _paint_bar(self, painter: QPainter, area: QRectF, rank: Rank, longest: float) -> None:
        tokens = current()
        width = max(area.width() * rank.total / longest, 2.0)
        color = QColor(tokens.chart1)
        color.setAlphaF(_ALPHA)
        failed = max(width * rank.part / rank.total, 2.0) if rank.part and rank.total else 0.0
        painter.fillRect(QRectF(area.left(), area.top(), max(width - failed, 0), _BAR_PX), color)
        if failed:
            end = QRectF(area.left() + width - failed, area.top(), failed, _BAR_PX)
            painter.fillRect(end, QColor(tokens.bad.fill))
