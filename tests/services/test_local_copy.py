"""The copy in memory: no reading of the store, and never ahead of it nor behind."""

from __future__ import annotations

import pytest

from app.adapters.local_store import SqliteLocalStore
from app.domain.control import Cancelled, JobControl
from app.domain.errors import StoreError
from app.domain.sync_state import SyncState
from app.services.local_copy import LocalCopy
from tests.support.builders import NOW, a_credential, a_listener, local, settings
from tests.support.fakes import FakeLocalStore


class FullDisk(FakeLocalStore):
    """Takes nothing once it is full."""

    full = False

    def _fail(self):
        if self.full:
            raise StoreError("full", reason="disk_full", path="")

    def replace_if(self, row, *, expected):
        self._fail()
        return super().replace_if(row, expected=expected)

    def apply_changes(self, rows, dropped, **page):
        self._fail()
        return super().apply_changes(rows, dropped, **page)

    def replace_credentials(self, credentials):
        self._fail()
        super().replace_credentials(credentials)

    def put_document(self, name, value):
        self._fail()
        super().put_document(name, value)


class Unreadable(FakeLocalStore):
    """Whoever reads it after it was opened reads on the GUI thread one day."""

    def __init__(self, *rows):
        self.is_open = False
        super().__init__(*rows)

    def __getattribute__(self, name):
        reads = {"listeners", "unsettled", "listener", "credentials", "document", "documents"}
        if name in reads | {"feed_position", "synced_at"} and self.is_open:
            raise AssertionError(f"{name} was read")
        return super().__getattribute__(name)


def edited(row):
    return local(row.base, mine=settings(name="mine"), state=SyncState.WAITING, changed_at=NOW)


def test_reading_never_reaches_the_store():
    rows = [local(), edited(local())]
    store = Unreadable(*rows)
    copy = LocalCopy(store)
    store.is_open = True
    assert copy.listeners() == rows
    assert copy.unsettled() == rows[1:]
    assert copy.listener(rows[0].id) == rows[0]
    assert (copy.credentials(), copy.documents(), copy.document("me")) == ([], {}, None)
    assert (copy.feed_position(), copy.synced_at()) == ((None, None), None)


def test_rows_that_did_not_change_stay_the_same_objects():
    rows = [local() for _ in range(3)]
    copy = LocalCopy(FakeLocalStore(*rows))
    before = {row.id: row for row in copy.listeners()}
    new = edited(rows[1])
    assert copy.replace_if(new, expected=rows[1])
    after = {row.id: row for row in copy.listeners()}
    assert [after[row.id] is before[row.id] for row in rows] == [True, False, True]


def test_what_a_reader_was_given_never_changes():
    first, second = local(), local()
    copy = LocalCopy(FakeLocalStore(first))
    given = (copy.listeners(), copy.credentials(), copy.documents())
    copy.put_listener(second)
    copy.replace_credentials([a_credential()])
    copy.put_document("me", {})
    assert given == ([first], [], {})


def test_a_new_row_takes_its_place_among_the_others():
    rows = sorted((local() for _ in range(3)), key=lambda row: row.id)
    copy = LocalCopy(FakeLocalStore(rows[0], rows[2]))
    copy.put_listener(rows[1])
    assert copy.listeners() == rows


def test_what_the_store_did_not_take_is_not_shown_either():
    row = local()
    store = FullDisk(row)
    copy = LocalCopy(store)
    store.full = True
    page = {"token": "t", "epoch": "e", "at": NOW}
    writes = (
        lambda: copy.replace_if(edited(row), expected=row),
        lambda: copy.apply_changes([edited(row)], [], expected={row.id: row}, **page),
        lambda: copy.apply_changes([], [row.id], expected={}, **page),
        lambda: copy.replace_credentials([a_credential()]),
        lambda: copy.put_document("me", {}),
    )
    for write in writes:
        with pytest.raises(StoreError):
            write()
    assert (copy.listeners(), copy.credentials(), copy.documents()) == ([row], [], {})
    assert (copy.feed_position(), copy.synced_at()) == ((None, None), None)


def test_what_another_window_wrote_is_found_when_a_write_meets_it(tmp_path):
    path = tmp_path / "local.db"
    mine, theirs = (LocalCopy(SqliteLocalStore(path)) for _ in range(2))
    row, other = local(), local()
    mine.put_listener(row)
    theirs.put_listener(other)

    assert not theirs.replace_if(row, expected=None), "it was overwritten"
    assert {one.id for one in theirs.listeners()} == {row.id, other.id}
    new = edited(row)
    assert theirs.replace_if(new, expected=row)
    assert not mine.drop_if(row)
    assert mine.listener(row.id) == new
    page = {"token": "t", "epoch": "e", "at": NOW}
    assert theirs.apply_changes([], [other.id], expected={other.id: other}, **page)
    assert not mine.apply_changes([], [], expected={other.id: other}, **page)
    assert mine.listener(other.id) is None
    for one in (mine, theirs):
        one.close()


def test_a_row_that_is_here_otherwise_is_refused_without_asking_the_store():
    row = local()
    store = Unreadable(row)
    copy = LocalCopy(store)
    store.is_open = True
    stale = local(a_listener(id=row.id, version=9))
    assert not copy.replace_if(edited(row), expected=stale)
    assert not copy.drop_if(stale)
    page = {"token": "t", "epoch": "e", "at": NOW}
    assert not copy.apply_changes([], [], expected={row.id: stale}, **page)


def test_opening_ends_when_nobody_waits_for_it_any_more():
    control = JobControl()
    control.cancel()
    with pytest.raises(Cancelled):
        LocalCopy(FakeLocalStore(local()), control)
