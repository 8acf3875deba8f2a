"""A window and a command line on one local copy: each change is sent once, whoever sends it.

Each side has a connection to the file and locks of its own, as a process has.  Real
processes are in `tests/cli/test_processes.py`, and killed in `tests/adapters`.
"""

from __future__ import annotations

import threading

import pytest

from app.adapters.local_store import SqliteLocalStore
from app.domain.control import JobControl
from app.domain.sync_state import SyncState
from app.services.listeners import ListenerService
from app.services.local_copy import LocalCopy
from app.services.sync import SyncService
from tests.support.builders import settings
from tests.support.fakes import FakePlatform

CONTROL = JobControl()


class SlowPlatform(FakePlatform):
    """Creates a listener only when it may; counts what it was asked to create."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = threading.Event()
        self.may_answer = threading.Event()
        self.created: list[str] = []

    def create_listener(self, control, listener_id, wanted):
        self.created.append(listener_id)
        self.asked.set()
        assert self.may_answer.wait(30)
        return super().create_listener(control, listener_id, wanted)


class Side:
    """One process."""

    def __init__(self, path, platform) -> None:
        self.local = LocalCopy(SqliteLocalStore(path))
        self.listeners = ListenerService(self.local)
        self.sync = SyncService(platform, self.local)
        self.failures: list[BaseException] = []

    def start_sync(self) -> threading.Thread:
        def run() -> None:
            try:
                self.sync.sync(CONTROL)
            except BaseException as exc:
                self.failures.append(exc)

        thread = threading.Thread(target=run)
        thread.start()
        return thread


@pytest.fixture
def platform():
    platform = SlowPlatform()
    platform.capabilities = ()
    return platform


@pytest.fixture
def sides(tmp_path, platform):
    made = [Side(tmp_path / "local.db", platform) for _ in range(2)]
    yield made
    platform.may_answer.set()
    for side in made:
        side.local.close()


def test_F27_a_change_that_one_side_sends_is_not_sent_by_the_other(sides, platform):
    window, command = sides
    row = window.listeners.create(CONTROL, settings(name="once"))
    command.local.news()
    first = window.start_sync()
    assert platform.asked.wait(30)
    second = command.start_sync()
    edited = command.listeners.create(CONTROL, settings(name="edited meanwhile"))  # nobody waits
    platform.may_answer.set()
    for thread in (first, second):
        thread.join(30)
    assert window.failures == command.failures == []
    assert sorted(platform.created) == sorted([row.id, edited.id])
    window.local.news()
    for side in sides:
        states = {one.id: one.state for one in side.local.listeners()}
        assert states == {row.id: SyncState.CLEAN, edited.id: SyncState.CLEAN}


def test_F27_two_edits_of_one_listener_at_once_are_both_seen(sides, platform):
    platform.may_answer.set()
    window, command = sides
    row = window.listeners.create(CONTROL, settings(name="a"))
    command.local.news()
    window.listeners.edit(CONTROL, row.id, settings(name="b"))
    command.listeners.edit(CONTROL, row.id, settings(name="c"))  # has not seen "b" when it begins
    window.local.news()
    assert window.local.listener(row.id) == command.local.listener(row.id)
    assert window.local.listener(row.id).settings.name == "c"
