"""T11: a secret on the clipboard is marked, short-lived, and takes nothing of others with it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from app.ui.secret_clipboard import KEPT_MS, SecretClipboard

SECRET = "whsec_c2VjcmV0LXRoYXQtaXMtbm9uZQ=="


def test_T11_a_secret_is_kept_for_ten_seconds_and_then_gone(qtbot):
    assert KEPT_MS == 10_000
    clipboard = SecretClipboard(kept_ms=20)
    with qtbot.waitSignal(clipboard.cleared):
        clipboard.copy(SECRET)
        assert QGuiApplication.clipboard().text() == SECRET
    assert QGuiApplication.clipboard().text() == ""


def test_T11_what_somebody_else_copied_since_stays(qtbot):
    clipboard = SecretClipboard(kept_ms=20)
    clipboard.copy(SECRET)
    QGuiApplication.clipboard().setText("a shopping list")
    with qtbot.waitSignal(clipboard._timer.timeout):
        pass
    assert QGuiApplication.clipboard().text() == "a shopping list"


def test_T11_quitting_clears_it_at_once(qtbot):
    clipboard = SecretClipboard()
    clipboard.copy(SECRET)
    QCoreApplication.instance().aboutToQuit.emit()
    assert QGuiApplication.clipboard().text() == ""
    assert clipboard._copied is None


def test_T11_the_second_secret_has_its_own_ten_seconds(qtbot):
    clipboard = SecretClipboard(kept_ms=20)
    clipboard.copy(SECRET)
    with qtbot.waitSignal(clipboard.cleared):
        clipboard.copy("another-secret-1")
        assert QGuiApplication.clipboard().text() == "another-secret-1"
    assert QGuiApplication.clipboard().text() == ""


def test_T11_clipboard_histories_are_told_to_leave_it_out(qtbot):
    SecretClipboard(kept_ms=20).copy(SECRET)
    data = QGuiApplication.clipboard().mimeData()
    assert bytes(data.data("x-kde-passwordManagerHint")) == b"secret"
    assert data.hasFormat("ExcludeClipboardContentFromMonitorProcessing")
    assert data.hasFormat("org.nspasteboard.ConcealedType")
    QGuiApplication.clipboard().clear()
