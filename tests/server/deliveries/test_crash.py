"""Killed between sending and recording: nothing is lost, repeats carry the same id."""

from __future__ import annotations

import os
import signal
from collections import Counter
from pathlib import Path

from sqlalchemy import select

from app.domain.retry import RetrySchedule
from app.server.store.database import SqliteDatabase
from app.server.store.tables import attempts, deliveries
from tests.support.delivery_stage import Stage
from tests.support.processes import engine_process
from tests.support.receivers import HttpReceiver, Reply


def test_T33_killed_between_sending_and_recording(tmp_path: Path, endpoint: HttpReceiver) -> None:
    folder = tmp_path / "data"
    endpoint.always(Reply(held=True))  # eight are sent, none is answered
    with engine_process(str(folder), endpoint.url) as process:
        endpoint.wait(8)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    first = {one.header("webhook-id") for one in endpoint.received}
    database = SqliteDatabase(folder / "platform.sqlite3")
    rows = database.run_sync(
        lambda tx: tx.execute(select(deliveries.c.event_id, deliveries.c.status)).all()
    )
    database.close_sync()
    assert {status for _, status in rows} == {"pending"}
    assert len(rows) == 20

    endpoint.always(Reply())
    with Stage(folder) as stage:  # the next start
        stage.wait_settled(20)
        log = stage.database.run_sync(lambda tx: tx.execute(select(attempts)).mappings().all())
        done = stage.database.run_sync(
            lambda tx: set(tx.execute(select(deliveries.c.status)).scalars())
        )
    assert done == {"delivered"}
    times = Counter(one.header("webhook-id") for one in endpoint.received)
    assert set(times) == {event_id for event_id, _ in rows}  # nothing is lost
    assert {event_id for event_id, count in times.items() if count == 2} == first
    assert max(times.values()) == 2
    cut_short = [row for row in log if row["duration_ms"] is None]
    assert len(cut_short) == 8
    assert all(row["succeeded"] is None for row in cut_short)
    again = [one for one in endpoint.received if one.header("picksmart-attempt") == "2"]
    assert {one.header("webhook-id") for one in again} == first


def test_T33_waits_survive_a_kill(tmp_path: Path, endpoint: HttpReceiver) -> None:
    folder = tmp_path / "data"
    endpoint.always(Reply(status=500))
    an_hour = RetrySchedule(waits_s=(3600.0,), jitter=0.0)  # however slowly the other starts
    with Stage(folder, retry=an_hour) as stage:
        stage.listener(endpoint.url)
        stage.record()
        (delivery_id,) = stage.wait_settled(1)
        due_ms = stage.delivery(delivery_id)["due_ms"]
        clock = stage.clock
    with engine_process(str(folder)) as process:
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    endpoint.always(Reply())
    with Stage(folder, clock=clock) as stage:
        assert stage.delivery(delivery_id)["due_ms"] == due_ms
        stage.move(hours=1)
        stage.wait_settled(1)
        assert stage.delivery(delivery_id)["status"] == "delivered"


def test_a_polite_stop_gives_back_what_it_did_not_start(
    tmp_path: Path, endpoint: HttpReceiver
) -> None:
    folder = tmp_path / "data"
    endpoint.always(Reply(delay_s=0.01))
    with Stage(folder) as stage:
        listener = stage.listener(endpoint.url, mode="paused")
        for _ in range(200):
            stage.record()
        stage.change(listener, mode="enabled")
        endpoint.wait(40)
    before = len(endpoint.received)
    with Stage(folder) as stage:
        stage.wait_settled(200 - before)
        assert {stage.delivery(one)["status"] for one in stage.wait_settled()} == {"delivered"}
        log = stage.database.run_sync(lambda tx: tx.execute(select(attempts)).mappings().all())
    assert len(endpoint.received) == len(log) == 200  # each once: none cut short, none twice
    assert all(row["succeeded"] for row in log)
