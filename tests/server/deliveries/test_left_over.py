"""What is released of a process that died, and how it is found."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, event, select

from app.domain.times import utc_now
from app.server.deliveries import left_over
from app.server.retention.keeper import Keeper
from app.server.store.database_address import DatabaseAddress
from app.server.store.tables import attempts, deliveries, events, listeners
from tests.support.delivery_stage import Stage, both
from tests.support.platform import TestClock
from tests.support.processes import engine_process
from tests.support.receivers import HttpReceiver, Reply

LIMIT = 8


def test_T46_what_was_cancelled_while_its_worker_died_is_forgotten_in_time(
    tmp_path: Path, new_postgres: Callable[[], DatabaseAddress], endpoint: HttpReceiver
) -> None:
    """No other worker ever takes its listener in hand: it has nothing left to send."""
    address, clock = new_postgres(), TestClock(utc_now())
    endpoint.always(Reply(held=True))
    with engine_process(str(tmp_path / "data"), endpoint.url, database=address) as process:
        endpoint.wait(LIMIT)
        with Stage(tmp_path / "data", database=address, clock=clock, delivers=False) as stage:
            stage.change(*all_of(stage, listeners.c.id), mode="disabled")
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            assert stage.claimed() == LIMIT
            keeper = Keeper(stage.database, stage.settings)
            stage.run(keeper.purge())
            assert stage.claimed() == LIMIT  # it might still run: nobody knows that it died
            clock.move(days=31)
            stage.run(keeper.purge())
            assert stage.claimed() == 0
            assert set(all_of(stage, events.c.payload)) == {None}
            assert set(all_of(stage, deliveries.c.status)) == {"cancelled"}
            assert all_of(stage, attempts.c.succeeded) == [None] * LIMIT


@both
def test_F09_what_was_touched_during_a_try_that_died_goes_on_as_it_was_asked_to(
    stage: Stage, endpoint: HttpReceiver
) -> None:
    """Paused, cancelled and replayed while it was tried, each is released as it stands."""
    stage.listener(endpoint.url, mode="paused")
    ids = [one for written in stage.records(4) for one in written.delivery_ids]
    claimed = {"claimed_by": "wrk_dead", "claimed_ms": 1, "attempts": 1}
    tried = {"status": "pending", "due_ms": None}
    states = (
        {"status": "held", "due_ms": None},
        {"status": "pending", "due_ms": 10**15},
        {"status": "cancelled", "due_ms": None, "finished_ms": 2},
        tried,
    )
    for delivery_id, state in zip(ids, states, strict=True):
        stage.set_row(deliveries, delivery_id, **claimed, **state)
    released = stage.database.run_sync(lambda tx: left_over.release(tx, now_ms=10**15))
    assert released == len(states)
    assert stage.claimed() == 0
    after = [stage.delivery(one) for one in ids]
    assert [(one["status"], one["due_ms"]) for one in after] == [
        ("held", None),
        ("pending", 10**15),
        ("cancelled", None),
        ("pending", 10**15),
    ]
    for one in ids:
        (cut_short,) = stage.attempts_of(one)
        assert (cut_short["number"], cut_short["succeeded"]) == (1, None)


@both
def test_claims_are_found_by_an_index_however_many_deliveries_there_are(stage: Stage) -> None:
    plans = stage.database.run_sync(plans_of_releasing)
    assert len(plans) >= 3  # two that look for all, and one by age
    for plan in plans:
        assert re.search(r"\bdeliveries_(due|by_turn|touched)\b", plan), plan


def plans_of_releasing(tx: Connection) -> list[str]:
    """How the database finds claims, a plan for each statement that looks for them."""
    said: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        said.append((statement, parameters))

    event.listen(tx, "before_cursor_execute", hear)
    left_over.release(tx, now_ms=1)
    left_over.release_forgotten(tx, now_ms=1)
    if tx.dialect.name == "postgresql":
        left_over.release_of_listeners(tx, ["lst_1"], worker="wrk_1", now_ms=1)
    event.remove(tx, "before_cursor_execute", hear)
    if tx.dialect.name == "postgresql":  # on so few rows it would read them all
        tx.exec_driver_sql("SET LOCAL enable_seqscan = off")
    explain = "EXPLAIN " if tx.dialect.name == "postgresql" else "EXPLAIN QUERY PLAN "
    return [
        " ".join(str(row) for row in tx.exec_driver_sql(explain + statement, parameters))
        for statement, parameters in said
    ]


def all_of(stage: Stage, column: Column[Any]) -> list[Any]:
    return stage.database.run_sync(lambda tx: list(tx.execute(select(column)).scalars()))
