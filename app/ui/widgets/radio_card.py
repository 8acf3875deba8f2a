"""A radio button that is a whole card, or the title of a step."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from app.domain.workspace import Environment
from app.ui.theme import TextRole, current, em, font
from app.ui.widgets.choices import mark_px, paint_radio_mark
from app.ui.widgets.environment import environment_name, paint_tag, tag_size
from app.ui.widgets.plain_text import escape_ampersands, set_tooltip

_MARGIN_PX: Final = 13
_GAP_PX: Final = 10  # between the mark and the title
_HEADER_GAP_PX: Final = 8
_REMARK_GAP_PX: Final = 10  # between the title of a step and what is remarked on it
_LEAST_PX: Final = 120
_CENTER_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class RadioCard(QRadioButton):
    """A choice with a title (or an environment tag) and a line that explains it."""

    def __init__(
        self,
        title: str = "",
        text: str = "",
        *,
        environment: Environment | None = None,
        parent: QWidget | None = None,
    ) -> None:
        name = environment_name(environment) if environment else title
        super().__init__(escape_ampersands(name), parent)
        self._title, self._text, self._environment = name, text, environment
        self.setAccessibleDescription(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        first = QFontMetrics(font(TextRole.STRONG))
        second = QFontMetrics(font(TextRole.SECOND))
        width = max(
            first.horizontalAdvance(self._title) + _title_left() + 27,
            second.horizontalAdvance(self._text) + 28,
        )
        height = 28 + first.height() + (second.height() + 6 if self._text else 0)
        return QSize(width, max(44, height))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), em(_LEAST_PX)), hint.height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_cut = self.width() < self.sizeHint().width()
        words = "\n".join(part for part in (self._title, self._text) if part)
        set_tooltip(self, words if is_cut else "")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        checked, enabled = self.isChecked(), self.isEnabled()
        width = 2.0 if checked or self.hasFocus() else 1.0
        edge = tokens.focus if checked or self.hasFocus() else tokens.border
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(tokens.info.tint if checked else tokens.base))
        inset = width / 2
        frame = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, 8, 8)
        line = QFontMetrics(font(TextRole.STRONG)).height() + 4
        top = 12.0 if self._text else (self.height() - line) / 2
        edge_px, left = mark_px(), _title_left()
        mark = QRectF(_MARGIN_PX, top + (line - edge_px) / 2, edge_px, edge_px)
        paint_radio_mark(painter, mark, checked=checked, enabled=enabled)
        if self._environment is not None:
            size = tag_size(self._environment)
            tag = QRectF(left, top + (line - size.height()) / 2, size.width(), size.height())
            paint_tag(painter, tag, self._environment)
        else:
            painter.setFont(font(TextRole.STRONG if checked else TextRole.BODY))
            painter.setPen(QColor(tokens.text if enabled else tokens.disabled))
            _draw_elided(painter, QRectF(left, top, self.width() - left - 6, line), self._title)
        if self._text:
            painter.setFont(font(TextRole.SECOND))
            painter.setPen(QColor(tokens.text2 if enabled else tokens.disabled))
            area = QRectF(14, top + line + 2, self.width() - 24, line)
            _draw_elided(painter, area, self._text)


def _title_left() -> int:
    """Where the title of a card begins, behind its mark."""
    return _MARGIN_PX + mark_px() + _GAP_PX


def _draw_elided(
    painter: QPainter,
    area: QRectF,
    text: str,
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
) -> None:
    shown = painter.fontMetrics().elidedText(text, mode, round(area.width()))
    painter.drawText(area, _CENTER_LEFT, shown)


class RadioHeader(QRadioButton):
    """A radio button as the title of a step, with a remark behind it."""

    def __init__(self, title: str, remark: str = "", parent: QWidget | None = None) -> None:
        super().__init__(escape_ampersands(title), parent)
        self._title, self._remark = title, remark
        self.setAccessibleDescription(remark)

    def sizeHint(self) -> QSize:
        first = QFontMetrics(font(TextRole.SECTION))
        second = QFontMetrics(font(TextRole.BODY))
        width = first.horizontalAdvance(self._title) + second.horizontalAdvance(self._remark)
        height = max(24, first.height() + 4, mark_px() + 2)
        return QSize(width + _header_left() + 16, height)

    def minimumSizeHint(self) -> QSize:
        words = QFontMetrics(font(TextRole.SECTION)).horizontalAdvance(self._title)
        return QSize(words + _header_left() + 4, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        title = QFontMetrics(font(TextRole.SECTION)).horizontalAdvance(self._title)
        remark = QFontMetrics(font(TextRole.BODY)).horizontalAdvance(self._remark)
        is_cut = _header_left() + title + _REMARK_GAP_PX + remark > self.width()
        set_tooltip(self, self._remark if is_cut else "")

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge_px, left = mark_px(), _header_left()
        mark = QRectF(0, (self.height() - edge_px) / 2, edge_px, edge_px)
        paint_radio_mark(painter, mark, checked=self.isChecked(), enabled=self.isEnabled())
        painter.setFont(font(TextRole.SECTION))
        painter.setPen(QColor(tokens.text))
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), _CENTER_LEFT, self._title)
        width = QFontMetrics(painter.font()).horizontalAdvance(self._title)
        painter.setFont(font(TextRole.BODY))
        painter.setPen(QColor(tokens.text2))
        beside = QRectF(self.rect()).adjusted(left + _REMARK_GAP_PX + width, 0, 0, 0)
        _draw_elided(painter, beside, self._remark, Qt.TextElideMode.ElideRight)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(self.rect()).adjusted(1, 1, left + width + 6 - self.width(), -1)
            painter.drawRoundedRect(ring, 4, 4)


def _header_left() -> int:
    """Where the title of a step begins, behind its mark."""
    return mark_px() + _HEADER_GAP_PX
