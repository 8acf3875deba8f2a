"""Looks at a local database before anything writes to it.

What another program or a newer version made stays exactly as it is: it is read through a
connection that cannot write.  A mark beside the file says that there has been one, so that
a file which was emptied or lost is not taken for a first run.
"""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.adapters.private_files import store_error
from app.adapters.sqlite_errors import reason_of, sqlite_error
from app.domain.errors import StoreError

APPLICATION_ID: Final = 0x50574C31  # "PWL1"

_MAGIC: Final = b"SQLite format 3\x00"
_FRACTIONS_AT: Final = slice(21, 24)  # the same in every database there is
_FRACTIONS: Final = b"\x40\x20\x20"
_USER_VERSION_AT: Final = slice(60, 64)
_APPLICATION_ID_AT: Final = slice(68, 72)
_TO_ENCODE: Final = re.compile(rb"[^A-Za-z0-9/:._~-]")
_ALWAYS_CHECKED_BYTES: Final = 32 * 1024 * 1024  # read whole in some tens of milliseconds


@dataclass(frozen=True, slots=True)
class Found:
    """What a file is: `version` steps of ours (0: nothing in it yet), or how it is damaged."""

    version: int = 0
    damage: str = ""


def inspect_database(
    path: Path, *, newest: int, made: str | None, ignore_log: bool = False
) -> Found:
    """Find out whether a file may be opened as ours; nobody may be opening it meanwhile.

    Args:
        path: The file; it may be missing.
        newest: How many steps this version knows.
        made: The identity of the database that has been here; empty when it is not known,
            None when there has been none.
        ignore_log: Look at the file as if it had no log beside it.

    Raises:
        StoreError: `foreign`, `newer`: it is left alone. `locked`, `read_only`, `io`:
            nothing can be said about it now.
    """
    was_made = made is not None
    try:
        mode = path.lstat().st_mode
        if not stat.S_ISREG(mode):
            raise _refusal(path, "foreign", "is no file")
        with path.open("rb") as file:
            head, size = file.read(100), os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        return Found(damage="is gone") if was_made or log_of(path).exists() else Found()
    except OSError as exc:
        raise store_error(exc, path) from exc
    if not head:
        return Found(damage="was emptied") if was_made or log_of(path).exists() else Found()
    if len(head) < 100 or head[:16] != _MAGIC or head[_FRACTIONS_AT] != _FRACTIONS:
        if was_made:
            return Found(damage="is no database any more")
        raise _refusal(path, "foreign", "is no database")
    is_still = ignore_log or not log_of(path).exists()
    _refuse_others(path, head, newest, is_known=was_made and is_still)
    try:
        return _look_inside(path, newest, size, made or "", is_still=is_still)
    except sqlite3.Error as exc:
        if reason_of(exc) == "damaged":
            return Found(damage=str(exc))
        raise sqlite_error(exc, path) from exc


@contextmanager
def reading(path: Path, *, is_still: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection that writes nothing to the database, and checkpoints nothing into it.

    Args:
        path: The database.
        is_still: Nobody has it open, and any log is to be ignored: nothing is made beside it.
    """
    uri = f"{_uri(path)}?mode=ro" + ("&immutable=1" if is_still else "")
    with closing(sqlite3.connect(uri, uri=True, timeout=5.0)) as raw:
        raw.execute("PRAGMA trusted_schema = OFF")
        yield raw


def identity_of(raw: sqlite3.Connection) -> str:
    """What tells a database from every other one; empty when it has none yet."""
    try:
        found = raw.execute("SELECT value FROM identity").fetchone()
    except sqlite3.Error as exc:
        if reason_of(exc) != "io":  # "no such table" has no better code
            raise
        return ""
    return "" if found is None else str(found[0])


def log_of(path: Path) -> Path:
    """The write-ahead log of a database."""
    return path.with_name(f"{path.name}-wal")


def index_of_log(path: Path) -> Path:
    """The shared memory that tells what is where in the log."""
    return path.with_name(f"{path.name}-shm")


def _uri(path: Path) -> str:
    """As SQLite has it; `as_uri` reads all that Python knows of the web, at each start."""
    text = path.absolute().as_posix()
    encoded = _TO_ENCODE.sub(lambda found: b"%%%02X" % ord(found[0]), os.fsencode(text))
    return ("file://" if text.startswith("/") else "file:///") + encoded.decode("ascii")


def _refuse_others(path: Path, head: bytes, newest: int, *, is_known: bool) -> None:
    """By its header alone; what the log beside a file says of it is not in there yet."""
    made_by = int.from_bytes(head[_APPLICATION_ID_AT], "big")
    if made_by != APPLICATION_ID and (made_by or is_known):
        raise _refusal(path, "foreign", "belongs to another program")
    if int.from_bytes(head[_USER_VERSION_AT], "big") > newest:
        raise _refusal(path, "newer", "was made by a newer version")


def _look_inside(path: Path, newest: int, size: int, made: str, *, is_still: bool) -> Found:
    with reading(path, is_still=is_still) as raw:
        (made_by,) = raw.execute("PRAGMA application_id").fetchone()
        (version,) = raw.execute("PRAGMA user_version").fetchone()
        (tables,) = raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if made_by != APPLICATION_ID and (made_by or tables):
            raise _refusal(path, "foreign", "belongs to another program")
        if version > newest:
            raise _refusal(path, "newer", "was made by a newer version")
        if is_still and size < _expected_size(raw):
            return Found(damage="was cut off")  # SQLite would read zeros
        if size <= _ALWAYS_CHECKED_BYTES or not is_still:  # else the last end was a clean one
            (said,) = raw.execute("PRAGMA quick_check(1)").fetchone()
            if said != "ok":
                return Found(damage=str(said))
        if made and identity_of(raw) != made:
            return Found(damage="holds what belongs into another file")  # or its log does
        return Found(version)


def _expected_size(raw: sqlite3.Connection) -> int:
    (pages,), (size,) = (
        raw.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "page_size")
    )
    return int(pages) * int(size)


def _refusal(path: Path, reason: str, what: str) -> StoreError:
    return StoreError(f"{path}: {what}", reason=reason, path=str(path))
