"""Replaying many, without a widget: what is counted, what is sent, what is told."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from app.domain.delivery import DeliveryStatus
from app.domain.errors import NetworkError, PermissionMissing
from app.domain.replay import ReplayStatus
from app.services.replays import ReplayService
from app.ui.pages.deliveries.replay_presenter import (
    Around,
    Choice,
    ReplayManyPresenter,
    Stage,
    choice_of,
)
from app.ui.pages.deliveries.wanted import Segment, Wanted, Window
from tests.support.builders import NOW, a_delivery


def failed(number, **changes):
    at = NOW - timedelta(minutes=number)
    return a_delivery(
        **{"status": DeliveryStatus.FAILED, "created_at": at, "listener_id": "lst_1"} | changes
    )


@pytest.fixture
def presenter(platform, runner):
    service = ReplayService(platform)
    return ReplayManyPresenter(service, runner, Around(), Choice(), clock=lambda: NOW)


def reach(qtbot, presenter, stage, act):
    with qtbot.waitSignal(presenter.changed, check_params_cb=lambda state: state.stage is stage):
        act()
    return presenter.state


def test_counts_before_anything_is_sent(qtbot, platform, presenter):
    platform.deliveries_ = [failed(1), failed(2), failed(3, listener_id="lst_2")]
    state = reach(qtbot, presenter, Stage.COUNTED, presenter.count)
    assert (state.plan.count, len(state.plan.shares)) == (3, 2)
    assert platform.replays == []


def test_of_selected_listeners_only_theirs_are_counted_and_what_was_skipped_too(
    qtbot, platform, runner
):
    platform.deliveries_ = [failed(1, listener_id=f"lst_{number}") for number in (1, 2, 3)]
    around = Around((("lst_1", "One"), ("lst_3", "Three")), is_selection=True)
    service = ReplayService(platform)
    presenter = ReplayManyPresenter(service, runner, around, Choice(), clock=lambda: NOW)
    state = reach(qtbot, presenter, Stage.COUNTED, presenter.count)
    assert [one.listener_id for one in state.plan.shares] == ["lst_1", "lst_3"]
    skipped = ReplayStatus.SKIPPED
    with_skipped = lambda: presenter.choose_status(skipped, is_wanted=True)  # noqa: E731
    reach(qtbot, presenter, Stage.COUNTED, with_skipped)
    state = reach(qtbot, presenter, Stage.COUNTED, lambda: presenter.choose_listener("lst_3"))
    assert [one.listener_id for one in state.plan.shares] == ["lst_3"]
    state = reach(qtbot, presenter, Stage.COUNTED, lambda: presenter.choose_listener(None))
    assert skipped in state.plan.wanted.statuses


def test_every_choice_counts_anew_and_the_speed_does_not(qtbot, platform, presenter):
    platform.deliveries_ = [
        failed(30),
        failed(300),
        failed(30, status=DeliveryStatus.CANCELLED),
        failed(30, listener_id="lst_2"),
    ]

    def counted(act):
        return reach(qtbot, presenter, Stage.COUNTED, act).plan.count

    assert counted(presenter.count) == 3
    assert counted(lambda: presenter.choose_window(Window.HOUR)) == 2
    assert counted(lambda: presenter.choose_listener("lst_1")) == 1
    cancelled = ReplayStatus.CANCELLED
    assert counted(lambda: presenter.choose_status(cancelled, is_wanted=True)) == 2
    assert counted(lambda: presenter.choose_status(ReplayStatus.FAILED, is_wanted=False)) == 1
    assert counted(lambda: presenter.choose_status(cancelled, is_wanted=False)) == 0
    asked = len(platform.calls)
    presenter.choose_rate(10)
    assert presenter.state.choice.per_second == 10
    assert len(platform.calls) == asked


def test_what_was_skipped_is_for_one_listener_only(qtbot, presenter):
    reach(qtbot, presenter, Stage.COUNTED, lambda: presenter.choose_listener("lst_1"))
    presenter.choose_status(ReplayStatus.SKIPPED, is_wanted=True)
    presenter.choose_status(ReplayStatus.FAILED, is_wanted=False)
    reach(qtbot, presenter, Stage.COUNTED, lambda: presenter.choose_listener(None))
    assert presenter.state.choice.statuses == {ReplayStatus.FAILED}


def test_sends_what_was_counted_and_tells_what_came_of_it(qtbot, platform, presenter):
    platform.deliveries_ = [failed(1), failed(2)]
    reach(qtbot, presenter, Stage.COUNTED, presenter.count)
    platform.deliveries_.append(failed(-1))  # newer than what was counted
    state = reach(qtbot, presenter, Stage.OVER, presenter.start)
    assert state.outcome.sent == 2
    assert (state.progress.done, state.progress.total) == (2, 2)
    assert platform.deliveries_[-1].status is DeliveryStatus.FAILED


def test_nothing_is_sent_twice_or_without_a_count(qtbot, platform, presenter, gate):
    presenter.start()
    assert platform.calls == []
    platform.deliveries_ = [failed(1)]
    reach(qtbot, presenter, Stage.COUNTED, presenter.count)
    platform.before["replay_many"] = gate
    presenter.start()
    gate.wait_entered()
    presenter.start()
    presenter.choose_window(Window.HOUR)
    presenter.choose_rate(1)
    reach(qtbot, presenter, Stage.OVER, gate.opened.set)
    assert len(platform.replays) == 1
    assert presenter.state.choice == Choice()


def test_stopping_tells_how_many_are_on_their_way(qtbot, platform, presenter, gate):
    platform.deliveries_ = [failed(1), failed(2, listener_id="lst_2")]
    reach(qtbot, presenter, Stage.COUNTED, presenter.count)
    platform.before["replay_many"] = gate
    presenter.start()
    gate.wait_entered()
    presenter.stop()
    assert presenter.state.is_stopping
    state = reach(qtbot, presenter, Stage.OVER, gate.opened.set)
    assert (state.outcome.sent, state.outcome.is_stopped) == (1, True)


def test_a_count_that_fails_can_be_asked_for_again(qtbot, platform, presenter):
    platform.deliveries_ = [failed(1)]
    error = PermissionMissing("no", status=403, code="permission_missing")
    platform.fail("deliveries", error)
    state = reach(qtbot, presenter, Stage.COUNTED, presenter.count)
    assert (state.error, state.plan) == (error, None)
    presenter.start()
    assert platform.replays == []
    state = reach(qtbot, presenter, Stage.COUNTED, presenter.count)
    assert (state.error, state.plan.count) == (None, 1)


def test_a_lost_connection_is_told_with_what_was_done(qtbot, platform, presenter):
    platform.deliveries_ = [failed(1), failed(2, listener_id="lst_2")]
    reach(qtbot, presenter, Stage.COUNTED, presenter.count)
    error = NetworkError("gone")
    platform.fail("replay_many", error)
    state = reach(qtbot, presenter, Stage.OVER, presenter.start)
    assert [part.error for part in state.outcome.parts] == [error]


def test_the_end_of_the_dialog_ends_the_job(qtbot, platform, runner, gate):
    service = ReplayService(platform)
    presenter = ReplayManyPresenter(service, runner, Around(), Choice(), clock=lambda: NOW)
    platform.deliveries_ = [failed(number) for number in range(1, 5)]
    reach(qtbot, presenter, Stage.COUNTED, presenter.count)
    presenter.choose_rate(1)
    sent = threading.Event()
    platform.watch = lambda when: platform.replays and when == "after" and sent.set()
    presenter.start()
    assert sent.wait(30)
    presenter.deleteLater()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert len(platform.replays) == 1


@pytest.mark.parametrize(
    ("wanted", "status"),
    [
        (Wanted(), ReplayStatus.FAILED),
        (Wanted(segment=Segment.WAITING), ReplayStatus.FAILED),
        (Wanted(segment=Segment.CANCELLED), ReplayStatus.CANCELLED),
        (Wanted(segment=Segment.DELIVERED), ReplayStatus.DELIVERED),
    ],
)
def test_begins_with_what_the_page_shows(wanted, status):
    assert choice_of(wanted) == Choice(statuses=frozenset({status}))
    narrowed = Wanted(listener_id="lst_1", window=Window.DAY)
    assert (choice_of(narrowed).listener_id, choice_of(narrowed).window) == ("lst_1", Window.DAY)
