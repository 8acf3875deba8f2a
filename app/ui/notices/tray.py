"""The system's own notifications: through its tray, where it has one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QSystemTrayIcon


class Tray(QObject):
    """Says something while nobody looks at the window; its icon stays until somebody does.

    Signals:
        clicked: A person wants to see what it was about.
    """

    clicked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._icon: QSystemTrayIcon | None = None

    def say(self, title: str, text: str) -> bool:
        """Say it; False where the system has no way to."""
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return False
        if self._icon is None:
            self._icon = QSystemTrayIcon(QApplication.windowIcon(), self)
            self._icon.messageClicked.connect(self.clicked)
            self._icon.activated.connect(self.clicked)
        self._icon.setToolTip(title)
        self._icon.show()
        self._icon.showMessage(title, text, QApplication.windowIcon())
        return True

    @Slot()
    def rest(self) -> None:
        """Somebody looks at the window again."""
        if self._icon is not None:
            self._icon.hide()
