"""PostgreSQL behind the same door as SQLite: many processes, one order of changes.

Three lanes (see `ordering`) have threads and connections of their own, so that what
only reads never waits for what waits to write.  Ordered work that waits shares one
transaction, and so one flush to disk, as it does on SQLite.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from app.server.store.database import DatabaseClosed, DatabaseUnusable
from app.server.store.database_address import DatabaseAddress
from app.server.store.ordering import Lane, NeedsOrder, lane_of
from app.server.store.postgres_errors import words_of
from app.server.store.postgres_session import Outcome, Session

T = TypeVar("T")

_log: Final = logging.getLogger(__name__)

_THREADS: Final[Mapping[Lane, int]] = {Lane.ORDERED: 1, Lane.BESIDE: 2, Lane.READING: 4}
# More savepoints than this in one transaction slow down everybody's snapshots.
_BATCH_LIMIT: Final = 32
_PATIENCE_S: Final = 15.0
_OPENING_PATIENCE_S: Final = 3.0
_OLDEST_SERVER: Final = 130000
_SESSION: Final = (
    # Whoever stops in the middle of a transaction must not hold the others up for long.
    "SET idle_in_transaction_session_timeout = '10s'",
    "SET lock_timeout = '10s'",
    "SET tcp_keepalives_idle = 5",
    "SET tcp_keepalives_interval = 2",
    "SET tcp_keepalives_count = 3",
    "SET jit = off",  # every statement here is short
)


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[Connection], Any]
    future: Future[Any]


class PostgresDatabase:
    """A PostgreSQL database that any number of processes work on."""

    def __init__(self, address: DatabaseAddress, *, patience_s: float = _PATIENCE_S) -> None:
        """Connect, and check that the server can keep what we promise.

        Raises:
            DatabaseUnusable: It is not reachable, too old, or not in UTF-8.
        """
        self._engine = _make_engine(address)
        self._jobs: dict[Lane, queue.SimpleQueue[_Job | None]] = {
            lane: queue.SimpleQueue() for lane in Lane
        }
        self._patience_s = patience_s
        self._lock = threading.Lock()
        self._is_closed = False
        self._given_up = threading.Event()
        self._check()
        self._threads = [
            threading.Thread(target=self._serve, args=(lane,), name=f"{lane} {number}", daemon=True)
            for lane, count in _THREADS.items()
            for number in range(count)
        ]
        for thread in self._threads:
            thread.start()

    async def run(self, work: Callable[[Connection], T]) -> T:
        return await asyncio.wrap_future(self._submit(Lane.ORDERED, work))

    async def read(self, work: Callable[[Connection], T]) -> T:
        return await asyncio.wrap_future(self._submit(Lane.READING, work))

    async def run_beside(self, work: Callable[[Connection], T]) -> T:
        return await asyncio.wrap_future(self._submit(Lane.BESIDE, work))

    def run_sync(self, work: Callable[[Connection], T]) -> T:
        return self._submit(Lane.ORDERED, work).result()

    def forget_sync(self) -> None:
        """Nothing: autovacuum does it, and the server's files are its operator's."""

    async def close(self) -> None:
        await asyncio.to_thread(self.close_sync)

    def close_sync(self) -> None:
        """Finish the work that waits, then close; safe to repeat."""
        with self._lock:
            if not self._is_closed:
                self._is_closed = True
                self._given_up.set()
                for lane, count in _THREADS.items():
                    if lane is not Lane.ORDERED:
                        for _ in range(count):
                            self._jobs[lane].put(None)
        self._join(lane for lane in Lane if lane is not Lane.ORDERED)
        self._jobs[Lane.ORDERED].put(None)  # last: the others may still hand work to it
        self._join((Lane.ORDERED,))
        self._engine.dispose()

    def _join(self, lanes: Any) -> None:
        for lane in lanes:
            for thread in self._threads:
                if thread.name.startswith(f"{lane} "):
                    thread.join()

    def _check(self) -> None:
        session = self._session(Lane.READING, patience_s=_OPENING_PATIENCE_S)
        try:
            (outcome,) = session.transact([_server])
        except DBAPIError as error:
            raise DatabaseUnusable(f"the database cannot be opened: {words_of(error)}") from None
        finally:
            session.drop()
        if outcome.error is not None:
            raise DatabaseUnusable("the database cannot be read") from outcome.error
        version, encoding = outcome.value
        if version < _OLDEST_SERVER:
            raise DatabaseUnusable("the server is older than PostgreSQL 13")
        if encoding != "UTF8":
            raise DatabaseUnusable(f"the database's encoding is {encoding}; it must be UTF8")

    def _submit(self, lane: Lane, work: Callable[[Connection], T]) -> Future[T]:
        future: Future[T] = Future()
        with self._lock:
            if self._is_closed:
                raise DatabaseClosed("the database is closed")
            self._jobs[lane].put(_Job(work, future))
        return future

    def _session(self, lane: Lane, *, patience_s: float | None = None) -> Session:
        return Session(
            self._engine,
            lane,
            patience_s=self._patience_s if patience_s is None else patience_s,
            given_up=self._given_up,
        )

    def _serve(self, lane: Lane) -> None:
        session = self._session(lane)
        jobs = self._jobs[lane]
        try:
            while (job := jobs.get()) is not None:
                batch = [job]
                if lane is Lane.ORDERED:
                    batch += _waiting(jobs)
                wanted = [one for one in batch if one.future.set_running_or_notify_cancel()]
                if wanted:
                    self._finish(wanted, _done(session, wanted))
        finally:
            session.drop()

    def _finish(self, jobs: list[_Job], outcomes: list[Outcome]) -> None:
        for job, outcome in zip(jobs, outcomes, strict=True):
            if outcome.error is None:
                job.future.set_result(outcome.value)
            elif isinstance(outcome.error, NeedsOrder):
                self._begin_again(job)
            else:
                job.future.set_exception(outcome.error)

    def _begin_again(self, job: _Job) -> None:
        """Do work of the lane beside as ordered work, for the same future."""
        future: Future[Any] = Future()
        future.add_done_callback(lambda done: _copy(done, job.future))
        self._jobs[Lane.ORDERED].put(_Job(job.work, future))


def _done(session: Session, jobs: list[_Job]) -> list[Outcome]:
    try:
        return session.transact([job.work for job in jobs])
    except Exception as error:  # noqa: BLE001 - handed to every caller: nothing was done
        return [Outcome(error=error)] * len(jobs)


def _waiting(jobs: queue.SimpleQueue[_Job | None]) -> list[_Job]:
    """What else waits, up to what one transaction may hold."""
    found: list[_Job] = []
    while len(found) < _BATCH_LIMIT - 1:
        try:
            job = jobs.get_nowait()
        except queue.Empty:
            break
        if job is None:
            jobs.put(None)  # nothing comes after it: end after this batch
            break
        found.append(job)
    return found


def _copy(done: Future[Any], to: Future[Any]) -> None:
    error = done.exception()
    if error is None:
        to.set_result(done.result())
    else:
        to.set_exception(error)


def _server(tx: Connection) -> tuple[int, str]:
    """The server's version number and the database's encoding."""
    row = tx.execute(
        text(
            "SELECT CAST(current_setting('server_version_num') AS integer),"
            " current_setting('server_encoding')"
        )
    ).one()
    return int(row[0]), str(row[1])


def _make_engine(address: DatabaseAddress) -> Engine:
    engine = create_engine(
        address.url(),
        poolclass=NullPool,  # every thread keeps its own connection
        hide_parameters=True,  # values never reach a log
        connect_args=address.connect_args(),
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(raw: Any, _record: Any) -> None:
    with raw.cursor() as cursor:
        for statement in _SESSION:
            cursor.execute(statement)
    raw.commit()


def _begin(connection: Connection) -> None:
    if lane_of(connection) is Lane.READING:
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
