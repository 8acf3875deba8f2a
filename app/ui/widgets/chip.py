"""Small boxes around a word or a code, as widgets and for table cells."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import (
    TextRole,
    Tone,
    current,
    em,
    follow_text_size,
    font,
    metrics,
    paint_icon,
)
from app.ui.widgets.labels import ElidingLabel
from app.ui.widgets.plain_text import TextLabel

_PADDING_PX: Final = 7
_ICON_PX: Final = 12
_GAP_PX: Final = 4
_HEIGHT_PX: Final = 20
_DOT_PX: Final = 8
_DOT_ROOM_PX: Final = 17  # with the gap to its word


def chip_size(text: str, icon_name: str = "") -> QSizeF:
    """The room a chip needs."""
    measures = metrics(TextRole.CHIP, tabular=True)
    width = measures.horizontalAdvance(text) if text else 0.0
    if icon_name:
        width += em(_ICON_PX) + (_GAP_PX if text else 0)
    return QSizeF(round(width) + 2 * _PADDING_PX, max(_HEIGHT_PX, measures.height() + 3))


def chip_pixmap(
    size: QSize, text: str, tone: Tone | None, icon_name: str = "", dpr: float = 1.0
) -> QPixmap:
    """A chip as a picture, for tables that show the same few in every row."""
    made = QPixmap(size * dpr)
    made.setDevicePixelRatio(dpr)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_chip(painter, QRectF(QPointF(0, 0), QSizeF(size)), text, tone, icon_name)
    painter.end()
    return made


def paint_chip(
    painter: QPainter, rect: QRectF, text: str, tone: Tone | None, icon_name: str = ""
) -> None:
    """Draw a chip; without a tone only an outline, as for a function or a key."""
    tokens = current()
    colors = tokens.tone(tone) if tone is not None else None
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colors.line if colors else tokens.mute.line), 1))
    painter.setBrush(QColor(colors.tint) if colors else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    ink = colors.ink if colors else tokens.text2
    role = TextRole.LABEL if tone is None else TextRole.CHIP
    painter.setFont(font(role, tabular=True))
    content = metrics(role, tabular=True).horizontalAdvance(text) if text else 0.0
    if icon_name:
        content += em(_ICON_PX) + (_GAP_PX if text else 0)
    x = rect.x() + (rect.width() - content) / 2
    if icon_name:
        edge = em(_ICON_PX)
        at = QPointF(round(x), round(rect.center().y() - edge / 2))
        paint_icon(painter, at, icon_name, ink, edge)
        x += edge + _GAP_PX
    painter.setPen(QColor(ink))
    area = QRectF(x, rect.y(), rect.right() - x, rect.height())
    painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
    painter.restore()


class Chip(TextLabel):
    """A word or a code in a small box; colour only supports it."""

    def __init__(
        self,
        text: str = "",
        tone: Tone | None = None,
        *,
        icon_name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tone = tone
        self._icon_name = icon_name
        self.setText(text)

    def set_chip(self, text: str, tone: Tone | None = None, *, icon_name: str = "") -> None:
        """Show something else."""
        self._tone, self._icon_name = tone, icon_name
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self.text(), self._icon_name).toSize()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        paint_chip(painter, QRectF(self.rect()), self.text(), self._tone, self._icon_name)


class StatusDot(ElidingLabel):
    """A dot and a word, for example "Connected" in the status bar."""

    def __init__(
        self,
        text: str = "",
        ink: str = "ok_fill",
        *,
        before_px: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        """A dot and a word.

        Args:
            text: The word.
            ink: The name of the dot's colour.
            before_px: Room before the dot, at the design's text size.
            parent: Its owner.
        """
        super().__init__(text, TextRole.SECOND, ink="text2", parent=parent)
        self._dot_ink = ink
        self._before_px = before_px
        follow_text_size(self, self._make_room)

    def _make_room(self) -> None:
        self.setContentsMargins(em(self._before_px + _DOT_ROOM_PX), 0, 0, 0)
        self.setMinimumHeight(em(_HEIGHT_PX))

    def set_status(self, text: str, ink: str) -> None:
        """Show another state."""
        self._dot_ink = ink
        self.setText(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current().ink(self._dot_ink)))
        radius = em(_DOT_PX) / 2
        center = QPointF(em(self._before_px) + radius, self.height() / 2)
        painter.drawEllipse(center, radius, radius)
