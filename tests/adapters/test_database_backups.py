"""A day's copy is made by one process, and no other touches what it is making."""

from __future__ import annotations

import logging
import sqlite3
import threading
from contextlib import closing
from datetime import date

import pytest

from app.adapters import database_backups
from app.adapters.database_backups import Backups
from app.adapters.local_store import SqliteLocalStore

TODAY = date(2026, 11, 26)
LIMIT_S = 20.0


@pytest.fixture
def path(tmp_path):
    with closing(sqlite3.connect(tmp_path / "copy.db")) as raw:
        raw.execute("CREATE TABLE things (name TEXT)")
        raw.commit()
    return tmp_path / "copy.db"


def folder(path):
    return path.parent / "backups" / path.stem


def test_a_draft_under_way_is_not_taken_for_one_that_was_left(path, monkeypatch):
    reached, going_on = threading.Event(), threading.Event()
    copy = database_backups.copy_database

    def slow(source, target, **how):
        (target.parent / f".{target.name}.x.part").touch()  # as a copy under way has one
        reached.set()
        assert going_on.wait(LIMIT_S)
        copy(source, target, **how)

    monkeypatch.setattr(database_backups, "copy_database", slow)
    first = threading.Thread(target=lambda: Backups(path).keep_daily(TODAY))
    first.start()
    assert reached.wait(LIMIT_S)
    Backups(path).keep_daily(TODAY)  # returns at once
    assert [one.name for one in folder(path).iterdir()] == [f".{TODAY}.db.x.part"]
    going_on.set()
    first.join(LIMIT_S)
    assert [one.name for one in folder(path).iterdir()] == [f"{TODAY}.db"]


def test_what_a_killed_one_left_goes_with_the_next_copy(path):
    folder(path).mkdir(parents=True)
    (folder(path) / ".2026-11-25.db.y.part").touch()
    Backups(path).keep_daily(TODAY)
    assert [one.name for one in folder(path).iterdir()] == [f"{TODAY}.db"]


def test_a_copy_before_a_migration_waits_for_its_turn(path, monkeypatch):
    reached, going_on = threading.Event(), threading.Event()
    copy = database_backups.copy_database

    def slow(source, target, **how):
        if target.name.startswith("2026"):
            reached.set()
            assert going_on.wait(LIMIT_S)
        copy(source, target, **how)

    monkeypatch.setattr(database_backups, "copy_database", slow)
    works = (
        lambda: Backups(path).keep_daily(TODAY),
        lambda: Backups(path).keep_before_migration(1, 2),
    )
    threads = [threading.Thread(target=one) for one in works]
    threads[0].start()
    assert reached.wait(LIMIT_S)
    threads[1].start()
    going_on.set()
    for one in threads:
        one.join(LIMIT_S)
    assert {one.name for one in folder(path).iterdir()} == {f"{TODAY}.db", "before-2-from-1.db"}


def test_several_that_open_it_at_once_on_a_new_day_say_nothing(tmp_path, caplog):
    where = tmp_path / "store.db"
    SqliteLocalStore(where).close()
    (made,) = folder(where).iterdir()
    with caplog.at_level(logging.WARNING):
        for _day in range(5):
            made.unlink()
            together = threading.Barrier(4)

            def open_it(together=together):
                together.wait(LIMIT_S)
                SqliteLocalStore(where).close()

            threads = [threading.Thread(target=open_it) for _one in range(4)]
            for one in threads:
                one.start()
            for one in threads:
                one.join(LIMIT_S)
            assert [one.name for one in folder(where).iterdir()] == [made.name]
    assert not [one for one in caplog.records if "backup" in one.getMessage()]
