"""Deliveries and attempts as clients read them; the delivery engine writes them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, func, or_, select

from app.server.store.ordering import for_change
from app.server.store.tables import attempts, deliveries, events

# With what a person knows the record by, and how long the last try took.
_SHOWN: Final = (
    select(deliveries, events.c.record_label, attempts.c.duration_ms.label("last_duration_ms"))
    .join(events, events.c.id == deliveries.c.event_id)
    .outerjoin(
        attempts,
        and_(attempts.c.delivery_id == deliveries.c.id, attempts.c.number == deliveries.c.attempts),
    )
)


@dataclass(frozen=True, slots=True)
class DeliveryFilter:
    """What a list of deliveries is narrowed down to; several values mean "or"."""

    listener_ids: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    record_ids: tuple[str, ...] = ()
    since_ms: int | None = None
    until_ms: int | None = None
    texts: tuple[str, ...] = ()


def find(tx: Connection, delivery_id: str) -> RowMapping | None:
    """A delivery."""
    wanted = _SHOWN.where(deliveries.c.id == delivery_id)
    return tx.execute(for_change(tx, wanted, of=deliveries)).mappings().one_or_none()


def some(tx: Connection, delivery_ids: Collection[str]) -> dict[str, RowMapping]:
    """Those of these deliveries that there are, by id."""
    found = tx.execute(_SHOWN.where(deliveries.c.id.in_(delivery_ids))).mappings()
    return {row["id"]: row for row in found}


def page(
    tx: Connection, wanted: DeliveryFilter, *, before_seq: int | None, limit: int
) -> list[RowMapping]:
    """Deliveries, newest first, older than `before_seq`."""
    query = _SHOWN.where(*_conditions(wanted))
    if before_seq is not None:
        query = query.where(deliveries.c.seq < before_seq)
    return list(tx.execute(query.order_by(deliveries.c.seq.desc()).limit(limit)).mappings())


def counts(tx: Connection, wanted: DeliveryFilter) -> dict[str, int]:
    """How many deliveries of each status the filter lets through."""
    query = (
        select(deliveries.c.status, func.count().label("number"))
        .where(*_conditions(wanted))
        .group_by(deliveries.c.status)
    )
    return {row.status: row.number for row in tx.execute(query)}


def attempts_of(tx: Connection, delivery_id: str) -> list[RowMapping]:
    """The tries of a delivery that ended, oldest first."""
    query = (
        select(attempts)
        .where(attempts.c.delivery_id == delivery_id, attempts.c.succeeded.is_not(None))
        .order_by(attempts.c.number)
    )
    return list(tx.execute(query).mappings())


def _conditions(wanted: DeliveryFilter) -> list[ColumnElement[bool]]:
    c = deliveries.c
    found: list[ColumnElement[bool]] = [
        column.in_(values)
        for column, values in (
            (c.listener_id, wanted.listener_ids),
            (c.status, wanted.statuses),
            (c.entity, wanted.entities),
            (c.record_id, wanted.record_ids),
        )
        if values
    ]
    if wanted.since_ms is not None:
        found.append(c.created_ms >= wanted.since_ms)
    if wanted.until_ms is not None:
        found.append(c.created_ms < wanted.until_ms)
    if wanted.texts:
        found.append(or_(*(_mentions(text.strip()) for text in wanted.texts)))
    return found


def _mentions(text: str) -> ColumnElement[bool]:
    """In its ids, or in the number that people call the record by."""
    c = deliveries.c
    ids = (c.id, c.event_id, c.listener_id, c.record_id)
    return or_(
        *(one.contains(text.lower(), autoescape=True) for one in ids),
        c.record_number.icontains(text, autoescape=True),  # `folded` takes twice as long
    )
