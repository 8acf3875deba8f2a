"""The ledger of tries: every sum is the difference of two balances."""

from __future__ import annotations

import asyncio
import threading
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from app.server.deliveries import durations, statistics, tallies
from app.server.deliveries.statistics import DAY_MS, Range
from app.server.deliveries.tallies import HOUR_MS, Tally, Tried, total_scopes
from app.server.store.database import Database, SqliteDatabase
from app.server.store.migrations import migrate

A, B = "lst_a", "lst_b"
START_MS = 20_000 * DAY_MS


def count(tx: Connection, listener_id: str, at_ms: int, answer_ms: float = 10.0) -> None:
    tallies.count_tries(tx, [Tried(listener_id, True, answer_ms)], now_ms=at_ms)


def test_the_last_moment_of_an_hour_is_in_it_and_the_next_is_not(database: Database) -> None:
    def work(tx: Connection) -> dict[int, Tally]:
        count(tx, A, START_MS + HOUR_MS - 1)
        count(tx, A, START_MS + HOUR_MS)
        return statistics.buckets(
            tx, [A], Range.covering(START_MS, START_MS + 2 * HOUR_MS, HOUR_MS)
        )

    found = database.run_sync(work)
    assert {at: one.delivered for at, one in found.items()} == {
        START_MS: 1,
        START_MS + HOUR_MS: 1,
    }


def test_a_clock_that_is_set_back_spoils_no_sum(database: Database) -> None:
    """A year ahead for a moment, then right again: nothing is lost or counted twice."""
    year_ms = 365 * DAY_MS

    def work(tx: Connection) -> None:
        count(tx, A, START_MS)
        count(tx, A, START_MS + year_ms)
        count(tx, A, START_MS + HOUR_MS)
        count(tx, A, START_MS + HOUR_MS)
        count(tx, B, START_MS + HOUR_MS)

    database.run_sync(work)

    def sums(first_ms: int, days: int) -> dict[str, int]:
        wanted = Range.covering(first_ms, first_ms + days * DAY_MS, DAY_MS)
        found = database.run_sync(lambda tx: statistics.sums(tx, [A, B, *total_scopes(tx)], wanted))
        return {
            "all" if scope.startswith("*") else scope: tally.delivered
            for scope, tally in found.items()
        }

    assert sums(START_MS, 1) == {A: 3, B: 1, "all": 4}
    assert sums(START_MS + year_ms, 1) == {A: 1, "all": 1}
    assert sums(START_MS + DAY_MS, 100) == {}
    assert sums(START_MS, 400) == {A: 4, B: 1, "all": 5}


def test_who_adds_at_once_waits_for_nobody(
    postgres: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two workers with other listeners: each finds a share of the total that is free."""
    monkeypatch.setattr(tallies, "get_native_id", lambda: 1)
    has_begun, other_is_done = threading.Event(), threading.Event()

    def first(tx: Connection) -> bool:
        count(tx, A, START_MS)
        has_begun.set()
        return other_is_done.wait(20)

    def second(tx: Connection) -> None:
        assert has_begun.wait(20)
        count(tx, B, START_MS)

    async def both() -> bool:
        holding = asyncio.ensure_future(postgres.run_beside(first))
        await postgres.run_beside(second)
        other_is_done.set()
        return await holding

    assert asyncio.run(both()), "the second waited for the first to end"
    wanted = Range.covering(START_MS, START_MS + HOUR_MS, HOUR_MS)
    total = postgres.run_sync(lambda tx: statistics.sums(tx, total_scopes(tx), wanted))
    assert sorted(one.delivered for one in total.values()) == [1, 1]


def test_more_writers_than_shares_wait_and_lose_nothing(
    postgres: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "_SHARES", 2)

    async def all_of_them() -> None:
        works = [partial(count, listener_id=f"lst_{n}", at_ms=START_MS) for n in range(40)]
        await asyncio.gather(*(postgres.run_beside(work) for work in works))

    asyncio.run(all_of_them())
    wanted = Range.covering(START_MS, START_MS + HOUR_MS, HOUR_MS)
    total = postgres.run_sync(lambda tx: statistics.sums(tx, total_scopes(tx), wanted))
    assert sum(one.delivered for one in total.values()) == 40


happenings = st.lists(
    st.tuples(
        st.sampled_from((A, B)),
        st.integers(0, 60 * 24),  # minutes over sixty hours, in any order
        st.sampled_from(("delivered", "failed", "skipped")),
        st.sampled_from((1.0, 10.0, 15_000.0)),
    ),
    max_size=20,
)


@settings(max_examples=20, deadline=None)
@given(happenings, st.integers(0, 60), st.integers(0, 60))
def test_any_range_is_what_happened_in_it(
    tmp_path_factory: pytest.TempPathFactory,
    happened: list[tuple[str, int, str, float]],
    since_h: int,
    hours: int,
) -> None:
    """Against the simplest possible count, whatever order the clock runs in."""
    database = SqliteDatabase(tmp_path_factory.mktemp("ledger") / "test.sqlite3")
    wanted = Range.covering(
        START_MS + since_h * HOUR_MS, START_MS + (since_h + hours) * HOUR_MS, HOUR_MS
    )

    def work(tx: Connection) -> tuple[dict[str, Tally], dict[int, Tally]]:
        migrate(tx)
        for listener_id, minute, kind, answer_ms in happened:
            at_ms = START_MS + minute * 60_000
            if kind == "skipped":
                tallies.count_skipped(tx, [listener_id], now_ms=at_ms)
            else:
                tried = Tried(listener_id, kind == "delivered", answer_ms)
                tallies.count_tries(tx, [tried], now_ms=at_ms)
        scopes = total_scopes(tx)
        return (
            statistics.sums(tx, [A, B, *scopes], wanted),
            statistics.buckets(tx, scopes, wanted),
        )

    sums, buckets = database.run_sync(work)
    database.close_sync()

    def simply(scopes: set[str], since_ms: int, until_ms: int) -> tuple[int, int, int, int]:
        mine = [
            (kind, answer_ms)
            for listener_id, minute, kind, answer_ms in happened
            if listener_id in scopes and since_ms <= START_MS + minute * 60_000 < until_ms
        ]
        kinds = [kind for kind, _ in mine]
        slow = sum(kind != "skipped" and answer_ms > 1000 for kind, answer_ms in mine)
        return kinds.count("delivered"), kinds.count("failed"), kinds.count("skipped"), slow

    def shown(tally: Tally) -> tuple[int, int, int, int]:
        slow = tally.durations.get(durations.step_of(15_000), 0)
        return tally.delivered, tally.failed, tally.skipped, slow

    for scope, members in ((A, {A}), (B, {B}), ("*0", {A, B})):
        expected = simply(members, wanted.first_ms, wanted.end_ms)
        assert shown(sums.get(scope, Tally())) == expected
    for at_ms in wanted.starts():
        expected = simply({A, B}, at_ms, at_ms + HOUR_MS)
        assert shown(buckets.get(at_ms, Tally())) == expected


def steps_of(database: SqliteDatabase, listener_id: str, wanted: Range) -> int:
    """How many steps SQLite's machine takes to read a range: work, not time."""
    steps = 0

    def one_more() -> int:
        nonlocal steps
        steps += 1
        return 0

    def work(tx: Connection) -> None:
        raw = tx.connection.driver_connection
        assert raw is not None
        raw.set_progress_handler(one_more, 1)
        try:
            assert statistics.buckets(tx, [listener_id], wanted)
            assert statistics.sums(tx, [listener_id], wanted)
        finally:
            raw.set_progress_handler(None, 0)

    database.run_sync(work)
    return steps


def test_reading_costs_by_the_bucket_and_not_by_the_history(sqlite: SqliteDatabase) -> None:
    """Forty days by day: the same work whether each day has one busy hour or all of them."""

    def fill(tx: Connection) -> None:
        for hour in range(40 * 24):
            count(tx, A, START_MS + hour * HOUR_MS)
            if hour % 24 == 0:
                count(tx, B, START_MS + hour * HOUR_MS)

    sqlite.run_sync(fill)
    wanted = Range.covering(START_MS, START_MS + 40 * DAY_MS, DAY_MS)
    busy, sparse = (steps_of(sqlite, one, wanted) for one in (A, B))
    assert busy <= 1.05 * sparse
    longer = Range.covering(START_MS, START_MS + 10 * DAY_MS, DAY_MS)
    assert busy <= 4.4 * steps_of(sqlite, A, longer)


def test_settling_a_batch_takes_the_same_statements_however_many_tries(
    sqlite: SqliteDatabase,
) -> None:
    def work(tx: Connection) -> list[int]:
        raw = tx.connection.driver_connection
        assert raw is not None
        counts = []
        for size in (1, 64):
            tries = [Tried(A, True, 10.0)] * size
            tallies.count_tries(tx, tries, now_ms=START_MS)  # the hour is open now
            statements: list[str] = []
            raw.set_trace_callback(statements.append)
            tallies.count_tries(tx, tries, now_ms=START_MS + 1)
            raw.set_trace_callback(None)
            counts.append(len(statements))
        return counts

    assert sqlite.run_sync(work) == [2, 2]  # what is added; whether there are later hours


@pytest.mark.parametrize("answer_ms", [0, 1, 3, 7, 42, 999, 14_999])
def test_the_percentiles_of_one_sample_are_that_sample(answer_ms: int) -> None:
    (p50, p99) = durations.percentiles({durations.step_of(answer_ms): 1}, (0.5, 0.99))
    assert p50 is not None
    assert p50 == p99
    assert abs(p50 - max(1, answer_ms)) <= max(0.5, 0.06 * answer_ms)


def test_percentiles_come_from_counts() -> None:
    counts: dict[str, int] = {}
    for duration_ms in range(1, 1001):
        counts = durations.add(counts, {durations.step_of(duration_ms): 1})
    found = durations.percentiles(counts, (0.5, 0.95, 0.99))
    for answered, exact in zip(found, (500, 950, 990), strict=True):
        assert answered is not None
        assert abs(answered - exact) <= 0.06 * exact
    assert durations.percentiles({}, (0.5, 0.99)) == [None, None]
