"""What nobody caught is logged, cleaned, and told on the GUI thread."""

import gc
import logging
import sys
import threading

import pytest
from PySide6.QtCore import qCritical, qDebug, qWarning

from app.runtime.crash import CrashGuard

CANARY = "canary-1234"


@pytest.fixture
def guard(qtbot):
    guard = CrashGuard(lambda text: text.replace(CANARY, "•••"))
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    guard.install()
    yield guard
    guard.uninstall()
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


def a_bug():
    try:
        raise ZeroDivisionError(CANARY)
    except ZeroDivisionError as exc:
        return type(exc), exc, exc.__traceback__


def test_T10_a_bug_is_logged_and_told_without_secrets(qtbot, guard, caplog):
    with qtbot.waitSignal(guard.crashed) as told:
        sys.excepthook(*a_bug())
    (report,) = told.args
    assert "ZeroDivisionError" in report
    assert "•••" in report
    assert CANARY not in report
    assert any(record.levelno == logging.CRITICAL for record in caplog.records)


def test_a_bug_on_a_thread_is_told_on_the_gui_thread(qtbot, guard, caplog):
    heard_on = []
    guard.crashed.connect(lambda _report: heard_on.append(threading.current_thread()))

    def work():
        raise ZeroDivisionError(CANARY)

    with qtbot.waitSignal(guard.crashed):
        thread = threading.Thread(target=work, name="worker 7")
        thread.start()
        thread.join()
    assert heard_on == [threading.main_thread()]
    assert "worker 7" in caplog.text


def test_a_bug_in_clean_up_is_told(qtbot, guard):
    class Broken:
        def __del__(self):
            raise ZeroDivisionError

    with qtbot.waitSignal(guard.crashed) as told:
        Broken()
        gc.collect()
    assert "ZeroDivisionError" in told.args[0]


def test_ending_by_the_keyboard_is_no_bug(qtbot, guard, capsys):
    with qtbot.assertNotEmitted(guard.crashed, wait=50):
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)


@pytest.mark.parametrize(
    ("say", "level"),
    [(qDebug, logging.DEBUG), (qWarning, logging.WARNING), (qCritical, logging.ERROR)],
)
def test_qt_speaks_into_the_log(guard, caplog, say, level):
    caplog.set_level(logging.DEBUG, "qt")
    say("from Qt")
    (record,) = [one for one in caplog.records if one.name == "qt"]
    assert (record.levelno, "from Qt" in record.getMessage()) == (level, True)


def test_the_stacks_of_a_hard_crash_go_into_a_file(qtbot, tmp_path):
    import faulthandler

    was_enabled = faulthandler.is_enabled()
    with (tmp_path / "fault.log").open("w") as file:
        guard = CrashGuard(str, fault_file=file)
        guard.install()
        assert faulthandler.is_enabled()
        guard.uninstall()
    if was_enabled:
        faulthandler.enable(sys.__stderr__)


def test_the_hooks_are_given_back(qtbot):
    before = sys.excepthook, threading.excepthook
    guard = CrashGuard(str)
    guard.install()
    assert sys.excepthook != before[0]
    guard.uninstall()
    assert (sys.excepthook, threading.excepthook) == (
        sys.__excepthook__,
        threading.__excepthook__,
    )
    sys.excepthook, threading.excepthook = before
