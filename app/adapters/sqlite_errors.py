"""What SQLite says, as the domain's error."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Final

from app.domain.errors import StoreError

_REASONS: Final = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_CANTOPEN: "io",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
}


def reason_of(exc: sqlite3.Error) -> str:
    """The `StoreError.reason` for an exception of SQLite."""
    code = getattr(exc, "sqlite_errorcode", None)
    if code is None and "decode to UTF-8" in str(exc):  # Python's own: what is stored is no text
        return "damaged"
    return _REASONS.get(code & 0xFF, "io") if isinstance(code, int) else "io"


def sqlite_error(exc: sqlite3.Error, path: Path) -> StoreError:
    """The domain's error for an exception of SQLite about a file."""
    return StoreError(f"{path}: {exc}", reason=reason_of(exc), path=str(path))
