"""The log of the stream, on both databases: nothing appears behind a reader."""

from __future__ import annotations

import asyncio
import threading
from functools import partial

from sqlalchemy import text

from app.server.store import stream_log
from app.server.store.postgres import PostgresDatabase
from app.server.store.stream_log import LogPlace

START = LogPlace(0)


def note(*delivery_ids, now_ms=0):
    return partial(stream_log.note_deliveries, delivery_ids=delivery_ids, now_ms=now_ms)


def read(tx, place=START, *, limit=100):
    end = stream_log.end_of(tx)
    found, after = stream_log.changes_from(tx, place, until=end, limit=limit)
    return [one.delivery_id for one in found], after, found


def test_changes_are_read_once_in_order_in_pages_of_any_size(database):
    for ids in (("a", "b"), ("c",), ("a", "d", "e")):
        database.run_sync(note(*ids))
    everything = ["a", "b", "c", "a", "d", "e"]
    for limit in (1, 2, 3, 6, 100):
        place, seen = START, []
        while True:
            found, after, _ = database.run_sync(partial(read, place=place, limit=limit))
            seen += found
            if not found:
                break
            assert after > place
            place = after
        assert seen == everything, limit


def test_reading_goes_on_after_any_single_change(database):
    for ids in (("a", "b"), ("c", "d")):
        database.run_sync(note(*ids))
    _, _, changes = database.run_sync(read)
    for number, change in enumerate(changes):
        rest, _, _ = database.run_sync(partial(read, place=change.next))
        assert rest == ["a", "b", "c", "d"][number + 1 :]


def test_what_is_purged_is_known_to_be_missing(database):
    database.run_sync(note("old", now_ms=0))
    database.run_sync(note("also old", now_ms=1))
    _, _, (first, second) = database.run_sync(read)
    now_ms = stream_log.KEPT_MS + 10
    database.run_sync(note("new", now_ms=now_ms))
    assert database.run_sync(partial(stream_log.is_kept, place=START))
    assert database.run_sync(partial(stream_log.purge, now_ms=now_ms)) is False
    assert database.run_sync(read)[0] == ["new"]
    assert not database.run_sync(partial(stream_log.is_kept, place=first.next))
    end = database.run_sync(stream_log.end_of)
    assert database.run_sync(partial(stream_log.is_kept, place=end))
    assert second.next < end


def test_the_newest_row_is_never_purged_so_no_place_comes_twice(database):
    database.run_sync(note("a"))
    before = database.run_sync(stream_log.end_of)
    assert database.run_sync(partial(stream_log.purge, now_ms=10**12)) is False
    database.run_sync(note("b"))
    assert database.run_sync(partial(read, place=before))[0] == ["b"]


def test_rows_of_a_clock_that_was_ahead_do_not_stay_for_ever(database):
    database.run_sync(note("of next year", now_ms=365 * 86_400_000))
    database.run_sync(note("a", now_ms=0))
    database.run_sync(partial(stream_log.purge, now_ms=1))
    assert database.run_sync(read)[0] == ["a"]


def test_a_change_of_very_many_is_cut(database):
    database.run_sync(note(*map(str, range(5000))))
    place, count = START, 0
    while True:
        found, place, _ = database.run_sync(partial(read, place=place, limit=100))
        if not found:
            break
        count += len(found)
    assert count == 1000


def test_a_transaction_that_commits_late_is_not_missed(new_postgres):
    """The one that began first commits last; a reader between them waits for it."""
    address = new_postgres()
    one, other = PostgresDatabase(address), PostgresDatabase(address)
    from app.server.store.migrations import migrate

    one.run_sync(migrate)
    began, go_on = threading.Event(), threading.Event()

    def slow(tx):
        tx.execute(text("SELECT pg_current_xact_id()"))
        began.set()
        assert go_on.wait(20)
        stream_log.note_deliveries(tx, ["slow"], now_ms=0)

    async def story():
        late = asyncio.create_task(one.run_beside(slow))
        await asyncio.to_thread(began.wait, 20)
        await other.run_beside(note("quick"))
        seen, place, _ = await other.read(read)
        go_on.set()
        await late
        more, _, _ = await other.read(partial(read, place=place))
        return seen, more

    try:
        seen, more = asyncio.run(story())
    finally:
        go_on.set()
        one.close_sync()
        other.close_sync()
    assert seen == []
    assert sorted(more) == ["quick", "slow"]
