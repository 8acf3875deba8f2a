"""What a replay of many would send again: read only.

Deliveries that exist and events that were skipped are one list, oldest first.  A
skip that was made good has a delivery since, and is found as that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)
from sqlalchemy import exists as there_is

from app.domain.delivery import DeliveryStatus
from app.server.store.tables import deliveries, events, outcomes

# Skips that a person can make good; the others are how a listener is meant.
REPLAYABLE_SKIPS: Final = ("disabled", "suspended")
# Where a newer version has arrived, or is on its way.
_SUPERSEDING: Final = (
    DeliveryStatus.DELIVERED,
    DeliveryStatus.PENDING,
    DeliveryStatus.HELD,
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which of a listener's deliveries are meant.

    Attributes:
        statuses: Those of deliveries; may be empty.
        with_skipped: Also events that were skipped as disabled or suspended.
        newest_only: Leave out what a newer version of its record makes pointless: one
            that was delivered, is on its way, or is replayed too.
    """

    listener_id: str
    statuses: tuple[str, ...]
    with_skipped: bool
    newest_only: bool
    since_ms: int | None = None
    until_ms: int | None = None


def find(tx: Connection, wanted: Wanted, *, limit: int) -> list[RowMapping]:
    """What would be sent again, oldest first, at most `limit`.

    Rows have `delivery_id` (null where the delivery is missing), `event_id`, `record_id`,
    `record_version` and `seq`.  What has no payload any more cannot be sent.
    """
    parts = [_deliveries(wanted)] if wanted.statuses else []
    if wanted.with_skipped:
        parts.append(_skips(wanted))
    if not parts:
        return []
    if not wanted.newest_only:  # then the oldest of all are among the oldest of each
        parts = [_oldest(part, limit) for part in parts]
    found = union_all(*parts).subquery("found")
    query = select(found)
    if wanted.newest_only:
        query = _newest_only(wanted, query.add_columns(_age(found)).subquery("aged"))
    ordered = query.order_by(query.selected_columns.seq).limit(limit)
    return list(tx.execute(ordered).mappings())


def _oldest(part: Select[Any], limit: int) -> Select[Any]:
    return select(part.order_by(part.selected_columns.seq).limit(limit).subquery())


def _deliveries(wanted: Wanted) -> Select[Any]:
    d = deliveries.c
    return (
        select(
            d.id.label("delivery_id"), d.event_id, d.record_id, d.record_version, d.seq.label("seq")
        )
        .join(events, events.c.id == d.event_id)
        .where(
            d.listener_id == wanted.listener_id,
            d.status.in_(wanted.statuses),
            *_within(wanted, d.created_ms),
        )
    )


def _skips(wanted: Wanted) -> Select[Any]:
    e, o = events.c, outcomes.c
    made_good = there_is().where(
        deliveries.c.event_id == o.event_id, deliveries.c.listener_id == o.listener_id
    )
    return (
        select(
            null().label("delivery_id"),
            e.id.label("event_id"),
            e.record_id,
            e.record_version,
            e.seq.label("seq"),
        )
        .join(outcomes, o.event_id == e.id)
        .where(
            o.listener_id == wanted.listener_id,
            o.reason.in_(REPLAYABLE_SKIPS),
            ~made_good,
            *_within(wanted, e.occurred_ms),
        )
    )


def _within(wanted: Wanted, at: Any) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [events.c.payload.is_not(None)]
    if wanted.since_ms is not None:
        conditions.append(at >= wanted.since_ms)
    if wanted.until_ms is not None:
        conditions.append(at < wanted.until_ms)
    return conditions


def _age(found: Any) -> ColumnElement[int]:
    """1 for the newest version of a record among what was found."""
    versions = found.c.record_version.desc()
    return func.row_number().over(partition_by=found.c.record_id, order_by=versions).label("age")


def _newest_only(wanted: Wanted, aged: Any) -> Select[Any]:
    newer = (
        there_is(select(literal(1)).select_from(deliveries))
        .where(
            deliveries.c.listener_id == wanted.listener_id,
            deliveries.c.record_id == aged.c.record_id,
            deliveries.c.record_version > aged.c.record_version,
            or_(*(deliveries.c.status == one for one in _SUPERSEDING)),
        )
        .correlate(aged)
    )
    return select(aged).where(aged.c.age == 1, ~newer)
