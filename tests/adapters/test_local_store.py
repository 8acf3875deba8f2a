"""The local copy in SQLite behaves like the one that services are tested with."""

import sqlite3

import pytest

from app.adapters.local_store import SqliteLocalStore
from app.domain.errors import FieldRefusal, StoreError
from app.domain.sync_state import SyncState
from tests.support.builders import NOW, a_credential, a_listener, local, settings
from tests.support.fakes import FakeLocalStore


@pytest.fixture
def path(tmp_path):
    return tmp_path / "local.db"


@pytest.fixture(params=["sqlite", "fake"])
def store(request, path):
    """Both stores: a fake that behaves otherwise would prove nothing."""
    store = SqliteLocalStore(path) if request.param == "sqlite" else FakeLocalStore()
    yield store
    store.close()


def a_conflict(**changes):
    return local(
        mine=settings(name="mine"),
        state=SyncState.CONFLICT,
        changed_at=NOW,
        theirs=a_listener(),
        refusals=(FieldRefusal("/name", "too_long", "Too long."),),
        sent=(settings(), settings(address="a@example.com")),
        **changes,
    )


def test_rows_come_back_as_they_were(store):
    rows = [local(), a_conflict(), local(delete_wanted=True, state=SyncState.WAITING)]
    for row in rows:
        store.put_listener(row)
    assert store.listeners() == sorted(rows, key=lambda row: row.id)
    assert store.listener(rows[1].id) == rows[1]
    assert store.listener("lst_none") is None


def test_what_is_not_settled_comes_oldest_change_first(store):
    later = a_conflict()
    earlier = local(
        state=SyncState.WAITING, mine=settings(name="x"), changed_at=NOW.replace(year=2020)
    )
    for row in (later, local(), earlier):
        store.put_listener(row)
    assert store.unsettled() == [earlier, later]


def test_a_row_is_replaced_only_if_it_is_as_expected(store):
    old, new = local(), None
    new = local(old.base, mine=settings(name="new"), state=SyncState.WAITING)
    assert not store.replace_if(new, expected=old)
    assert store.replace_if(old, expected=None)
    assert not store.replace_if(new, expected=None)
    assert store.replace_if(new, expected=old)
    assert store.listener(old.id) == new


def test_a_row_is_dropped_only_if_it_is_as_expected(store):
    row, other = local(), a_conflict()
    store.put_listener(row)
    assert not store.drop_if(local(row.base, state=SyncState.WAITING))
    assert not store.drop_if(other)
    assert store.drop_if(row)
    assert store.listener(row.id) is None


def test_a_page_and_its_token_are_one_transaction(store):
    assert store.feed_position() == (None, None)
    assert store.synced_at() is None
    kept, gone, new = local(), local(), local()
    for row in (kept, gone):
        store.put_listener(row)
    page = {"token": "t1", "epoch": "e1", "at": NOW}
    expected = {kept.id: kept, gone.id: gone, new.id: None}
    assert store.apply_changes([new], [gone.id], expected=expected, **page)
    assert {row.id for row in store.listeners()} == {kept.id, new.id}
    assert (store.feed_position(), store.synced_at()) == (("t1", "e1"), NOW)

    page = {"token": "t2", "epoch": "e1", "at": None}
    assert not store.apply_changes([], [new.id], expected={new.id: None}, **page)
    assert store.listener(new.id) == new
    assert (store.feed_position(), store.synced_at()) == (("t1", "e1"), NOW)
    store.clear_feed_position()
    assert store.feed_position() == (None, None)


def test_credentials_are_replaced_as_a_whole_and_keep_their_order(store):
    many = [a_credential(), a_credential(last_success_at=NOW), a_credential()]
    store.replace_credentials(many)
    assert store.credentials() == many
    store.replace_credentials(many[:1])
    assert store.credentials() == many[:1]


def test_documents_are_kept_by_name(store):
    assert store.document("me") is None
    store.put_document("me", {"a": [1, "é", None, {"b": 1.5}]})
    store.put_document("me", {"a": 2})
    assert store.document("me") == {"a": 2}


def test_everything_is_there_after_opening_again(path):
    store, row = SqliteLocalStore(path), a_conflict()
    store.put_listener(row)
    store.close()
    again = SqliteLocalStore(path)
    assert again.listeners() == [row]
    again.close()


def test_a_row_that_cannot_be_read_is_damage_and_not_a_crash(path):
    store, row = SqliteLocalStore(path), local()
    store.put_listener(row)
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE listeners SET row = '{\"id\": 7}'")
    connection.close()
    again = SqliteLocalStore(path)
    with pytest.raises(StoreError) as caught:
        again.listeners()
    assert caught.value.reason == "damaged"
    again.close()
