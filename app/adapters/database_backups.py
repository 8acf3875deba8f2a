"""Copies of a local database: one for each of the last seven days it was opened on.

A copy is made beside writers through SQLite's own log, appears only when it is whole and
on the disk, and leaves out what was deleted.
"""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
import tempfile
from datetime import date
from pathlib import Path
from typing import Final

from app.adapters.database_inspection import reading
from app.adapters.private_files import make_private_dir, store_error, sync_dir
from app.adapters.process_lock import ProcessLock
from app.adapters.sqlite_errors import sqlite_error
from app.domain.errors import StoreError

DAYS: Final = 7
_TURN_S: Final = 60.0  # a copy of very many listeners takes seconds
_DAILY: Final = re.compile(r"\d{4}-\d\d-\d\d\.db")


def copy_database(source: Path, target: Path, *, is_still: bool = False) -> None:
    """Copy into a private file, which is there as a whole or not at all.

    Args:
        source: The database.
        target: Where to; what is there is replaced.
        is_still: Nobody has the source open, and its log is to be left out.

    Raises:
        StoreError: It cannot be read, or there is no room.
    """
    try:
        handle, name = tempfile.mkstemp(
            prefix=f".{target.name}.", suffix=".part", dir=target.parent
        )
        draft = Path(name)  # 0600
        try:
            os.close(handle)
            with reading(source, is_still=is_still) as raw:
                # A name that is no UTF-8 is no text of Python's that SQLite takes.
                raw.execute("VACUUM INTO CAST(? AS TEXT)", (os.fsencode(name),))
            with draft.open("r+b") as file:
                os.fsync(file.fileno())
            draft.replace(target)
            sync_dir(target.parent)
        finally:
            for rest in (draft, Path(f"{name}-journal")):
                rest.unlink(missing_ok=True)
    except OSError as exc:
        raise store_error(exc, target) from exc
    except sqlite3.Error as exc:
        raise sqlite_error(exc, source) from exc


def backups_turn(path: Path) -> Path:
    """The file by which processes take turns at making copies of a database."""
    return path.parent / "backups" / f"{path.stem}.lock"


def backups_of(path: Path) -> Path:
    """The folder that the copies of a database are in; it may not be there."""
    return path.parent / "backups" / path.stem


class Backups:
    """The copies of one database, in a folder beside it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._folder = backups_of(path)
        self._turn = ProcessLock(backups_turn(path))

    def keep_daily(self, today: date) -> None:
        """Make today's copy unless there is one, and let go of those before the last seven.

        Nothing is done while another process makes one: it is today's as well.

        Raises:
            StoreError: It cannot be made; those that are there stay.
        """
        target = self._made_folder() / f"{today.isoformat()}.db"
        if target.exists():
            return
        try:
            with self._turn.held(wait_s=0):
                self._keep_daily(target)
        except StoreError as exc:
            if exc.reason != "locked" or exc.path != str(backups_turn(self._path)):
                raise

    def _keep_daily(self, target: Path) -> None:
        """Only one process at a time is here, so that drafts are of those that were killed."""
        if target.exists():
            return
        copy_database(self._path, target)
        daily = sorted(one for one in self._folder.iterdir() if _DAILY.fullmatch(one.name))
        for old in (*daily[:-DAYS], *self._folder.glob(".*.part*")):
            with contextlib.suppress(OSError):
                old.unlink()

    def keep_before_migration(self, version: int, newest: int) -> None:
        """Copy the database as the version before left it.

        Raises:
            StoreError: It cannot be made.
        """
        target = self._made_folder() / f"before-{newest}-from-{version}.db"
        with self._turn.held(wait_s=_TURN_S):
            if not target.exists():  # else an earlier try at this very migration was cut off
                copy_database(self._path, target)

    def newest_first(self) -> list[Path]:
        """All copies, the last one made first."""
        with contextlib.suppress(OSError):
            found = [one for one in self._folder.iterdir() if one.suffix == ".db"]
            return sorted(found, key=lambda one: one.stat().st_mtime_ns, reverse=True)
        return []

    def _made_folder(self) -> Path:
        make_private_dir(self._folder.parent)
        return make_private_dir(self._folder)
