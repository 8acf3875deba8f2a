"""Which deliveries are tried next: whose turn it is, in which order, how many at once.

Listeners take turns, so a long backlog of one does not stand before the others.
Within a listener the oldest due comes first, but the first try of a version waits
until the first try of every earlier version of that record has ended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, RowMapping, bindparam, insert, select, text, update

from app.domain.delivery import DeliveryStatus
from app.domain.ids import new_id
from app.server.store.tables import attempts, deliveries

# How many due deliveries of a listener are looked at for one that order lets go.
_LOOKED_AT: Final = 200

# Jumps from listener to listener in the index, however many deliveries each has.
_TURNS: Final = text(
    """
    WITH RECURSIVE turn(listener_id) AS (
        SELECT min(listener_id) FROM deliveries
        WHERE status = 'pending' AND listener_id > :after
        UNION ALL
        SELECT (SELECT min(d.listener_id) FROM deliveries d
                WHERE d.status = 'pending' AND d.listener_id > turn.listener_id)
        FROM turn WHERE turn.listener_id IS NOT NULL
    )
    SELECT listener_id FROM turn
    WHERE listener_id NOT IN :full AND EXISTS (
        SELECT 1 FROM deliveries d
        WHERE d.status = 'pending' AND d.listener_id = turn.listener_id
          AND d.due_ms <= :now_ms AND d.claimed_by IS NULL)
    LIMIT :room
    """
).bindparams(bindparam("full", expanding=True))

_DUE: Final = (
    text(
        """
    SELECT d.id, d.listener_id, d.attempts, d.schedule_step, d.trigger, d.entity, d.function,
           d.record_id, d.record_version, d.event_id, e.record_label, e.payload,
           l.kind, l.url, l.auth_type, l.credential_id, l.address, l.signing,
           l.secret_sealed, l.previous_secret_sealed, l.previous_valid_until_ms,
           c.fields AS credential_fields, c.secrets_sealed, c.etag AS credential_etag
    FROM listeners l
    JOIN deliveries d ON d.id IN (
        SELECT w.id FROM (
            SELECT x.id, x.due_ms, x.seq, x.listener_id, x.record_id, x.record_version,
                   x.first_try_done
            FROM deliveries x
            WHERE x.status = 'pending' AND x.listener_id = l.id
              AND x.due_ms <= :now_ms AND x.claimed_by IS NULL
            ORDER BY x.due_ms, x.seq LIMIT :looked_at) w
        WHERE w.first_try_done OR NOT EXISTS (
            SELECT 1 FROM deliveries e
            WHERE e.listener_id = w.listener_id AND e.record_id = w.record_id
              AND e.record_version < w.record_version AND NOT e.first_try_done)
        ORDER BY w.due_ms, w.seq LIMIT :share)
    JOIN events e ON e.id = d.event_id
    LEFT JOIN credentials c ON c.id = l.credential_id
    WHERE l.id IN :turns
    ORDER BY d.due_ms, d.seq
    """
    )
    .bindparams(bindparam("turns", expanding=True))
    .columns(credential_fields=attempts.c.detail.type, signing=deliveries.c.first_try_done.type)
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One delivery that is ours to try now, with everything as it is at this moment."""

    attempt_id: str
    number: int
    row: RowMapping

    @property
    def delivery_id(self) -> str:
        """The delivery that is tried."""
        return str(self.row["id"])

    @property
    def listener_id(self) -> str:
        """The listener it is for."""
        return str(self.row["listener_id"])


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a round of claiming found.

    Attributes:
        last_turn: The listener that had the last turn; the next round starts after it.
        next_due_ms: When something else becomes due, if anything waits.
        more: Something that is due now was left out for want of room.
    """

    claims: tuple[Claim, ...]
    last_turn: str
    next_due_ms: int | None
    more: bool


def claim_due(
    tx: Connection,
    *,
    worker: str,
    room: int,
    busy: Mapping[str, int],
    per_listener: int,
    last_turn: str,
    now_ms: int,
) -> Claimed:
    """Claim up to `room` due deliveries, and note that their tries begin.

    Args:
        tx: The transaction.
        worker: Who claims; claims of any other worker are of a dead process.
        room: How many tries may begin now.
        busy: How many tries of each listener run now.
        per_listener: How many of one listener may run at once.
        last_turn: `last_turn` of the round before.
        now_ms: What is due by this time is due.
    """
    full = [one for one, running in busy.items() if running >= per_listener]
    turns = _turns(tx, full=full, room=room, last_turn=last_turn, now_ms=now_ms)
    taken: list[RowMapping] = []
    if turns:
        share = min(per_listener, -(-room // len(turns)))
        found = tx.execute(
            _DUE,
            {"turns": turns, "now_ms": now_ms, "looked_at": _LOOKED_AT, "share": share},
        ).mappings()
        taken = _within_limits(found.all(), busy, per_listener=per_listener, room=room)
    claims = tuple(Claim(new_id("att"), row["attempts"] + 1, row) for row in taken)
    _begin(tx, claims, worker=worker, now_ms=now_ms)
    return Claimed(
        claims,
        last_turn=turns[-1] if turns else "",
        next_due_ms=_next_due(tx, now_ms=now_ms),
        more=len(claims) > 0 or len(turns) >= room > 0,
    )


def release_claims(tx: Connection, *, now_ms: int) -> int:
    """Make due what a process that died was trying; answers how many those were.

    Their tries stay in the log without a result: nobody knows whether they arrived.
    """
    pending = deliveries.c.status == DeliveryStatus.PENDING
    tx.execute(
        update(deliveries)
        .where(pending, deliveries.c.claimed_by.is_not(None), deliveries.c.due_ms.is_(None))
        .values(due_ms=now_ms)
    )
    return tx.execute(
        update(deliveries)
        .where(deliveries.c.claimed_by.is_not(None))
        .values(claimed_by=None, claimed_ms=None)
    ).rowcount


def _turns(
    tx: Connection, *, full: Sequence[str], room: int, last_turn: str, now_ms: int
) -> list[str]:
    """The listeners that have something due, in turn, starting after `last_turn`."""
    if room <= 0:
        return []
    wanted: dict[str, Any] = {"full": list(full), "now_ms": now_ms}
    turns = list(tx.execute(_TURNS, {**wanted, "after": last_turn, "room": room}).scalars())
    if last_turn and len(turns) < room:
        for one in tx.execute(_TURNS, {**wanted, "after": "", "room": room}).scalars():
            if one > last_turn or len(turns) >= room:
                break
            turns.append(one)
    return turns


def _within_limits(
    found: Sequence[RowMapping], busy: Mapping[str, int], *, per_listener: int, room: int
) -> list[RowMapping]:
    running = dict(busy)
    taken: list[RowMapping] = []
    for row in found:
        if len(taken) >= room:
            break
        if running.get(row["listener_id"], 0) < per_listener:
            running[row["listener_id"]] = running.get(row["listener_id"], 0) + 1
            taken.append(row)
    return taken


def _begin(tx: Connection, claims: Sequence[Claim], *, worker: str, now_ms: int) -> None:
    if not claims:
        return
    tx.execute(
        update(deliveries)
        .where(deliveries.c.id.in_([one.delivery_id for one in claims]))
        .values(
            claimed_by=worker,
            claimed_ms=now_ms,
            due_ms=None,
            attempts=deliveries.c.attempts + 1,
        )
    )
    tx.execute(
        insert(attempts),
        [
            {
                "id": one.attempt_id,
                "delivery_id": one.delivery_id,
                "listener_id": one.listener_id,
                "number": one.number,
                "trigger": one.row["trigger"],
                "started_ms": now_ms,
            }
            for one in claims
        ],
    )


def _next_due(tx: Connection, *, now_ms: int) -> int | None:
    return tx.execute(
        select(deliveries.c.due_ms)
        .where(deliveries.c.status == text("'pending'"), deliveries.c.due_ms > now_ms)
        .order_by(deliveries.c.due_ms)
        .limit(1)
    ).scalar_one_or_none()
