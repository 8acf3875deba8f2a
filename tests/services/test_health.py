"""The questions that the Health page asks of the platform, and what it makes of the answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.control import JobControl
from app.domain.stats import AnswerTime, Stats, StatsBucket, Step, Sum
from app.services.health import HealthService
from tests.support.fake_platform import FakePlatform

CONTROL = JobControl()
NOW = datetime(2026, 11, 23, 22, 40, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("length", "step", "since", "until"),
    [
        (timedelta(days=1), Step.HOUR, (22, 23), (23, 23)),
        (timedelta(days=7), Step.HOUR, (16, 23), (23, 23)),
        (timedelta(days=2), Step.DAY, (22, 0), (24, 0)),
    ],
)
def test_the_range_ends_with_the_step_that_has_begun(length, step, since, until):
    asked = []
    platform = FakePlatform()
    platform.stats_ = lambda query: asked.append(query) or ()
    report = HealthService(platform).report(
        CONTROL, length=length, step=step, now=NOW, listener_id="lst_1"
    )
    now, before, each = asked
    assert (now.since.day, now.since.hour) == since
    assert (now.until.day, now.until.hour) == until
    assert (before.until, before.until - before.since) == (now.since, length)
    assert (each.by_listener, each.since, each.listener_id) == (True, now.since, "lst_1")
    assert (report.total, report.before, report.by_listener) == (Sum(), Sum(), ())


def test_the_busiest_listener_is_first_and_idle_ones_are_left_out():
    def answer(query):
        if query.by_listener:
            sums = (("a", 1, 0), ("b", 5, 4), ("c", 0, 0), ("d", 9, 0))
            return tuple(StatsBucket(NOW, d, f, listener_id=one) for one, d, f in sums)
        return (StatsBucket(NOW, 3, 1, p95_ms=80),)

    platform = FakePlatform()
    platform.stats_ = answer
    report = HealthService(platform).report(
        CONTROL, length=timedelta(days=1), step=Step.HOUR, now=NOW
    )
    assert [one.listener_id for one in report.by_listener] == ["b", "d", "a"]
    assert (report.total, report.before) == (Sum(3, 1), Sum(3, 1))
    assert report.answer_time == AnswerTime(80, 80, is_typical=True)


def test_the_answer_time_is_that_of_all_where_the_platform_tells_it():
    def answer(query):
        is_now = query.until > NOW
        parts = (StatsBucket(NOW, 3, 1, p95_ms=80),)
        whole = StatsBucket(NOW, 3, 1, p95_ms=402) if is_now else StatsBucket(NOW, 0, 0)
        return Stats(parts, whole)

    platform = FakePlatform()
    platform.stats_ = answer
    report = HealthService(platform).report(
        CONTROL, length=timedelta(days=1), step=Step.HOUR, now=NOW
    )
    assert report.answer_time == AnswerTime(402, None)


def test_the_day_of_every_listener_is_one_call_that_ends_with_this_hour():
    asked = []
    platform = FakePlatform()
    sums = (StatsBucket(NOW, 3, 1, listener_id="lst_a"), StatsBucket(NOW, 0, 0))
    platform.stats_ = lambda query: asked.append(query) or sums
    assert HealthService(platform).last_day(CONTROL, now=NOW) == {"lst_a": sums[0]}
    [query] = asked
    assert (query.by_listener, query.step, query.listener_id) == (True, Step.HOUR, None)
    assert query.until == datetime(2026, 11, 23, 23, tzinfo=UTC)
    assert query.until - query.since == timedelta(days=1)
