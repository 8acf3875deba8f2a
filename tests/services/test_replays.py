"""Replaying many: counted before it is sent, in portions, and stopped when told to."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from app.domain.announce import Changed
from app.domain.control import Cancelled, JobControl
from app.domain.delivery import DeliveryStatus
from app.domain.errors import NetworkError, PermissionMissing, ServerFault
from app.domain.replay import ReplayStatus, ReplayWanted
from app.services.deliveries import DeliveryService
from app.services.replays import ReplayService
from tests.support.builders import NOW, a_delivery
from tests.support.fake_platform import FakePlatform
from tests.support.fakes import Announcements

CONTROL = JobControl()
WANTED = ReplayWanted(NOW, statuses=(ReplayStatus.FAILED,), skip_superseded=False)


def failed(listener_id="lst_1", *, seconds_ago=1.0, **changes):
    at = NOW - timedelta(seconds=seconds_ago)
    return a_delivery(
        listener_id=listener_id, status=DeliveryStatus.FAILED, created_at=at, **changes
    )


@pytest.fixture
def platform():
    return FakePlatform()


@pytest.fixture
def heard():
    return Announcements()


@pytest.fixture
def replays(platform, heard):
    return ReplayService(platform, announce=heard)


class Hurried(threading.Event):
    """Nobody waits for it; what would have been waited is noted."""

    def __init__(self):
        super().__init__()
        self.waited_s = []

    def wait(self, timeout=None):
        self.waited_s.append(timeout)
        return self.is_set()


def carry_out(replays, plan, *, control=CONTROL, enough=None, **how):
    return replays.carry_out(control, plan, enough=enough or Hurried(), **how)


def test_a_plan_counts_and_sends_nothing(platform, replays):
    platform.deliveries_ = [failed(), failed(), a_delivery(listener_id="lst_1")]
    plan = replays.plan(CONTROL, WANTED, "lst_1")
    assert [(one.listener_id, one.count) for one in plan.shares] == [("lst_1", 2)]
    assert platform.replays == []
    assert platform.calls == ["replay_many dry"]


def test_all_listeners_are_found_on_every_page_and_only_in_the_range(platform, replays):
    many = [failed(f"lst_{number % 3}") for number in range(1100)]
    platform.deliveries_ = [failed("lst_new", seconds_ago=-5), *many, failed("lst_old")]
    wanted = ReplayWanted(NOW, since=NOW - timedelta(hours=1), skip_superseded=False)
    plan = replays.plan(CONTROL, wanted)
    assert {one.listener_id: one.count for one in plan.shares} == {
        "lst_0": 367,
        "lst_1": 367,
        "lst_2": 366,
        "lst_old": 1,
    }
    assert platform.calls[:3] == ["deliveries"] * 3


def test_a_listener_that_is_off_is_named_and_stops_nobody_else(platform, replays):
    platform.deliveries_ = [failed("lst_1"), failed("lst_2")]
    platform.standing_in_the_way["lst_1"] = "listener_disabled"
    plan = replays.plan(CONTROL, WANTED)
    assert plan.count == 1
    (refused,) = plan.refused
    assert (refused.listener_id, refused.refusal.code) == ("lst_1", "listener_disabled")
    assert carry_out(replays, plan).sent == 1
    assert [listener_id for listener_id, *_ in platform.replays] == ["lst_2"]


def test_what_was_planned_is_sent_and_told(platform, replays, heard):
    platform.deliveries_ = [failed("lst_1"), failed("lst_2"), failed("lst_2")]
    told = []
    control = JobControl(lambda news: told.append((news.done, news.total)))
    outcome = carry_out(replays, replays.plan(CONTROL, WANTED), control=control)
    assert (outcome.sent, outcome.is_stopped, outcome.failed) == (3, False, ())
    assert told == [(1, 3), (3, 3)]
    assert heard.kinds == [Changed.DELIVERIES]
    assert all(one.status is DeliveryStatus.PENDING for one in platform.deliveries_)


@pytest.mark.parametrize("skip_superseded", [False, True])
def test_more_than_one_call_takes_are_counted_and_sent_by_time(
    platform, replays, monkeypatch, skip_superseded
):
    monkeypatch.setattr("app.services.replays.MOST", 10)
    platform.most_replays = 10
    platform.deliveries_ = [failed(seconds_ago=number / 7 + 0.001) for number in range(95)]
    wanted = ReplayWanted(NOW, skip_superseded=skip_superseded)
    plan = replays.plan(CONTROL, wanted, "lst_1")
    assert plan.count == 95
    outcome = carry_out(replays, plan)
    assert (outcome.sent, outcome.failed) == (95, ())
    assert all(one.status is DeliveryStatus.PENDING for one in platform.deliveries_)


def test_a_paced_replay_sends_small_portions_the_oldest_first(platform, replays):
    platform.deliveries_ = [failed(seconds_ago=number + 1) for number in range(9)]
    plan = replays.plan(CONTROL, WANTED, "lst_1")
    enough = Hurried()
    assert carry_out(replays, plan, enough=enough, per_second=3).sent == 9
    assert sum(enough.waited_s) == pytest.approx(3)
    counts = [count for _id, _wanted, count in platform.replays]
    assert sum(counts) == 9
    assert max(counts) <= 3
    untils = [wanted.until for _id, wanted, _count in platform.replays]
    assert untils == sorted(untils)


def test_the_newest_go_first_where_they_make_older_ones_pointless(platform, replays):
    platform.deliveries_ = [failed(seconds_ago=number + 1) for number in range(9)]
    plan = replays.plan(CONTROL, ReplayWanted(NOW, skip_superseded=True), "lst_1")
    carry_out(replays, plan, per_second=3)
    untils = [wanted.until for _id, wanted, _count in platform.replays]
    assert untils == sorted(untils, reverse=True)


def test_many_at_one_moment_are_one_portion(platform, replays):
    platform.deliveries_ = [failed(seconds_ago=5) for _number in range(6)]
    plan = replays.plan(CONTROL, WANTED, "lst_1")
    assert carry_out(replays, plan, per_second=2).sent == 6
    assert [count for *_, count in platform.replays] == [6]


def test_enough_ends_it_after_the_portion_under_way(platform, replays, heard):
    platform.deliveries_ = [failed("lst_1"), failed("lst_2")]
    plan = replays.plan(CONTROL, WANTED)
    enough = threading.Event()
    platform.before["replay_many"] = enough.set
    outcome = replays.carry_out(CONTROL, plan, enough=enough)
    assert (outcome.sent, outcome.is_stopped) == (1, True)
    assert heard.kinds == [Changed.DELIVERIES]


def test_cancelling_the_job_ends_the_wait_between_portions(platform, replays):
    platform.deliveries_ = [failed(seconds_ago=one) for one in (1, 2)]
    plan = replays.plan(CONTROL, WANTED, "lst_1")
    control = JobControl()
    platform.watch = lambda when: platform.replays and when == "after" and control.cancel()
    with pytest.raises(Cancelled):
        replays.carry_out(control, plan, enough=threading.Event(), per_second=1)
    assert len(platform.replays) == 1


def test_a_lost_connection_ends_all_and_keeps_what_was_done(platform, replays):
    platform.deliveries_ = [failed("lst_1"), failed("lst_2"), failed("lst_3")]
    plan = replays.plan(CONTROL, WANTED)
    error = NetworkError("gone")
    platform.before["replay_many"] = lambda: platform.fail("replay_many", error)
    outcome = carry_out(replays, plan)
    assert outcome.sent == 0
    assert [part.error for part in outcome.parts] == [error]


def test_a_refusal_of_one_listener_is_told_and_the_others_go_on(platform, replays):
    platform.deliveries_ = [failed("lst_1"), failed("lst_2")]
    plan = replays.plan(CONTROL, WANTED)
    platform.standing_in_the_way["lst_1"] = "listener_suspended"  # in the meantime
    outcome = carry_out(replays, plan)
    assert outcome.sent == 1
    (part,) = outcome.failed
    assert (part.listener_id, part.planned, part.error.code) == ("lst_1", 1, "listener_suspended")


@pytest.mark.parametrize(
    "error",
    [
        PermissionMissing("no", status=403, code="permission_missing"),
        ServerFault("no", status=500),
        NetworkError("no"),
    ],
)
def test_what_would_fail_for_every_listener_fails_the_plan(platform, replays, error):
    platform.deliveries_ = [failed("lst_1"), failed("lst_2")]
    platform.fail("replay_many dry", error)
    with pytest.raises(type(error)):
        replays.plan(CONTROL, WANTED)


def test_one_is_replayed_or_cancelled_and_told(platform, heard):
    platform.deliveries_ = [failed()]
    service = DeliveryService(platform, announce=heard)
    again = service.replay(CONTROL, platform.deliveries_[0].id)
    assert again.status is DeliveryStatus.PENDING
    assert service.cancel(CONTROL, again.id).status_reason == "by_user"
    assert heard.kinds == [Changed.DELIVERIES] * 2
