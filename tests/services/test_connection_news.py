"""A command's connections are told beside an open window within a second."""

from __future__ import annotations

import threading

import pytest

from app.adapters.connections_file import JsonConnectionStore
from app.domain.announce import Changed
from app.domain.workspace import ConnectionNews
from app.services.connection_news import following_connections
from tests.support.builders import a_connection


class Told:
    """Each announcement, as it comes."""

    def __init__(self):
        self.said = []
        self.arrived = threading.Event()

    def __call__(self, what, value=None):
        self.said.append((what, value))
        self.arrived.set()


@pytest.fixture
def told():
    return Told()


@pytest.fixture
def followed(tmp_path, told):
    """The connections as the window's process has them, followed."""
    store = JsonConnectionStore(tmp_path / "connections.json")
    store.connections()
    following = following_connections(store, told)
    following.start()
    yield store
    following.stop()


def test_F27_a_connection_that_another_process_adds_is_told(tmp_path, told, followed):
    JsonConnectionStore(tmp_path / "connections.json").put(a_connection(id="con_2"))
    assert told.arrived.wait(30)
    assert told.said == [(Changed.CONNECTIONS, ConnectionNews((a_connection(id="con_2"),)))]


def test_F33_a_damaged_file_ends_no_following(tmp_path, told, followed):
    path = tmp_path / "connections.json"
    path.write_bytes(b"{")
    path.unlink()
    JsonConnectionStore(path).put(a_connection(id="con_2"))
    assert told.arrived.wait(30)
    followed.put(a_connection(id="con_3"))
    JsonConnectionStore(path).drop("con_2")
    told.arrived.clear()
    assert told.arrived.wait(30)
    assert told.said[-1] == (Changed.CONNECTIONS, ConnectionNews(gone=frozenset({"con_2"})))
