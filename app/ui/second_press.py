"""A question that was answered by a key is over for that key, however often it was pressed.

The second press of Enter would go to what had the keys before: a list would open what is being
deleted, or its neighbour, and Space would turn that off.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_ANSWERING: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class SecondPress(QObject):
    """Keeps the keys that answer questions from everybody while a double click may last."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._end)

    @property
    def is_kept_away(self) -> bool:
        """Whether such a key does nothing now."""
        return self._timer.isActive()

    def begin(self) -> None:
        """A question was answered just now."""
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)
            self._timer.start(QApplication.doubleClickInterval())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress:
            self._end()  # one has gone on to something else: what comes now is meant
            return False
        is_press = event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if not (is_press and isinstance(event, QKeyEvent)) or event.key() not in _ANSWERING:
            return False
        # What is typed on into a field answers nothing: its words would lack the space.
        is_typed = _takes_words(watched) or _takes_words(QApplication.focusWidget())
        return not (is_typed and event.key() == Qt.Key.Key_Space)

    @Slot()
    def _end(self) -> None:
        self._timer.stop()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)


def _takes_words(part: QObject | None) -> bool:
    wanted = Qt.WidgetAttribute.WA_InputMethodEnabled
    return isinstance(part, QWidget) and part.testAttribute(wanted)
