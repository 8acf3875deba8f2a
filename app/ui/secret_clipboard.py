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
    """Puts secrets onto the clipboard, and takes each off again unless something else is there.

    Signals:
        cleared: It is off the clipboard.
    """

    cleared = Signal()

    def __init__(self, parent: QObject | None = None, *, kept_ms: int = KEPT_MS) -> None:
        super().__init__(parent)
        self._kept_ms = kept_ms

    def copy(self, text: str) -> None:
        """Put a secret onto the clipboard, for a while."""
        app = QCoreApplication.instance()
        if app is None:
            return  # nor is there a clipboard
        for earlier in app.findChildren(_Copied):
            earlier.leave()  # each has its own ten seconds, also where it is the same again
        data = QMimeData()
        data.setText(text)
        for kind, value in _HINTS.items():
            data.setData(kind, value)
        QGuiApplication.clipboard().setMimeData(data)
        _Copied(text, self._kept_ms, app).cleared.connect(self.cleared)


class _Copied(QObject):
    """A secret that is on the clipboard.

    It belongs to the application: a dialog is closed and a page gone long before the ten seconds
    are over.  And it is off before Python ends: what Qt then destroys of ours, crashes.
    """

    cleared = Signal()

    def __init__(self, text: str, kept_ms: int, app: QCoreApplication) -> None:
        super().__init__(app)
        self._secret = Secret(text)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._clear)
        self._timer.start(kept_ms)
        app.aboutToQuit.connect(self._clear)

    @Slot()
    def _clear(self) -> None:
        """Take it off; what somebody else put there since stays."""
        self.leave()
        if Secret(QGuiApplication.clipboard().text()) == self._secret:
            QGuiApplication.clipboard().clear()
            self.cleared.emit()

    def leave(self) -> None:
        """Let be whatever is there."""
        self._timer.stop()
        self.deleteLater()
