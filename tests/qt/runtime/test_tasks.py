"""Threads without sleeps: a gate holds the worker, a signal releases the test."""

import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

import pytest
from PySide6.QtCore import QObject

from app.domain.control import JobControl, Progress
from app.domain.errors import TimedOut, UnexpectedError
from app.runtime.tasks import TaskRunner, TaskState


def on_gui_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


def test_result_arrives_on_the_gui_thread(qtbot, runner):
    seen = []
    task = runner.submit(lambda control: (on_gui_thread(), 42), name="answer")
    task.succeeded.connect(lambda value: seen.append((value, on_gui_thread())))

    with qtbot.waitSignal(task.finished):
        pass

    assert seen == [((False, 42), True)]
    assert task.state is TaskState.SUCCEEDED


def test_signals_come_in_order(qtbot, runner):
    def job(control):
        control.progress(1, 2)
        control.progress(2, 2, "last")

    task = runner.submit(job, name="count")
    news = []
    task.progressed.connect(news.append)

    with qtbot.waitSignals([task.succeeded, task.finished], order="strict"):
        pass

    assert news == [Progress(1, 2), Progress(2, 2, "last")]


def test_expected_errors_pass_through(qtbot, runner):
    error = TimedOut("10 s")

    def job(control):
        raise error

    task = runner.submit(job, name="slow")
    with qtbot.waitSignal(task.failed) as failed:
        pass

    assert failed.args == [error]


def test_bugs_are_wrapped_and_logged(qtbot, runner, caplog):
    task = runner.submit(lambda control: 1 / 0, name="buggy")
    with qtbot.waitSignal(task.failed) as failed:
        pass

    (error,) = failed.args
    assert isinstance(error, UnexpectedError)
    assert isinstance(error.__cause__, ZeroDivisionError)
    assert "job 'buggy' crashed" in caplog.text


def test_a_failure_nobody_handles_is_not_lost(qtbot, runner):
    def job(control):
        raise TimedOut("10 s")

    runner.failure_unhandled.disconnect()  # the fixture's own check
    with qtbot.waitSignal(runner.failure_unhandled) as blocker:
        runner.submit(job, name="forgotten")

    assert isinstance(blocker.args[0], TimedOut)


def test_cancel_is_immediate_and_drops_the_late_result(qtbot, runner, gate):
    task = runner.submit(lambda control: gate(), name="held")
    gate.wait_entered()

    with qtbot.waitSignals([task.cancelled, task.finished], order="strict", timeout=0):
        task.cancel()
    assert not runner.is_busy

    with qtbot.assertNotEmitted(task.succeeded, wait=50):
        gate.opened.set()


def test_nobody_waits_for_a_job_that_lasts(qtbot, runner, gate):
    told = []
    runner.busy_changed.connect(told.append)
    lasting = runner.submit(lambda control: gate(), name="stream", is_lasting=True)
    gate.wait_entered()
    assert not runner.is_busy
    short = runner.submit(lambda control: None, name="short")
    assert runner.is_busy
    with qtbot.waitSignal(short.finished):
        pass
    assert not runner.is_busy
    with qtbot.waitSignal(lasting.finished):
        gate.opened.set()
    assert told == [True, False]


def test_cancel_wakes_a_sleeping_job(qtbot, runner):
    woke = threading.Event()

    def job(control):
        try:
            control.sleep(60)
        finally:
            woke.set()

    runner.submit(job, name="sleeper").cancel()
    runner.shutdown(timeout_s=30)
    assert not runner.is_busy


def test_cancel_closes_what_the_job_is_blocked_on(qtbot, runner, gate):
    def job(control):
        with control.on_cancel(gate.opened.set):  # in the app: response.close
            gate()
            control.check()

    task = runner.submit(job, name="reader")
    gate.wait_entered()
    task.cancel()

    assert gate.opened.is_set()  # the hook ran, so the worker is on its way out
    assert runner.shutdown(timeout_s=30)


def test_cancelled_before_its_turn_never_runs(qtbot, gate):
    runner, ran = TaskRunner(ThreadPoolExecutor(1)), []
    runner.submit(lambda control: gate(), name="first")
    gate.wait_entered()
    runner.submit(lambda control: ran.append("second"), name="second").cancel()
    last = runner.submit(lambda control: ran.append("third"), name="third")

    with qtbot.waitSignal(last.finished):
        gate.opened.set()
    assert ran == ["third"]
    assert runner.shutdown(timeout_s=30)


def test_newest_wins(qtbot, runner, gate):
    old = runner.submit(lambda control: gate(), name="old", key="search")
    gate.wait_entered()
    new = runner.submit(lambda control: "new", name="new", key="search")

    assert old.state is TaskState.CANCELLED
    with qtbot.waitSignal(new.succeeded) as blocker:
        pass
    assert blocker.args == ["new"]


def test_two_owners_do_not_take_each_others_turn(qtbot, runner, gate):
    """Two pages of one kind: that of a connection being closed, and of the one being opened."""
    leaving, coming = QObject(), QObject()
    read = runner.submit(lambda control: gate(), name="new page", key="read", owner=coming)
    gate.wait_entered()
    late = runner.submit(lambda control: None, name="old page", key="read", owner=leaving)
    with qtbot.waitSignal(late.finished):
        pass
    assert read.state is TaskState.RUNNING
    with qtbot.waitSignal(read.succeeded):
        gate.opened.set()


def test_a_dead_owner_cancels_its_task(qtbot, runner, gate):
    owner = QObject()
    task = runner.submit(lambda control: gate(), name="orphan", owner=owner)
    gate.wait_entered()

    with qtbot.waitSignal(task.cancelled):
        owner.deleteLater()


def test_busy_is_reported_once_per_burst(qtbot, runner):
    changes = []
    runner.busy_changed.connect(changes.append)
    tasks = [runner.submit(lambda control: None, name=str(n)) for n in range(3)]

    with qtbot.waitSignals([task.finished for task in tasks]):
        pass

    assert changes == [True, False]


def test_no_jobs_after_shutdown(runner):
    runner.shutdown()
    begun = []
    late = runner.submit(begun.append, name="late")
    assert late.state is TaskState.CANCELLED
    late.cancel()
    assert not runner.is_busy
    assert begun == []


def test_a_job_is_testable_without_any_of_this():
    """The point of `JobControl`: services need no runner and no Qt."""
    news = []
    control = JobControl(news.append)
    control.progress(1)
    assert news == [Progress(1)]


class Owner:
    """Says on which thread it went: a presenter would be a QObject with timers."""

    def __init__(self, gate, gone):
        self._gate = gate
        weakref.finalize(self, lambda: gone.append(on_gui_thread()))

    def read(self, control):
        self._gate()
        control.check()


@pytest.mark.parametrize("cancelled", [False, True])
def test_the_last_reference_to_a_job_is_dropped_on_the_gui_thread(qtbot, runner, gate, cancelled):
    gone = []
    owner = Owner(gate, gone)
    task = runner.submit(owner.read, name="read")
    gate.wait_entered()
    del owner
    if cancelled:
        task.cancel()
    gate.opened.set()
    qtbot.waitUntil(lambda: bool(gone))
    assert gone == [True]
