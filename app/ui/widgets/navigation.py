"""The sidebar's list of pages."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QPushButton, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from app.ui.text import times
from app.ui.theme import TextRole, current, em, font, icon_names, paint_icon
from app.ui.widgets.labels import PlainLabel
from app.ui.widgets.plain_text import escape_ampersands, set_tooltip

_ROW_PX: Final = 32
_ICON_PX: Final = 16
_BY_TAB: Final = Qt.FocusPolicy.StrongFocus
_CENTER_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


class NavItem(QRadioButton):
    """One page in the list: icon, name and a figure."""

    def __init__(self, key: str, text: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(escape_ampersands(text), parent)
        self.key = key
        self._text = text
        self._icon_name = icon_name
        filled = f"{icon_name}-fill"
        self._icon_when_current = filled if filled in icon_names() else icon_name
        self._count = ""
        self._is_urgent = False
        self._meaning = ""
        self._is_compact = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def set_count(self, count: int | None, *, urgent: bool = False, meaning: str = "") -> None:
        """Show a figure behind the name; None for none. `meaning` says it in words."""
        self._count = "" if count is None else times.number(count)
        self._is_urgent = urgent
        self._meaning = "" if count is None else meaning
        said = f", {self._meaning}" if self._meaning else f" {self._count}"
        self.setAccessibleName(f"{self._text}{said}".strip())
        self._explain()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Show only the icon, the name as tooltip."""
        self._is_compact = compact
        self._explain()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def _explain(self) -> None:
        is_whole = not self._is_compact and _fits(self._text, TextRole.STRONG, self._room())
        words = ("" if is_whole else self._text, self._meaning)
        set_tooltip(self, ", ".join(word for word in words if word))

    def _room(self) -> int:
        """What icon and figure leave for the name."""
        return self.width() - 20 - em(_ICON_PX) - (36 if self._count else 8)

    def sizeHint(self) -> QSize:
        return QSize(160, max(_ROW_PX, QFontMetrics(font(TextRole.STRONG)).height() + 14))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        is_current = self.isChecked()
        if is_current or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.nav_sel if is_current else tokens.pressed))
            painter.drawRoundedRect(rect, 6, 6)
        ink = tokens.accent_text if is_current else tokens.text2
        name = self._icon_when_current if is_current else self._icon_name
        edge = em(_ICON_PX)
        x = (self.width() - edge) / 2 if self._is_compact else 11
        paint_icon(painter, QPointF(x, round((self.height() - edge) / 2)), name, ink, edge)
        if not self._is_compact:
            painter.setPen(QColor(tokens.text))
            painter.setFont(font(TextRole.STRONG if is_current else TextRole.BODY))
            area = QRectF(20 + edge, rect.y(), self._room(), rect.height())
            _paint_name(painter, area, self._text)
            if self._count:
                self._paint_count(painter, rect)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)

    def _paint_count(self, painter: QPainter, rect: QRectF) -> None:
        tokens = current()
        painter.setFont(font(TextRole.LABEL if self._is_urgent else TextRole.SECOND, tabular=True))
        width = QFontMetrics(painter.font()).horizontalAdvance(self._count)
        area = QRectF(rect.right() - 12 - width, rect.y(), width, rect.height())
        if self._is_urgent:
            pill = QRectF(area.center().x() - max(width + 11, 18) / 2, 0, max(width + 11, 18), 18)
            pill.moveTop(rect.center().y() - 9)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.bad.tint))
            painter.drawRoundedRect(pill, 9, 9)
        painter.setPen(QColor(tokens.bad.ink if self._is_urgent else tokens.text2))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._count)


class NavLink(QPushButton):
    """Leads elsewhere than to a page, and so is never current; looks like a page's line."""

    def __init__(self, text: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(escape_ampersands(text), parent)
        self._text = text
        self._icon_name = icon_name
        self._is_compact = False
        self.setAutoDefault(False)  # Enter in a field beside it is the field's
        self.setProperty("kind", "switcher")  # painted here, so the sheet draws nothing
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def set_compact(self, compact: bool) -> None:
        """Show only the icon, the name as tooltip."""
        self._is_compact = compact
        self._explain()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def _explain(self) -> None:
        is_whole = not self._is_compact and _fits(self._text, TextRole.BODY, self._room())
        set_tooltip(self, "" if is_whole else self._text)

    def _room(self) -> int:
        """What the icon leaves for the name."""
        return self.width() - 28 - em(_ICON_PX)

    def sizeHint(self) -> QSize:
        return QSize(40, max(_ROW_PX, QFontMetrics(font()).height() + 14))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        tokens = current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.pressed))
            painter.drawRoundedRect(rect, 6, 6)
        edge = em(_ICON_PX)
        x = (self.width() - edge) / 2 if self._is_compact else 11
        at = QPointF(x, round((self.height() - edge) / 2))
        paint_icon(painter, at, self._icon_name, tokens.text2, edge)
        if not self._is_compact:
            painter.setPen(QColor(tokens.text))
            painter.setFont(font())
            area = QRectF(20 + edge, rect.y(), self._room(), rect.height())
            _paint_name(painter, area, self._text)
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), 6, 6)


def _fits(text: str, role: TextRole, room_px: int) -> bool:
    return QFontMetrics(font(role)).horizontalAdvance(text) <= room_px


def _paint_name(painter: QPainter, area: QRectF, text: str) -> None:
    shown = QFontMetrics(painter.font()).elidedText(
        text, Qt.TextElideMode.ElideRight, int(area.width())
    )
    painter.drawText(area, _CENTER_LEFT, shown)


class SideNav(QWidget):
    """Pages in named groups, one of them current; arrow keys walk through them.

    Signals:
        chosen: The key of the page a person chose.
    """

    chosen = Signal(str)

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._items: dict[str, NavItem] = {}
        self._titles: list[PlainLabel] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    @property
    def keys(self) -> tuple[str, ...]:
        """All pages, from top to bottom."""
        return tuple(self._items)

    def item(self, key: str) -> NavItem:
        """The line of a page."""
        return self._items[key]

    def add_group(self, title: str) -> None:
        """Begin a group."""
        label = PlainLabel(title, TextRole.LABEL, ink="text3")
        label.setContentsMargins(10, 12 if self._titles else 0, 0, 8)
        self._titles.append(label)
        self._layout.addWidget(label)

    def add(self, key: str, text: str, icon_name: str) -> NavItem:
        """Add a page to the group begun last."""
        item = NavItem(key, text, icon_name)
        item.clicked.connect(self._clicked)
        self._items[key] = item
        self._layout.addWidget(item)
        return item

    def set_current(self, key: str) -> None:
        """Mark a page as the one that is shown, which Tab comes to."""
        self._items[key].setChecked(True)
        for item in self._items.values():  # Qt's Tab comes to the one that had the focus last
            is_current = item.key == key
            item.setFocusPolicy(_BY_TAB if is_current else Qt.FocusPolicy.ClickFocus)

    def set_compact(self, compact: bool) -> None:
        """Show icons only."""
        for label in self._titles:
            label.setVisible(not compact)
        for item in self._items.values():
            item.set_compact(compact)

    @Slot()
    def _clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, NavItem):
            self.chosen.emit(sender.key)
