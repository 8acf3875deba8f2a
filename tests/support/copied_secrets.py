"""The ten seconds that a secret may be on the clipboard, without waiting for them."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, QTimer
from PySide6.QtGui import QGuiApplication

from app.ui import secret_clipboard
from app.ui.secret_clipboard import KEPT_MS


def secrets_time() -> QTimer | None:
    """How long the secret on the clipboard has; None: nothing there is kept for a secret."""
    running = [timer for one in _copied() if (timer := one.findChild(QTimer)).isActive()]
    assert len(running) <= 1, "each secret has its own time"
    return running[0] if running else None


def let_ten_seconds_pass() -> None:
    """What a secret that was copied has left of its time is over."""
    timer = secrets_time()
    assert timer is not None, "no secret is to be taken off the clipboard"
    assert timer.interval() == KEPT_MS
    timer.stop()
    timer.timeout.emit()


def forget_secrets() -> None:
    """Leave none on the clipboard."""
    for one in _copied():
        shiboken6.delete(one)
        QGuiApplication.clipboard().clear()


def _copied() -> list[QObject]:
    return QCoreApplication.instance().findChildren(secret_clipboard._Copied)
