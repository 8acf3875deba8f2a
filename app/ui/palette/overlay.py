"""Lays the palette over the window: in its upper middle, until it is left.

It is no window of its own: such a one would stand anywhere on a Wayland screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.workspace import Hue
from app.ui.palette.panel import PalettePanel
from app.ui.theme import current, em, follow_text_size

if TYPE_CHECKING:
    from app.domain.workspace import Environment
    from app.ui.palette.entries import Entry, Row

_WIDTH_PX: Final = 600
_HEIGHT_PX: Final = 428
_MARGIN_PX: Final = 24
_SHADOW_PX: Final = 10
_DROP_PX: Final = 4  # it falls downwards


def _with_shadow(panel: QRect) -> QRect:
    return panel.adjusted(-_SHADOW_PX, -_SHADOW_PX, _SHADOW_PX, _SHADOW_PX + _DROP_PX)


class PaletteOverlay(QWidget):
    """Covers the window while the palette is open; a click beside the panel closes it.

    Signals:
        typed: What is looked for.
        chosen: The `Entry` to run; the palette is closed, the focus where it was before.
    """

    typed = Signal(str)
    chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = None
        self.panel = PalettePanel(self)
        self.panel.typed.connect(self.typed)
        self.panel.chosen.connect(self._run)
        self.panel.rejected.connect(self.close_palette)  # Esc
        window.installEventFilter(self)
        if isinstance(qt := QApplication.instance(), QApplication):
            qt.focusChanged.connect(self._follow_focus)
        self.hide()
        follow_text_size(self, self._place)

    def open_palette(
        self, rows: list[Row], environment: Environment | None, hue: Hue = Hue.OWN
    ) -> None:
        """Come up with nothing typed."""
        self._before = QApplication.focusWidget()
        self.panel.show_environment(environment, hue)
        self._place()
        self.show()
        self.raise_()
        self.panel.show()
        self.panel.field.clear()
        self.show_rows(rows)
        self.panel.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_rows(self, rows: list[Row]) -> None:
        """Show what was found, in a panel as high as that needs."""
        self.panel.show_rows(rows)
        self._place()

    @Slot()
    def close_palette(self) -> None:
        """Go, and give the focus back to whom it was taken from."""
        if self.isHidden():
            return
        had_focus = self.panel.field.hasFocus()
        self.hide()
        before, self._before = self._before, None
        if had_focus and before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.panel.geometry().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A soft shadow around the panel."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shadow = QColor("#000000")
        shadow.setAlpha(12 if current().is_dark else 4)
        painter.setBrush(shadow)
        for out in range(_SHADOW_PX, 0, -1):
            rect = QRectF(self.panel.geometry()).adjusted(-out, _DROP_PX - out, out, out + _DROP_PX)
            painter.drawRoundedRect(rect, 8 + out, 8 + out)

    def _place(self) -> None:
        room = self._window.rect()
        self.setGeometry(room)
        width = min(em(_WIDTH_PX), room.width() - 2 * _MARGIN_PX)
        top = max(_MARGIN_PX, room.height() // 8)
        most = min(em(_HEIGHT_PX), room.height() - top - _MARGIN_PX)
        height = min(self.panel.wanted_height(), most)
        before = self.panel.geometry()
        self.panel.setGeometry(QRect((room.width() - width) // 2, top, width, height))
        if self.panel.geometry() != before:  # Qt paints what the panel leaves, not its shadow
            self.update(_with_shadow(before))
            self.update(_with_shadow(self.panel.geometry()))

    @Slot(object)
    def _run(self, entry: Entry) -> None:
        self.close_palette()
        self.chosen.emit(entry)

    @Slot(QWidget, QWidget)
    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Whoever goes to something else has no use for the palette any more."""
        if self.isVisible() and new is not None and not self.isAncestorOf(new):
            self._before = None
            self.close_palette()
