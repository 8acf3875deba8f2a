"""The local file: what is acknowledged stays, what is not ours is left alone."""

import ast
import os
import sqlite3
import stat
import subprocess
import sys
import textwrap
import threading
from datetime import date
from pathlib import Path

import pytest

from app.adapters.database_inspection import APPLICATION_ID
from app.adapters.local_db import LocalDb
from app.domain.errors import StoreError

STEPS = (("CREATE TABLE t (a INTEGER PRIMARY KEY)", "CREATE TABLE u (b TEXT)"),)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "local.db"


@pytest.fixture
def db(path):
    db = LocalDb(path, STEPS)
    yield db
    db.close()


def numbers(db):
    with db.reading() as connection:
        return [number for (number,) in connection.execute("SELECT a FROM t ORDER BY a")]


def pragma(db, name):
    with db.reading() as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_D3_the_file_is_kept_so_that_a_power_cut_costs_nothing(db):
    assert (pragma(db, "journal_mode"), pragma(db, "synchronous")) == ("wal", 2)
    assert pragma(db, "application_id") == APPLICATION_ID
    assert pragma(db, "user_version") == 1


@pytest.mark.parametrize(
    "name",
    [
        *("plain", "a b", "100%25", "why?mode=rwc", "a#b", "a&immutable=1", "Büro ☂", "'\"\\"),
        pytest.param(
            os.fsdecode(b"caf\xe9"),
            marks=pytest.mark.skipif(sys.platform != "linux", reason="no such names there"),
        ),
    ],
)
def test_a_file_is_found_again_whatever_its_folder_is_called(tmp_path, name):
    path = tmp_path / name / "local.db"
    path.parent.mkdir()
    for expected in ([], [1]):
        db = LocalDb(path, STEPS)  # the second looks into what there is
        assert numbers(db) == expected
        with db.transaction() as tx:
            tx.execute("INSERT OR IGNORE INTO t VALUES (1)")
        db.close()
    assert [one.name for one in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_T14_every_file_is_private_from_the_start(tmp_path, mask):
    before = os.umask(mask)
    try:
        db = LocalDb(tmp_path / "local.db", STEPS, today=lambda: date(2026, 11, 26))
        with db.transaction() as tx:
            tx.execute("INSERT INTO t VALUES (1)")
        found = list(tmp_path.rglob("*"))
        modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in found if one.is_file()}
        folders = [stat.S_IMODE(one.stat().st_mode) for one in found if one.is_dir()]
        db.close()
    finally:
        os.umask(before)
    beside = {f"local.db{end}" for end in ("", "-wal", "-shm", ".made", ".lock", ".open")}
    assert set(modes) == {*beside, "2026-11-26.db", "local.lock"}
    assert (set(modes.values()), set(folders)) == ({0o600}, {0o700})


def insert(db, *numbers, then=None):
    with db.transaction() as tx:
        for number in numbers:
            tx.execute("INSERT INTO t VALUES (?)", (number,))
        if then is not None:
            raise then


def test_a_transaction_is_all_or_nothing(db):
    with pytest.raises(KeyError):
        insert(db, 1, then=KeyError())
    with pytest.raises(StoreError):
        insert(db, 2, 2)
    insert(db, 3)
    assert numbers(db) == [3]


def test_many_threads_share_it(db):
    def work(start):
        for number in range(start, start + 20):
            with db.transaction() as tx:
                tx.execute("INSERT INTO t VALUES (?)", (number,))

    threads = [threading.Thread(target=work, args=(100 * n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(numbers(db)) == 80


def test_F02_what_was_committed_survives_a_kill(path):
    LocalDb(path, STEPS).close()
    program = textwrap.dedent(
        """
        import os, signal, sys, pathlib
        from app.adapters.local_db import LocalDb
        db = LocalDb(pathlib.Path(sys.argv[1]), ((),))
        for number in range(1000):
            with db.transaction() as tx:
                tx.execute("INSERT INTO t VALUES (?)", (number,))
            print(number, flush=True)
            if number == 50:
                os.kill(os.getpid(), signal.SIGKILL)
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        timeout=60,
        check=False,
    )
    acknowledged = [int(line) for line in done.stdout.split()]
    assert acknowledged == list(range(51))
    db = LocalDb(path, STEPS)
    assert numbers(db) == acknowledged
    db.close()


# -- trouble while running --------------------------------------------------------------


def test_F29_a_file_that_another_process_holds_is_locked(path, monkeypatch):
    monkeypatch.setattr("app.adapters.local_db.BUSY_TIMEOUT_S", 0.1)
    db = LocalDb(path, STEPS)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError) as caught, db.transaction() as tx:
        tx.execute("INSERT INTO t VALUES (1)")
    assert caught.value.reason == "locked"
    other.execute("ROLLBACK")
    with db.transaction() as tx:
        tx.execute("INSERT INTO t VALUES (1)")
    other.close()
    db.close()


def test_F29_a_file_that_is_held_for_a_moment_is_waited_for(path):
    db = LocalDb(path, STEPS)
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.2, other.execute, ["ROLLBACK"]).start()
    with db.transaction() as tx:
        tx.execute("INSERT INTO t VALUES (1)")
    assert numbers(db) == [1]
    other.close()
    db.close()


def test_F29_D15_no_transaction_begins_by_reading():
    """A lock taken late fails at once, however long one is ready to wait."""
    begun = []
    for path in (Path(__file__).parents[2] / "app" / "adapters").glob("*.py"):
        words = [
            node.value
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
        ]
        begun += [one for one in words if one.startswith("BEGIN")]
    assert set(begun) == {"BEGIN IMMEDIATE"}


def test_F15_a_file_that_was_replaced_while_it_is_open_takes_no_edit_that_would_be_lost(path):
    db = LocalDb(path, STEPS)
    insert(db, 1)
    kept = path.read_bytes()
    path.unlink()
    with pytest.raises(StoreError) as caught:
        insert(db, 2)
    assert caught.value.reason == "io"
    path.write_bytes(kept)
    with pytest.raises(StoreError) as caught:
        insert(db, 2)
    assert caught.value.reason == "damaged"
    db.close()


def test_F14_a_full_disk_changes_nothing_and_is_said(db):
    with db.reading() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError) as caught, db.transaction() as tx:
        tx.executemany("INSERT INTO u VALUES (?)", [("x" * 4000,)] * 50)
    assert caught.value.reason == "disk_full"
    with db.reading() as connection:
        connection.execute("PRAGMA max_page_count = 100000")
    with db.transaction() as tx:
        tx.execute("INSERT INTO t VALUES (1)")
    assert numbers(db) == [1]
