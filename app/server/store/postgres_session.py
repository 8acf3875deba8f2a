"""One connection to PostgreSQL that gets work done whatever passes by itself (F62).

Work that lost against other work is done again, and work that the server was not
there for is done when it is back.  A connection that broke during a commit leaves the
question whether it happened: the server is asked for the mark that the transaction
left (`commit_marks`), so that no effect is lost and none happens twice.  Work may
therefore run more than once, but only its last run counts.
"""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from app.server.store import commit_marks
from app.server.store.ordering import LANE, Lane, take_turn
from app.server.store.postgres_errors import is_away, is_conflict, is_lost_race

_log: Final = logging.getLogger(__name__)

_FIRST_PAUSE_S: Final = 0.02
_LONGEST_PAUSE_S: Final = 0.5
_RACES: Final = 3

Work = Callable[[Connection], Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one piece of work: a value, or the exception that undid it."""

    value: Any = None
    error: Exception | None = None


class Session:
    """A connection of one lane, used by one thread."""

    def __init__(
        self, engine: Engine, lane: Lane, *, patience_s: float, given_up: threading.Event
    ) -> None:
        """Connect when first needed.

        Args:
            engine: Where to.
            lane: How its transactions run beside others.
            patience_s: How long a server that is away is waited for.
            given_up: Set when nobody wants to wait any longer.
        """
        self._engine = engine
        self._lane = lane
        self._patience_s = patience_s
        self._given_up = given_up
        self._connection: Connection | None = None
        self._id = uuid.uuid4().hex
        self._mark = 0

    def transact(self, works: Sequence[Work]) -> list[Outcome]:
        """Do the works in one transaction; each fails or succeeds for itself.

        Raises:
            DBAPIError: Nothing was done: the server stayed away, or refused all of it.
        """
        ends_s = time.monotonic() + self._patience_s
        pause_s, races = _FIRST_PAUSE_S, 0
        while True:
            try:
                return self._once(works, is_last_race=races >= _RACES, ends_s=ends_s)
            except DBAPIError as error:
                away = is_away(error)
                if away:
                    self.drop()
                if not (away or is_conflict(error) or is_lost_race(error)):
                    raise
                if time.monotonic() >= ends_s or self._given_up.is_set():
                    raise
                races += is_lost_race(error)
                _log.debug("a transaction is done again", exc_info=error)
            self._given_up.wait(pause_s)
            pause_s = min(2 * pause_s, _LONGEST_PAUSE_S)

    def drop(self) -> None:
        """Close the connection, whatever state it is in."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(DBAPIError):
                connection.invalidate()
            connection.close()

    def _once(self, works: Sequence[Work], *, is_last_race: bool, ends_s: float) -> list[Outcome]:
        connection = self._connected()
        with _transaction(connection) as commit:
            if self._lane is Lane.ORDERED:
                take_turn(connection)
            alone = len(works) == 1
            outcomes = []
            for work in works:
                outcome = _attempt(connection, work, in_savepoint=not alone)
                if outcome.error is not None and _spoils(outcome.error, is_last_race):
                    raise outcome.error
                outcomes.append(outcome)
            if alone and outcomes[0].error is not None:
                return outcomes  # rolled back
            is_marked = self._leave_mark(connection)
            try:
                commit()
            except DBAPIError as error:
                if not is_away(error):
                    raise
                self.drop()
                if is_marked and not self._happened(ends_s):
                    raise
        return outcomes

    def _connected(self) -> Connection:
        if self._connection is None:
            self._connection = self._engine.connect().execution_options(**{LANE: self._lane})
        return self._connection

    def _leave_mark(self, connection: Connection) -> bool:
        """Whether the transaction wrote something, and left a mark with it."""
        if self._lane is Lane.READING:
            return False
        self._mark += 1
        return commit_marks.leave(connection, session=self._id, mark=self._mark)

    def _happened(self, ends_s: float) -> bool:
        """Whether the transaction was committed whose commit was not answered.

        Raises:
            DBAPIError: The server stayed away, so nobody can say.
        """
        while True:
            try:
                with self._engine.connect() as connection:
                    if self._lane is Lane.ORDERED:
                        take_turn(connection)  # not while the one in question still runs
                    return commit_marks.is_there(connection, session=self._id, mark=self._mark)
            except DBAPIError as error:
                if not (is_away(error) or is_conflict(error)):
                    raise
                if time.monotonic() >= ends_s or self._given_up.is_set():
                    raise
            self._given_up.wait(_LONGEST_PAUSE_S / 5)


@contextmanager
def _transaction(connection: Connection) -> Iterator[Callable[[], None]]:
    """A transaction that is rolled back unless the yielded commit is called."""
    transaction = connection.begin()
    try:
        yield transaction.commit
    finally:
        if transaction.is_active:
            with suppress(DBAPIError):  # the connection is gone, and the transaction with it
                transaction.rollback()


def _attempt(connection: Connection, work: Work, *, in_savepoint: bool) -> Outcome:
    savepoint = connection.begin_nested() if in_savepoint else None
    try:
        value = work(connection)
    except Exception as error:  # noqa: BLE001 - handed to whoever wanted this work
        if savepoint is not None and not is_away(error):
            savepoint.rollback()
        return Outcome(error=error)
    if savepoint is not None:
        savepoint.commit()
    return Outcome(value)


def _spoils(error: Exception, is_last_race: bool) -> bool:
    """Whether everything in the transaction has to be done again."""
    return is_away(error) or is_conflict(error) or (is_lost_race(error) and not is_last_race)
