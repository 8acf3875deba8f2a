"""Claims for the listeners that a worker has in hand, on PostgreSQL.

All of it happens in the transaction that also proves that the listener is still in
hand: PgQueuer's row is locked against being given to another worker until the commit.
A worker that was away for so long that its listeners went to another one therefore
claims nothing, and what it tried meanwhile is not recorded over the other's tries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, RowMapping, text

from app.domain.ids import new_ids
from app.server.deliveries.claims import Claim, opened_together
from app.server.deliveries.transports.leases import Lease
from app.server.deliveries.transports.queue_tables import QUEUE

# How many due deliveries of a listener are looked at for one that order lets go.
_LOOKED_AT: Final = 200

_HELD: Final = text(
    f"""
    SELECT q.id FROM unnest(CAST(:jobs AS bigint[]), CAST(:managers AS uuid[])) AS l(id, manager)
    JOIN {QUEUE} q ON q.id = l.id AND q.queue_manager_id = l.manager
    WHERE q.status = 'picked'
    FOR KEY SHARE OF q
    """  # noqa: S608 - the name of a table only
)
_LOCK_LISTENERS: Final = text(
    "SELECT id FROM listeners WHERE id = ANY (:ids) ORDER BY id FOR UPDATE"
)
_CLAIMED: Final = text(
    "SELECT id, attempts FROM deliveries WHERE id = ANY (:ids) AND claimed_by = :worker"
    " ORDER BY id FOR UPDATE"
)
# Only what nobody held or ended just now.
_BEGIN: Final = text(
    """
    UPDATE deliveries
    SET claimed_by = :worker, claimed_ms = :now_ms, due_ms = NULL, attempts = attempts + 1
    WHERE id = ANY (:ids) AND status = 'pending'
    RETURNING id
    """
)
_DUE: Final = text(
    """
    SELECT l.id FROM unnest(CAST(:among AS text[])) AS l(id)
    CROSS JOIN LATERAL (
        SELECT 1 FROM deliveries d
        WHERE d.status = 'pending' AND d.listener_id = l.id
          AND d.due_ms <= :now_ms AND d.claimed_by IS NULL
        LIMIT 1) d
    """
)
_NEXT: Final = text(
    """
    SELECT d.id, d.listener_id, d.attempts, d.schedule_step, d.trigger, d.entity, d.function,
           d.record_id, d.record_version, d.event_id, e.record_label, e.payload,
           l.kind, l.url, l.auth_type, l.credential_id, l.address, l.signing,
           l.secret_sealed, l.previous_secret_sealed, l.previous_valid_until_ms,
           c.fields AS credential_fields, c.secrets_sealed, c.etag AS credential_etag
    FROM unnest(CAST(:turns AS text[]), CAST(:shares AS integer[])) AS t(id, share)
    JOIN listeners l ON l.id = t.id
    CROSS JOIN LATERAL (
        SELECT w.* FROM (
            SELECT x.* FROM deliveries x
            WHERE x.status = 'pending' AND x.listener_id = l.id
              AND x.due_ms <= :now_ms AND x.claimed_by IS NULL
            ORDER BY x.due_ms, x.seq LIMIT :looked_at) w
        WHERE w.first_try_done OR NOT EXISTS (
            SELECT 1 FROM deliveries b
            WHERE b.listener_id = w.listener_id AND b.record_id = w.record_id
              AND b.record_version < w.record_version AND NOT b.first_try_done)
        ORDER BY w.due_ms, w.seq LIMIT t.share) d
    JOIN events e ON e.id = d.event_id
    LEFT JOIN credentials c ON c.id = l.credential_id
    ORDER BY d.due_ms, d.seq
    """
)


def still_held(tx: Connection, leases: Sequence[Lease]) -> set[int]:
    """The jobs of those leases that are ours, and stay ours until this transaction ends."""
    if not leases:
        return set()
    of_leases = {
        "jobs": [one.job_id for one in leases],
        "managers": [one.manager for one in leases],
    }
    return set(tx.execute(_HELD, of_leases).scalars())


def lock_listeners(tx: Connection, listener_ids: Sequence[str]) -> None:
    """Let nobody change these listeners meanwhile; always in one order, so none wait in a ring."""
    tx.execute(_LOCK_LISTENERS, {"ids": list(listener_ids)})


def still_claimed(tx: Connection, claims: Sequence[Claim], *, worker: str) -> set[str]:
    """The ids of those tries whose claims are still ours: no other worker took them over."""
    if not claims:
        return set()
    ids = [one.delivery_id for one in claims]
    rows = tx.execute(_CLAIMED, {"ids": ids, "worker": worker})
    numbers = {row.id: row.attempts for row in rows}
    return {one.attempt_id for one in claims if numbers.get(one.delivery_id) == one.number}


def due_among(tx: Connection, listener_ids: Sequence[str], *, now_ms: int) -> list[str]:
    """Which of these listeners have something to claim."""
    if not listener_ids:
        return []
    return list(tx.execute(_DUE, {"among": list(listener_ids), "now_ms": now_ms}).scalars())


def claim(tx: Connection, shares: Mapping[str, int], *, worker: str, now_ms: int) -> list[Claim]:
    """Claim due deliveries, so many of each listener at most."""
    rows: Sequence[RowMapping] = (
        tx.execute(
            _NEXT,
            {
                "turns": list(shares),
                "shares": list(shares.values()),
                "now_ms": now_ms,
                "looked_at": _LOOKED_AT,
            },
        )
        .mappings()
        .all()
    )
    if not rows:
        return []
    begun = set(
        tx.execute(
            _BEGIN, {"ids": [row["id"] for row in rows], "worker": worker, "now_ms": now_ms}
        ).scalars()
    )
    ours = [row for row in rows if row["id"] in begun]
    opened = opened_together()
    return [
        Claim(attempt_id, row["attempts"] + 1, row, opened[row["listener_id"]])
        for attempt_id, row in zip(new_ids("att", len(ours)), ours, strict=True)
    ]
