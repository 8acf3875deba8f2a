"""Listener rows: read, listed, written, removed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from app.server.store import counters
from app.server.store.ordering import for_change
from app.server.store.tables import listeners

NEW_LISTENER = {
    "suspended_reason": None,
    "health_state": "unknown",
    "failing_since_ms": None,
    "suspend_at_ms": None,
    "suspend_shown_ms": None,
    "last_attempt_ms": None,
    "last_status": None,
    "last_try_failed": None,
}

# Built once: building costs more than running.
_FIND: Final = select(listeners).where(listeners.c.id == bindparam("of"))
_COUNT: Final = select(func.count()).select_from(listeners)
_ADD: Final = insert(listeners).returning(listeners)
_AFTER: Final = (
    select(listeners)
    .where(listeners.c.feed_position > bindparam("position"))
    .order_by(listeners.c.feed_position)
    .limit(bindparam("limit"))
)


@dataclass(frozen=True, slots=True)
class ListenerFilter:
    """What a list is narrowed down to; several values of one filter mean "or".

    Attributes:
        channel_ids: None among them stands for listeners of the whole instance.
    """

    channel_ids: tuple[str | None, ...] = ()
    entities: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


def find(tx: Connection, listener_id: str) -> RowMapping | None:
    """A listener as it is now."""
    wanted = for_change(tx, _FIND, of=listeners)
    return tx.execute(wanted, {"of": listener_id}).mappings().one_or_none()


def count(tx: Connection) -> int:
    """How many listeners there are."""
    return int(tx.execute(_COUNT).scalar_one())


def page(
    tx: Connection, wanted: ListenerFilter, *, after_seq: int | None, limit: int
) -> list[RowMapping]:
    """Listeners, oldest first, younger than `after_seq`."""
    query = select(listeners).where(*_conditions(wanted))
    if after_seq is not None:
        query = query.where(listeners.c.seq > after_seq)
    return list(tx.execute(query.order_by(listeners.c.seq).limit(limit)).mappings())


def using_credentials(tx: Connection, credential_ids: Iterable[str]) -> dict[str, list[str]]:
    """Which listeners use each of the credentials."""
    found: dict[str, list[str]] = {one: [] for one in credential_ids}
    rows = tx.execute(
        select(listeners.c.credential_id, listeners.c.id)
        .where(listeners.c.credential_id.in_(list(found)))
        .order_by(listeners.c.seq)
    )
    for credential_id, listener_id in rows:
        found[credential_id].append(listener_id)
    return found


def add(tx: Connection, values: Mapping[str, Any]) -> RowMapping:
    """Write a new listener; order and feed position are given here."""
    row = {
        **NEW_LISTENER,
        **values,
        "seq": counters.next_value(tx, counters.SEQ),
        "feed_position": counters.next_value(tx, counters.FEED),
    }
    return tx.execute(_ADD, row).mappings().one()


def change(tx: Connection, listener_id: str, values: Mapping[str, Any]) -> RowMapping:
    """Write changed columns and put the listener at the end of the feed."""
    return (
        tx.execute(
            update(listeners)
            .where(listeners.c.id == listener_id)
            .values(**values, feed_position=counters.next_value(tx, counters.FEED))
            .returning(listeners)
        )
        .mappings()
        .one()
    )


def change_secret(tx: Connection, listener_id: str, values: Mapping[str, Any]) -> None:
    """Write the signing secret, which is no part of the version or of the feed."""
    tx.execute(update(listeners).where(listeners.c.id == listener_id).values(**values))


def remove(tx: Connection, listener_id: str) -> None:
    """Remove a listener's row."""
    tx.execute(delete(listeners).where(listeners.c.id == listener_id))


def _conditions(wanted: ListenerFilter) -> list[ColumnElement[bool]]:
    c = listeners.c
    found: list[ColumnElement[bool]] = [
        column.in_(values)
        for column, values in (
            (c.entity, wanted.entities),
            (c.function, wanted.functions),
            (c.status, wanted.statuses),
            (c.kind, wanted.kinds),
        )
        if values
    ]
    if wanted.channel_ids:
        named = [one for one in wanted.channel_ids if one is not None]
        whole = [c.channel_id.is_(None)] if None in wanted.channel_ids else []
        found.append(or_(c.channel_id.in_(named), *whole))
    if wanted.texts:
        found.append(or_(*(_holds(text) for text in wanted.texts)))
    return found


def _holds(text: str) -> ColumnElement[bool]:
    """A case-insensitive substring of name, url or address."""
    columns = (listeners.c.name, listeners.c.url, listeners.c.address)
    part = text.casefold()
    return or_(*(func.folded(one).contains(part, autoescape=True) for one in columns))


def after_position(tx: Connection, position: int, *, limit: int) -> Sequence[RowMapping]:
    """Listeners that changed after a position of the feed, in its order."""
    return list(tx.execute(_AFTER, {"position": position, "limit": limit}).mappings())
