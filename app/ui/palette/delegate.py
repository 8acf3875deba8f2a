"""Paints the palette's lines: the letters that were found are strong, keys stand on the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.palette.rows import ROW_ROLE
from app.ui.theme import TextRole, current, em, font, metrics, paint_icon
from app.ui.widgets.chip import chip_size, paint_chip
from app.ui.widgets.keycaps import split_keys

if TYPE_CHECKING:
    from app.domain.fuzzy import Span
    from app.ui.palette.entries import Entry

_ROW_PX: Final = 36
_HEADING_PX: Final = 32
_ICON_PX: Final = 16
_LEFT_PX: Final = 12
_GAP_PX: Final = 10
_CENTER_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """The only one who knows how a line looks."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        is_heading = index.data(ROW_ROLE).entry is None
        least = _HEADING_PX if is_heading else _ROW_PX
        return QSize(100, max(least, round(metrics().height()) + 16))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if row.entry is None:
            painter.setFont(font(TextRole.LABEL))
            painter.setPen(QColor(current().text2))
            painter.drawText(rect.adjusted(_LEFT_PX, 0, 0, 0), _CENTER_LEFT, row.heading)
        else:
            if option.state & QStyle.StateFlag.State_Selected:
                self._paint_ground(painter, rect)
            self._paint_entry(painter, rect, row.entry, row.spans)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRectF) -> None:
        tokens = current()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.info.tint))
        painter.drawRoundedRect(rect, 6, 6)
        painter.setBrush(QColor(tokens.focus))
        painter.drawRoundedRect(QRectF(rect.x(), rect.y() + 10, 3, rect.height() - 20), 1.5, 1.5)

    def _paint_entry(
        self, painter: QPainter, rect: QRectF, entry: Entry, spans: tuple[Span, ...]
    ) -> None:
        tokens = current()
        edge = em(_ICON_PX)
        can = not entry.reason
        if entry.icon_name:
            at = QPointF(rect.x() + _LEFT_PX, round(rect.center().y() - edge / 2))
            paint_icon(painter, at, entry.icon_name, tokens.text2 if can else tokens.disabled, edge)
        words = rect.adjusted(_LEFT_PX + edge + _GAP_PX, 0, -_LEFT_PX, 0)
        if entry.shortcut and can:
            words.setRight(_paint_keys(painter, words, entry.shortcut) - _GAP_PX)
        painter.setPen(QColor(tokens.text if can else tokens.text3))
        words.setLeft(_paint_title(painter, words, entry.title, spans) + _GAP_PX)
        painter.setFont(font(TextRole.SECOND))
        painter.setPen(QColor(tokens.text2 if can else tokens.text3))
        second = entry.second if can else entry.reason
        shown = metrics(TextRole.SECOND).elidedText(
            second, Qt.TextElideMode.ElideRight, max(words.width(), 0)
        )
        painter.drawText(words, _CENTER_LEFT, shown)


def _paint_keys(painter: QPainter, area: QRectF, shortcut: str) -> float:
    """Each key in a box of its own; returns where they begin."""
    x = area.right()
    for key in reversed(split_keys(shortcut)):
        size = chip_size(key)
        x -= size.width()
        y = round(area.center().y() - size.height() / 2)
        paint_chip(painter, QRectF(round(x), y, size.width(), size.height()), key, None)
        x -= 4
    return x


def _paint_title(painter: QPainter, area: QRectF, title: str, spans: tuple[Span, ...]) -> float:
    """What was found is strong; returns where the title ends."""
    usual, strong = metrics(), metrics(TextRole.STRONG)
    x = area.x()
    for text, is_found in _pieces(title.replace("\n", " "), spans):
        measures = strong if is_found else usual
        left = area.right() - x
        is_cut = measures.horizontalAdvance(text) > left
        shown = measures.elidedText(text, Qt.TextElideMode.ElideRight, left) if is_cut else text
        painter.setFont(font(TextRole.STRONG if is_found else TextRole.BODY))
        painter.drawText(QRectF(x, area.y(), left + 1, area.height()), _CENTER_LEFT, shown)
        x += measures.horizontalAdvance(shown)
        if is_cut:
            break
    return x


def _pieces(text: str, spans: tuple[Span, ...]) -> list[tuple[str, bool]]:
    pieces, at = list[tuple[str, bool]](), 0
    for start, end in spans:
        start = max(start, at)  # two words may have been found in the same place
        if end > start:
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
    pieces.append((text[at:], False))
    return [piece for piece in pieces if piece[0]]
