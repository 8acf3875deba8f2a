"""Secrets on the clipboard: marked as such, and gone after ten seconds (T11)."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from app.domain.secret import Secret

KEPT_MS: Final = 10_000
# What clipboard histories of the three systems look at; others may still keep it.
_HINTS: Final = {
    "x-kde-passwordManagerHint": b"secret",
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "org.nspasteboard.ConcealedType": b"1",
}


class SecretClipboard(QObject):
    """Puts one secret onto the clipboard, and takes it off again unless something else is there.

    Signals:
        cleared: It is off the clipboard.
    """

    cleared = Signal()

    def __init__(self, parent: QObject | None = None, *, kept_ms: int = KEPT_MS) -> None:
        super().__init__(parent)
        self._copied: Secret | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(kept_ms)
        self._timer.timeout.connect(self.clear)
        app = QCoreApplication.instance()
        if app is not None:
            app.aboutToQuit.connect(self.clear)

    def copy(self, text: str) -> None:
        """Put a secret onto the clipboard, for a while."""
        data = QMimeData()
        data.setText(text)
        for kind, value in _HINTS.items():
            data.setData(kind, value)
        self._copied = Secret(text)
        QGuiApplication.clipboard().setMimeData(data)
        self._timer.start()

    @Slot()
    def clear(self) -> None:
        """Take it off; what somebody else put there since stays."""
        self._timer.stop()
        copied, self._copied = self._copied, None
        if copied is not None and Secret(QGuiApplication.clipboard().text()) == copied:
            QGuiApplication.clipboard().clear()
            self.cleared.emit()
