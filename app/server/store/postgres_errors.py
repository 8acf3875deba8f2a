"""Which failures of PostgreSQL pass by themselves, so that the work is done again (F62)."""

from __future__ import annotations

from typing import Final

from sqlalchemy.exc import DBAPIError

# serialization_failure, deadlock_detected, lock_not_available
_CONFLICTS: Final = frozenset({"40001", "40P01", "55P03"})
# too_many_connections, admin_shutdown, crash_shutdown, cannot_connect_now,
# idle_in_transaction_session_timeout
_AWAY: Final = frozenset({"53300", "57P01", "57P02", "57P03", "25P03"})
_UNIQUE_VIOLATION: Final = "23505"


def is_conflict(error: BaseException) -> bool:
    """Whether the transaction lost against another one and works if done again."""
    return isinstance(error, DBAPIError) and _state(error) in _CONFLICTS


def is_away(error: BaseException) -> bool:
    """Whether the server, or the connection to it, is not there now."""
    if not isinstance(error, DBAPIError):
        return False
    state = _state(error)
    if state is None:  # libpq could not connect, or the connection broke
        return error.connection_invalidated or _is_operational(error)
    return state in _AWAY or state.startswith("08")


def is_lost_race(error: BaseException) -> bool:
    """Whether a row that was not there a moment ago stands in the way now."""
    return isinstance(error, DBAPIError) and _state(error) == _UNIQUE_VIOLATION


def words_of(error: DBAPIError) -> str:
    """What the server or libpq says, on one line; it holds no password."""
    lines = [line.strip() for line in str(error.orig).splitlines() if line.strip()]
    return lines[0] if lines else type(error.orig).__name__


def _state(error: DBAPIError) -> str | None:
    state: str | None = getattr(error.orig, "sqlstate", None)
    return state


def _is_operational(error: DBAPIError) -> bool:
    import psycopg  # late: only where PostgreSQL is used

    return isinstance(error.orig, psycopg.OperationalError | psycopg.InterfaceError)
