"""The copy in memory: no reading of the store, and never ahead of it nor behind."""

from __future__ import annotations

import threading

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

    def apply_rows(self, rows, dropped, **how):
        self._fail()
        return super().apply_rows(rows, dropped, **how)

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


@pytest.fixture
def two(tmp_path):
    """Two processes' copies of one file."""
    path = tmp_path / "local.db"
    copies = [LocalCopy(SqliteLocalStore(path)) for _ in range(2)]
    yield copies
    for one in copies:
        one.close()


def test_F27_what_another_process_wrote_is_taken_over_as_soon_as_it_is_looked_for(two):
    mine, theirs = two
    kept, dropped = local(), local()
    for row in (kept, dropped):
        mine.put_listener(row)
    assert theirs.news().listeners == {kept.id, dropped.id}
    same = theirs.listener(kept.id)

    mine.drop_if(dropped)
    mine.replace_credentials([a_credential()])
    mine.put_document("me", {"a": 1})
    page = {"token": "t", "epoch": "e", "at": NOW}
    mine.apply_changes([], [], expected={}, **page)
    news = theirs.news()
    assert (news.listeners, news.documents, news.credentials) == ({dropped.id}, {"me"}, True)
    assert theirs.listeners() == [kept]
    assert theirs.listener(kept.id) is same  # a page knows by this that nothing changed
    assert (theirs.credentials(), theirs.documents()) == (mine.credentials(), {"me": {"a": 1}})
    assert (theirs.feed_position(), theirs.synced_at()) == (("t", "e"), NOW)
    assert (theirs.news(), mine.news()) == (None, None)


def test_F27_ones_own_writes_are_no_news_and_hide_nobody_elses(two):
    mine, theirs = two
    rows = [local() for _ in range(6)]
    for row in rows[:2]:
        mine.put_listener(row)
    theirs.put_listener(rows[2])
    mine.put_listener(rows[3])
    theirs.put_listener(rows[4])
    mine.put_listener(rows[5])
    assert mine.news().listeners == {rows[2].id, rows[4].id}
    assert theirs.news().listeners == {rows[0].id, rows[1].id, rows[3].id, rows[5].id}
    assert mine.listeners() == theirs.listeners() == sorted(rows, key=lambda row: row.id)


def test_F27_who_is_far_behind_reads_everything(two, monkeypatch):
    monkeypatch.setattr("app.adapters.store_journal.KEPT", 3)
    monkeypatch.setattr("app.adapters.store_journal.NAMED", 2)
    mine, theirs = two
    rows = [local() for _ in range(7)]
    for row in rows[:4]:
        mine.put_listener(row)
    assert theirs.news().listeners is None
    page = {"token": "t", "epoch": "e", "at": NOW}
    mine.put_document("me", {})
    mine.apply_changes(rows[4:], [rows[0].id], expected={}, **page)  # too many to name
    same = theirs.listener(rows[1].id)
    assert theirs.news().listeners is None
    assert theirs.listeners() == sorted(rows[1:], key=lambda row: row.id)
    assert theirs.documents() == {"me": {}}
    assert theirs.listener(rows[1].id) is same
    assert theirs.news() is None


def test_F27_what_others_did_is_known_when_ones_turn_to_sync_begins(two):
    mine, theirs = two
    row = local()
    mine.put_listener(row)
    with theirs.sync_turn(JobControl()):
        assert theirs.listener(row.id) == row
        with pytest.raises(Cancelled), mine.sync_turn(_soon_cancelled()):
            pytest.fail("both sync")


@pytest.mark.parametrize("how", ["sync", "outbox", "refused write"])
def test_F27_what_came_in_on_the_way_is_told_by_the_next_look(two, how):
    """A window syncs, and takes over what a command left: its pages have to hear of it."""
    mine, theirs = two
    row, other = local(), local()
    mine.put_listener(row)
    mine.put_document("me", {})
    if how == "sync":
        with theirs.sync_turn(JobControl()):
            pass
    elif how == "outbox":
        with theirs.outbox_turn():
            pass
    else:
        assert not theirs.apply_rows([other], [], expected={row.id: None})
    assert theirs.listener(row.id) == row
    mine.put_listener(other)
    news = theirs.news()
    assert (news.listeners, news.documents) == ({row.id, other.id}, {"me"})
    assert theirs.news() is None


def test_one_process_at_a_time_changes_what_waits(two):
    mine, theirs = two
    mine.put_document("one", {"a": 1})
    done = threading.Event()

    def change() -> None:
        with theirs.outbox_turn():
            assert theirs.document("one") == {"a": 2}
            done.set()

    with mine.outbox_turn():
        thread = threading.Thread(target=change)
        thread.start()
        mine.put_document("one", {"a": 2})
        assert not done.is_set()
    thread.join()
    assert done.is_set()


def _soon_cancelled():
    control = JobControl()
    threading.Timer(0.05, control.cancel).start()
    return control


class Counting(dict):
    """Counts how often all of it is walked."""

    walks = 0

    def __iter__(self):
        Counting.walks += 1
        return super().__iter__()

    def values(self):
        Counting.walks += 1
        return super().values()

    def items(self):
        Counting.walks += 1
        return super().items()


def test_a_write_walks_nothing_but_what_it_changes():
    rows = [local() for _ in range(50)]
    copy = LocalCopy(FakeLocalStore(*rows))
    copy.listeners()
    copy._rows = Counting(copy._rows)
    Counting.walks = 0
    new = edited(rows[3])
    copy.put_listener(local())
    assert copy.replace_if(new, expected=rows[3])
    assert copy.drop_if(new)
    page = {"token": "t", "epoch": "e", "at": NOW}
    assert copy.apply_changes([edited(rows[4])], [], expected={rows[4].id: rows[4]}, **page)
    assert [row.id for row in copy.unsettled()] == [rows[4].id]
    assert Counting.walks == 0
    assert len(copy.listeners()) == 50
    assert Counting.walks > 0  # it does count


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
