"""What is to be remembered reaches the disk, the last of it last."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.domain.errors import StoreError
from app.runtime.tasks import TaskRunner
from app.ui.preferences.keeping import Keeping


class Disk:
    """Remembers what was written; a test may let it fail or wait."""

    def __init__(self):
        self.written = []
        self.error = None
        self.gate = None

    def __call__(self, value):
        if self.gate is not None:
            self.gate()
        if self.error is not None:
            raise self.error
        self.written.append(value)


@pytest.fixture
def disk():
    return Disk()


@pytest.fixture
def keeping(disk, runner):
    return Keeping("old", disk, runner)


def settle(qtbot, runner):
    qtbot.waitUntil(lambda: not runner.is_busy)


def test_what_is_there_already_is_not_written(qtbot, keeping, disk, runner):
    keeping.keep("old")
    settle(qtbot, runner)
    keeping.flush()
    assert disk.written == []


def test_of_changes_that_come_while_one_is_written_the_last_stands(
    qtbot, keeping, disk, runner, gate
):
    disk.gate = gate
    keeping.keep("first")
    gate.wait_entered()
    for value in ("second", "third"):
        keeping.keep(value)
    gate.opened.set()
    qtbot.waitUntil(lambda: disk.written == ["first", "third"])
    settle(qtbot, runner)


def test_F14_a_disk_that_takes_nothing_is_said_and_tried_again_with_the_next_change(
    qtbot, keeping, disk, runner
):
    disk.error = StoreError("full", reason="disk_full")
    with qtbot.waitSignal(keeping.failed) as told:
        keeping.keep("new")
    assert told.args[0].reason == "disk_full"
    settle(qtbot, runner)
    disk.error = None
    keeping.keep("newer")
    qtbot.waitUntil(lambda: disk.written == ["newer"])
    settle(qtbot, runner)


def test_what_waits_as_the_app_ends_is_written(qtbot, keeping, disk, runner):
    keeping.keep("first")
    settle(qtbot, runner)
    runner.shutdown()
    keeping.keep("last")
    keeping.flush()
    keeping.flush()
    assert disk.written == ["first", "last"]


def test_a_full_disk_does_not_keep_the_app_from_ending(keeping, disk, runner):
    runner.shutdown()
    disk.error = StoreError("full", reason="disk_full")
    keeping.keep("last")
    keeping.flush()
    assert disk.written == []


def test_what_no_worker_came_to_before_the_app_ended_is_written_then(qtbot, disk, gate):
    one = TaskRunner(ThreadPoolExecutor(1))
    keeping = Keeping("old", disk, one)
    one.submit(lambda _control: gate(), name="busy")
    gate.wait_entered()
    keeping.keep("new")
    one.shutdown(timeout_s=0)
    keeping.flush()
    assert disk.written == ["new"]
    gate.opened.set()
    assert one.shutdown(timeout_s=30)
    assert set(disk.written) == {"new"}
