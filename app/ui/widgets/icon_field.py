"""A line of text with icons in it that grow with the text: those of `QLineEdit` do not."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from app.ui.theme import current, em, follow_text_size, paint_icon
from app.ui.widgets.plain_text import set_tooltip

_ICON_PX: Final = 16
_ROOM_PX: Final = QSize(6, 2)  # around it: what can be clicked


class IconField(QLineEdit):
    """One line of text; `add_leading` and `add_trailing` put icons into its ends."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._leading: list[QWidget] = []
        self._trailing: list[QWidget] = []

    def add_leading(self, icon_name: str) -> None:
        """Show what is to be typed here."""
        self._leading.append(_FieldIcon(icon_name, self))
        follow_text_size(self, self.place_icons)

    def add_trailing(self, icon_name: str, words: str, *, ink: str = "text3") -> FieldButton:
        """Add something to click; `words` are its name."""
        button = FieldButton(icon_name, words, self, ink=ink)
        self._trailing.append(button)
        follow_text_size(self, self.place_icons)
        return button

    def place_icons(self) -> None:
        """After one has come or gone: give each its place, and the text the rest."""
        edge, size = em(_ICON_PX / 4), QSize(em(_ICON_PX), em(_ICON_PX)) + _ROOM_PX
        leading = [one for one in self._leading if not one.isHidden()]
        trailing = [one for one in self._trailing if not one.isHidden()]
        top = (self.height() - size.height()) // 2
        for at, one in enumerate(leading):
            one.setGeometry(at * size.width() + (at + 1) * edge, top, size.width(), size.height())
        for at, one in enumerate(trailing, start=1):
            right = self.width() - at * (size.width() + edge)
            one.setGeometry(right, top, size.width(), size.height())
        each = size.width() + edge
        self.setTextMargins(each * len(leading), 0, each * len(trailing), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._leading or self._trailing:
            self.place_icons()


class _FieldIcon(QWidget):
    """An icon that is only looked at."""

    def __init__(self, icon_name: str, field: QLineEdit) -> None:
        super().__init__(field)
        self._icon_name = icon_name
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint(self, self._icon_name, "text3")


class FieldButton(QToolButton):
    """An icon to click; the keyboard has other ways, and Tab passes it by."""

    def __init__(self, icon_name: str, words: str, field: QLineEdit, *, ink: str) -> None:
        super().__init__(field)
        self._ink = ink
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.show_as(icon_name, words)

    def show_as(self, icon_name: str, words: str) -> None:
        """Change what it does."""
        self._icon_name = icon_name
        self.setAccessibleName(words)
        set_tooltip(self, words)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        _paint(self, self._icon_name, self._ink)


def _paint(widget: QWidget, icon_name: str, ink: str) -> None:
    tokens, edge = current(), em(_ICON_PX)
    color = tokens.ink(ink) if widget.isEnabled() else tokens.disabled
    at = QPointF((widget.width() - edge) // 2, (widget.height() - edge) // 2)
    paint_icon(QPainter(widget), at, icon_name, color, edge)
