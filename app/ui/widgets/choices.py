"""Check box, radio button and switch, with marks painted in the theme's colours.

Marks are drawn on a grid of 16 units and grow with the text that they stand beside.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from app.ui.theme import MOTION, current, em
from app.ui.widgets.plain_text import escape_ampersands

_MARK: Final = 16
_GAP: Final = 8
_SWITCH_WIDTH: Final = 36
_SWITCH_HEIGHT: Final = 20
_TURN_MS: Final = 60
_TURN_DEGREES: Final = 24
_LEAST_WIDTH: Final = 160  # below this, wrapped words are a column of syllables
_LEVEL: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_WRAPPED: Final = int(_LEVEL) | int(Qt.TextFlag.TextWordWrap)
_TICK: Final = ((4, 8.4), (6.9, 11.2), (12, 5.3))
_DASH: Final = ((4.5, 8), (11.5, 8))


def mark_px() -> int:
    """The edge of a check mark or radio mark at the present text size."""
    return em(_MARK)


def _hint(button: QAbstractButton) -> QSize:
    metrics = button.fontMetrics()
    text = button.text().replace("&&", "&")
    width = mark_px() + (em(_GAP) + metrics.horizontalAdvance(text) + 2 if text else 0)
    return QSize(width, max(24, metrics.height() + 6, mark_px() + 2))


def _mark_of(button: QAbstractButton) -> QRectF:
    """Where a button's mark stands: level with the middle of its words' first line."""
    edge = mark_px()
    return QRectF(0, (_first_line_px(button) - edge) / 2, edge, edge)


def _first_line_px(button: QAbstractButton) -> int:
    """As high as the button is, unless its words go on below."""
    one_px, width = _hint(button).height(), button.width()
    has_more = button.hasHeightForWidth() and button.heightForWidth(width) > one_px
    return one_px if has_more else button.height()


def _room_for_mark() -> int:
    return mark_px() + em(_GAP)


def _paint_words(painter: QPainter, button: QAbstractButton) -> None:
    tokens = current()
    painter.setPen(QColor(tokens.text if button.isEnabled() else tokens.disabled))
    rect = button.rect().adjusted(_room_for_mark(), 0, 0, 0)
    flags = _WRAPPED if button.hasHeightForWidth() else int(_LEVEL)
    painter.drawText(rect, flags, button.text().replace("&&", "&"))


def paint_radio_mark(
    painter: QPainter, rect: QRectF, *, checked: bool, enabled: bool = True
) -> None:
    """The round mark of a radio button."""
    tokens = current()
    if checked:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.accent if enabled else tokens.border))
        painter.drawEllipse(rect)
        painter.setBrush(QColor(tokens.on_accent))
        dot = 2.75 * rect.width() / _MARK
        painter.drawEllipse(rect.center(), dot, dot)
    else:
        painter.setPen(QPen(QColor(tokens.control if enabled else tokens.border), 1))
        painter.setBrush(QColor(tokens.base if enabled else tokens.sunken))
        painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))


def _paint_ring(painter: QPainter, rect: QRectF, radius: float, *, is_filled: bool) -> None:
    """The focus, inside the mark so that marks stand in line with fields.

    On a filled mark it has the text's colour, as on a primary button.
    """
    tokens = current()
    painter.setPen(QPen(QColor(tokens.text if is_filled else tokens.focus), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), radius, radius)


class CheckBox(QCheckBox):
    """A check box; an ampersand in its text is a letter.

    With `wrap`, words for which there is no room go on below; the mark stays with the first line.
    """

    def __init__(
        self, text: str = "", *, wrap: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(escape_ampersands(text), parent)
        self._wraps = wrap
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)

    def sizeHint(self) -> QSize:
        return _hint(self)

    def minimumSizeHint(self) -> QSize:
        hint = _hint(self)
        return QSize(min(hint.width(), em(_LEAST_WIDTH)), hint.height()) if self._wraps else hint

    def heightForWidth(self, width: int) -> int:
        if not self._wraps:
            return super().heightForWidth(width)
        room = QRect(0, 0, width - _room_for_mark(), 1 << 16)
        words = self.text().replace("&&", "&")
        lines = self.fontMetrics().boundingRect(room, _WRAPPED, words)
        return max(_hint(self).height(), lines.height() + 6)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = _mark_of(self)
        paint_check_mark(painter, rect, self.checkState(), enabled=self.isEnabled())
        if self.hasFocus():
            is_filled = self.checkState() != Qt.CheckState.Unchecked
            _paint_ring(painter, rect, rect.width() / 4 - 0.5, is_filled=is_filled)
        _paint_words(painter, self)


def paint_check_mark(
    painter: QPainter, rect: QRectF, state: Qt.CheckState, *, enabled: bool = True
) -> None:
    """The square mark of a check box, also for table cells."""
    tokens = current()
    unit = rect.width() / _MARK
    if state == Qt.CheckState.Unchecked:
        painter.setPen(QPen(QColor(tokens.control if enabled else tokens.border), 1))
        painter.setBrush(QColor(tokens.base if enabled else tokens.sunken))
        corner = 4 * unit - 0.5
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.accent if enabled else tokens.border))
    painter.drawRoundedRect(rect, 4 * unit, 4 * unit)
    pen = QPen(QColor(tokens.on_accent), 1.8 * unit)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    turns = _TICK if state == Qt.CheckState.Checked else _DASH
    painter.drawPolyline([rect.topLeft() + QPointF(x, y) * unit for x, y in turns])


class RadioButton(QRadioButton):
    """A radio button; an ampersand in its text is a letter."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(escape_ampersands(text), parent)

    def sizeHint(self) -> QSize:
        return _hint(self)

    def minimumSizeHint(self) -> QSize:
        return _hint(self)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = _mark_of(self)
        paint_radio_mark(painter, rect, checked=self.isChecked(), enabled=self.isEnabled())
        if self.hasFocus():
            _paint_ring(painter, rect, rect.width() / 2 - 1, is_filled=self.isChecked())
        _paint_words(painter, self)


class Switch(QCheckBox):
    """Turns something on or off at once; a ring spins while the change is on its way."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._angle = 0
        self._is_waiting = False
        self._turning = QTimer(self)
        self._turning.setInterval(_TURN_MS)
        self._turning.timeout.connect(self._turn)
        MOTION.changed.connect(self._move)

    @property
    def is_waiting(self) -> bool:
        """Whether a change is on its way."""
        return self._is_waiting

    def set_waiting(self, waiting: bool) -> None:
        """Show that a change is on its way."""
        self._is_waiting = waiting
        self._move()
        self.update()

    @Slot()
    def _move(self) -> None:
        """Let the ring spin while it is to be seen and things may move."""
        if self._is_waiting and not MOTION.is_reduced:
            self._turning.start()
        else:
            self._turning.stop()

    @Slot()
    def _turn(self) -> None:
        self._angle = (self._angle - _TURN_DEGREES) % 360
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(em(_SWITCH_WIDTH), em(_SWITCH_HEIGHT) + 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = em(_SWITCH_WIDTH), em(_SWITCH_HEIGHT)
        unit = height / _SWITCH_HEIGHT
        track = QRectF(0, (self.height() - height) / 2, width, height)
        round_ = height / 2
        if self.isChecked():
            edge_px = 14 * unit
            knob = QRectF(track.right() - 17 * unit, track.y() + 3 * unit, edge_px, edge_px)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent if self.isEnabled() else tokens.border))
            painter.drawRoundedRect(track, round_, round_)
            painter.setBrush(QColor(tokens.on_accent))
        else:
            edge_px = 12 * unit
            knob = QRectF(track.x() + 4 * unit, track.y() + 4 * unit, edge_px, edge_px)
            line = tokens.control if self.isEnabled() else tokens.border
            painter.setPen(QPen(QColor(line), 1))
            painter.setBrush(QColor(tokens.base if self.isEnabled() else tokens.mute.tint))
            painter.drawRoundedRect(
                track.adjusted(0.5, 0.5, -0.5, -0.5), round_ - 0.5, round_ - 0.5
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.control if self.isEnabled() else tokens.disabled))
        painter.drawEllipse(knob)
        if self.is_waiting:
            pen = QPen(QColor(tokens.focus), 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawArc(knob.adjusted(1, 1, -1, -1), self._angle * 16, 250 * 16)
        if self.hasFocus():
            _paint_ring(painter, track, round_ - 1, is_filled=self.isChecked())
