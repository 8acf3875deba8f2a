"""Events and what they meant for each listener: read only, written by the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, RowMapping, exists, or_, select

from app.server.store.tables import events, outcomes

_SHOWN: Final = (
    "id", "seq", "entity", "function", "record_id", "record_version", "record_label",
    "record_number", "occurred_ms",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What a list of events is narrowed down to; several values mean "or"."""

    entities: tuple[str, ...] = ()
    record_ids: tuple[str, ...] = ()
    listener_ids: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    since_ms: int | None = None
    until_ms: int | None = None


def find(tx: Connection, event_id: str) -> RowMapping | None:
    """An event."""
    return tx.execute(select(events).where(events.c.id == event_id)).mappings().one_or_none()


def page(
    tx: Connection, wanted: EventFilter, *, before_seq: int | None, limit: int
) -> list[RowMapping]:
    """Events, newest first, older than `before_seq`."""
    c = events.c
    query = select(*(c[name] for name in _SHOWN))
    if wanted.entities:
        query = query.where(c.entity.in_(wanted.entities))
    if wanted.record_ids:
        query = query.where(c.record_id.in_(wanted.record_ids))
    if wanted.since_ms is not None:
        query = query.where(c.occurred_ms >= wanted.since_ms)
    if wanted.until_ms is not None:
        query = query.where(c.occurred_ms < wanted.until_ms)
    if wanted.listener_ids or wanted.outcomes:
        query = query.where(_outcome_matches(wanted))
    if before_seq is not None:
        query = query.where(c.seq < before_seq)
    return list(tx.execute(query.order_by(c.seq.desc()).limit(limit)).mappings())


def outcomes_of(
    tx: Connection, event_ids: Sequence[str], *, listener_ids: Sequence[str] = ()
) -> dict[str, list[RowMapping]]:
    """The outcomes of events, all of them or those of some listeners."""
    found: dict[str, list[RowMapping]] = {event_id: [] for event_id in event_ids}
    query = select(outcomes).where(outcomes.c.event_id.in_(list(event_ids)))
    if listener_ids:
        query = query.where(outcomes.c.listener_id.in_(list(listener_ids)))
    for row in tx.execute(query.order_by(outcomes.c.listener_id)).mappings():
        found[row["event_id"]].append(row)
    return found


def payload_of(tx: Connection, event_id: str) -> bytes | None:
    """The exact bytes of an event; None after retention."""
    query = select(events.c.payload).where(events.c.id == event_id)
    found: bytes | None = tx.execute(query).scalar_one()
    return found


def _outcome_matches(wanted: EventFilter) -> ColumnElement[bool]:
    one = outcomes.c.event_id == events.c.id
    if wanted.listener_ids:
        one &= outcomes.c.listener_id.in_(wanted.listener_ids)
    if wanted.outcomes:
        is_delivery = outcomes.c.delivery_id.is_not(None)
        kinds = {"delivery": is_delivery, "skipped": ~is_delivery}
        one &= or_(*(kinds[name] for name in wanted.outcomes))
    return exists().where(one)
