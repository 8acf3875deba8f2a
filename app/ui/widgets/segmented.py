"""A few alternatives side by side, one of them chosen."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from app.ui.theme import TextRole, current, font
from app.ui.widgets.plain_text import escape_ampersands, set_tooltip

_PADDING_PX: Final = 18


class _Segment(QRadioButton):
    """One alternative; a radio button to assistive technology and to arrow keys."""

    def __init__(self, text: str, value: object) -> None:
        super().__init__(escape_ampersands(text))
        self.words = text
        self.value = value
        self.count = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(font(TextRole.STRONG))
        text = f"{self.words}  {self.count}" if self.count else self.words
        width = metrics.horizontalAdvance(text) + 2 * _PADDING_PX
        return QSize(width, max(26, metrics.height() + 10))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(hint.width() - _PADDING_PX, hint.height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked():
            painter.setPen(QPen(QColor(tokens.border if not tokens.is_dark else tokens.control), 1))
            painter.setBrush(QColor(tokens.base if not tokens.is_dark else tokens.pressed))
            painter.drawRoundedRect(rect, 4.5, 4.5)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4.5, 4.5)
        ink = tokens.text if self.isChecked() else tokens.text2
        painter.setPen(QColor(ink if self.isEnabled() else tokens.disabled))
        painter.setFont(font(TextRole.STRONG if self.isChecked() else TextRole.BODY, tabular=True))
        text = f"{self.words}  {self.count}" if self.count else self.words
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)


class Segmented(QFrame):
    """Exclusive alternatives; those that cannot be chosen say why.

    Signals:
        chosen: The value, only when a person chose it.
    """

    chosen = Signal(object)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "segmented")
        self.setAccessibleName(name)
        self._segments: list[_Segment] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(2, 2, 2, 2)
        self._layout.setSpacing(0)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def add(self, value: object, text: str, *, reason: str = "") -> QRadioButton:
        """Add an alternative; with a reason it is shown but cannot be chosen."""
        segment = _Segment(text, value)
        segment.setEnabled(not reason)
        segment.setAccessibleDescription(reason)
        set_tooltip(segment, reason)
        segment.clicked.connect(self._clicked)
        self._segments.append(segment)
        self._layout.addWidget(segment)
        return segment

    def clear(self) -> None:
        """Take away all alternatives."""
        for segment in self._segments:
            self._layout.removeWidget(segment)
            # Until Qt deletes it, no click may reach it, nor may one that has begun on it
            # take the mark away from those that come in its place.
            segment.hide()
            segment.setAutoExclusive(False)
            segment.setObjectName("")
            segment.deleteLater()
        self._segments.clear()

    @property
    def buttons(self) -> list[QRadioButton]:
        """The alternatives there are, from left to right."""
        return list(self._segments)

    @property
    def value(self) -> Any:
        """What is chosen; None for nothing."""
        return next((segment.value for segment in self._segments if segment.isChecked()), None)

    def set_value(self, value: object) -> None:
        """Choose; an unknown value chooses nothing new."""
        for segment in self._segments:
            if segment.value == value:
                segment.setChecked(True)

    def set_count(self, value: object, count: str) -> None:
        """Show a figure behind an alternative."""
        for segment in self._segments:
            if segment.value == value:
                segment.count = count
                segment.setAccessibleName(f"{segment.words} {count}".strip())
                segment.updateGeometry()
                segment.update()

    @Slot()
    def _clicked(self) -> None:
        if self.sender() in self._segments:  # not one that is about to be deleted
            self.chosen.emit(self.value)
