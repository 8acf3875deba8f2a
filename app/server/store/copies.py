"""Consistent copies of a database, also while it is written.

A reader of SQLite's log sees one moment of the database and holds nobody up; it never
writes, so the database keeps its one writer.  `VACUUM INTO` leaves out what was
deleted.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from app.server.store.inspection import reading
from app.server.store.private_files import make_private_file, sync_folder


def copy_database(source: Path, target: Path) -> None:
    """Copy into a new 0600 file, which appears only when it is whole and on the disk.

    Raises:
        FileExistsError: There is a file already.
        OSError: It cannot be written.
        sqlite3.DatabaseError: The source cannot be read.
    """
    if target.exists():
        raise FileExistsError(f"{target} exists already")
    draft = target.with_name(f".{target.name}.part")
    draft.unlink(missing_ok=True)
    make_private_file(draft)
    try:
        with reading(source) as raw:
            raw.execute("VACUUM INTO ?", (os.fspath(draft),))
        with draft.open("r+b") as file:
            os.fsync(file.fileno())
        draft.rename(target)
    except sqlite3.OperationalError as error:
        raise OSError(f"{target} cannot be written: {error}") from None
    finally:
        draft.unlink(missing_ok=True)
        draft.with_name(draft.name + "-journal").unlink(missing_ok=True)
    sync_folder(target.parent)
