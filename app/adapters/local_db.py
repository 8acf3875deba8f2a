"""A SQLite file that keeps what it acknowledged, and refuses what is not its own.

WAL with synchronous=FULL: measured, a power cut costs no acknowledged commit.  Every
transaction is BEGIN IMMEDIATE, so that none can fail half-way for a lock.

Processes that share a file take turns at writing by a lock of our own beside SQLite's:
before 3.51.3 SQLite may damage a file that two of them write or checkpoint at the same
instant (D4).  Checkpoints are made by commits only, so that they are in turn, too.

A damaged file is moved aside and replaced (`database_repair`), unless somebody has it open.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from app.adapters.database_backups import Backups
from app.adapters.database_inspection import identity_of, inspect_database
from app.adapters.database_repair import (
    Migration,
    Salvage,
    finish_repair,
    migrate,
    new_identity,
    nothing_to_salvage,
    repair_database,
)
from app.adapters.presence import Presence
from app.adapters.private_files import create_private_file, store_error, write_atomically
from app.adapters.process_lock import ProcessLock
from app.adapters.sqlite_errors import sqlite_error
from app.domain.errors import StoreError
from app.domain.store_repair import StoreRepair

log = logging.getLogger(__name__)

BUSY_TIMEOUT_S: Final = 5.0


def _utc_today() -> date:
    return datetime.now(UTC).date()


class LocalDb:
    """One connection to one file, shared by worker threads behind a lock.

    Attributes:
        repair: What was done about a damaged file when it was opened, if it was.
    """

    def __init__(
        self,
        path: Path,
        migrations: Sequence[Migration],
        *,
        salvage: Salvage = nothing_to_salvage,
        distrusted: bool = False,
        today: Callable[[], date] = _utc_today,
    ) -> None:
        """Open the file, making, upgrading or replacing it.

        Args:
            path: The file.
            migrations: The statements of each step.
            salvage: Brings the content of a damaged file into a new one.
            distrusted: Replace it although it looks sound: its content is damaged.
            today: The day, for the backups.

        Raises:
            StoreError: `newer`, `foreign`: it was left alone. `locked`, `disk_full`,
                `read_only`, `io`: nothing was changed.
        """
        self._path = path
        self._today = today
        self._lock = threading.RLock()
        self._marker = path.with_name(f"{path.name}.made")
        self._turn = ProcessLock(path.with_name(f"{path.name}.lock"))
        self._presence = Presence(path.with_name(f"{path.name}.open"))
        self._backups = Backups(path)
        with self._turn.held(wait_s=BUSY_TIMEOUT_S):
            self.repair = self._made_sound(migrations, salvage, "its content" if distrusted else "")
            self._open(migrations)
        self.keep_backup()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of the block, or nothing of it; kept for good once the block has ended."""
        with self._lock, self._turn.held(wait_s=BUSY_TIMEOUT_S):
            if self._place() != self._file:  # what is written now would go nowhere
                raise self._error("damaged", "was replaced while it was open")
            with self._transaction() as tx:
                yield tx

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Single SELECTs, each a consistent view of its own."""
        with self._lock, self._translated():
            yield self._connection

    def keep_backup(self) -> None:
        """Make today's backup unless there is one; what hinders it is only logged."""
        try:
            self._backups.keep_daily(self._today())
        except StoreError as exc:
            log.warning("no backup today: %s", exc)

    def close(self) -> None:
        """Write the log back into the file, unless somebody else has it open; let go of it."""
        with self._lock:
            with contextlib.suppress(sqlite3.Error):
                self._connection.close()
            self._presence.leave()

    def _made_sound(
        self, migrations: Sequence[Migration], salvage: Salvage, damage: str
    ) -> StoreRepair | None:
        """Look at the file before SQLite may touch it; a damaged one is replaced."""
        if self._presence.is_in_this_process:
            if damage:
                raise self._error("locked", f"{damage} is damaged, and it is open here")
            return None  # whoever opened it has looked
        try:
            finished = finish_repair(self._path)
        except OSError as exc:
            raise store_error(exc, self._path) from exc
        made = self._made()
        found = inspect_database(self._path, newest=len(migrations), made=made)
        damage = found.damage or damage
        if not damage:
            if 0 < found.version < len(migrations):
                self._backups.keep_before_migration(found.version, len(migrations))
            return finished
        with self._presence.alone() as is_alone:
            if not is_alone:
                raise self._error("locked", f"{damage}, and somebody has it open")
            return repair_database(self._path, damage, migrations, salvage, made or "")

    def _open(self, migrations: Sequence[Migration]) -> None:
        if not self._presence.is_in_this_process:
            create_private_file(self._path)
        self._presence.enter()
        try:
            with self._translated():
                self._connection = sqlite3.connect(
                    self._path,
                    timeout=BUSY_TIMEOUT_S,
                    isolation_level=None,
                    check_same_thread=False,
                )
            try:
                self._prepare(migrations)
            except BaseException:
                self._connection.close()
                raise
        except BaseException:
            self._presence.leave()
            raise

    def _prepare(self, migrations: Sequence[Migration]) -> None:
        with self._translated():
            run = self._connection.execute
            run("PRAGMA trusted_schema = OFF")
            run("PRAGMA foreign_keys = ON")
            run("PRAGMA cache_size = -256")  # kB: what is read is kept in memory by whoever reads
            run("PRAGMA fullfsync = ON")  # macOS: else a disk may keep it in its own memory
            (journal,) = run("PRAGMA journal_mode = WAL").fetchone()
            run("PRAGMA synchronous = FULL")
            (synchronous,) = run("PRAGMA synchronous").fetchone()
            if (journal, synchronous) != ("wal", 2):
                raise self._error("io", f"cannot be kept safely ({journal}, {synchronous})")
            (version,) = run("PRAGMA user_version").fetchone()
            identity = identity_of(self._connection)
        is_changed = version < len(migrations) or not identity
        if is_changed:
            identity = identity or new_identity()
            with self._transaction() as tx:
                migrate(tx, migrations, version, identity)
        if (is_changed or self._made() != identity) and self._is_in_its_header():
            write_atomically(self._marker, identity.encode())
        self._file = self._place()

    def _is_in_its_header(self) -> bool:
        """Have the file's own header say whose it is, not only its log.

        Whoever made it may have been killed before that.  False while somebody reads it.
        """
        with self._translated():
            query = "PRAGMA wal_checkpoint(TRUNCATE)"
            (is_busy, _pages, _moved) = self._connection.execute(query).fetchone()
        return not is_busy

    def _made(self) -> str | None:
        """The identity of the database that has been made here; None when none was."""
        try:
            return self._marker.read_bytes().decode("ascii", "replace").strip()
        except FileNotFoundError:
            return None
        except OSError as exc:
            raise store_error(exc, self._marker) from exc

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._translated():
            self._connection.execute("BEGIN IMMEDIATE")
            before = self._connection.total_changes
            try:
                yield self._connection
                if self._connection.total_changes != before:  # so that each log says whose it is
                    self._connection.execute("UPDATE identity SET commits = commits + 1")
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    with contextlib.suppress(sqlite3.Error):
                        self._connection.execute("ROLLBACK")
                raise

    def _place(self) -> tuple[int, int]:
        try:
            found = os.stat(self._path)
        except OSError as exc:
            raise store_error(exc, self._path) from exc
        return found.st_dev, found.st_ino

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as exc:
            raise sqlite_error(exc, self._path) from exc

    def _error(self, reason: str, what: str) -> StoreError:
        return StoreError(f"{self._path}: {what}", reason=reason, path=str(self._path))
