"""What of a local copy is shown before anything else of the connection is built."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from app.adapters.local_store import SqliteLocalStore
from app.domain.plain import to_plain
from app.domain.sync_state import SyncState
from app.services.first_list import first_list
from app.services.kept_documents import CATALOG, ME
from app.services.listeners import ListenerService
from app.services.local_copy import LocalCopy
from tests.support.builders import NOW, a_catalog, a_listener, a_me, local, settings


@pytest.fixture
def path(tmp_path):
    return tmp_path / "copy.db"


@pytest.fixture
def store(path):
    store = SqliteLocalStore(path)
    yield store
    store.close()


ROWS = [
    local(),
    local(mine=settings(name="Mine"), state=SyncState.WAITING, changed_at=NOW),
    local(a_listener(), delete_wanted=True, state=SyncState.WAITING, changed_at=NOW),
    local(a_listener(), delete_wanted=True, state=SyncState.REFUSED, changed_at=NOW),
    local(),
]


@pytest.mark.parametrize("seen", [0, 1, 2, 100])
def test_it_is_the_list_of_the_page_in_its_order(store, seen):
    for row in ROWS:
        store.put_listener(row)
    found = first_list(store, seen=seen)
    assert found is not None
    page = ListenerService(LocalCopy(store)).cached()
    assert list(found.listeners) == [row.id for row in page]
    assert [read() for read in found.listeners.values()] == page
    assert len(page) == len(ROWS) - 1, "a deletion that waits is not shown"


def test_it_has_the_names_of_the_catalog_once_that_is_known(store):
    store.put_listener(local())
    assert first_list(store, seen=9).catalog is None
    store.put_document(CATALOG, to_plain(a_catalog()))
    assert first_list(store, seen=9).catalog == a_catalog()


def test_what_one_may_not_see_is_not_shown(store):
    store.put_listener(local())
    store.put_document(ME, to_plain(a_me(permissions=frozenset({"deliveries:read"}))))
    assert first_list(store, seen=9) is None
    store.put_document(ME, to_plain(a_me(permissions=frozenset({"listeners:read"}))))
    assert first_list(store, seen=9) is not None


def test_a_copy_without_listeners_has_no_list(store):
    assert first_list(store, seen=9) is None


def test_what_is_seen_is_read_and_what_is_damaged_is_left_to_whoever_opens_it(store, path):
    for row in (local(), local()):
        store.put_listener(row)
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("UPDATE listeners SET hours = '{' WHERE id = (SELECT max(id) FROM listeners)")
    assert first_list(store, seen=9) is None
    assert len(first_list(store, seen=1).listeners) == 2, "the second one is not looked at"
