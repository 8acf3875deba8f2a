"""Clocks that jump (F17), answers that come too late (F63), and a receiver that is full (T34)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.domain.retry import RetrySchedule
from app.server.store.tables import deliveries
from app.server.store.times import ms_of
from tests.support.delivery_stage import Stage
from tests.support.platform import TestClock, running_platform
from tests.support.receivers import HttpReceiver, Reply

JUMPS: dict[str, dict[str, float]] = {
    "2 h back": {"hours": -2},
    "2 h ahead": {"hours": 2},
    "10 years ahead": {"days": 3652},
    "to 1970": {"days": -20_000},
    "to 2100": {"days": 27_000},
}


def test_F63_an_answer_that_comes_too_late_is_sent_again_with_the_same_id(
    tmp_path: Path, endpoint: HttpReceiver
) -> None:
    endpoint.answer(Reply(held=True))
    with Stage(tmp_path / "data", timeout_s=0.3) as stage:
        stage.listener(endpoint.url)
        stage.record()
        (delivery_id,) = stage.wait_settled(1)
        assert stage.delivery(delivery_id)["last_error"] == "read_timeout"
        endpoint.let_go()  # the receiver took it after all
        stage.move(seconds=5)
        stage.wait_settled(2)
        assert stage.delivery(delivery_id)["status"] == "delivered"
    first, second = endpoint.received
    assert first.header("webhook-id") == second.header("webhook-id")  # a receiver drops one
    assert first.body == second.body
    assert [one.header("picksmart-attempt") for one in (first, second)] == ["1", "2"]


@pytest.mark.parametrize("jump", JUMPS)
def test_F17_deliveries_go_on_whatever_the_clock_does(
    jump: str, stage: Stage, endpoint: HttpReceiver
) -> None:
    stage.listener(endpoint.url, function="update")
    record: dict[str, Any] = {"record_id": "cli_1", "function": "update"}
    for version in (1, 2):
        stage.record(**record, record_version=version)
    stage.wait_settled(2)
    stage.move(**JUMPS[jump])
    for version in (3, 4):
        stage.record(**record, record_version=version)
    stage.wait_settled(4)
    came = [one.header("picksmart-record-version") for one in endpoint.received]
    assert came == ["1", "2", "3", "4"]
    last = endpoint.received[-1]
    assert int(last.header("webhook-timestamp")) == int(stage.clock().timestamp())


@pytest.mark.parametrize("jump", ["10 years ahead", "to 2100"])
def test_F17_a_jump_suspends_nobody_without_notice(
    jump: str, stage: Stage, endpoint: HttpReceiver
) -> None:
    endpoint.always(Reply(status=500))
    listener = stage.listener(endpoint.url)
    stage.record()
    stage.wait_settled(1)
    stage.move(**JUMPS[jump])  # 5 days after the first failure have long passed now
    stage.wait_settled(2)
    row = stage.listener_row(listener)
    assert row["suspended_reason"] is None
    notice_ms = row["suspend_at_ms"] - ms_of(stage.clock())
    assert notice_ms >= 24 * 3_600_000


def test_F17_the_order_of_lists_is_that_of_events_not_of_the_clock(tmp_path: Path) -> None:
    clock = TestClock()
    with running_platform(tmp_path, clock=clock) as platform:
        made = []
        since = platform.get("/listeners/changes").json()["next"]
        for hours in (0, -2, 100_000, -200_000):
            clock.move(hours=hours)
            made.append(platform.post("/records/tasks", {"subject": "x"}).json()["id"])
        body = {
            "entity": "tasks",
            "function": "create",
            "destination": {"kind": "endpoint", "url": "https://hooks.example.com/"},
        }
        listener = platform.post("/listeners", body).json()["id"]
        records = [one["id"] for one in platform.get("/records/tasks").json()["items"]]
        events = platform.get("/events", params={"entity": "tasks"}).json()["items"]
        changed = platform.get("/listeners/changes", params={"since": since}).json()["changed"]
    assert records[:4] == made[::-1]
    assert [one["record_id"] for one in events][:4] == made[::-1]
    assert [one["id"] for one in changed] == [listener]


def waits_s(stage: Stage) -> list[float]:
    """How long after its try each delivery is due again."""
    query = select(deliveries.c.due_ms - deliveries.c.last_attempt_ms)
    return stage.database.run_sync(lambda tx: [one / 1000 for one in tx.execute(query).scalars()])


@contextmanager
def storm(folder: Path, endpoint: HttpReceiver, reply: Reply, *, count: int) -> Iterator[Stage]:
    """So many deliveries, due at one moment, have been answered so."""
    endpoint.always(reply)
    retry = RetrySchedule(waits_s=(5.0, 300.0, 1800.0))  # with its jitter
    with Stage(folder, retry=retry) as stage:
        listener = stage.listener(endpoint.url, mode="paused")
        stage.records(count)
        stage.change(listener, mode="enabled")
        stage.wait_settled(count)
        yield stage


@pytest.mark.parametrize(
    ("retry_after", "factor"),
    [(None, 1.0), ("1", 1.0), ("9", 9 / 5), ("3600", 2.0)],
    ids=["none", "sooner", "later", "much-later"],
)
def test_T34_a_full_receiver_is_not_stormed(
    retry_after: str | None, factor: float, tmp_path: Path, endpoint: HttpReceiver
) -> None:
    count = 1000 if retry_after is None else 100
    headers = () if retry_after is None else (("retry-after", retry_after),)
    reply = Reply(status=503, headers=headers)
    with storm(tmp_path / "data", endpoint, reply, count=count) as stage:
        waits = waits_s(stage)
    assert len(endpoint.received) == count
    assert endpoint.most_at_once <= 8
    planned_s = 5.0
    assert planned_s * 0.8 * min(factor, 1.0) <= min(waits)
    assert max(waits) <= planned_s * 1.2 * max(factor, 1.0) + 0.001
    assert max(waits) <= planned_s * 1.2 * 2  # Retry-After is clamped
    if retry_after is None:  # spread over the whole width, so that they do not come together
        assert max(waits) - min(waits) > planned_s * 0.3
        by_half = sum(one < planned_s for one in waits) / count
        assert 0.4 < by_half < 0.6


def test_T34_the_second_wave_is_spread_and_limited_too(
    tmp_path: Path, endpoint: HttpReceiver
) -> None:
    with storm(tmp_path / "data", endpoint, Reply(status=503), count=200) as stage:
        stage.move(seconds=6)  # every one is due: at once, were it not for the limit
        stage.wait_settled(400)
        second = waits_s(stage)
    assert endpoint.most_at_once <= 8
    assert min(second) >= 300 * 0.8
    assert max(second) <= 300 * 1.2
