"""Opens the SQLite database of a data folder, and only one that may be opened."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Final

from app.server.store.copies import copy_database
from app.server.store.database import SqliteDatabase
from app.server.store.inspection import inspect_database
from app.server.store.migrations import STEPS
from app.server.store.private_files import make_private_folder, touch_private
from app.server.store.replacement import finish_replacement

BACKUP_FOLDER: Final = "backups"
MARK_FILE: Final = "platform.made"  # that there has been a database here


def open_database_file(path: Path) -> SqliteDatabase:
    """Open a database that may lack steps; it is copied first if it does.

    Raises:
        DatabaseUnusable: It is not ours, is damaged, or was lost; it was left alone.
        SchemaTooNew: A newer version made it; it was left alone.
        OSError: There is no room for the copy.
    """
    finish_replacement(path.parent)
    found = inspect_database(path, was_made=mark_of(path).exists())
    if 0 < found.schema < len(STEPS):
        _copy_before_migration(path, found.schema)
    return SqliteDatabase(path)


def mark_made(path: Path) -> None:
    """Remember that the folder holds a database, once something is in it."""
    touch_private(mark_of(path))


def mark_of(path: Path) -> Path:
    """The mark beside a database."""
    return path.with_name(MARK_FILE)


def stamp() -> str:
    """The present moment as part of a file's name."""
    return time.strftime("%Y%m%d-%H%M%S", time.gmtime())


def _copy_before_migration(path: Path, schema: int) -> None:
    folder = path.parent / BACKUP_FOLDER
    make_private_folder(folder)
    target = folder / f"before-schema-{len(STEPS)}-from-{schema}.sqlite3"
    if not target.exists():  # else an earlier try at this very migration was cut off
        copy_database(path, target)
