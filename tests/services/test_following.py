"""What another process writes is here within a second, and nothing is left running."""

from __future__ import annotations

import logging
import threading

import pytest

from app.adapters.local_store import SqliteLocalStore
from app.domain import local_changes
from app.domain.announce import Changed
from app.domain.control import JobControl
from app.domain.errors import StoreError
from app.services.following import EVERY_S, Following
from app.services.local_copy import LocalCopy
from tests.support.builders import NOW, a_credential, local, settings
from tests.support.fakes import Announcements, FakeLocalStore, a_connection_service


@pytest.fixture
def path(tmp_path):
    return tmp_path / "local.db"


@pytest.fixture
def other(path):
    """The store of another process."""
    store = SqliteLocalStore(path)
    yield store
    store.close()


class Told(Announcements):
    """Announcements that can be waited for."""

    def __init__(self) -> None:
        super().__init__()
        self.last = threading.Event()

    def __call__(self, what: Changed, value: object = None) -> None:
        super().__call__(what, value)
        if what is Changed.CREDENTIALS:
            self.last.set()


def test_F27_an_edit_of_another_process_is_taken_over_and_told(path, other):
    assert EVERY_S <= 0.5  # with what the rest takes: within a second
    told = Told()
    service = a_connection_service(
        announce=told, open_local=lambda _id, **how: SqliteLocalStore(path, **how)
    )
    workspace = service.open(JobControl(), service.start_sandbox(JobControl()).id)
    try:
        workspace.following.start()
        workspace.following.start()  # once is enough
        row = local()
        other.put_listener(row)
        other.replace_credentials([a_credential()])
        assert told.last.wait(30)
        assert workspace.listeners.get(row.id) == row
        assert {Changed.LISTENERS, Changed.SYNC} <= set(told.kinds)
    finally:
        workspace.close()
    assert "following" not in {thread.name for thread in threading.enumerate()}


def test_a_change_that_another_process_left_is_worth_a_sync_once(path, other):
    told = Told()
    service = a_connection_service(
        announce=told, open_local=lambda _id, **how: SqliteLocalStore(path, **how)
    )
    workspace = service.open(JobControl(), service.start_sandbox(JobControl()).id)
    row = local_changes.created("lst_left", settings(), NOW)
    try:
        workspace.following.start()
        other.put_listener(row)
        other.replace_credentials([a_credential()])
        assert told.last.wait(30)
        told.last.clear()
        assert told.kinds.count(Changed.LISTENER_WAITING) == 1
        other.put_listener(local_changes.unanswered(local_changes.sending(row)))  # it tried
        other.replace_credentials([a_credential()])
        assert told.last.wait(30)
    finally:
        workspace.close()
    assert told.kinds.count(Changed.LISTENER_WAITING) == 1


def test_a_sync_of_another_process_that_brought_nothing_has_no_page_look_again(path, other):
    told = Told()
    service = a_connection_service(
        announce=told, open_local=lambda _id, **how: SqliteLocalStore(path, **how)
    )
    workspace = service.open(JobControl(), service.start_sandbox(JobControl()).id)
    try:
        workspace.following.start()
        other.apply_changes([], [], expected={}, token="t", epoch="e", at=NOW)
        other.replace_credentials([a_credential()])  # what is waited for
        assert told.last.wait(30)
    finally:
        workspace.close()
    assert Changed.LISTENERS not in told.kinds
    assert Changed.SYNC in told.kinds


class Broken(FakeLocalStore):
    """Cannot be looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.looks = threading.Semaphore(0)

    def news(self):
        self.looks.release()
        raise StoreError("io", reason="io", path="")


def test_a_store_that_cannot_be_read_is_said_once_and_looked_at_again(caplog):
    store = Broken()
    following = Following(LocalCopy(store), lambda _news: None, every_s=0.001)
    with caplog.at_level(logging.WARNING):
        following.start()
        for _ in range(3):
            assert store.looks.acquire(timeout=30)
        following.stop()
        following.stop()
    assert len(caplog.records) == 1
