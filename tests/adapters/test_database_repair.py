"""Damaged, emptied, foreign and newer files: known, moved aside or left alone, and accounted for.

Whatever is done to the file, three things hold: the old one is not deleted, a change that
could be read in it is waiting afterwards, and one that could not is named as unsure or lies
in the file that was moved aside.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.adapters.database_inspection import APPLICATION_ID, index_of_log, log_of
from app.adapters.local_db import LocalDb
from app.adapters.local_store import SqliteLocalStore
from app.adapters.store_tables import MIGRATIONS
from app.domain.errors import StoreError
from app.domain.local_changes import FROM_OLDER_COPY
from app.domain.plain import to_plain
from app.domain.sync_state import SyncState
from tests.support.builders import NOW, a_credential, local, settings

PAGE = 4096


def a_change(row=None):
    row = row or local()
    mine = settings(name="not sent yet")
    return replace(row, mine=mine, state=SyncState.WAITING, changed_at=NOW)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "local.db"


def filled(path, *, rows=60):
    """A closed copy with many listeners and one waiting change; backed up without the change."""
    store = SqliteLocalStore(path)
    rows = [local() for _ in range(rows)]
    store.apply_changes(rows, [], expected={}, token="t", epoch="e", at=NOW)
    store.replace_credentials([a_credential()])
    store.put_document("me", {"a": 1})
    todays = next((path.parent / "backups" / path.stem).iterdir())
    todays.unlink()
    store.keep_backup()
    change = a_change(rows[7])
    store.put_listener(change)
    store.close()
    return rows, change


def opened(path):
    store = SqliteLocalStore(path)
    try:
        kept = {row.id: row for row in store.listeners()}
        return store.repair, kept, store.feed_position()
    finally:
        store.close()


def old_file(repair):
    return Path(repair.moved_to) / Path(repair.path).name


# -- what is moved aside ----------------------------------------------------------------


def test_F30_T45_an_emptied_or_lost_file_comes_back_from_the_backup(path):
    rows, change = filled(path)
    path.write_bytes(b"")
    repair, kept, position = opened(path)
    assert repair.backup_at is not None
    assert old_file(repair).read_bytes() == b""
    assert kept.keys() == {row.id for row in rows}
    assert kept[change.id].state is SyncState.CLEAN  # made after the backup: lost with the file
    assert position == (None, None)  # all of it is compared with the platform

    path.unlink()
    repair, kept, _position = opened(path)
    assert (repair.moved_to, repair.backup_at is None) == ("", False)
    assert kept.keys() == {row.id for row in rows}
    assert opened(path)[0] is None  # said once


def test_F30_an_empty_file_that_never_was_ours_is_a_first_run(path):
    path.touch()
    assert opened(path) == (None, {}, (None, None))


@pytest.mark.parametrize("share", [50, 99, PAGE, 0.5, 0.9, 1 - 1e-9])
def test_F31_T45_a_truncated_file_is_moved_aside_and_replaced(path, share):
    rows, change = filled(path)
    data = path.read_bytes()
    cut = data[: int(share if share > 1 else len(data) * share)]
    path.write_bytes(cut)
    repair, kept, _position = opened(path)
    assert repair.backup_at is not None
    assert old_file(repair).read_bytes() == cut
    assert kept.keys() == {row.id for row in rows}
    assert repair.changes == (kept[change.id] == change)  # read, or said that it was not


@pytest.mark.parametrize("start", [0, 16])
def test_F32_T45_an_overwritten_header_is_damage(path, start):
    rows, _change = filled(path)
    data = path.read_bytes()
    path.write_bytes(data[:start] + b"\xee" * (100 - start) + data[100:])
    repair, kept, _position = opened(path)
    assert old_file(repair).exists()
    assert kept.keys() == {row.id for row in rows}


def root_page(path, name):
    with sqlite3.connect(path) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name=?", (name,)).fetchone()
    raw.close()
    return page


def scribble(path, page):
    with path.open("r+b") as file:
        file.seek((page - 1) * PAGE)
        file.write(random.Random(page).randbytes(PAGE))


def test_F33_T45_a_broken_index_costs_nothing(path):
    rows, change = filled(path)
    scribble(path, root_page(path, "listeners_unsettled"))
    repair, kept, _position = opened(path)
    assert (repair.listeners, repair.changes, repair.unsure) == (len(rows), 1, 0)
    assert kept == {row.id: row for row in rows} | {change.id: change}


def test_F33_T45_of_a_broken_table_the_rest_is_read(path):
    rows, change = filled(path, rows=200)
    pages = path.stat().st_size // PAGE
    roots = {1} | {root_page(path, name) for name in ("listeners", "listeners_unsettled")}
    for page in range(1, pages + 1):
        if page in roots:
            continue
        file = path.with_name(f"page-{page}.db")
        shutil.copy(path, file)
        shutil.copytree(path.parent / "backups" / path.stem, path.parent / "backups" / file.stem)
        file.with_name(f"{file.name}.made").touch()
        scribble(file, page)
        repair, kept, _position = opened(file)
        assert kept.keys() == {row.id for row in rows}, page
        if repair is not None and repair.listeners < len(rows):
            assert repair.listeners > len(rows) // 2  # a page is a few of them
        is_read = kept[change.id] == change
        assert is_read or repair.listeners < len(rows), page


def test_F33_T45_whatever_is_scribbled_over_opening_ends_well(path):
    rows, _change = filled(path, rows=30)
    data = path.read_bytes()
    for seed in range(12):
        chance = random.Random(seed)
        broken = bytearray(data)
        for _ in range(chance.choice((1, 5, 50))):
            at = chance.randrange(100, len(broken))
            broken[at : at + 8] = chance.randbytes(8)[: len(broken) - at]
        path.write_bytes(bytes(broken))
        with suppress(StoreError):  # it looks sound, and its content is not
            opened(path)
        SqliteLocalStore(path, distrusted=True).close()
        repair, kept, _position = opened(path)
        assert repair is None
        assert len(kept) >= len(rows)


def test_F33_a_sound_file_with_nonsense_in_it_is_replaced_when_it_is_distrusted(path):
    rows, change = filled(path)
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE listeners SET version = 'seven' WHERE id = ?", (rows[3].id,))
        raw.execute("UPDATE documents SET value = '{'")
    raw.close()
    with pytest.raises(StoreError) as caught:
        opened(path)
    assert caught.value.reason == "damaged"
    store = SqliteLocalStore(path, distrusted=True)
    assert (store.repair.listeners, store.repair.changes) == (len(rows) - 1, 1)
    kept = {row.id: row for row in store.listeners()}
    assert kept == {row.id: row for row in rows} | {change.id: change}  # the backup had the rest
    assert store.document("me") == {"a": 1}
    store.close()


def test_T45_a_change_that_may_have_been_sent_since_the_backup_waits_for_a_person(path):
    store = SqliteLocalStore(path)
    change, settled = a_change(), local()
    for row in (change, settled):
        store.put_listener(row)
    next((path.parent / "backups" / path.stem).iterdir()).unlink()
    store.keep_backup()
    store.close()
    path.write_bytes(b"")
    repair, kept, _position = opened(path)
    assert repair.unsure == 1
    assert kept[settled.id] == settled
    row = kept[change.id]
    assert (row.state, row.settings) == (SyncState.REFUSED, change.settings)
    assert [one.code for one in row.refusals] == [FROM_OLDER_COPY]


def test_T45_a_broken_backup_is_passed_over_and_without_any_it_begins_empty(path):
    rows, _change = filled(path)
    folder = path.parent / "backups" / path.stem
    sound = next(folder.iterdir())
    broken = folder / "2020-01-01.db"
    broken.write_bytes(sound.read_bytes()[:PAGE])  # newer by its time
    path.write_bytes(b"")
    repair, kept, _position = opened(path)
    assert repair.backup_at is not None
    assert kept.keys() == {row.id for row in rows}
    shutil.rmtree(folder)
    path.write_bytes(b"")
    repair, kept, _position = opened(path)
    assert (repair.backup_at, kept) == (None, {})


# -- the log ----------------------------------------------------------------------------


@pytest.fixture
def killed(path, tmp_path):
    """The files of a copy whose process was killed: what was written last is in the log."""
    rows, _change = filled(path)
    store = SqliteLocalStore(path)
    change = a_change()
    store.put_listener(change)
    names = [path, log_of(path), index_of_log(path)]
    data = {one: one.read_bytes() for one in names}
    store.close()
    for one, content in data.items():
        one.write_bytes(content)
    return rows, change


def test_F34_after_a_kill_the_log_is_read(path, killed):
    _rows, change = killed
    repair, kept, _position = opened(path)
    assert (repair, kept[change.id]) == (None, change)


def test_F34_T45_a_missing_log_leaves_a_consistent_older_state(path, killed):
    rows, change = killed
    log_of(path).unlink()
    repair, kept, _position = opened(path)
    assert repair is None
    assert kept.keys() == {row.id for row in rows}
    assert change.id not in kept


@pytest.mark.parametrize("kind", ["noise", "cut", "of another file", "older"])
def test_F34_T45_a_log_that_is_not_the_files_own_damages_nothing(path, killed, tmp_path, kind):
    rows, _change = killed
    log = log_of(path)
    data = log.read_bytes()
    match kind:
        case "noise":
            log.write_bytes(data[:32] + random.Random(1).randbytes(len(data) - 32))
        case "cut":
            log.write_bytes(data[: len(data) // 2 + 100])
        case "of another file":
            other = SqliteLocalStore(tmp_path / "other.db")
            other.apply_changes(
                [local() for _ in range(90)], [], expected={}, token="t", epoch="e", at=NOW
            )
            log.write_bytes(log_of(tmp_path / "other.db").read_bytes())
            other.close()
        case _:
            index_of_log(path).unlink()
            opened(path)  # reads the log into the file
            log.write_bytes(data)
    repair, kept, _position = opened(path)
    assert kept.keys() >= {row.id for row in rows} or repair is not None
    assert {row.id for row in rows} <= kept.keys()


def test_F34_garbage_for_the_index_of_the_log_is_made_again(path, killed):
    _rows, change = killed
    index_of_log(path).write_bytes(random.Random(2).randbytes(32768))
    repair, kept, _position = opened(path)
    assert (repair, kept[change.id]) == (None, change)


def test_F34_T45_under_a_log_that_is_not_its_own_the_file_is_read_alone(path, killed, tmp_path):
    rows, change = killed
    other = SqliteLocalStore(tmp_path / "other.db")
    other.put_listener(local())
    log_of(path).write_bytes(log_of(tmp_path / "other.db").read_bytes())
    other.close()
    shutil.rmtree(path.parent / "backups" / path.stem)
    repair, kept, _position = opened(path)
    assert (repair.backup_at, repair.listeners) == (None, 0)
    assert kept.keys() == {row.id for row in rows}
    assert change.id not in kept
    unsure = [row for row in kept.values() if row.state is SyncState.REFUSED]
    assert len(unsure) == repair.unsure == 1  # it waited in the file; its log may have known more


# -- what is left alone -----------------------------------------------------------------


def left_alone(path, reason, steps=MIGRATIONS):
    before = path.read_bytes() if path.is_file() else None
    beside = sorted(one.name for one in path.parent.iterdir() if "damaged" in one.name)
    with pytest.raises(StoreError) as caught:
        LocalDb(path, steps)
    assert (caught.value.reason, caught.value.path) == (reason, str(path))
    if before is not None:
        assert path.read_bytes() == before
    assert beside == sorted(one.name for one in path.parent.iterdir() if "damaged" in one.name)


def test_F35_T45_a_newer_file_is_left_as_it_is(path):
    LocalDb(path, (*MIGRATIONS, ("CREATE TABLE later (a)",))).close()
    left_alone(path, "newer")


def test_F35_T45_a_newer_file_is_known_by_its_log_too(path):
    newer = LocalDb(path, MIGRATIONS)
    with newer.transaction() as tx:
        tx.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    data, log = path.read_bytes(), log_of(path).read_bytes()
    newer.close()
    path.write_bytes(data)
    log_of(path).write_bytes(log)
    left_alone(path, "newer")
    assert log_of(path).read_bytes() == log


@pytest.mark.parametrize("application_id", [0, 7])
@pytest.mark.parametrize("was_made", [False, True])
def test_F35_T45_anothers_database_is_left_as_it_is(path, application_id, was_made):
    with sqlite3.connect(path) as theirs:
        theirs.execute(f"PRAGMA application_id = {application_id}")
        theirs.execute("CREATE TABLE theirs (a)")
    theirs.close()
    if was_made:
        path.with_name(f"{path.name}.made").touch()
    left_alone(path, "foreign")


def test_F32_T45_what_is_no_database_is_left_as_it_is(tmp_path):
    text, folder, link = tmp_path / "text", tmp_path / "folder", tmp_path / "link"
    text.write_text("Dear diary, " * 20)
    folder.mkdir()
    link.symlink_to(text)
    for one in (text, folder, link):
        left_alone(one, "foreign")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "fifo")
        left_alone(tmp_path / "fifo", "foreign")


def test_T45_nothing_is_moved_from_under_somebody_who_has_it_open(path):
    store = SqliteLocalStore(path)
    change = a_change()
    store.put_listener(change)
    with pytest.raises(StoreError) as caught:
        SqliteLocalStore(path, distrusted=True)
    assert caught.value.reason == "locked"
    assert store.listeners() == [change]
    store.close()
    SqliteLocalStore(path, distrusted=True).close()


# -- backups ----------------------------------------------------------------------------


def test_T45_seven_daily_backups_are_kept(path):
    first = date(2026, 11, 1)
    days = [first + timedelta(days=number) for number in range(9)]
    for day in days:
        LocalDb(path, MIGRATIONS, today=lambda day=day: day).close()
    folder = path.parent / "backups" / path.stem
    assert sorted(one.name for one in folder.iterdir()) == [f"{one}.db" for one in days[2:]]
    with sqlite3.connect(folder / f"{days[-1]}.db") as raw:
        assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    raw.close()


def test_F36_T45_before_a_migration_the_file_is_copied(path):
    old = LocalDb(path, MIGRATIONS[:2])
    old.close()
    SqliteLocalStore(path).close()
    folder = path.parent / "backups" / path.stem
    copy = folder / f"before-{len(MIGRATIONS)}-from-2.db"
    with sqlite3.connect(copy) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (2,)
    raw.close()


def test_F14_without_room_for_the_copy_nothing_is_migrated(path, monkeypatch):
    LocalDb(path, MIGRATIONS[:2]).close()
    before = path.read_bytes()

    def full(*_arguments, **_named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.adapters.database_backups.tempfile.mkstemp", full)
    with pytest.raises(StoreError) as caught:
        SqliteLocalStore(path)
    assert caught.value.reason == "disk_full"
    assert path.read_bytes() == before
    monkeypatch.undo()
    SqliteLocalStore(path).close()


def test_F14_without_room_for_the_new_file_the_old_one_stays_where_it_is(path, monkeypatch):
    _rows, change = filled(path)
    scribble(path, root_page(path, "listeners_unsettled"))
    before = path.read_bytes()

    def full(*_arguments, **_named):
        raise StoreError("full", reason="disk_full", path="")

    monkeypatch.setattr("app.adapters.database_repair.copy_database", full)
    for _try in range(2):
        with pytest.raises(StoreError):
            opened(path)
        assert path.read_bytes() == before
        assert list((path.parent / "damaged").iterdir()) == []
    monkeypatch.undo()
    assert opened(path)[1][change.id] == change


def test_F36_a_file_of_the_first_version_is_taken_over_and_given_an_identity(path):
    """As that version left it: with an empty mark, and nothing that says which file it is."""
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA journal_mode = WAL")
        for statement in MIGRATIONS[0]:
            raw.execute(statement)
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("PRAGMA user_version = 1")
        row = local()
        values = (row.id, row.state.value, "", json.dumps(to_plain(row)))
        raw.execute("INSERT INTO listeners VALUES (?, ?, ?, ?)", values)
    raw.close()
    mark = path.with_name(f"{path.name}.made")
    mark.touch()
    assert opened(path) == (None, {row.id: row}, (None, None))
    assert len(mark.read_text()) == 32
    assert opened(path)[0] is None


def test_F14_a_daily_backup_without_room_is_no_reason_not_to_open(path, monkeypatch, caplog):
    SqliteLocalStore(path).close()
    shutil.rmtree(path.parent / "backups")

    def full(*_arguments, **_named):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.adapters.database_backups.tempfile.mkstemp", full)
    SqliteLocalStore(path).close()
    assert "no backup today" in caplog.text
