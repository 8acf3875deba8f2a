"""The one door to the database: transactions, group commit, and what fails alone."""

from __future__ import annotations

import asyncio
import sqlite3
import stat
import subprocess
import sys
import threading
import time

import pytest
from sqlalchemy import event, text

from app.server.store import counters, facts
from app.server.store.database import DatabaseClosed, DatabaseUnusable, SqliteDatabase


def count_facts(tx):
    return tx.execute(text("SELECT count(*) FROM facts WHERE name LIKE 'n%'")).scalar_one()


def write(name):
    return lambda tx: facts.write(tx, name, name)


class Gate:
    """Holds the database thread inside a piece of work, so that others gather."""

    def __init__(self) -> None:
        self.entered, self.opened = threading.Event(), threading.Event()

    def __call__(self, _tx) -> None:
        self.entered.set()
        assert self.opened.wait(10)


def gathered(database, works):
    """Run works that all wait while another holds the thread: they share one batch."""

    async def run():
        gate = Gate()
        first = asyncio.ensure_future(database.run(gate))
        await asyncio.to_thread(gate.entered.wait, 10)
        rest = [asyncio.ensure_future(database.run(work)) for work in works]
        await asyncio.sleep(0)  # let each of them submit its work
        gate.opened.set()
        return (await asyncio.gather(first, *rest, return_exceptions=True))[1:]

    return asyncio.run(run())


def test_the_pragmas_hold_what_was_acknowledged(sqlite):
    def read(tx):
        names = ("journal_mode", "synchronous", "foreign_keys")
        return [tx.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in names]

    assert sqlite.run_sync(read) == ["wal", 2, 1]


def test_work_is_committed_before_its_result_is_told(sqlite, tmp_path):
    sqlite.run_sync(write("n1"))
    with sqlite3.connect(tmp_path / "test.sqlite3") as other:
        assert other.execute("SELECT count(*) FROM facts WHERE name = 'n1'").fetchone() == (1,)
    other.close()


def test_an_exception_rolls_back_and_reaches_its_caller(database):
    def fail(tx):
        facts.write(tx, "n1", 1)
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        database.run_sync(fail)
    assert database.run_sync(count_facts) == 0


def test_works_that_wait_share_one_commit(database):
    commits = []

    def watch(tx):
        event.listen(tx.engine, "commit", lambda _connection: commits.append(1))

    database.run_sync(watch)
    commits.clear()
    gathered(database, [write(f"n{number}") for number in range(20)])
    assert database.run_sync(count_facts) == 20
    assert len(commits) == 3  # the gate, all twenty, and the count


def test_in_a_shared_commit_only_the_failed_work_is_undone(database):
    def fail(tx):
        facts.write(tx, "n-bad", 1)
        raise ValueError("bad")

    results = gathered(database, [write("n1"), fail, write("n2")])
    assert [type(one) for one in results] == [type(None), ValueError, type(None)]
    assert database.run_sync(count_facts) == 2


def test_when_the_transaction_dies_nobody_is_told_that_it_worked(sqlite):
    def kill(tx):
        tx.exec_driver_sql("ROLLBACK")
        raise ValueError("as SQLite does when the disk is full")

    results = gathered(sqlite, [write("n1"), kill, write("n2")])
    assert all(isinstance(one, Exception) for one in results)
    assert sqlite.run_sync(count_facts) == 0
    sqlite.run_sync(write("n3"))  # and the door still works
    assert sqlite.run_sync(count_facts) == 1


def test_a_failed_commit_is_an_error_for_all(sqlite):
    def break_a_key(tx):
        tx.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        tx.exec_driver_sql(
            "INSERT INTO tokens (hash, user_id, label, created_ms) VALUES ('h', 'nobody', '', 0)"
        )

    results = gathered(sqlite, [write("n1"), break_a_key])
    assert all(isinstance(one, Exception) for one in results)
    assert sqlite.run_sync(count_facts) == 0
    sqlite.run_sync(write("n2"))
    assert sqlite.run_sync(count_facts) == 1


def test_work_that_nobody_waits_for_any_more_is_not_done(database):
    async def run():
        gate = Gate()
        first = asyncio.ensure_future(database.run(gate))
        await asyncio.to_thread(gate.entered.wait, 10)
        unwanted = asyncio.ensure_future(database.run(write("n1")))
        await asyncio.sleep(0)
        unwanted.cancel()
        await asyncio.sleep(0)
        gate.opened.set()
        await asyncio.gather(first, unwanted, return_exceptions=True)

    asyncio.run(run())
    assert database.run_sync(count_facts) == 0


def test_closing_finishes_what_waits_and_refuses_what_comes(tmp_path):
    database = SqliteDatabase(tmp_path / "test.sqlite3")
    results = []
    for number in range(10):
        threading.Thread(
            target=lambda n=number: results.append(database.run_sync(lambda _tx: n))
        ).run()
    database.close_sync()
    database.close_sync()
    assert sorted(results) == list(range(10))
    with pytest.raises(DatabaseClosed):
        database.run_sync(count_facts)


def test_counters_count_from_one_without_gaps(database):
    gathered(database, [lambda tx: counters.next_value(tx, "feed") for _ in range(20)])
    assert database.run_sync(lambda tx: counters.current_value(tx, "feed")) == 20
    assert database.run_sync(lambda tx: list(counters.take(tx, "feed", 3))) == [21, 22, 23]


def test_values_never_reach_an_error_text(database):
    def fail(tx):
        tx.execute(text("INSERT INTO nowhere VALUES (:secret)"), {"secret": "hunter2"})

    with pytest.raises(Exception, match="nowhere") as caught:
        database.run_sync(fail)
    assert "hunter2" not in str(caught.value)


def test_a_foreign_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "foreign.sqlite3"
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA application_id = 7")
        raw.execute("CREATE TABLE mine (x)")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(DatabaseUnusable):
        SqliteDatabase(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "text.sqlite3"
    path.write_bytes(b"this is no database " * 100)
    with pytest.raises(DatabaseUnusable):
        SqliteDatabase(path)
    assert path.read_bytes() == b"this is no database " * 100


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_T14_the_database_and_its_log_are_private(tmp_path):
    """In a process of its own: the umask belongs to all threads."""
    script = (
        "import os, sys; os.umask(0)\n"
        "from pathlib import Path\n"
        "from app.server.store.database import SqliteDatabase\n"
        "from app.server.store.migrations import migrate\n"
        "path = Path(sys.argv[1])\n"
        "database = SqliteDatabase(path); database.run_sync(migrate)\n"
        "print([oct(file.stat().st_mode & 0o777) for file in sorted(path.parent.iterdir())])\n"
        "database.close_sync()\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "a.sqlite3")],
        capture_output=True,
        check=True,
        text=True,
    )
    assert run.stdout.strip() == str(["0o600"] * 3)  # the database, -shm and -wal
    assert stat.S_IMODE((tmp_path / "a.sqlite3").stat().st_mode) == 0o600


def test_T46_forgetting_empties_the_log_and_waits_for_no_reader(sqlite, tmp_path):
    """A backup that reads is not waited for: the next time does it."""
    log = tmp_path / "test.sqlite3-wal"
    sqlite.run_sync(write("n1"))
    reader = sqlite3.connect(tmp_path / "test.sqlite3", isolation_level=None)
    try:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM facts").fetchone()
        sqlite.run_sync(write("n2"))
        started_s = time.monotonic()
        sqlite.forget_sync()
        assert time.monotonic() - started_s < 4  # SQLite's own patience is 5 s
        assert log.stat().st_size > 0
        reader.execute("COMMIT")
    finally:
        reader.close()
    sqlite.forget_sync()
    assert log.stat().st_size == 0
    assert sqlite.run_sync(count_facts) == 2
    (secure,) = sqlite.run_sync(lambda tx: tx.execute(text("PRAGMA secure_delete")).one())
    assert secure == 1
