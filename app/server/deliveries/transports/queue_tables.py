"""PgQueuer's tables in our database: their names, and how they come there.

They are PgQueuer's own: it makes them and changes them when its version does.  The
prefix keeps them apart from those of any other program that shares the database.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment, QueryQueueBuilder
from pgqueuer.domain.settings import DBSettings
from pgqueuer.queries import SyncQueries
from psycopg import RawCursor
from psycopg.rows import dict_row
from sqlalchemy import Connection, text

SETTINGS: Final = DBSettings(prefix="picksmart_")
QUEUE: Final = SETTINGS.queue_table
STATUS: Final = SETTINGS.queue_status_type
ENTRYPOINT: Final = "send_due"  # the one entrypoint: see `distributed`

_PURGE: Final = f"DELETE FROM {SETTINGS.queue_table_log} WHERE created < now() - interval '1 hour'"  # noqa: S608
_END: Final = text(
    f"DELETE FROM {QUEUE} WHERE queue_manager_id = :manager"  # noqa: S608
    " AND id != ALL (CAST(:keep AS bigint[]))"
)
_BEAT: Final = text(
    f"UPDATE {QUEUE} SET heartbeat = now() WHERE queue_manager_id = :manager"  # noqa: S608
    " AND id = ANY (CAST(:keep AS bigint[]))"
)


class TransactionDriver:
    """Lets PgQueuer's statements run inside a transaction of ours."""

    def __init__(self, tx: Connection) -> None:
        self._raw: Any = tx.connection.dbapi_connection

    def fetch(self, query: str, *args: Any) -> list[dict[str, Any]]:
        """Run a statement and return its rows."""
        cursor: RawCursor[dict[str, Any]] = RawCursor(self._raw, row_factory=dict_row)
        return cursor.execute(query.encode(), args or None).fetchall()


def install(tx: Connection) -> None:
    """Make PgQueuer's tables where they are missing; in an ordered transaction."""
    found = tx.execute(text("SELECT to_regclass(:name)"), {"name": QUEUE}).scalar_one()
    if found is None:
        tx.exec_driver_sql(QueryBuilderEnvironment(SETTINGS).build_install_query())


def enqueue(tx: Connection, listener_ids: Sequence[str]) -> None:
    """Queue a turn for each listener that has none; all in one statement."""
    count = len(listener_ids)
    queries = SyncQueries(TransactionDriver(tx), qbq=QueryQueueBuilder(SETTINGS))
    queries.enqueue(
        [ENTRYPOINT] * count,
        [one.encode() for one in listener_ids],
        [0] * count,
        dedupe_key=list(listener_ids),
        on_conflict="skip",
    )


def wind_up(tx: Connection, *, manager: UUID, keep: Sequence[int]) -> None:
    """End the jobs of a queue manager that has ended, but for those still being tried.

    Those are beaten for, so that no other worker takes them as well.
    """
    ours = {"manager": manager, "keep": list(keep)}
    tx.execute(_END, ours)
    if keep:
        tx.execute(_BEAT, ours)


def purge_log(tx: Connection) -> None:
    """Drop what PgQueuer notes of every job: the tries are in our own log."""
    tx.exec_driver_sql(_PURGE)
