"""Listeners whose endpoint is gone, or fails for days, are suspended, with notice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from app.domain.retry import RetrySchedule
from app.server.deliveries.suspension import Failing, after_try
from app.server.store.times import ms_of
from tests.support.delivery_stage import Stage, both
from tests.support.receivers import HttpReceiver, Reply

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
FAIL = Reply(status=500)


def state(**known: object) -> dict[str, object]:
    return {
        "failing_since_ms": None,
        "suspend_at_ms": None,
        "suspend_shown_ms": None,
        "suspended_reason": None,
        **known,
    }


def fail(at_ms: int, status: int | None = 500, **known: object) -> Failing:
    return after_try(state(**known), succeeded=False, status=status, now_ms=at_ms)


@both
def test_410_suspends_at_once_and_cancels_the_rest(stage: Stage, endpoint: HttpReceiver) -> None:
    endpoint.answer(FAIL, Reply(status=410))
    listener = stage.listener(endpoint.url)
    (earlier,) = stage.record().delivery_ids
    stage.wait_settled(1)
    (gone,) = stage.record().delivery_ids
    stage.wait_settled(2)
    row = stage.listener_row(listener)
    assert (row["status"], row["status_reason"]) == ("suspended", "endpoint_gone")
    assert (row["mode"], row["version"]) == ("enabled", 1)
    one = stage.delivery(gone)
    assert (one["status"], one["status_reason"]) == ("failed", "endpoint_gone")
    other = stage.delivery(earlier)
    assert (other["status"], other["status_reason"]) == ("cancelled", "listener_suspended")
    event = stage.record()
    assert stage.outcomes_of(event.event_id) == {listener: "suspended"}
    (line,) = stage.audit()
    assert (line["actor_id"], line["resource_id"]) == ("system", listener)


@both
def test_suspending_puts_the_listener_at_the_end_of_the_feed(
    stage: Stage, endpoint: HttpReceiver
) -> None:
    endpoint.answer(Reply(status=410))
    listener = stage.listener(endpoint.url)
    other = stage.listener(endpoint.url, entity="policies")
    stage.record()
    stage.wait_settled(1)
    mine = stage.listener_row(listener)["feed_position"]
    assert mine > stage.listener_row(other)["feed_position"]


@both
def test_tries_that_change_no_state_do_not_fill_the_feed(
    stage: Stage, endpoint: HttpReceiver
) -> None:
    listener = stage.listener(endpoint.url)
    stage.record()
    stage.wait_settled(1)
    position = stage.listener_row(listener)["feed_position"]
    stage.record()
    stage.wait_settled(2)
    assert stage.listener_row(listener)["feed_position"] == position


def test_the_first_failure_starts_the_run_and_announces_nothing_yet() -> None:
    assert fail(5000) == Failing(since_ms=5000)


def test_after_an_hour_the_date_is_announced() -> None:
    assert fail(HOUR_MS, failing_since_ms=0) == Failing(0, 5 * DAY_MS, HOUR_MS)


def test_the_date_is_never_sooner_than_the_notice() -> None:
    week_ms = 7 * DAY_MS
    assert fail(week_ms, failing_since_ms=0) == Failing(0, week_ms + DAY_MS, week_ms)


def test_only_a_failing_try_at_or_after_the_date_suspends() -> None:
    known = {"failing_since_ms": 0, "suspend_at_ms": 5 * DAY_MS, "suspend_shown_ms": HOUR_MS}
    assert fail(5 * DAY_MS - 1, **known).reason is None
    assert fail(5 * DAY_MS, **known).reason == "endpoint_failing"
    succeeded = after_try(state(**known), succeeded=True, status=200, now_ms=6 * DAY_MS)
    assert succeeded == Failing()


def test_a_suspension_stays_until_a_person_lifts_it() -> None:
    kept = after_try(state(suspended_reason="endpoint_gone"), succeeded=True, status=200, now_ms=1)
    assert kept.reason == "endpoint_gone"
    assert fail(9 * DAY_MS, suspended_reason="endpoint_gone").reason == "endpoint_gone"


@both
def test_five_days_of_failures_suspend_for_real(
    tmp_path: Path, stage_options: dict[str, Any], endpoint: HttpReceiver
) -> None:
    endpoint.always(FAIL)
    schedule = RetrySchedule(waits_s=(6 * 3600.0,) * 30, jitter=0.0)
    with Stage(tmp_path / "data", **stage_options, retry=schedule) as stage:
        listener = stage.listener(endpoint.url)
        (delivery_id,) = stage.record().delivery_ids
        started_ms = ms_of(stage.clock())
        for count in range(1, 21):
            stage.wait_settled(count)
            assert stage.listener_row(listener)["status"] == "active"
            stage.move(hours=6)
        stage.wait_settled(21)
        row = stage.listener_row(listener)
        assert ms_of(stage.clock()) - started_ms == 5 * DAY_MS
        assert (row["status"], row["status_reason"]) == ("suspended", "endpoint_failing")
        assert row["suspend_at_ms"] == started_ms + 5 * DAY_MS
        assert stage.delivery(delivery_id)["status_reason"] == "listener_suspended"
        assert row["health_state"] == "failing"
