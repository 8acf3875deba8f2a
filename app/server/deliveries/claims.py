"""Which deliveries are tried next: whose turn it is, in which order, how many at once.

Listeners take turns, so a long backlog of one does not stand before the others.
Within a listener the oldest due comes first, but the first try of a version waits
until the first try of every earlier version of that record has ended.

A claim is the log's word that a try begins, committed before anything is sent: the
delivery's own row holds its number, its time and who makes it.  The attempt is written
once, as it ends; of a try that was cut short the claim tells (`left_over`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, Final

from sqlalchemy import Connection, update

from app.domain.delivery import DeliveryStatus
from app.domain.ids import new_ids
from app.server.deliveries import due, left_over
from app.server.store import batches
from app.server.store.rows import Row
from app.server.store.tables import deliveries

_CLAIM: Final = """
    UPDATE deliveries
    SET claimed_by = :worker, claimed_ms = :now_ms, due_ms = NULL, attempts = attempts + 1
    WHERE id IN (SELECT value FROM json_each(:ids))
    """

_PENDING: Final = DeliveryStatus.PENDING


@dataclass(slots=True)
class Opened:
    """Room for what is opened of a listener's secrets, once for all that was claimed together.

    Attributes:
        credentials: The same for credentials, by id: listeners share them.
    """

    credentials: dict[str, object] = field(default_factory=dict, repr=False)
    secrets: object = field(default=None, repr=False)


def opened_together() -> defaultdict[str, Opened]:
    """Room for the secrets of each listener that something is claimed for now, by its id."""
    credentials: dict[str, object] = {}
    return defaultdict(lambda: Opened(credentials))


@dataclass(frozen=True, slots=True)
class Claim:
    """One delivery that is ours to try now, with everything as it is at this moment."""

    attempt_id: str
    number: int
    row: Row
    opened: Opened = field(default_factory=Opened, repr=False, compare=False)

    @property
    def delivery_id(self) -> str:
        """The delivery that is tried."""
        return str(self.row["id"])

    @property
    def listener_id(self) -> str:
        """The listener it is for."""
        return str(self.row["listener_id"])


@dataclass(frozen=True, slots=True)
class Turn:
    """What one round of claiming may take.

    Attributes:
        worker: Who claims; claims of any other worker are of a dead process.
        room: How many claims may be made, all listeners together.
        allowed: How many each listener may have that has claims now.
        per_listener: How many any other listener may have.
        last: The listener that had the last turn; the next one is first.
    """

    worker: str
    room: int
    allowed: Mapping[str, int]
    per_listener: int
    last: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a round of claiming found.

    Attributes:
        last_turn: The listener that had the last turn.
        next_due_ms: When something else becomes due, if anything waits.
        more: Something else may be due now: look again at once.
        had_room: False if nothing could be claimed whatever was due.
    """

    claims: tuple[Claim, ...]
    last_turn: str
    next_due_ms: int | None
    more: bool
    had_room: bool


def claim_due(tx: Connection, turn: Turn, *, now_ms: int) -> Claimed:
    """Claim due deliveries: their tries begin as soon as this is committed."""
    turns = _turns(tx, turn, now_ms=now_ms)
    claims: tuple[Claim, ...] = ()
    if turns:
        most = max(turn.per_listener, max(turn.allowed.get(one, 0) for one in turns))
        share = min(most, -(-turn.room // len(turns)))
        addressees = due.addressees(tx, turns)
        found = due.deliveries(tx, list(addressees), share=share, now_ms=now_ms)
        claims = _claims_of(_within_limits(found, turn), addressees)
    _begin(tx, claims, worker=turn.worker, now_ms=now_ms)
    more = bool(claims) or len(turns) >= turn.room > 0
    return Claimed(
        claims,
        last_turn=turns[-1] if turns else turn.last,
        next_due_ms=None if more else due.next_ms(tx, now_ms=now_ms),
        more=more,
        had_room=turn.room > 0,
    )


def withdrawn_among(tx: Connection, claims: Sequence[Claim]) -> frozenset[str]:
    """The deliveries of these claims that someone paused, cancelled or disabled since."""
    if not claims:
        return frozenset()
    standing = batches.rows_of(
        tx, deliveries, [one.delivery_id for one in claims], columns=("status",)
    )
    return frozenset(one for one, row in standing.items() if row["status"] != _PENDING)


def unclaim(tx: Connection, claims: Sequence[Claim], *, now_ms: int) -> None:
    """Undo claims whose tries never began."""
    ids = [one.delivery_id for one in claims]
    tx.execute(
        update(deliveries)
        .where(deliveries.c.id.in_(ids), deliveries.c.status == DeliveryStatus.PENDING)
        .values(due_ms=now_ms)
    )
    tx.execute(
        update(deliveries)
        .where(deliveries.c.id.in_(ids))
        .values(claimed_by=None, claimed_ms=None, attempts=deliveries.c.attempts - 1)
    )


def postpone(tx: Connection, claims: Sequence[Claim], *, until_ms: int) -> None:
    """Give back claims whose tries broke off by a fault of ours; the log keeps them."""
    ids = [one.delivery_id for one in claims]
    left_over.note_cut_short(tx, deliveries.c.id.in_(ids))
    tx.execute(
        update(deliveries)
        .where(deliveries.c.id.in_(ids), deliveries.c.status == DeliveryStatus.PENDING)
        .values(due_ms=until_ms)
    )
    tx.execute(
        update(deliveries).where(deliveries.c.id.in_(ids)).values(claimed_by=None, claimed_ms=None)
    )


def _turns(tx: Connection, turn: Turn, *, now_ms: int) -> list[str]:
    """The listeners that have something due, in turn, starting after the last one."""
    if turn.room <= 0:
        return []
    full = [one for one, allowed in turn.allowed.items() if allowed == 0]
    turns = due.listeners(tx, after=turn.last, full=full, room=turn.room, now_ms=now_ms)
    if turn.last and len(turns) < turn.room:
        again = due.listeners(tx, after="", full=full, room=turn.room, now_ms=now_ms)
        turns += [one for one in again if one <= turn.last][: turn.room - len(turns)]
    return turns


def _claims_of(taken: Sequence[dict[str, Any]], addressees: Mapping[str, Row]) -> tuple[Claim, ...]:
    opened = opened_together()
    return tuple(
        Claim(
            attempt_id,
            row["attempts"] + 1,
            {**row, **addressees[row["listener_id"]]},
            opened[row["listener_id"]],
        )
        for attempt_id, row in zip(new_ids("att", len(taken)), taken, strict=True)
    )


def _within_limits(found: Sequence[dict[str, Any]], turn: Turn) -> list[dict[str, Any]]:
    """One of each listener, then a second of each, and so on, while there is room."""
    of_listener: dict[str, list[dict[str, Any]]] = {}
    for row in found:
        of_listener.setdefault(row["listener_id"], []).append(row)
    for listener_id, rows in of_listener.items():
        del rows[turn.allowed.get(listener_id, turn.per_listener) :]
    in_turn = zip_longest(*of_listener.values())
    return [row for rows in in_turn for row in rows if row is not None][: turn.room]


def _begin(tx: Connection, claims: Sequence[Claim], *, worker: str, now_ms: int) -> None:
    if not claims:
        return
    ids = json.dumps([one.delivery_id for one in claims])
    tx.exec_driver_sql(_CLAIM, {"ids": ids, "worker": worker, "now_ms": now_ms})
