"""A SQLite file that keeps what it acknowledged, and refuses what is not its own.

WAL with synchronous=FULL: measured, a power cut costs no acknowledged commit.  Every
transaction is BEGIN IMMEDIATE, so that none can fail half-way for a lock.

Processes that share a file take turns at writing by a lock of our own beside SQLite's:
before 3.51.3 SQLite may damage a file that two of them write or checkpoint at the same
instant (D4).  Checkpoints are made by commits only, so that they are in turn, too.
"""

from __future__ import annotations

import contextlib
import sqlite3
import stat
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.adapters.private_files import create_private_file, store_error
from app.adapters.process_lock import ProcessLock
from app.domain.errors import StoreError

APPLICATION_ID: Final = 0x50574C31  # "PWL1"
BUSY_TIMEOUT_S: Final = 5.0

_MAGIC: Final = b"SQLite format 3\x00"
_USER_VERSION_AT: Final = slice(60, 64)
_APPLICATION_ID_AT: Final = slice(68, 72)

Migration = Sequence[str]


class LocalDb:
    """One connection to one file, shared by worker threads behind a lock."""

    def __init__(self, path: Path, migrations: Sequence[Migration]) -> None:
        """Open the file, making or upgrading it.

        Raises:
            StoreError: `damaged`, `newer`, `foreign`, `locked`, `disk_full`, `read_only`.
        """
        self._path = path
        self._lock = threading.RLock()
        self._marker = path.with_name(f"{path.name}.made")
        self._turn = ProcessLock(path.with_name(f"{path.name}.lock"))
        with self._turn.held(wait_s=BUSY_TIMEOUT_S):
            self._open(migrations)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of the block, or nothing of it; kept for good once the block has ended."""
        with self._lock, self._turn.held(wait_s=BUSY_TIMEOUT_S), self._transaction() as tx:
            yield tx

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Single SELECTs, each a consistent view of its own."""
        with self._lock, self._translated():
            yield self._connection

    def close(self) -> None:
        """Write the log back into the file, unless somebody else has it open; let go of it."""
        with self._lock, contextlib.suppress(sqlite3.Error):
            self._connection.close()

    def _open(self, migrations: Sequence[Migration]) -> None:
        self._inspect(len(migrations))
        create_private_file(self._path)
        with self._translated():
            self._connection = sqlite3.connect(
                self._path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False
            )
        try:
            self._prepare(migrations)
        except BaseException:
            self._connection.close()
            raise

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._translated():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    with contextlib.suppress(sqlite3.Error):
                        self._connection.execute("ROLLBACK")
                raise

    def _inspect(self, newest: int) -> None:
        """Look at the file before SQLite may touch it: a refused one stays as it is."""
        try:
            mode = self._path.lstat().st_mode
        except FileNotFoundError:
            if self._marker.exists():
                raise self._error("damaged", "is gone") from None
            return
        except OSError as exc:
            raise store_error(exc, self._path) from exc
        if not stat.S_ISREG(mode):
            raise self._error("foreign", "is no file")
        try:
            with self._path.open("rb") as file:
                head = file.read(100)
        except OSError as exc:
            raise store_error(exc, self._path) from exc
        if not head and not self._marker.exists():
            return
        if not head:
            raise self._error("damaged", "was emptied")
        if not head.startswith(_MAGIC) or len(head) < 100:
            raise self._error("damaged" if self._marker.exists() else "foreign", "is no database")
        made_by = int.from_bytes(head[_APPLICATION_ID_AT], "big")
        if made_by != APPLICATION_ID and (made_by or self._marker.exists()):
            raise self._error("foreign", "belongs to another program")
        if int.from_bytes(head[_USER_VERSION_AT], "big") > newest:
            raise self._error("newer", "was made by a newer version")

    def _prepare(self, migrations: Sequence[Migration]) -> None:
        with self._translated():
            run = self._connection.execute
            run("PRAGMA trusted_schema = OFF")
            run("PRAGMA foreign_keys = ON")
            (journal,) = run("PRAGMA journal_mode = WAL").fetchone()
            run("PRAGMA synchronous = FULL")
            (synchronous,) = run("PRAGMA synchronous").fetchone()
            if (journal, synchronous) != ("wal", 2):
                raise self._error("io", f"cannot be kept safely ({journal}, {synchronous})")
            (found,) = run("PRAGMA quick_check(1)").fetchone()
            if found != "ok":
                raise self._error("damaged", "is damaged")
            (version,) = run("PRAGMA user_version").fetchone()
        if version < len(migrations):
            self._migrate(migrations, version)
        self._mark()

    def _migrate(self, migrations: Sequence[Migration], version: int) -> None:
        """All missing steps in one transaction; `executescript` would commit in between."""
        with self._transaction() as tx:
            for statement in (one for step in migrations[version:] for one in step):
                tx.execute(statement)
            tx.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            tx.execute(f"PRAGMA user_version = {len(migrations)}")
        with self.reading() as connection:  # so that the file's own header says it, too
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def _mark(self) -> None:
        """Remember beside the file that it exists, so that an emptied one is noticed."""
        if not self._marker.exists():
            create_private_file(self._marker)

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as exc:
            raise self._error(_reason(exc), str(exc)) from exc

    def _error(self, reason: str, what: str) -> StoreError:
        return StoreError(f"{self._path}: {what}", reason=reason, path=str(self._path))


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


def _reason(exc: sqlite3.Error) -> str:
    code = getattr(exc, "sqlite_errorcode", None)
    return _REASONS.get(code & 0xFF, "io") if isinstance(code, int) else "io"
