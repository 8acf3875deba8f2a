"""Looks at a database file before anything writes to it.

What is not ours, is damaged or was made by a newer version stays exactly as it is: it
is read through a connection that cannot write, and refused with one line that says
what to do.  A folder that has held a platform carries a mark, so that a database which
was emptied or lost is not taken for a first start.
"""

from __future__ import annotations

import json
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.server.store import facts
from app.server.store.database import APPLICATION_ID, DatabaseUnusable
from app.server.store.migrations import STEPS, SchemaTooNew

_MAGIC: Final = b"SQLite format 3\0"
_ALWAYS_CHECKED_BYTES: Final = 32 * 1024 * 1024  # read whole in some tens of milliseconds
_ADVICE: Final = "restore a backup with `platform restore`"


@dataclass(frozen=True, slots=True)
class Found:
    """What a database file is.

    Attributes:
        schema: The number of steps it has; 0 when there is nothing in it yet.
    """

    schema: int


def inspect_database(path: Path, *, was_made: bool, thoroughly: bool = False) -> Found:
    """Make sure that a file may be opened as this platform's database.

    Args:
        path: The file; it may be missing when nothing was made yet.
        was_made: The folder has held a platform before.
        thoroughly: Compare every index with its table too.

    Raises:
        DatabaseUnusable: It may not, and why.
        SchemaTooNew: A newer version made it.
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        if was_made:
            raise DatabaseUnusable(f"{path.name} is missing; put it back, or {_ADVICE}") from None
        return Found(0)
    if not stat.S_ISREG(found.st_mode):
        raise DatabaseUnusable(f"{path} is not a plain file")
    if found.st_size == 0:
        if was_made:
            raise DatabaseUnusable(f"{path.name} was emptied; {_ADVICE}")
        return Found(0)
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise DatabaseUnusable(f"{path.name} is not a database; {_ADVICE}")
    try:
        is_still = not _log_of(path).exists()
        with reading(path, is_still=is_still) as raw:
            schema = _schema_of(raw, path)
            if is_still and found.st_size < _expected_size(raw):
                raise _damaged(path)
            if thoroughly or _needs_check(path, found.st_size):
                _check(raw, path, thoroughly=thoroughly)
    except sqlite3.OperationalError as error:  # locked, or no right to read it
        raise DatabaseUnusable(f"{path.name} cannot be opened: {error}") from None
    except (sqlite3.DatabaseError, ValueError, TypeError):  # names and facts that are none
        raise _damaged(path) from None
    return Found(schema)


@contextmanager
def reading(path: Path, *, is_still: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection that writes nothing to the database, and checkpoints nothing into it.

    Args:
        path: The database.
        is_still: Nobody has it open, and it has no log: nothing is made beside it either.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro" + ("&immutable=1" if is_still else "")
    with closing(sqlite3.connect(uri, uri=True, timeout=5.0)) as raw:
        yield raw


def _schema_of(raw: sqlite3.Connection, path: Path) -> int:
    (application,) = raw.execute("PRAGMA application_id").fetchone()
    tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type='table'")}
    if application != APPLICATION_ID and (application != 0 or tables):
        raise DatabaseUnusable(f"{path.name} belongs to another application; it was left alone")
    if "facts" not in tables:
        if tables:
            raise _damaged(path)
        return 0
    known = dict(raw.execute("SELECT name, value FROM facts"))
    schema = int(known.get(facts.SCHEMA_VERSION, 0))
    if schema > len(STEPS):
        maker = json.loads(known.get(facts.WRITTEN_BY, '""'))
        by = f" {maker}" if maker else ""
        raise SchemaTooNew(
            f"{path.name} was made by a newer version{by} (schema {schema}, this one knows "
            f"{len(STEPS)}); it was not opened"
        )
    return schema


def _expected_size(raw: sqlite3.Connection) -> int:
    """What the header promises; SQLite itself reads what was cut off the last page as zeros."""
    (pages,), (size,) = (
        raw.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size")
    )
    return int(pages) * int(size)


def _needs_check(path: Path, size: int) -> bool:
    """After an end that was not clean the log still holds something."""
    log = _log_of(path)
    return size <= _ALWAYS_CHECKED_BYTES or (log.exists() and log.stat().st_size > 0)


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def _check(raw: sqlite3.Connection, path: Path, *, thoroughly: bool) -> None:
    raw.create_function("casefold", 1, _casefold, deterministic=True)  # an index may use it
    pragma = "integrity_check" if thoroughly else "quick_check"
    if raw.execute(f"PRAGMA {pragma}(1)").fetchall() != [("ok",)]:
        raise _damaged(path)
    if thoroughly and raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
        raise _damaged(path)


def _casefold(text: str | None) -> str | None:
    return None if text is None else text.casefold()


def _damaged(path: Path) -> DatabaseUnusable:
    return DatabaseUnusable(f"{path.name} is damaged; it was left as it is: {_ADVICE}")
