"""Versions of one record stay in order; a slow endpoint holds up nobody but itself."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from app.server.deliveries import due
from tests.support.delivery_stage import Stage, both
from tests.support.receivers import HttpReceiver, Received, Reply

HELD = Reply(held=True)


def versions(requests: list[Received]) -> list[int]:
    return [int(one.header("picksmart-record-version")) for one in requests]


@both
def test_first_tries_of_a_record_come_in_version_order(
    stage: Stage, endpoint: HttpReceiver
) -> None:
    listener = stage.listener(endpoint.url, mode="paused")
    for version in range(1, 31):
        stage.record(record_id="cli_1", record_version=version)
        stage.record(record_id="cli_2", record_version=version)
    stage.change(listener, mode="enabled")
    stage.wait_settled(60)
    for record_id in (b"cli_1", b"cli_2"):
        mine = [one for one in endpoint.received if record_id in one.body]
        assert versions(mine) == list(range(1, 31))


@both
def test_a_later_version_waits_until_the_first_try_of_the_earlier_one_ended(
    stage: Stage, endpoint: HttpReceiver
) -> None:
    endpoint.answer(HELD)
    stage.listener(endpoint.url)
    stage.record(record_id="cli_1", record_version=1)
    endpoint.wait(1)
    second = stage.record(record_id="cli_1", record_version=2)
    stage.record(record_id="cli_2", record_version=1)
    endpoint.wait(2)  # the other record does not wait
    stage.wait_settled(1)
    assert stage.delivery(second.delivery_ids[0])["attempts"] == 0
    endpoint.let_go()
    stage.wait_settled(3)
    assert [one.body for one in endpoint.received] == [
        b'{"id":"cli_1"}', b'{"id":"cli_2"}', b'{"id":"cli_1"}',
    ]  # fmt: skip


@both
def test_a_failed_first_try_lets_the_next_version_go(stage: Stage, endpoint: HttpReceiver) -> None:
    endpoint.answer(Reply(status=500))
    stage.listener(endpoint.url)
    first = stage.record(record_id="cli_1", record_version=1)
    second = stage.record(record_id="cli_1", record_version=2)
    stage.wait_settled(2)
    assert stage.delivery(first.delivery_ids[0])["status"] == "pending"
    assert stage.delivery(second.delivery_ids[0])["status"] == "delivered"
    stage.move(seconds=5)  # the retry comes late, and the version tells
    stage.wait_settled(3)
    assert versions(endpoint.received) == [1, 2, 1]


@both
def test_at_most_eight_tries_at_once_reach_a_listener(stage: Stage, endpoint: HttpReceiver) -> None:
    endpoint.always(HELD)
    stage.listener(endpoint.url)
    for _ in range(30):
        stage.record()
    endpoint.wait(8)
    with HttpReceiver() as other:
        stage.listener(other.url, entity="policies")
        stage.record(entity="policies")  # proves that the engine has looked since
        other.wait(1)
    assert len(endpoint.received) == 8
    endpoint.let_go()
    stage.wait_settled(31)
    assert endpoint.most_at_once == 8


@both
def test_a_quick_endpoint_never_sees_more_than_eight_either(
    stage: Stage, endpoint: HttpReceiver
) -> None:
    endpoint.always(Reply(delay_s=0.002))
    listener = stage.listener(endpoint.url, mode="paused")
    for _ in range(200):
        stage.record()
    stage.change(listener, mode="enabled")
    stage.wait_settled(200)
    assert endpoint.most_at_once <= 8
    assert len(endpoint.received) == 200


@both
def test_slow_endpoints_delay_nobody(tmp_path: Path, stage_options: dict[str, Any]) -> None:
    """Ten dead endpoints with a backlog could take every slot; a quick one still goes."""
    with (
        HttpReceiver() as dead,
        HttpReceiver() as quick,
        Stage(tmp_path / "data", **stage_options, slots=16, timeout_s=15.0) as stage,
    ):
        dead.always(HELD)
        for _ in range(10):
            stage.listener(dead.url, entity="policies")
        for _ in range(20):
            stage.record(entity="policies")  # 200 deliveries, each of which hangs
        dead.wait(16)
        stage.listener(quick.url)
        for count in range(1, 21):
            stage.record()
            quick.wait(count, timeout_s=5)  # long before any dead try ends
        stage.wait_settled(20)
        assert len(quick.received) == 20
        dead.let_go()
        stage.wait_settled(220)


@both
def test_listeners_take_turns(tmp_path: Path, stage_options: dict[str, Any]) -> None:
    """A backlog of one listener does not stand before the single delivery of another."""
    with HttpReceiver() as endpoint, Stage(tmp_path / "data", **stage_options, slots=4) as stage:
        endpoint.always(Reply(delay_s=0.01))
        hungry = stage.listener(endpoint.url + "hungry", mode="paused")
        for _ in range(200):
            stage.record()
        modest = stage.listener(endpoint.url + "modest", entity="policies", mode="paused")
        for _ in range(5):
            stage.record(entity="policies")
        stage.change(hungry, mode="enabled")
        stage.change(modest, mode="enabled")
        endpoint.wait(60)
        targets = Counter(one.target for one in endpoint.received[:60])
        assert targets["/modest"] == 5
        stage.wait_settled(205)


def test_whose_turn_it_is_costs_no_look_at_what_waits(stage: Stage) -> None:
    """A backlog must not slow down each of its own rounds: only the index is read."""
    stage.database.run_sync(_plan_of_turns)


def _plan_of_turns(tx: Connection) -> None:
    wanted = {"after": "", "full": "[]", "now_ms": 0, "room": 1}
    plan = tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {due.TURNS}", wanted).all()
    reads = [row[3] for row in plan if " deliveries " in row[3] or " d " in row[3]]
    assert len(reads) == 3
    assert all("deliveries_by_turn" in one for one in reads), reads
