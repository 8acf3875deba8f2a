"""Many workers on one PostgreSQL: nothing lost, nothing sent twice but after a crash."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.domain.times import utc_now
from app.server.deliveries.transports.hand_out import HandOutTimes
from app.server.deliveries.transports.queue_tables import QUEUE
from app.server.store.database_address import DatabaseAddress
from app.server.store.tables import attempts, deliveries
from tests.support.crashing_platform import RECORDS
from tests.support.delivery_stage import Stage
from tests.support.dying_platform import LEASED
from tests.support.postgres import running_cluster
from tests.support.processes import engine_process, killed
from tests.support.receivers import HttpReceiver, Received, Reply

LIMIT = 8
NewStage = Callable[..., Stage]


@pytest.fixture
def address(new_postgres: Callable[[], DatabaseAddress]) -> DatabaseAddress:
    return new_postgres()


@pytest.fixture
def new_stage(tmp_path: Path, address: DatabaseAddress) -> Iterator[NewStage]:
    """Starts workers on one database."""
    with ExitStack() as stages:
        yield lambda **options: stages.enter_context(
            Stage(tmp_path / "data", database=address, **options)
        )


def statuses(stage: Stage) -> Counter[str]:
    query = select(deliveries.c.status)
    return Counter(stage.database.run_sync(lambda tx: tx.execute(query).scalars().all()))


def log_of(stage: Stage) -> list[dict[str, object]]:
    return stage.database.run_sync(
        lambda tx: [dict(row) for row in tx.execute(select(attempts)).mappings()]
    )


def times_sent(received: list[Received]) -> Counter[str]:
    return Counter(one.header("webhook-id") for one in received)


def test_T33_F09_a_worker_killed_between_sending_and_recording_is_replaced(
    new_stage: NewStage, address: DatabaseAddress, tmp_path: Path, endpoint: HttpReceiver
) -> None:
    endpoint.always(Reply(held=True))
    with engine_process(str(tmp_path / "data"), endpoint.url, database=address) as process:
        endpoint.wait(LIMIT)
        stage = new_stage()  # it runs already, and has nothing to do
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    first = set(times_sent(endpoint.received))
    assert len(first) == LIMIT
    began_s = time.monotonic()
    endpoint.always(Reply())
    stage.wait_settled(RECORDS)
    assert time.monotonic() - began_s < 15
    assert statuses(stage) == {"delivered": RECORDS}
    times = times_sent(endpoint.received)
    assert len(times) == RECORDS
    assert {one for one, count in times.items() if count == 2} == first
    assert max(times.values()) == 2
    cut_short = [row for row in log_of(stage) if row["duration_ms"] is None]
    assert len(cut_short) == LIMIT


def test_F08_a_worker_killed_after_claiming_and_before_sending_is_replaced(
    new_stage: NewStage, address: DatabaseAddress, tmp_path: Path, endpoint: HttpReceiver
) -> None:
    plan = {
        "point": LEASED, "listeners": [{"url": endpoint.url}], "records": 1,
        "database": address.libpq(),
    }  # fmt: skip
    acked = killed(tmp_path / "data", plan)
    assert endpoint.received == []
    stage = new_stage(clock=utc_now)
    stage.wait_until(lambda: statuses(stage) == {"delivered": 1})
    (request,) = endpoint.received  # once: it was never sent before
    assert acked <= {request.header("webhook-id")}
    assert request.header("picksmart-attempt") == "2"  # the first may have been sent: nobody knows
    log = sorted((row["number"], row["succeeded"]) for row in log_of(stage))
    assert log == [(1, None), (2, True)]


def test_F18_a_worker_that_was_away_changes_nothing_of_what_others_did(
    new_stage: NewStage, address: DatabaseAddress, tmp_path: Path, endpoint: HttpReceiver
) -> None:
    endpoint.always(Reply(held=True))
    with engine_process(str(tmp_path / "data"), endpoint.url, database=address) as process:
        endpoint.wait(LIMIT)
        stage = new_stage()
        os.kill(process.pid, signal.SIGSTOP)
        endpoint.always(Reply())
        stage.wait_settled(RECORDS)
        log = {row["id"]: row for row in log_of(stage)}
        endpoint.let_go()  # the answers that the one who was away waited for
        os.kill(process.pid, signal.SIGCONT)
        for _ in range(20):
            stage.record()  # either of them sends these
        stage.wait_until(lambda: statuses(stage) == {"delivered": RECORDS + 20})
        after = {row["id"]: row for row in log_of(stage)}
    assert {one: after[one] for one in log} == log
    times = times_sent(endpoint.received)
    assert len(times) == RECORDS + 20
    assert sorted(times.values()) == [1] * (RECORDS + 20 - LIMIT) + [2] * LIMIT


def test_the_promised_times_add_up() -> None:
    """What the test above shows with short times holds with those of a real worker."""
    times = HandOutTimes()
    assert times.heartbeat_s + times.look_s < 15
    assert times.heartbeat_s >= 8  # a worker that stumbles is not taken for dead


def test_T34_the_limit_of_a_listener_holds_across_workers(
    new_stage: NewStage, endpoint: HttpReceiver
) -> None:
    stages = [new_stage() for _ in range(3)]
    endpoint.always(Reply(delay_s=0.01))
    listener = stages[0].listener(endpoint.url, mode="paused")
    for _ in range(150):
        stages[0].record()
    stages[0].change(listener, mode="enabled")
    endpoint.wait(150)
    stages[0].wait_until(lambda: statuses(stages[0]) == {"delivered": 150})
    assert endpoint.most_at_once == LIMIT
    assert set(times_sent(endpoint.received).values()) == {1}


def test_workers_share_the_listeners_and_send_nothing_twice(
    new_stage: NewStage, endpoint: HttpReceiver
) -> None:
    stages = [new_stage(slots=16) for _ in range(2)]
    endpoint.always(Reply(delay_s=0.01))
    listeners = [stages[0].listener(endpoint.url, mode="paused") for _ in range(8)]
    for version in range(1, 31):
        stages[0].record(record_id="cli_1", record_version=version)
    for one in listeners:
        stages[0].change(one, mode="enabled")
    stages[0].wait_until(lambda: statuses(stages[0]) == {"delivered": 240})
    log = log_of(stages[0])
    assert len(log) == 240
    assert all(row["number"] == 1 and row["succeeded"] for row in log)
    assert len(endpoint.received) == 240
    for one in stages:  # both had their part in it
        assert len(one.wait_settled(20)) < 240
    of_listener = Counter(row["listener_id"] for row in log)
    assert set(of_listener.values()) == {30}
    for one in listeners:  # and each listener's versions came in their order
        mine = sorted((row for row in log if row["listener_id"] == one), key=lambda r: r["id"])
        ended = [row["delivery_id"] for row in mine]
        versions = [stages[0].delivery(str(delivery))["record_version"] for delivery in ended]
        assert versions == list(range(1, 31))


def test_what_waits_for_its_turn_is_withdrawn_though_its_listener_is_on_its_way_out(
    new_stage: NewStage, endpoint: HttpReceiver
) -> None:
    """A listener whose turn is over keeps what was claimed for it: until somebody cancels that."""
    numbers = count(1)
    endpoint.always(lambda _request: Reply(held=next(numbers) > 100))
    stage = new_stage(slots=LIMIT)
    listener = stage.listener(endpoint.url, mode="paused")
    stage.records(200)
    stage.change(listener, mode="enabled")
    endpoint.wait(100 + LIMIT)
    stage.wait_until(lambda: stage.claimed() > LIMIT)

    async def end_its_turn() -> None:
        for lease in stage.engine._transport._leases.open():
            lease.is_closing = True

    stage.run(end_its_turn())
    stage.change(listener, mode="disabled")
    stage.wait_until(lambda: stage.claimed() == LIMIT)
    endpoint.let_go()
    stage.wait_settled(100 + LIMIT)
    assert len(endpoint.received) == 100 + LIMIT
    assert statuses(stage) == {"delivered": 100 + LIMIT, "cancelled": 100 - LIMIT}


def test_a_worker_that_ends_hands_over_at_once(
    new_stage: NewStage, tmp_path: Path, address: DatabaseAddress, endpoint: HttpReceiver
) -> None:
    endpoint.always(Reply(delay_s=0.02))
    with Stage(tmp_path / "data", database=address, stop_grace_s=5.0) as first:
        listener = first.listener(endpoint.url, mode="paused")
        for _ in range(100):
            first.record()
        first.change(listener, mode="enabled")
        endpoint.wait(20)
        second = new_stage()
    began_s = time.monotonic()
    second.wait_until(lambda: statuses(second) == {"delivered": 100})
    assert time.monotonic() - began_s < 8  # not the time that a dead worker is given
    assert len(endpoint.received) == len(log_of(second)) == 100  # none cut short, none twice


def test_F62_a_worker_survives_the_loss_of_all_its_connections(
    new_stage: NewStage, cluster, address: DatabaseAddress, endpoint: HttpReceiver
) -> None:
    stage = new_stage()
    endpoint.always(Reply(delay_s=0.01))
    listener = stage.listener(endpoint.url, mode="paused")
    for _ in range(100):
        stage.record()
    stage.change(listener, mode="enabled")
    endpoint.wait(20)
    cluster.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        f" WHERE datname = '{address.url().database}' AND pid != pg_backend_pid()"
    )
    stage.wait_until(lambda: statuses(stage) == {"delivered": 100})
    assert set(times_sent(endpoint.received).values()) == {1}


def test_F62_the_server_killed_under_a_worker(tmp_path: Path, endpoint: HttpReceiver) -> None:
    endpoint.always(Reply(delay_s=0.01))
    with running_cluster(durable=True) as cluster:
        address = cluster.new_database()
        with Stage(tmp_path / "data", database=address) as stage:
            listener = stage.listener(endpoint.url, mode="paused")
            events = {stage.record().event_id for _ in range(60)}
            stage.change(listener, mode="enabled")
            endpoint.wait(20)
            cluster.kill()
            cluster.start()
            stage.wait_until(lambda: statuses(stage) == {"delivered": 60})
            numbers = Counter(row["delivery_id"] for row in log_of(stage))
    times = times_sent(endpoint.received)
    assert set(times) == events  # nothing is lost
    assert sorted(times.values()) == sorted(numbers.values())  # and the log knows every try


def test_what_is_due_later_waits_in_the_table(new_stage: NewStage, endpoint: HttpReceiver) -> None:
    endpoint.answer(Reply(status=500))
    stage = new_stage()
    stage.listener(endpoint.url)
    stage.record()
    (delivery_id,) = stage.wait_settled(1)
    assert stage.delivery(delivery_id)["due_ms"] is not None

    def jobs() -> int:
        query = text(f"SELECT count(*) FROM {QUEUE}")
        return int(stage.database.run_sync(lambda tx: tx.execute(query).scalar_one()))

    stage.wait_until(lambda: jobs() == 0)
    stage.move(seconds=5)
    stage.wait_settled(2)
    assert stage.delivery(delivery_id)["status"] == "delivered"
