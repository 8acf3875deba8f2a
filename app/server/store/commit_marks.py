"""Whether a transaction happened whose commit was never answered (F62).

Each session leaves its latest mark in a row of its own, in the very transaction that
the mark stands for.  The transaction's id would not do: after a crash PostgreSQL gives
the ids of what was lost to others, so one may be "in the future", or be somebody
else's that committed.
"""

from __future__ import annotations

import time
from typing import Final

from sqlalchemy import Connection, delete, select, text

from app.server.store.tables import commit_marks

_KEPT_MS: Final = 86_400_000  # far longer than anyone waits for a server
_ROWS_AT_ONCE: Final = 200

# Nothing is written for who wrote nothing: that would make a transaction of a look.
_LEAVE: Final = text(
    """
    INSERT INTO commit_marks (session, mark, left_ms)
    SELECT :session, :mark, :left_ms WHERE pg_current_xact_id_if_assigned() IS NOT NULL
    ON CONFLICT (session) DO UPDATE SET mark = excluded.mark, left_ms = excluded.left_ms
    RETURNING mark
    """
)
# Waits for a transaction that has left a mark there and still runs, even if it is the first.
_ASK: Final = text(
    """
    INSERT INTO commit_marks (session, mark, left_ms) VALUES (:session, 0, 0)
    ON CONFLICT (session) DO UPDATE SET mark = commit_marks.mark
    RETURNING mark
    """
)


def leave(tx: Connection, *, session: str, mark: int) -> bool:
    """Leave a mark if the transaction wrote something; whether it did.

    Args:
        tx: A transaction that is about to be committed.
        session: Whose it is; nobody else's name.
        mark: A number above 0 that this session has not used before.
    """
    values = {"session": session, "mark": mark, "left_ms": time.time_ns() // 1_000_000}
    return tx.execute(_LEAVE, values).scalar_one_or_none() is not None


def is_there(tx: Connection, *, session: str, mark: int) -> bool:
    """Whether the transaction that left this mark was committed; waits while it runs.

    Args:
        tx: A transaction to roll back: it writes, so as to meet what still runs.
        session: Whose mark.
        mark: The session's latest.
    """
    return bool(tx.execute(_ASK, {"session": session}).scalar_one() == mark)


def purge(tx: Connection, *, now_ms: int) -> bool:
    """Remove marks of sessions that ended long ago; whether there may be more."""
    c = commit_marks.c
    old = select(c.session).where(c.left_ms < now_ms - _KEPT_MS).limit(_ROWS_AT_ONCE)
    sessions = list(tx.execute(old).scalars())
    tx.execute(delete(commit_marks).where(c.session.in_(sessions)))
    return len(sessions) == _ROWS_AT_ONCE
