"""How deliveries go, gathered from the platform's statistics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from app.domain.stats import HealthReport, StatsQuery, Step, answer_time, total

if TYPE_CHECKING:
    from app.domain.audit import LastSeen
    from app.domain.control import JobControl
    from app.domain.ports import PlatformApi
    from app.domain.stats import StatsBucket
    from app.services.former_listeners import FormerListeners

_NAMES_AT_ONCE: Final = 8  # a chart shows no more, and the figures wait for them


class HealthService:
    """The statistics of one connection, always asked of the platform."""

    def __init__(self, api: PlatformApi, former: FormerListeners | None = None) -> None:
        self._api = api
        self._former = former

    def report(
        self,
        control: JobControl,
        *,
        length: timedelta,
        step: Step,
        now: datetime,
        listener_id: str | None = None,
    ) -> HealthReport:
        """One look at the time up to now, and at as long a time before it."""
        until = _aligned(now, step) + _length_of(step)  # the step that has begun is in
        query = StatsQuery(until - length, until, step, listener_id)
        present = self._api.stats(control, query)
        earlier = replace(query, since=query.since - length, until=query.since)
        before = self._api.stats(control, earlier)
        each = self._api.stats(control, replace(query, by_listener=True)).buckets
        busiest = sorted(
            (one for one in each if one.tries), key=lambda one: (-one.tries, one.listener_id or "")
        )
        return HealthReport(
            query,
            present.buckets,
            total(before.buckets),
            answer_time(present, before),
            tuple(busiest),
            self._names(control, (listener_id, *(one.listener_id for one in busiest))),
        )

    def _names(
        self, control: JobControl, listener_ids: Iterable[str | None]
    ) -> Mapping[str, LastSeen]:
        if self._former is None:
            return {}
        wanted = [one for one in listener_ids if one]
        return self._former.of(control, wanted, at_most=_NAMES_AT_ONCE)

    def failed_in_a_day(self, control: JobControl, *, now: datetime) -> int:
        """How many tries failed in the 24 hours of which this one is the last."""
        return total(self._api.stats(control, _day_until(now)).buckets).failed

    def last_day(self, control: JobControl, *, now: datetime) -> Mapping[str, StatsBucket]:
        """What each listener had in the 24 hours of which this one is the last, in one call."""
        each = self._api.stats(control, replace(_day_until(now), by_listener=True)).buckets
        return {one.listener_id: one for one in each if one.listener_id is not None}


def _day_until(now: datetime) -> StatsQuery:
    until = _aligned(now, Step.HOUR) + timedelta(hours=1)
    return StatsQuery(until - timedelta(days=1), until, Step.HOUR)


def _length_of(step: Step) -> timedelta:
    return timedelta(days=1) if step is Step.DAY else timedelta(hours=1)


def _aligned(t: datetime, step: Step) -> datetime:
    """The begin of the step that `t` is in, as the platform cuts them: in UTC."""
    hour = t.replace(minute=0, second=0, microsecond=0)
    return hour.replace(hour=0) if step is Step.DAY else hour
