"""The calls about events and deliveries (contract section 7), for `app.adapters.rest_api`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from app.adapters.calls import Calls, segment
from app.adapters.transport import Query
from app.adapters.wire.deliveries import (
    read_deliveries,
    read_delivery,
    read_event,
    read_events,
    read_replay_count,
    write_event_filter,
    write_filter,
    write_replay,
)
from app.domain.control import JobControl
from app.domain.delivery import (
    Delivery,
    DeliveryFilter,
    DeliveryPage,
    Event,
    EventFilter,
    EventPage,
)
from app.domain.replay import ReplayWanted

_EVENTS: Final = 500
_WITH_OUTCOMES: Final = 50  # each may name thousands of listeners


class DeliveryCalls:
    """A part of `RestApi`: what happened, and having it happen again."""

    _calls: Calls

    def deliveries(
        self,
        control: JobControl,
        wanted: DeliveryFilter,
        cursor: str | None = None,
        *,
        limit: int | None = None,
        counts: bool = True,
    ) -> DeliveryPage:
        query: Query = [*write_filter(wanted)]
        if limit is not None:
            query.append(("limit", limit))
        if counts:
            query.append(("counts", "true"))
        if cursor is not None:
            query.append(("cursor", cursor))
        return read_deliveries(self._calls.get(control, "/deliveries", query).json())

    def delivery(self, control: JobControl, delivery_id: str) -> Delivery:
        return read_delivery(self._calls.get(control, _path(delivery_id)).json())

    def replay(self, control: JobControl, delivery_id: str) -> Delivery:
        answer = self._calls.send(control, "POST", f"{_path(delivery_id)}/replay")
        return read_delivery(answer.json())

    def cancel_delivery(self, control: JobControl, delivery_id: str) -> Delivery:
        answer = self._calls.send(control, "POST", f"{_path(delivery_id)}/cancel")
        return read_delivery(answer.json())

    def replay_many(
        self, control: JobControl, listener_id: str, wanted: ReplayWanted, *, dry_run: bool
    ) -> int:
        path = f"/listeners/{segment(listener_id)}/replay"
        body = write_replay(wanted, dry_run=dry_run)
        return read_replay_count(self._calls.send(control, "POST", path, body=body).json())

    def event(self, control: JobControl, event_id: str) -> Event:
        return read_event(self._calls.get(control, f"/events/{segment(event_id)}").json())

    def events(
        self, control: JobControl, wanted: EventFilter, cursor: str | None = None
    ) -> EventPage:
        limit = _WITH_OUTCOMES if wanted.has_outcomes else _EVENTS
        query: Query = [*write_event_filter(wanted), ("limit", limit)]
        if cursor is not None:
            query.append(("cursor", cursor))
        return read_events(self._calls.get(control, "/events", query).json())

    def events_of_record(self, control: JobControl, entity: str, record_id: str) -> Sequence[Event]:
        query: Query = [("entity", entity), ("record_id", record_id)]
        return [read_event(one) for one in self._calls.every(control, "/events", query)]


def _path(delivery_id: str) -> str:
    return f"/deliveries/{segment(delivery_id)}"
