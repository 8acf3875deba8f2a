"""T11: a secret on the clipboard is marked, short-lived, and takes nothing of others with it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QGuiApplication

from app.ui.secret_clipboard import KEPT_MS, SecretClipboard
from tests.support.copied_secrets import let_ten_seconds_pass, secrets_time

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
    with qtbot.waitSignal(secrets_time().timeout):
        pass
    assert QGuiApplication.clipboard().text() == "a shopping list"


def test_T11_quitting_clears_it_at_once(qtbot):
    clipboard = SecretClipboard()
    clipboard.copy(SECRET)
    QCoreApplication.instance().aboutToQuit.emit()
    assert QGuiApplication.clipboard().text() == ""
    assert secrets_time() is None


@pytest.mark.parametrize("ends", ["deleted", "dropped"])
def test_T11_it_is_gone_after_its_time_though_what_copied_it_is_gone_sooner(qtbot, ends):
    dialog = QObject()
    clipboard = SecretClipboard(dialog, kept_ms=100)
    clipboard.copy(SECRET)
    assert QGuiApplication.clipboard().text() == SECRET
    if ends == "deleted":
        shiboken6.delete(dialog)
    del dialog, clipboard
    with qtbot.waitSignal(QGuiApplication.clipboard().dataChanged):
        pass
    assert QGuiApplication.clipboard().text() == ""


def test_T11_the_same_secret_again_has_ten_seconds_from_then_wherever_it_was_copied(qtbot):
    SecretClipboard(kept_ms=KEPT_MS).copy(SECRET)
    earlier = secrets_time()
    with qtbot.waitSignal(earlier.destroyed):
        SecretClipboard(kept_ms=KEPT_MS).copy(SECRET)
        assert not earlier.isActive()
    later = secrets_time()
    with qtbot.waitSignal(later.destroyed):
        let_ten_seconds_pass()
        assert QGuiApplication.clipboard().text() == ""


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


def test_a_program_that_ends_with_a_secret_on_the_clipboard_ends_well():
    """What Qt destroys after Python's end may be nothing of ours: it would crash."""
    done = subprocess.run(
        [sys.executable, "-c", _ENDING],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


_ENDING = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from app.ui.secret_clipboard import SecretClipboard

qt = QApplication([])
SecretClipboard().copy("a-secret-of-nobody")
assert qt.clipboard().text() == "a-secret-of-nobody"
QTimer.singleShot(0, qt.quit)
qt.exec()
"""
