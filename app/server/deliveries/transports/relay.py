"""The relay: from the outbox tables into PgQueuer, in bulk.

What waits for hours stays in the table; only what is due makes a job, and only one
for a listener, however many deliveries it has.  Every process may relay at any time:
PgQueuer's unique key lets no listener be queued twice.  So no leader has to be
chosen, none can be missing, and one that hangs holds up nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, text

from app.server.deliveries.transports.queue_tables import QUEUE, STATUS, enqueue

DUE_CHANNEL: Final = "picksmart_due"
_AT_ONCE: Final = 1000

# Jumps from listener to listener in the index, however many deliveries each has.  What
# is claimed has no due time: without a job it is left over from a process that died.
_WITHOUT_JOB: Final = text(
    f"""
    WITH RECURSIVE turn(listener_id) AS (
        SELECT min(listener_id) FROM deliveries WHERE status = 'pending'
        UNION ALL
        SELECT (SELECT min(d.listener_id) FROM deliveries d
                WHERE d.status = 'pending' AND d.listener_id > turn.listener_id)
        FROM turn WHERE turn.listener_id IS NOT NULL
    )
    SELECT turn.listener_id FROM turn
    WHERE (EXISTS (SELECT 1 FROM deliveries d WHERE d.status = 'pending'
                   AND d.listener_id = turn.listener_id AND d.due_ms <= :now_ms)
        OR EXISTS (SELECT 1 FROM deliveries d WHERE d.status = 'pending'
                   AND d.listener_id = turn.listener_id AND d.due_ms IS NULL))
      AND NOT EXISTS (
        SELECT 1 FROM {QUEUE} q
        WHERE q.dedupe_key = turn.listener_id AND q.dedupe_key IS NOT NULL
          AND q.status = ANY (ARRAY['queued'::{STATUS}, 'picked'::{STATUS}]))
    LIMIT {_AT_ONCE}
    """  # noqa: S608 - names of tables only
)
_NEXT_DUE: Final = text(
    "SELECT min(due_ms) FROM deliveries WHERE status = 'pending' AND due_ms > :now_ms"
)


@dataclass(frozen=True, slots=True)
class Relayed:
    """What one look found.

    Attributes:
        count: Listeners that were queued now.
        next_due_ms: When something else becomes due, if anything waits.
        more: There may be more that is due now.
    """

    count: int
    next_due_ms: int | None
    more: bool


def relay(tx: Connection, *, now_ms: int, announce: bool) -> Relayed:
    """Queue every listener that has something due and is not queued.

    Args:
        tx: A transaction beside the others.
        now_ms: The platform's clock.
        announce: Tell the workers that a listener they have may have something new.
    """
    found = list(tx.execute(_WITHOUT_JOB, {"now_ms": now_ms}).scalars())
    if found:
        enqueue(tx, found)
    if announce:
        tx.execute(text("SELECT pg_notify(:channel, '')"), {"channel": DUE_CHANNEL})
    next_due_ms = tx.execute(_NEXT_DUE, {"now_ms": now_ms}).scalar_one()
    return Relayed(len(found), next_due_ms, more=len(found) == _AT_ONCE)
