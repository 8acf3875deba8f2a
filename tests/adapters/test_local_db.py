"""The local file: what is acknowledged stays, what is not ours is left alone."""

import os
import sqlite3
import stat
import subprocess
import sys
import textwrap
import threading
from pathlib import Path

import pytest

from app.adapters.local_db import APPLICATION_ID, LocalDb
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


def refused(path, steps=STEPS):
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as caught:
        LocalDb(path, steps)
    assert caught.value.path == str(path)
    if before is not None:
        assert path.read_bytes() == before  # looked at, not touched
    return caught.value.reason


def test_D3_the_file_is_kept_so_that_a_power_cut_costs_nothing(db):
    assert (pragma(db, "journal_mode"), pragma(db, "synchronous")) == ("wal", 2)
    assert pragma(db, "application_id") == APPLICATION_ID
    assert pragma(db, "user_version") == 1


@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_T14_every_file_is_private_from_the_start(tmp_path, mask):
    before = os.umask(mask)
    try:
        db = LocalDb(tmp_path / "local.db", STEPS)
        with db.transaction() as tx:
            tx.execute("INSERT INTO t VALUES (1)")
        modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()}
        db.close()
    finally:
        os.umask(before)
    names = ("local.db", "local.db-wal", "local.db-shm", "local.db.made", "local.db.lock")
    assert set(modes) == set(names)
    assert set(modes.values()) == {0o600}


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


# -- what is not opened -----------------------------------------------------------------


def test_F30_an_emptied_file_is_damaged_and_not_a_first_run(path):
    LocalDb(path, STEPS).close()
    path.write_bytes(b"")
    assert refused(path) == "damaged"
    path.unlink()
    assert refused(path) == "damaged"


def test_F30_an_empty_file_that_never_was_ours_is_a_first_run(path):
    path.touch()
    LocalDb(path, STEPS).close()


@pytest.mark.parametrize("size", [50, 99, 4096, 6000])
def test_F31_a_truncated_file_is_damaged(path, size):
    db = LocalDb(path, STEPS)
    with db.transaction() as tx:
        tx.executemany("INSERT INTO u VALUES (?)", [("x" * 500,)] * 100)
    db.close()
    path.write_bytes(path.read_bytes()[:size])
    assert refused(path) == "damaged"


def test_F32_an_overwritten_header_is_damaged(path):
    LocalDb(path, STEPS).close()
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])
    assert refused(path) == "damaged"


def test_F32_what_is_no_database_is_foreign(tmp_path):
    text, folder, link = tmp_path / "text", tmp_path / "folder", tmp_path / "link"
    text.write_text("Dear diary, " * 20)
    folder.mkdir()
    link.symlink_to(text)
    assert [refused(one) for one in (text, folder, link)] == ["foreign"] * 3
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "fifo")
        assert refused(tmp_path / "fifo") == "foreign"


def test_F33_a_garbage_page_is_found(path):
    db = LocalDb(path, STEPS)
    with db.transaction() as tx:
        tx.executemany("INSERT INTO u VALUES (?)", [("x" * 500,)] * 100)
    db.close()
    data = bytearray(path.read_bytes())
    data[8192:12288] = os.urandom(4096)
    path.write_bytes(bytes(data))
    assert refused(path) == "damaged"


def test_F35_a_newer_or_foreign_database_is_left_as_it_is(path, tmp_path):
    LocalDb(path, (*STEPS, ("CREATE TABLE v (c)",))).close()
    assert refused(path) == "newer"
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("PRAGMA application_id = 7")
        connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    assert refused(other) == "foreign"


# -- migrations -------------------------------------------------------------------------


def test_F36_an_older_file_is_brought_up_to_date(path):
    db = LocalDb(path, STEPS)
    with db.transaction() as tx:
        tx.execute("INSERT INTO t VALUES (1)")
    db.close()
    db = LocalDb(path, (*STEPS, ("ALTER TABLE t ADD COLUMN extra TEXT DEFAULT 'x'",)))
    with db.reading() as connection:
        assert connection.execute("SELECT a, extra FROM t").fetchall() == [(1, "x")]
    assert pragma(db, "user_version") == 2
    db.close()


def test_F36_a_migration_that_fails_changes_nothing(path):
    LocalDb(path, STEPS).close()
    with pytest.raises(StoreError):
        LocalDb(path, (*STEPS, ("CREATE TABLE v (c)", "this is no SQL")))
    db = LocalDb(path, STEPS)
    assert pragma(db, "user_version") == 1
    with db.reading() as connection:
        assert connection.execute("SELECT name FROM sqlite_master WHERE name='v'").fetchall() == []
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
