"""The way back to the first records: asked first, done once, said."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from shiboken6 import isValid

from app.domain.errors import PlatformResetError
from app.ui.pages.sandbox_records.resetting import ResetButton, ResetDialog
from tests.support.clipping import clipped


class Sandbox:
    """Resets when it is let, or fails."""

    def __init__(self, runner):
        self.runner, self.wanted = runner, []
        self.goes_on, self.error = threading.Event(), None

    def reset(self, with_listeners):
        self.wanted.append(with_listeners)

        def job(_control):
            assert self.goes_on.wait(20)
            if self.error is not None:
                raise self.error

        task = self.runner.submit(job, name="reset")
        task.failed.connect(lambda _error: None)
        return task


@pytest.fixture
def sandbox(runner):
    made = Sandbox(runner)
    yield made
    made.goes_on.set()


@pytest.fixture
def button(qtbot, sandbox, theme):
    made = ResetButton(sandbox.reset)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def answer(qtbot, button, do):
    """Press the button and do something in the dialog that comes up."""
    seen = []

    def look():
        dialog = QApplication.activeModalWidget()
        seen.append(dialog)
        do(dialog)

    QTimer.singleShot(0, look)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (dialog,) = seen
    assert isinstance(dialog, ResetDialog)


def press(dialog, name):
    dialog.findChild(QAbstractButton, name).click()


def test_it_says_what_goes_and_enter_and_escape_do_nothing(qtbot, button, sandbox):
    words = []

    def read_and(key):
        def do(dialog):
            assert clipped(dialog) == []
            words.append(dialog.accessibleDescription())
            qtbot.keyClick(dialog, key)

        return do

    answer(qtbot, button, read_and(Qt.Key.Key_Escape))
    answer(qtbot, button, read_and(Qt.Key.Key_Return))
    assert sandbox.wanted == []
    assert all("Every event, delivery and email" in text for text in words)


@pytest.mark.parametrize("with_listeners", [False, True])
def test_listeners_stay_unless_that_is_chosen(qtbot, button, sandbox, with_listeners):
    def choose(dialog):
        if with_listeners:
            press(dialog, "reset_listeners")
        press(dialog, "answer_reset")

    answer(qtbot, button, choose)
    assert sandbox.wanted == [with_listeners]


def test_it_is_busy_until_it_is_done_and_then_says_so(qtbot, button, sandbox):
    done = []
    button.done.connect(lambda: done.append(True))
    answer(qtbot, button, lambda dialog: press(dialog, "answer_reset"))
    assert button.is_busy
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)  # no second dialog
    sandbox.goes_on.set()
    qtbot.waitUntil(lambda: not button.is_busy)
    assert (done, len(sandbox.wanted)) == ([True], 1)


def test_one_that_fails_can_be_tried_again_and_is_not_said_to_be_done(qtbot, button, sandbox):
    done = []
    button.done.connect(lambda: done.append(True))
    sandbox.error = PlatformResetError("no")
    sandbox.goes_on.set()
    answer(qtbot, button, lambda dialog: press(dialog, "answer_reset"))
    qtbot.waitUntil(lambda: not button.is_busy)
    assert button.isEnabled()
    assert done == []


def test_it_may_be_gone_before_it_is_done(qtbot, sandbox, theme):
    page = QWidget()
    qtbot.addWidget(page)
    button = ResetButton(sandbox.reset, parent=page)
    with qtbot.waitExposed(page):
        page.show()
    answer(qtbot, button, lambda dialog: press(dialog, "answer_reset"))
    button.deleteLater()
    qtbot.waitUntil(lambda: not isValid(button))
    sandbox.goes_on.set()
    qtbot.waitUntil(lambda: not sandbox.runner.is_busy)


def test_a_connection_that_only_reads_says_why_not(qtbot, sandbox, theme):
    made = ResetButton(sandbox.reset, "This connection only reads")
    qtbot.addWidget(made)
    assert not made.isEnabled()
    assert made.toolTip() == "This connection only reads"
