"""Workers wait for the window's turn: for all of it, once, and not for ever."""

from __future__ import annotations

import threading
from contextlib import contextmanager

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.runtime.tasks import TaskRunner
from app.runtime.window_first import WindowFirst

AGES_S = 3600.0
MOMENT_S = 0.05  # to see that something does not happen
LIMIT_S = 30.0


@contextmanager
def a_worker(do):
    """Runs it on a thread; whether that has come to its end is what the block is given."""
    passed = threading.Event()

    def work():
        do()
        passed.set()

    thread = threading.Thread(target=work)
    thread.start()
    yield passed
    thread.join(LIMIT_S)
    assert not thread.is_alive()


class Painted(QWidget):
    def __init__(self, done):
        super().__init__()
        self._done = done

    def paintEvent(self, event):
        self._done.append("painted")


def test_a_worker_waits_until_the_window_has_answered_and_painted(qtbot):
    first, done, seen = WindowFirst(slice_s=0, patience_s=AGES_S), [], []
    widget = Painted(done)
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    qtbot.waitUntil(lambda: bool(done))
    done.clear()
    widget.update()
    QTimer.singleShot(0, widget, lambda: done.append("answered"))

    def work():
        first.give_way()
        seen.extend(done)

    with a_worker(work) as passed:
        assert not passed.wait(MOMENT_S)
        qtbot.waitUntil(passed.is_set)
    assert sorted(seen) == ["answered", "painted"]


def test_one_turn_lets_all_go_that_wait_for_it(qtbot):
    first = WindowFirst(slice_s=0, patience_s=AGES_S)
    with (
        a_worker(first.give_way) as one,
        a_worker(first.give_way) as other,
        a_worker(first.give_way) as third,
    ):
        assert not any(each.wait(MOMENT_S) for each in (one, other, third))
        qtbot.waitUntil(lambda: one.is_set() and other.is_set() and third.is_set())


def test_who_has_worked_for_a_moment_only_asks_for_nothing(qtbot):
    first, came_round = WindowFirst(slice_s=AGES_S, patience_s=AGES_S), threading.Event()

    def work():
        first.give_way()
        came_round.set()
        first.give_way()

    with a_worker(work):
        qtbot.waitUntil(came_round.is_set)


def test_nobody_waits_twice_for_a_window_that_does_not_answer(qtbot):
    first = WindowFirst(slice_s=0, patience_s=0.01)

    def work():
        first.give_way()
        first.patience_s = AGES_S
        first.give_way()

    with a_worker(work) as passed:
        assert passed.wait(LIMIT_S)
    answered = []
    QTimer.singleShot(1, first, lambda: answered.append(True))  # behind what was asked
    qtbot.waitUntil(lambda: bool(answered))
    with a_worker(first.give_way) as passed:  # it has answered since: now it is waited for
        assert not passed.wait(MOMENT_S)
        qtbot.waitUntil(passed.is_set)


def test_the_window_does_not_wait_for_itself(qapp):
    first = WindowFirst(slice_s=0, patience_s=AGES_S)
    first.give_way()


def test_jobs_give_way(qtbot):
    runner = TaskRunner(first=WindowFirst(slice_s=0, patience_s=AGES_S))
    passed = threading.Event()
    task = runner.submit(lambda _control: passed.set(), name="polite")
    assert not passed.wait(MOMENT_S)
    with qtbot.waitSignal(task.succeeded):
        pass
    assert passed.is_set()
    assert runner.shutdown(timeout_s=LIMIT_S)
