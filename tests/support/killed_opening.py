"""Kills the opening of a local copy at one step after the other, and opens it again.

    python -m tests.support.killed_opening FOLDER first|migration|repair EVERY

A step is a statement of SQLite's or whatever Python's audit events tell of files.  Every
EVERY-th step is a crash point of its own: a child process forks, opens, and kills itself
there; a second one opens it and dies before it closes anything; then the folder is opened
as after any crash.  Says what went wrong, or how many crash points there were.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.adapters.local_db import LocalDb
from app.adapters.local_store import SqliteLocalStore
from app.adapters.store_tables import MIGRATIONS
from app.domain.plain import to_plain
from app.domain.sync_state import SyncState
from tests.support.builders import NOW, local, settings

NAME = "local.db"
_NEVER = 10**9
EVENTS = ("open", "os.link", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect")
ROWS = [local() for _ in range(20)]
CHANGE = replace(
    ROWS[3], mine=settings(name="not sent yet"), state=SyncState.WAITING, changed_at=NOW
)


def prepare(folder: Path, scenario: str) -> None:
    """The folder as the opening finds it."""
    path = folder / NAME
    if scenario == "migration":
        old = LocalDb(path, MIGRATIONS[:1])
        with old.transaction() as tx:
            for row in (*ROWS[:3], CHANGE):
                at = row.changed_at.isoformat() if row.changed_at else ""
                values = (row.id, row.state.value, at, json.dumps(to_plain(row)))
                tx.execute("INSERT INTO listeners VALUES (?,?,?,?)", values)
        old.close()
    if scenario == "repair":
        store = SqliteLocalStore(path)
        store.apply_changes(ROWS, [], expected={}, token="t", epoch="e", at=NOW)
        next((folder / "backups" / path.stem).iterdir()).unlink()
        store.keep_backup()
        store.put_listener(CHANGE)
        store.close()
        with sqlite3.connect(path) as raw:
            query = "SELECT rootpage FROM sqlite_master WHERE name = 'listeners_unsettled'"
            (page,) = raw.execute(query).fetchone()
        raw.close()
        with path.open("r+b") as file:
            file.seek((page - 1) * 4096)
            file.write(b"\xee" * 4096)


def crash_at(step: int, path: Path) -> bool:
    """Open in a child that dies at the step; False when it was through before."""
    child = os.fork()
    if child == 0:
        _arm(step)
        SqliteLocalStore(path)
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return True
    if os.waitstatus_to_exitcode(status) != 0:
        raise AssertionError(f"step {step}: the child failed")
    return False


def _arm(step: int) -> None:
    left = [step]
    connect = sqlite3.connect

    def count(*_what: Any) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def traced(*arguments: Any, **named: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **named)
        connection.set_trace_callback(count)
        return connection

    sqlite3.connect = traced
    sys.addaudithook(lambda event, _arguments: count() if event in EVENTS else None)


def look(folder: Path, scenario: str) -> str:
    """What is wrong after opening again; empty when nothing is."""
    store = SqliteLocalStore(folder / NAME)
    kept = {row.id: row for row in store.listeners()}
    repair = store.repair
    store.close()
    match scenario:
        case "first":
            wanted = {}
        case "migration":
            wanted = {row.id: row for row in (*ROWS[:3], CHANGE)}
        case _:
            wanted = {row.id: row for row in ROWS} | {CHANGE.id: CHANGE}
            aside = list((folder / "damaged").glob(f"*/{NAME}"))
            if not aside or any(one.stat().st_size == 0 for one in aside):
                return "the old file is not there any more"
            if repair is not None and not Path(repair.moved_to).is_dir():
                return "the account names no folder"
    if scenario != "repair" and repair is not None:
        return f"a sound file was replaced: {repair}"
    return "" if kept == wanted else f"{kept.keys() ^ wanted.keys()} differ"


def main(folder: Path, scenario: str, every: int) -> int:
    fresh = folder / "fresh"
    fresh.mkdir()
    prepare(fresh, scenario)
    for points, step in enumerate(range(1, 10_000, every)):
        work = folder / "work"
        shutil.rmtree(work, ignore_errors=True)
        shutil.copytree(fresh, work)
        if not crash_at(step, work / NAME):
            print(points)
            return 0
        crash_at(_NEVER, work / NAME)
        if wrong := look(work, scenario):
            print(f"killed at step {step}: {wrong}")
            return 1
    return 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
