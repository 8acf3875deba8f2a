"""What was delivered, what was not, and why; and having one sent again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain.announce import Changed, nobody_listens
from app.services.delivery_search import DeliverySearch

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.control import JobControl
    from app.domain.delivery import (
        Delivery,
        DeliveryFilter,
        DeliveryPage,
        Event,
        EventFilter,
        EventPage,
    )
    from app.domain.ports import PlatformApi


class DeliveryService:
    """The deliveries and events of one connection, always asked of the platform."""

    def __init__(self, api: PlatformApi, *, announce: Announce = nobody_listens) -> None:
        self._api = api
        self._announce = announce
        self._search = DeliverySearch(api)

    def list(
        self, control: JobControl, wanted: DeliveryFilter, cursor: str | None = None
    ) -> DeliveryPage:
        """One page of deliveries, newest first; the first one is counted by status."""
        return self._api.deliveries(control, wanted, cursor, counts=cursor is None)

    def search(
        self, control: JobControl, wanted: DeliveryFilter, cursor: str | None = None
    ) -> DeliveryPage:
        """Those of one page that have the text in payload, requests, answers or errors.

        Reads each of them in full: slow, and told as it goes on.
        """
        return self._search.page(control, wanted, cursor)

    def get(self, control: JobControl, delivery_id: str) -> Delivery:
        """One delivery with its payload and attempts."""
        return self._api.delivery(control, delivery_id)

    def replay(self, control: JobControl, delivery_id: str) -> Delivery:
        """Set one delivery on its way again.

        Raises:
            Conflict: Its listener, or what is no longer kept, stands in the way.
        """
        delivery = self._api.replay(control, delivery_id)
        self._announce(Changed.DELIVERIES)
        return delivery

    def cancel(self, control: JobControl, delivery_id: str) -> Delivery:
        """Give an unfinished delivery up.

        Raises:
            Conflict: It has ended already.
        """
        delivery = self._api.cancel_delivery(control, delivery_id)
        self._announce(Changed.DELIVERIES)
        return delivery

    def events(
        self, control: JobControl, wanted: EventFilter, cursor: str | None = None
    ) -> EventPage:
        """One page of what happened, newest first."""
        return self._api.events(control, wanted, cursor)

    def events_of_record(self, control: JobControl, entity: str, record_id: str) -> Sequence[Event]:
        """What happened to a record, and what each event meant for every listener."""
        return self._api.events_of_record(control, entity, record_id)
