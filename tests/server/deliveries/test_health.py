"""Hourly counts and the state they add up to."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.listener import HealthState
from app.server.deliveries import health
from app.server.store.times import ms_of, written
from tests.support.delivery_stage import Stage
from tests.support.receivers import HttpReceiver, Reply

HOUR_MS = 3_600_000
FAIL = Reply(status=500)


def health_of(stage: Stage, listener_id: str) -> dict[str, Any]:
    row = stage.listener_row(listener_id)
    now_ms = ms_of(stage.clock())
    return stage.database.run_sync(lambda tx: health.health_of(tx, [row], now_ms=now_ms))[
        listener_id
    ]


@pytest.mark.parametrize(
    ("known", "state"),
    [
        ({"last_try_failed": None}, HealthState.UNKNOWN),
        ({"last_try_failed": False, "delivered": 1}, HealthState.HEALTHY),
        ({"last_try_failed": False, "delivered": 95, "failed": 5}, HealthState.HEALTHY),
        ({"last_try_failed": False, "delivered": 94, "failed": 6}, HealthState.DEGRADED),
        ({"last_try_failed": False}, HealthState.HEALTHY),  # all tries are older than a day
        ({"last_try_failed": True, "failing_since_ms": 1, "failed": 1}, HealthState.DEGRADED),
        ({"last_try_failed": True, "failing_since_ms": 0, "failed": 1}, HealthState.FAILING),
    ],
)
def test_the_state(known: dict[str, Any], state: HealthState) -> None:
    given = {"failing_since_ms": None, "delivered": 0, "failed": 0, **known}
    assert health.state_of(**given, now_ms=HOUR_MS) is state


def test_a_listener_that_was_never_tried(stage: Stage, endpoint: HttpReceiver) -> None:
    listener = stage.listener(endpoint.url)
    assert health_of(stage, listener) == {
        "state": "unknown",
        "delivered_24h": 0,
        "failed_24h": 0,
        "pending": 0,
        "last_attempt_at": None,
        "last_status": None,
        "failing_since": None,
        "suspend_at": None,
        "hours": ((0, 0),) * 24,
    }


def test_tries_are_counted_in_their_hour_by_their_end(stage: Stage, endpoint: HttpReceiver) -> None:
    stage.clock.now = stage.clock.now.replace(minute=59, second=58)
    listener = stage.listener(endpoint.url)
    endpoint.answer(FAIL)
    stage.record()
    stage.wait_settled(1)
    failed_at = written(ms_of(stage.clock()))
    found = health_of(stage, listener)
    assert (found["state"], found["failing_since"], found["pending"]) == ("degraded", failed_at, 1)
    stage.move(seconds=5)
    stage.wait_settled(2)
    found = health_of(stage, listener)
    assert found["hours"][22:] == [(0, 1), (1, 0)]
    assert (found["delivered_24h"], found["failed_24h"]) == (1, 1)
    assert (found["state"], found["failing_since"], found["pending"]) == ("degraded", None, 0)
    assert (found["last_status"], found["last_attempt_at"]) == (200, written(ms_of(stage.clock())))


def test_a_state_that_only_time_changes_reaches_the_feed(
    stage: Stage, endpoint: HttpReceiver
) -> None:
    listener = stage.listener(endpoint.url)
    endpoint.answer(FAIL)
    stage.record()
    stage.wait_settled(1)
    before = stage.listener_row(listener)

    def refresh() -> list[str]:
        now_ms = ms_of(stage.clock())
        return stage.database.run_sync(lambda tx: health.refresh_states(tx, now_ms=now_ms))

    assert refresh() == []
    stage.clock.move(hours=1)
    assert refresh() == [listener]
    after = stage.listener_row(listener)
    assert (before["health_state"], after["health_state"]) == ("degraded", "failing")
    assert after["feed_position"] > before["feed_position"]
    assert refresh() == []


def test_a_state_that_time_makes_worse_reaches_the_feed(
    stage: Stage, endpoint: HttpReceiver
) -> None:
    """The successes that outweighed a failure leave the day before it does."""
    stage.clock.now = stage.clock.now.replace(minute=30)
    listener = stage.listener(endpoint.url)
    for _ in range(40):
        stage.record()
    stage.wait_settled(40)
    stage.move(hours=1)
    endpoint.answer(FAIL)
    stage.record()
    stage.wait_settled(41)
    stage.move(seconds=7)
    stage.wait_settled(42)
    before = stage.listener_row(listener)
    assert before["health_state"] == "healthy"

    def refresh() -> list[str]:
        now_ms = ms_of(stage.clock())
        return stage.database.run_sync(lambda tx: health.refresh_states(tx, now_ms=now_ms))

    stage.clock.move(hours=22)
    assert refresh() == []
    stage.clock.move(hours=1)  # of 24 hours, one success and one failure are left
    assert refresh() == [listener]
    after = stage.listener_row(listener)
    assert after["health_state"] == health_of(stage, listener)["state"] == "degraded"
    assert after["feed_position"] > before["feed_position"]
    stage.clock.move(hours=2)
    assert refresh() == [listener]
    assert stage.listener_row(listener)["health_state"] == "healthy"
    assert refresh() == []


def test_skips_are_counted_where_a_replay_could_make_them_good(
    stage: Stage, endpoint: HttpReceiver
) -> None:
    disabled = stage.listener(endpoint.url, mode="disabled")
    other = stage.listener(endpoint.url, function="update")
    stage.record()
    stage.record()
    assert stage.skipped() == {disabled: 2}
    assert other not in stage.skipped()
