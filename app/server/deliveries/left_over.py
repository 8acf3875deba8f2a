"""What a process that died was trying: who finds it, and what becomes of it.

A claim without a result is released, and its try stands in the log as cut short: nobody
knows whether it arrived.  The embedded engine does so as it starts, for it is the only
one; on PostgreSQL whoever has the listener in hand next.  But nobody takes in hand what
has nothing left to send, so what was cancelled meanwhile is also looked for by its age.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, exists, select, text, update

from app.domain.delivery import DeliveryStatus
from app.domain.ids import new_id
from app.server.store import batches
from app.server.store.ordering import for_change
from app.server.store.tables import attempts, deliveries

# Nothing is indexed for claims alone: that would cost every delivery.  What is pending and
# has no time is claimed, and what was paused, cancelled or replayed during a try stands in
# an index that is nearly always empty.  SQLite would rather read all that is pending.
_TRIED: Final = """
    SELECT id FROM deliveries {indexed_by}
    WHERE status = 'pending' AND due_ms IS NULL AND claimed_by IS NOT NULL
    """
_TOUCHED: Final = """
    SELECT id FROM deliveries {indexed_by}
    WHERE claimed_by IS NOT NULL AND (status <> 'pending' OR due_ms IS NOT NULL)
    """
_INDEXES: Final = {_TRIED: "deliveries_due", _TOUCHED: "deliveries_touched"}
_OF_LISTENERS: Final = " AND listener_id = ANY (CAST(:listeners AS text[]))"
# Longer than any try, and than a claim waits for its turn.
_DEAD_AFTER_MS: Final = 3_600_000
_AT_ONCE: Final = 500  # ids in one statement


def release(tx: Connection, *, now_ms: int) -> int:
    """Make due what any process was trying, for it is dead; answers how many those were."""
    ids = [*_found(tx, _TRIED), *_found(tx, _TOUCHED)]
    return sum(
        _release(tx, ids[at : at + _AT_ONCE], due_ms=now_ms) for at in range(0, len(ids), _AT_ONCE)
    )


def release_of_listeners(
    tx: Connection, listener_ids: Sequence[str], *, worker: str, now_ms: int
) -> None:
    """Make due what an earlier holder of these listeners was trying when it died.

    On PostgreSQL only; `worker` is who has them now.
    """
    ids = [
        one
        for which in (_TRIED, _TOUCHED)
        for one in _found(tx, which, _OF_LISTENERS, listeners=list(listener_ids))
    ]
    _release(tx, ids, deliveries.c.claimed_by != worker, due_ms=now_ms)


def release_forgotten(tx: Connection, *, now_ms: int) -> bool:
    """Release what was paused, cancelled or replayed while whoever tried it died.

    Retention waits for a try that may still write down an answer; this one never will.
    Answers whether there may be more.
    """
    ids = _found(
        tx, _TOUCHED, " AND claimed_ms < :before_ms LIMIT :most",
        before_ms=now_ms - _DEAD_AFTER_MS, most=_AT_ONCE,
    )  # fmt: skip
    _release(tx, ids, due_ms=now_ms)
    return len(ids) == _AT_ONCE


def note_cut_short(tx: Connection, *which: ColumnElement[bool]) -> None:
    """Log the tries of claims that are about to be released without a result."""
    d = deliveries.c
    is_known = exists().where(attempts.c.delivery_id == d.id, attempts.c.number == d.attempts)
    query = (
        select(d.id, d.listener_id, d.attempts, d.trigger, d.claimed_ms)
        .where(d.claimed_by.is_not(None), ~is_known, *which)
        .order_by(d.id)
    )
    # Who makes such a try may be recording it just now: then it is not cut short.
    cut_short = tx.execute(for_change(tx, query, of=deliveries)).all()
    batches.insert_rows(
        tx,
        attempts,
        [
            {
                "id": new_id("att"),
                "delivery_id": row.id,
                "listener_id": row.listener_id,
                "number": row.attempts,
                "trigger": row.trigger,
                "started_ms": row.claimed_ms,
            }
            for row in cut_short
        ],
    )


def _found(tx: Connection, which: str, more: str = "", **values: Any) -> list[str]:
    is_sqlite = tx.dialect.name == "sqlite"
    indexed_by = f"INDEXED BY {_INDEXES[which]}" if is_sqlite else ""
    query = text(which.format(indexed_by=indexed_by) + more)
    return list(tx.execute(query, values).scalars())


def _release(tx: Connection, ids: Sequence[str], *which: ColumnElement[bool], due_ms: int) -> int:
    if not ids:
        return 0
    d = deliveries.c
    ours = and_(d.id.in_(ids), d.claimed_by.is_not(None), *which)
    note_cut_short(tx, ours)
    tx.execute(
        update(deliveries)
        .where(ours, d.status == DeliveryStatus.PENDING, d.due_ms.is_(None))
        .values(due_ms=due_ms)
    )
    return tx.execute(
        update(deliveries).where(ours).values(claimed_by=None, claimed_ms=None)
    ).rowcount
