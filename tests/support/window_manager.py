"""The window manager that the offscreen platform lacks.

There, whatever is shown last gets the focus, popups too, and when a popup is gone nobody gives the
focus back: the window a person works in stays without it. Whether a test saw that hung on whether
the popup's turn came before or after it was closed.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget

_PASSING: Final = (Qt.WindowType.Popup, Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)


class WindowManager(QObject):
    """Gives the focus back to the window that had it before a popup came and went."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._last: QWindow | None = None
        if app.platformName() == "offscreen":
            app.focusWindowChanged.connect(self._focused)
            app.focusChanged.connect(self._moved)

    def _focused(self, window: QWindow | None) -> None:
        if window is not None and window.isVisible() and window.type() not in _PASSING:
            self._last = window
            window.destroyed.connect(self._forget)
        else:
            self._give_back()

    def _moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is None:
            self._give_back()

    def _give_back(self) -> None:
        focused = QGuiApplication.focusWindow()
        if focused is not None and focused.isVisible():
            return
        if self._last is not None and self._last.isVisible():
            self._last.requestActivate()

    def _forget(self, window: QObject) -> None:
        if window is self._last:
            self._last = None


def popup_has_focus() -> bool:
    """Whether the popup that is open, if one is, has had its turn.

    That of a completer leads its focus to the field it completes: when its turn comes after it was
    closed, the cursor goes back to that field, wherever it was by then.
    """
    popup = QApplication.activePopupWidget()
    if popup is None or QGuiApplication.platformName() != "offscreen":
        return True
    return popup.windowHandle() is QGuiApplication.focusWindow()
