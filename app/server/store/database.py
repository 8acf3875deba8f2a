"""The one door to the database: every piece of work is one transaction.

SQLite has one writer, so one thread owns the connection.  It takes all work that
waits, runs each piece in a savepoint of one transaction, and answers after the
commit: many callers share one flush to disk (group commit), and nobody is told of
something that could still be lost.
"""

from __future__ import annotations

import asyncio
import queue
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import StaticPool

from app.server.store.private_files import touch_private

T = TypeVar("T")

_BATCH_LIMIT: Final = 256
_BUSY_S: Final = 5.0
APPLICATION_ID: Final = 0x50535748  # "PSWH"


class Database(Protocol):
    """Runs work in transactions; the same for SQLite and PostgreSQL."""

    async def run(self, work: Callable[[Connection], T]) -> T:
        """Run `work` in one transaction; return its result after the commit.

        An exception of `work` rolls back only its own changes and is raised here.
        Such transactions come one after the other, whichever process runs them.
        `work` may run more than once; only its last run counts.
        """
        ...

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work`, which only reads, on one state of the database."""
        ...

    async def run_beside(self, work: Callable[[Connection], T]) -> T:
        """Run `work` beside others; it locks the rows it will change before it reads them."""
        ...

    def run_sync(self, work: Callable[[Connection], T]) -> T:
        """The same as `run` from a plain thread."""
        ...

    def forget_sync(self) -> None:
        """Leave nothing of what was deleted in the files that we write; from a plain thread."""
        ...

    async def close(self) -> None:
        """Finish the work that waits, then close."""
        ...

    def close_sync(self) -> None:
        """The same from a plain thread; safe to repeat."""
        ...


class DatabaseClosed(Exception):
    """Work arrived after `close`."""


class DatabaseUnusable(Exception):
    """The file is not ours, or does not keep what it is told to keep."""


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[Connection], Any]
    future: Future[Any]
    is_transaction: bool = True


class SqliteDatabase:
    """A SQLite file with WAL, full synchronisation and group commit."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._is_closed = False
        opened: Future[None] = Future()
        self._thread = threading.Thread(
            target=self._serve, args=(opened,), name="database", daemon=True
        )
        self._thread.start()
        opened.result()

    async def run(self, work: Callable[[Connection], T]) -> T:
        return await asyncio.wrap_future(self._submit(work))

    async def read(self, work: Callable[[Connection], T]) -> T:
        return await self.run(work)

    async def run_beside(self, work: Callable[[Connection], T]) -> T:
        return await self.run(work)

    def run_sync(self, work: Callable[[Connection], T]) -> T:
        return self._submit(work).result()

    def forget_sync(self) -> None:
        self._submit(_empty_log, is_transaction=False).result()

    async def close(self) -> None:
        await asyncio.to_thread(self.close_sync)

    def close_sync(self) -> None:
        """Finish the work that waits, then close; safe to repeat."""
        with self._lock:
            if not self._is_closed:
                self._is_closed = True
                self._jobs.put(None)
        self._thread.join()

    def _submit(self, work: Callable[[Connection], T], *, is_transaction: bool = True) -> Future[T]:
        future: Future[T] = Future()
        with self._lock:
            if self._is_closed:
                raise DatabaseClosed("the database is closed")
            self._jobs.put(_Job(work, future, is_transaction))
        return future

    def _serve(self, opened: Future[None]) -> None:
        touch_private(self._path)  # before SQLite opens it: -wal and -shm inherit the mode
        try:
            engine = create_engine(
                "sqlite://",
                creator=lambda: _connect(self._path),
                poolclass=StaticPool,
                hide_parameters=True,  # values never reach a log
            )
            event.listen(engine, "begin", _begin_immediate)
            connection = engine.connect()
        except Exception as error:  # noqa: BLE001 - handed to whoever opens the database
            opened.set_exception(error)
            return
        opened.set_result(None)
        try:
            while (batch := self._next_batch()) is not None:
                _run_batch(connection, [job for job in batch if job.is_transaction])
                for job in batch:
                    if not job.is_transaction:
                        _run_alone(connection, job)
        finally:
            connection.close()
            engine.dispose()

    def _next_batch(self) -> list[_Job] | None:
        """All work that waits, at least one piece; None when closed and done."""
        first = self._jobs.get()
        if first is None:
            return None
        batch = [first]
        while len(batch) < _BATCH_LIMIT:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                break
            if job is None:
                self._jobs.put(None)  # nothing is submitted after it: end after this batch
                break
            batch.append(job)
        return batch


def _run_batch(connection: Connection, batch: list[_Job]) -> None:
    wanted = [job for job in batch if job.future.set_running_or_notify_cancel()]
    settlements: list[Callable[[], None]] = []
    try:
        with connection.begin():
            if len(wanted) == 1:  # what undoes all undoes it, and a savepoint costs two statements
                value = wanted[0].work(connection)
                settlements.append(lambda: wanted[0].future.set_result(value))
            else:
                settlements += [_attempt(connection, job) for job in wanted]
    except Exception as error:  # noqa: BLE001 - handed to every caller: nothing was committed
        # A commit that fails leaves SQLite's transaction open, unlike SQLAlchemy's.
        connection.connection.rollback()
        for job in wanted:
            job.future.set_exception(error)
        return
    for settle in settlements:
        settle()


def _attempt(connection: Connection, job: _Job) -> Callable[[], None]:
    """Run one piece of work; return what to do once the batch is committed."""
    savepoint = connection.begin_nested()
    try:
        value = job.work(connection)
    except Exception as error:  # noqa: BLE001 - handed to the caller of this work
        savepoint.rollback()  # raises if the whole transaction died: then the batch failed
        failure = error
        return lambda: job.future.set_exception(failure)
    savepoint.commit()
    return lambda: job.future.set_result(value)


def _run_alone(connection: Connection, job: _Job) -> None:
    """Run work that must be in no transaction."""
    if not job.future.set_running_or_notify_cancel():
        return
    try:
        job.future.set_result(job.work(connection))
    except Exception as error:  # noqa: BLE001 - handed to the caller of this work
        job.future.set_exception(error)


def _empty_log(connection: Connection) -> None:
    """Bring the write-ahead log into the database and cut it to nothing.

    Who reads meanwhile, as a backup does, is not waited for: the next time does it.
    """
    raw = connection.connection.driver_connection
    if raw is None:
        return
    raw.execute("PRAGMA busy_timeout = 0")
    try:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        raw.execute(f"PRAGMA busy_timeout = {round(_BUSY_S * 1000)}")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _connect(path: Path) -> sqlite3.Connection:
    raw = sqlite3.connect(path, isolation_level=None, timeout=_BUSY_S)
    try:
        _prepare(raw)
    except sqlite3.DatabaseError as error:
        raw.close()
        raise DatabaseUnusable(f"the database cannot be opened: {error}") from error
    except BaseException:
        raw.close()
        raise
    return raw


def _prepare(raw: sqlite3.Connection) -> None:
    (application,) = raw.execute("PRAGMA application_id").fetchone()
    if application not in (0, APPLICATION_ID):
        raise DatabaseUnusable("the database belongs to another application")
    (journal,) = raw.execute("PRAGMA journal_mode = WAL").fetchone()
    raw.execute("PRAGMA synchronous = FULL")
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA trusted_schema = OFF")
    raw.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten (T46)
    raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    # SQLite's own lower() and LIKE fold only ASCII letters.
    raw.create_function("folded", 1, _folded, deterministic=True)
    (synchronous,) = raw.execute("PRAGMA synchronous").fetchone()
    if (journal, synchronous) != ("wal", 2):
        raise DatabaseUnusable(f"journal_mode {journal}, synchronous {synchronous}")


def _folded(text: str | None) -> str | None:
    return None if text is None else text.casefold()
