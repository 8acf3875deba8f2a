"""What `/stream` says: the changes after a place, of all kinds in one sequence.

Listeners come from the changes feed and deliveries from the log of the stream; each
is told as it is when it is read.  An event's id is the place after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import Connection

from app.domain import strict_json
from app.server.api.wire.deliveries import delivery_json
from app.server.api.wire.listeners import listener_json
from app.server.deliveries.health import health_of
from app.server.store import changes, counters, deliveries, facts, listeners, stream_log
from app.server.store.stream_log import LogPlace

LISTENER: Final = "listener"
DELIVERY: Final = "delivery"
HEARTBEAT: Final = "heartbeat"
PERMISSIONS: Final = {LISTENER: "listeners:read", DELIVERY: "deliveries:read"}
PAGE: Final = 100
_SHAPE: Final = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})\.([0-9]{1,9})\.([0-9a-z_]{1,40})")


class NoPlace(ValueError):
    """The text is no id of any stream."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stream has come to.

    Attributes:
        feed: The last position of the changes feed that was told.
        log: The next place of the log of deliveries.
    """

    epoch: str
    feed: int
    log: LogPlace

    def text(self) -> str:
        """The place as the id of an event."""
        return f"{self.feed}.{self.log.position}.{self.log.taken}.{self.epoch}"


@dataclass(frozen=True, slots=True)
class Event:
    """One event, ready to be sent."""

    kind: str
    frame: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """Some events, and the place after them.

    Attributes:
        told: The deliveries that are among them.
        more: There is more to read now.
    """

    events: Sequence[Event]
    place: Place
    told: Sequence[str]
    more: bool


def read_place(text: str) -> Place:
    """The place that an id names.

    Raises:
        NoPlace: It is no id of ours.
    """
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise NoPlace
    return Place(match[4], int(match[1]), LogPlace(int(match[2]), int(match[3])))


def end_of(tx: Connection) -> Place:
    """The place after everything that can be seen now."""
    epoch = str(facts.read(tx, facts.EPOCH))
    return Place(epoch, counters.current_value(tx, counters.FEED), stream_log.end_of(tx))


def is_kept(tx: Connection, place: Place) -> bool:
    """Whether everything after a place can still be told."""
    end = end_of(tx)
    is_ours = place.epoch == end.epoch and place.feed <= end.feed and place.log <= end.log
    return is_ours and stream_log.is_kept(tx, place.log)


def read_page(
    tx: Connection,
    place: Place,
    *,
    until: Place | None = None,
    now_ms: int,
    must_wait: Callable[[str], bool] = lambda _delivery_id: False,
) -> Page:
    """The next events after a place.

    Args:
        tx: The transaction.
        place: Where the page before ended.
        until: Where to end; by default at what can be seen now.
        now_ms: The present time.
        must_wait: Whether a delivery was told too short a time ago; the page ends before it.
    """
    end = until or end_of(tx)
    if place.epoch != end.epoch:  # restored under our feet: what was told counts no more
        return Page((), end, (), more=False)
    events, place = _listener_events(tx, place, end.feed, now_ms=now_ms)
    if len(events) == PAGE:
        return Page(events, place, (), more=True)
    more_events, place, told, more = _delivery_events(tx, place, end.log, must_wait)
    return Page([*events, *more_events], place, told, more)


def may_see(kind: str, permissions: Collection[str]) -> bool:
    """Whether somebody with these permissions is told of an event of this kind."""
    return kind not in PERMISSIONS or PERMISSIONS[kind] in permissions


def shows_anything(permissions: Collection[str]) -> bool:
    """Whether there is any kind of event but the heartbeat that they let through."""
    return not set(PERMISSIONS.values()).isdisjoint(permissions)


def heartbeat(place: Place) -> Event:
    """The event that only says that the stream lives, and where it is."""
    return _event(HEARTBEAT, {}, place)


def _listener_events(
    tx: Connection, place: Place, end: int, *, now_ms: int
) -> tuple[list[Event], Place]:
    if place.feed >= end:
        return [], place
    changed = listeners.after_position(tx, place.feed, limit=PAGE)
    gone = changes.deletions(tx, after=place.feed, limit=PAGE)
    health = health_of(tx, changed, now_ms=now_ms)
    told: list[tuple[int, dict[str, Any]]] = [
        *((row["feed_position"], listener_json(row, health[row["id"]])) for row in changed),
        *((row.feed_position, {"id": row.id, "deleted": True}) for row in gone),
    ]
    told = sorted((one for one in told if one[0] <= end), key=itemgetter(0))[:PAGE]
    events = [_event(LISTENER, data, replace(place, feed=position)) for position, data in told]
    return events, replace(place, feed=told[-1][0] if len(told) == PAGE else end)


def _delivery_events(
    tx: Connection, place: Place, end: LogPlace, must_wait: Callable[[str], bool]
) -> tuple[list[Event], Place, list[str], bool]:
    """Each delivery once, at the place of its last change here."""
    if place.log >= end:
        return [], place, [], False
    found, after = stream_log.changes_from(tx, place.log, until=end, limit=PAGE)
    last: dict[str, LogPlace] = {}
    waits, at = False, place.log
    for change in found:
        if must_wait(change.delivery_id):
            waits, after = True, at
            break
        at = change.next
        last.pop(change.delivery_id, None)
        last[change.delivery_id] = at
    rows = deliveries.some(tx, last)
    events = [
        _event(DELIVERY, delivery_json(rows[one]), replace(place, log=at))
        for one, at in last.items()
        if one in rows
    ]
    return events, replace(place, log=after), list(last), not waits and after < end


def _event(kind: str, data: dict[str, Any], place: Place) -> Event:
    content = strict_json.dumps(data)
    frame = b"id: %s\nevent: %s\ndata: %s\n\n" % (place.text().encode(), kind.encode(), content)
    return Event(kind, frame)
