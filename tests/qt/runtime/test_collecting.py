"""Cyclic garbage dies on the GUI thread, whatever workers do meanwhile."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QObject, Qt, QTimer

from app.runtime.collecting import CycleCollector


class Clock:
    def __init__(self):
        self.now_s = 1000.0

    def __call__(self):
        return self.now_s


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def own(qtbot, clock):
    """Takes over from an interpreter that collects by itself, as it is at the start of the app."""
    gc.enable()
    made = CycleCollector(every_ms=1, clock_s=clock)
    made.install()
    yield made
    made.uninstall()
    assert gc.isenabled()
    gc.disable()  # as `tests/conftest` has it


def a_doomed_timer(deaths):
    """A QObject in a cycle: nobody holds it, only a collection finds it."""
    doomed = QTimer()
    doomed.itself = doomed
    doomed.start(1)

    def died():
        deaths.append(threading.current_thread())

    doomed.destroyed.connect(died, Qt.ConnectionType.DirectConnection)
    return weakref.ref(doomed)


def allocate_much():
    """More than a collection of every generation needs to begin by itself."""
    for _round in range(20):
        kept = [[number] for number in range(gc.get_threshold()[0] * 12)]
        del kept


def test_what_a_worker_allocates_destroys_no_object_of_the_gui_thread(qtbot, own):
    deaths = []
    doomed = a_doomed_timer(deaths)
    worker = threading.Thread(target=allocate_much, name="worker")
    worker.start()
    worker.join()
    assert doomed() is not None, "collected on a worker"

    kept = [[number] for number in range(gc.get_threshold()[0] + 1)]
    qtbot.waitUntil(lambda: doomed() is None)

    assert deaths == [threading.main_thread()]
    del kept


def test_little_garbage_is_left_alone(own):
    gc.collect()
    deaths = []
    doomed = a_doomed_timer(deaths)
    own.look()
    assert doomed() is not None
    gc.collect()


def test_everything_is_looked_through_only_now_and_then(own, clock, monkeypatch):
    collected = []

    def collect(generation=2):
        collected.append(generation)
        clock.now_s += 0.5 if generation == 2 else 0.0
        return 0

    young = 10**6
    monkeypatch.setattr("app.runtime.collecting.gc.collect", collect)
    monkeypatch.setattr("app.runtime.collecting.gc.get_count", lambda: (young, 0, 0))

    def looks(after_s):
        collected.clear()
        clock.now_s += after_s
        own.look()
        return collected

    assert looks(1) == [1]
    assert looks(30) == [1], "much is being done: it waits for a pause"
    young = 0
    assert looks(1) == [2]
    young = 10**6
    assert looks(1) == [1]
    young = 0
    assert looks(97) == []  # half a second of work earns a rest of 100
    assert looks(3) == [2]
    assert looks(1000) == [], "nothing has been made since"
    young = 10**6
    assert looks(0) == [2], "there was no pause for long"
    assert looks(399) == [1]
    assert looks(2) == [2]


def test_a_qobject_can_be_collected_at_all(qtbot):
    """The premise: such a cycle is found by a collection and by nothing else."""
    deaths = []
    doomed = a_doomed_timer(deaths)
    assert isinstance(doomed(), QObject)
    gc.collect()
    assert deaths == [threading.main_thread()]


def test_it_looks_more_often_while_much_is_made(qtbot):
    collector = CycleCollector(every_ms=200)
    gaps = []
    kept = [[] for _ in range(gc.get_threshold()[0] + 100)]
    collector.look()
    gaps.append(collector.every_ms)
    collector.look()
    gaps.append(collector.every_ms)
    assert gaps == [50, 200]
    assert kept
