"""The local copy in SQLite behaves like the one that services are tested with."""

import hashlib
import json
import sqlite3
from dataclasses import replace

import pytest

from app.adapters.local_db import LocalDb
from app.adapters.local_store import SqliteLocalStore
from app.adapters.store_tables import MIGRATIONS
from app.domain.control import Cancelled, JobControl
from app.domain.errors import FieldRefusal, StoreError
from app.domain.hours import Hours
from app.domain.listener import Health, HealthState, Mode, Status
from app.domain.plain import to_plain
from app.domain.sync_state import SyncState
from app.services.local_copy import LocalCopy
from tests.support.builders import NOW, a_credential, a_listener, local, settings
from tests.support.fakes import FakeLocalStore


@pytest.fixture
def path(tmp_path):
    return tmp_path / "local.db"


@pytest.fixture(params=["sqlite", "fake", "memory"])
def store(request, path):
    """All stores: a fake that behaves otherwise would prove nothing."""
    match request.param:
        case "sqlite":
            store = SqliteLocalStore(path)
        case "fake":
            store = FakeLocalStore()
        case _:
            store = LocalCopy(SqliteLocalStore(path))
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


def test_a_page_that_is_cancelled_half_way_is_not_there_at_all(store):
    rows, looks = [local() for _ in range(250)], []
    control = JobControl(give_way=lambda: looks.append(1) or len(looks) < 2 or control.cancel())
    page = {"token": "t1", "epoch": "e1", "at": NOW}
    with pytest.raises(Cancelled):
        store.apply_changes(rows, [], expected={}, **page, control=control)
    assert (store.listeners(), store.feed_position()) == ([], (None, None))
    assert store.apply_changes(rows, [], expected={}, **page, control=JobControl())
    assert len(store.listeners()) == 250


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
    store.put_document("catalog", {})
    assert store.documents() == {"me": {"a": 2}, "catalog": {}}


def test_everything_is_there_after_opening_again(path):
    store, row = SqliteLocalStore(path), a_conflict()
    store.put_listener(row)
    store.close()
    again = SqliteLocalStore(path)
    assert again.listeners() == [row]
    again.close()


def busy(**changes):
    """A listener of which everything is known."""
    health = Health(
        HealthState.DEGRADED, 120, 7, 3, NOW, 503, NOW, NOW, Hours.of((n, n % 3) for n in range(24))
    )
    base = a_listener(
        settings=settings(
            auth_type="basic",
            credential_id="crd_1",
            channel_id="chn_1",
            mode=Mode.PAUSED,
            signing=False,
            name='Übung "1"',
        ),
        status=Status.SUSPENDED,
        status_reason="endpoint_gone",
        health=health,
    )
    return local(base, **changes)


ROWS = {
    "quiet": local(),
    "busy": busy(),
    "mail": local(a_listener(settings=settings(address="a@example.com"))),
    "new": replace(local(), base=None, mine=settings(), state=SyncState.WAITING, changed_at=NOW),
    "conflict": a_conflict(),
    "conflict of a busy one": busy(
        theirs=busy().base, mine=settings(), state=SyncState.CONFLICT, changed_at=NOW
    ),
    "resumed": busy(resume_wanted=True, state=SyncState.WAITING, changed_at=NOW),
    "odd: clean, but with a time": local(changed_at=NOW),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_every_value_of_a_row_comes_back(store, row):
    store.put_listener(row)
    assert store.listener(row.id) == row


def test_files_of_the_version_before_are_taken_over(path):
    old = LocalDb(path, MIGRATIONS[:1])
    with old.transaction() as tx:
        for row in ROWS.values():
            changed_at = row.changed_at.isoformat() if row.changed_at else ""
            text = json.dumps(to_plain(row), ensure_ascii=False)
            values = (row.id, row.state.value, changed_at, text)
            tx.execute(
                "INSERT INTO listeners (id, state, changed_at, row) VALUES (?,?,?,?)", values
            )
    old.close()
    store = SqliteLocalStore(path)
    kept = {row.id: row for row in store.listeners()}
    assert len(kept) == len(ROWS)
    for name, row in ROWS.items():
        if "odd" not in name:  # it was never written: a clean row has no change to date
            assert kept[row.id] == row, name
    store.close()


def test_F36_a_step_that_files_were_made_with_never_changes():
    """Only appended to: whoever changes one makes files that no other step knows."""
    made_with = ("8278579d955cbf83", "e8beaec47ce0f1f9", "f9ebb78e378fa391")
    digests = tuple(
        hashlib.sha256(repr(tuple(step)).encode()).hexdigest()[:16] for step in MIGRATIONS
    )
    assert digests[: len(made_with)] == made_with


def test_reading_stops_when_nobody_waits_for_it_any_more(store):
    store.put_listener(local())
    control = JobControl()
    control.cancel()
    with pytest.raises(Cancelled):
        store.listeners(control)


@pytest.mark.parametrize(
    "damage",
    [
        "version = 'seven'",
        "signing = NULL",
        "mode = 'sometimes'",
        "updated_at = 'yesterday'",
        "updated_at = NULL",
        "hours = '[[1, 2, 3]]'",
        "hours = '{'",
        "state = 'waiting'",  # and nothing that waits
        "here = '{\"id\": 7}'",
        'here = \'{"id": "lst_other", "base": null}\'',
        "here = '{'",
        "etag = NULL",  # never there, and nothing that waits
    ],
)
def test_a_row_that_cannot_be_read_is_damage_and_not_a_crash(path, damage):
    store, row = SqliteLocalStore(path), local()
    store.put_listener(row)
    store.close()
    with sqlite3.connect(path) as connection:
        connection.execute(f"UPDATE listeners SET {damage}")
    connection.close()
    again = SqliteLocalStore(path)
    with pytest.raises(StoreError) as caught:
        again.listeners()
    assert caught.value.reason == "damaged"
    again.close()
