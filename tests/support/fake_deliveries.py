"""The deliveries of `FakePlatform`: listed by the page, replayed, cancelled, explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from app.domain.control import JobControl
from app.domain.delivery import (
    Delivery,
    DeliveryFilter,
    DeliveryPage,
    DeliveryStatus,
    Event,
    EventFilter,
    EventPage,
)
from app.domain.errors import Conflict, FieldRefusal, NotFound, Rejected
from app.domain.replay import MOST, ReplayWanted

_UNFINISHED: Final = {DeliveryStatus.PENDING, DeliveryStatus.HELD}


@dataclass
class FakeDeliveries:
    """The newest delivery is the first of `deliveries_`.

    `standing_in_the_way` maps a listener's id to the code that its replays are refused with.
    """

    deliveries_: list[Delivery] = field(default_factory=list)
    events_: list[Event] = field(default_factory=list)
    standing_in_the_way: dict[str, str] = field(default_factory=dict)
    most_replays: int = MOST
    replays: list[tuple[str, ReplayWanted, int]] = field(default_factory=list)  # those carried out

    def _call(self, name: str, control: JobControl, work: Any) -> Any:
        raise NotImplementedError

    def deliveries(
        self,
        control: JobControl,
        wanted: DeliveryFilter,
        cursor: str | None = None,
        *,
        limit: int | None = None,
        counts: bool = True,
    ) -> DeliveryPage:
        def work() -> DeliveryPage:
            found = [one for one in self.deliveries_ if _is_wanted(one, wanted)]
            at = int(cursor or 0)
            end = at + (limit or 100)
            page = tuple(found[at:end])
            more = str(end) if end < len(found) else None
            counted: dict[str, int] = {}
            for one in found if counts else ():
                counted[one.status.value] = counted.get(one.status.value, 0) + 1
            return DeliveryPage(page, more, counted)

        return self._call("deliveries", control, work)

    def delivery(self, control: JobControl, delivery_id: str) -> Delivery:
        return self._call("delivery", control, lambda: self._delivery(delivery_id))

    def replay(self, control: JobControl, delivery_id: str) -> Delivery:
        def work() -> Delivery:
            found = self._delivery(delivery_id)
            self._require_replayable(found.listener_id)
            return self._change(found, status=DeliveryStatus.PENDING, finished_at=None)

        return self._call("replay", control, work)

    def cancel_delivery(self, control: JobControl, delivery_id: str) -> Delivery:
        def work() -> Delivery:
            found = self._delivery(delivery_id)
            if found.status not in _UNFINISHED:
                raise Conflict("finished", status=409, code="delivery_finished")
            return self._change(found, status=DeliveryStatus.CANCELLED, status_reason="by_user")

        return self._call("cancel_delivery", control, work)

    def replay_many(
        self, control: JobControl, listener_id: str, wanted: ReplayWanted, *, dry_run: bool
    ) -> int:
        def work() -> int:
            found = [one for one in self.deliveries_ if _is_meant(one, listener_id, wanted)]
            if len(found) > self.most_replays:
                refusal = FieldRefusal("", "too_many")
                raise Rejected("many", status=422, code="validation_failed", fields=(refusal,))
            self._require_replayable(listener_id)
            if not dry_run:
                for one in found:
                    self._change(one, status=DeliveryStatus.PENDING, finished_at=None)
                self.replays.append((listener_id, wanted, len(found)))
            return len(found)

        name = "replay_many dry" if dry_run else "replay_many"
        return self._call(name, control, work)

    def event(self, control: JobControl, event_id: str) -> Event:
        def work() -> Event:
            for one in self.events_:
                if one.id == event_id:
                    return one
            raise NotFound("no such event", status=404, code="not_found")

        return self._call("event", control, work)

    def events(
        self, control: JobControl, wanted: EventFilter, cursor: str | None = None
    ) -> EventPage:
        """The newest event is the first of `events_`."""

        def work() -> EventPage:
            found = tuple(
                one
                for one in self.events_
                if wanted.entity in (None, one.entity)
                and wanted.record_id in (None, one.record_id)
                and (wanted.since is None or one.occurred_at >= wanted.since)
                and (
                    wanted.listener_id is None
                    or wanted.listener_id in {it.listener_id for it in one.outcomes}
                )
            )
            at = int(cursor or 0)
            end = at + 500
            return EventPage(found[at:end], str(end) if end < len(found) else None)

        return self._call("events", control, work)

    def events_of_record(self, control: JobControl, entity: str, record_id: str) -> Sequence[Event]:
        mine = [one for one in self.events_ if one.record_id == record_id]
        return self._call("events_of_record", control, lambda: mine)

    def _delivery(self, delivery_id: str) -> Delivery:
        for one in self.deliveries_:
            if one.id == delivery_id:
                return one
        raise NotFound("no such delivery", status=404, code="not_found")

    def _change(self, before: Delivery, **changes: Any) -> Delivery:
        after = replace(before, **changes)
        self.deliveries_[self.deliveries_.index(before)] = after
        return after

    def _require_replayable(self, listener_id: str) -> None:
        code = self.standing_in_the_way.get(listener_id)
        if code is not None:
            raise Conflict(code, status=409, code=code, detail="The platform's own words.")


def _is_wanted(one: Delivery, wanted: DeliveryFilter) -> bool:
    ids = (one.id, one.event_id, one.record_id, one.record_number or "")
    return (
        wanted.listener_id in (None, one.listener_id)
        and (not wanted.statuses or one.status in wanted.statuses)
        and wanted.entity in (None, one.entity)
        and wanted.record_id in (None, one.record_id)
        and (wanted.since is None or one.created_at >= wanted.since)
        and (wanted.until is None or one.created_at < wanted.until)
        and any(wanted.text.casefold() in text.casefold() for text in ids)
    )


def _is_meant(one: Delivery, listener_id: str, wanted: ReplayWanted) -> bool:
    return (
        one.listener_id == listener_id
        and one.status.value in wanted.statuses
        and (wanted.since is None or one.created_at >= wanted.since)
        and one.created_at < wanted.until
    )
