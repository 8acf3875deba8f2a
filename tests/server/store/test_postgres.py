"""PostgreSQL: one order for many processes, and no effect lost or doubled by a fault."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial

import psycopg
import pytest
from sqlalchemy import event, insert, select, text, update

from app.server.store import commit_marks, counters, facts, migrations
from app.server.store.database import DatabaseUnusable
from app.server.store.database_address import AddressRefused, parse_address
from app.server.store.ordering import free_among
from app.server.store.postgres import PostgresDatabase
from app.server.store.tables import channels, used_ids
from app.server.store.tables import commit_marks as commit_mark_rows
from app.server.store.tables import counters as counter_rows
from tests.support.postgres import name_of, running_cluster

WRITERS, EACH = 4, 15


@contextmanager
def opened(address, **options):
    database = PostgresDatabase(address, **options)
    try:
        yield database
    finally:
        database.close_sync()


def delete_one(tx, name):
    """What deleting a listener does to the feed."""
    position = counters.next_value(tx, counters.FEED)
    tx.execute(insert(used_ids).values(id=name, kind="listener", feed_position=position))
    return position


def feed(tx, position):
    found = tx.execute(
        select(used_ids.c.feed_position).where(used_ids.c.feed_position > position)
    ).scalars()
    return sorted(found), counters.current_value(tx, counters.FEED)


def test_the_feed_follows_commit_order_across_processes(new_postgres):
    address = new_postgres()
    done = threading.Event()

    async def watch(database):
        """Reads the feed as a client does, and must meet every position once."""
        seen, position = [], 0
        while True:
            is_last = done.is_set()
            found, end = await database.read(partial(feed, position=position))
            assert found == list(range(position + 1, end + 1))  # nothing before the end is missing
            seen += found
            position = end
            if is_last:
                return seen

    with opened(address) as one, opened(address) as other, ThreadPoolExecutor() as pool:
        watcher = pool.submit(lambda: asyncio.run(watch(one)))
        writers = [
            pool.submit(
                lambda database, n: [
                    database.run_sync(lambda tx, i=i: delete_one(tx, f"lst_{n}_{i}"))
                    for i in range(EACH)
                ],
                database,
                number,
            )
            for number in range(WRITERS)
            for database in [(one, other)[number % 2]]
        ]
        given = [position for one_writer in writers for position in one_writer.result()]
        done.set()
        assert watcher.result() == list(range(1, WRITERS * EACH + 1)) == sorted(given)


def test_work_beside_the_others_takes_numbers_in_order_too(new_postgres):
    with opened(new_postgres()) as database:
        inside, go_on = threading.Event(), threading.Event()

        def hold(tx):
            counters.next_value(tx, counters.FEED)
            inside.set()
            assert go_on.wait(10)

        async def run():
            holding = asyncio.ensure_future(database.run(hold))
            await asyncio.to_thread(inside.wait, 10)
            beside = asyncio.ensure_future(database.run_beside(lambda tx: delete_one(tx, "lst_1")))
            free = await database.run_beside(lambda tx: tx.execute(text("SELECT 7")).scalar_one())
            assert not beside.done()  # it waits for its turn, while others do not
            go_on.set()
            await holding
            return free, await beside

        assert asyncio.run(run()) == (7, 2)


def test_a_row_that_somebody_else_is_changing_is_left_to_him(new_postgres):
    database = PostgresDatabase(new_postgres())
    rows = [{"id": one, "seq": 1, "name": one} for one in ("chn_1", "chn_2")]
    database.run_sync(lambda tx: tx.execute(insert(channels), rows))
    holds, other_is_done = threading.Event(), threading.Event()

    def first(tx):
        mine = free_among(tx, channels, ["chn_2"])
        holds.set()
        other_is_done.wait(20)
        return mine

    def second(tx):
        assert holds.wait(20)
        return free_among(tx, channels, ["chn_2", "chn_1", "chn_3"])

    async def both():
        holding = asyncio.ensure_future(database.run_beside(first))
        left = await database.run_beside(second)
        other_is_done.set()
        return await holding, left

    assert asyncio.run(both()) == (["chn_2"], ["chn_1"])
    database.close_sync()


def test_reading_sees_one_state_and_cannot_write(new_postgres):
    with opened(new_postgres()) as database:

        def look_twice(tx):
            before = counters.current_value(tx, counters.FEED)
            database.run_sync(lambda other: counters.next_value(other, counters.FEED))
            return before, counters.current_value(tx, counters.FEED)

        assert asyncio.run(database.read(look_twice)) == (0, 0)
        with pytest.raises(Exception, match="read-only transaction"):
            asyncio.run(database.read(lambda tx: facts.write(tx, "n1", 1)))


def test_F62_a_connection_lost_in_a_transaction(cluster, new_postgres):
    address = new_postgres()
    with opened(address) as database:
        runs = []

        def work(tx):
            runs.append(1)
            counters.next_value(tx, counters.FEED)
            if len(runs) == 1:
                cluster.execute(f"SELECT pg_terminate_backend({backend(tx)})")
            return counters.next_value(tx, counters.FEED)

        assert database.run_sync(work) == 2
        assert len(runs) == 2
        assert database.run_sync(lambda tx: counters.current_value(tx, counters.FEED)) == 2


@pytest.mark.parametrize("is_done", [True, False])
def test_F62_a_commit_without_an_answer_happens_once(new_postgres, is_done):
    with opened(new_postgres()) as database:
        cuts = []

        def cut(connection):
            if not cuts:
                cuts.append(1)
                raw = connection.connection.dbapi_connection
                if is_done:
                    raw.commit()
                raw.close()

        def work(tx):
            event.listen(tx.engine, "commit", cut)
            return counters.next_value(tx, counters.FEED)

        assert database.run_sync(work) == 1
        assert cuts == [1]
        assert database.run_sync(lambda tx: counters.current_value(tx, counters.FEED)) == 1


def test_F62_two_that_wait_for_each_other(new_postgres):
    """A deadlock: the server ends one of them, and it is done again."""
    with opened(new_postgres()) as database:
        database.run_sync(
            lambda tx: tx.execute(insert(counter_rows), [{"name": n, "value": 0} for n in "ab"])
        )
        both = threading.Barrier(2)
        met = []

        def work(first, second):
            def run(tx):
                for name in (first, second):
                    row = counter_rows.c.name == name
                    tx.execute(
                        update(counter_rows).where(row).values(value=counter_rows.c.value + 1)
                    )
                    if name == first and len(met) < 2:
                        met.append(1)
                        both.wait(10)

            return run

        async def run():
            await asyncio.gather(
                database.run_beside(work("a", "b")), database.run_beside(work("b", "a"))
            )
            query = select(counter_rows.c.value).where(counter_rows.c.name.in_(("a", "b")))
            return await database.read(lambda tx: tx.execute(query).scalars().all())

        assert asyncio.run(run()) == [2, 2]


def test_F62_killed_and_started_again_every_answer_was_true():
    with running_cluster(durable=True) as cluster:
        address = cluster.address()
        with opened(address, patience_s=30) as database:
            database.run_sync(migrations.migrate)
            told, halfway = [], threading.Event()

            def write():
                for number in range(24):
                    told.append(database.run_sync(lambda tx, n=number: delete_one(tx, f"lst_{n}")))
                    if number == 8:
                        halfway.set()

            thread = threading.Thread(target=write)
            thread.start()
            assert halfway.wait(20)
            cluster.kill()
            cluster.start()
            thread.join(60)
            assert told == list(range(1, 25))
            kept = database.run_sync(lambda tx: tx.execute(select(used_ids.c.id)).scalars().all())
            assert sorted(kept) == sorted(f"lst_{n}" for n in range(24))


@pytest.mark.parametrize("others", [0, 5])
def test_F62_a_lost_commit_is_not_taken_for_somebody_elses(others):
    """After a crash the id of a lost transaction is free, and soon that of another."""
    with running_cluster(durable=True) as cluster, opened(cluster.address()) as database:
        database.run_sync(migrations.migrate)
        cuts = []

        def cut(_connection):
            if not cuts:
                cuts.append(1)
                cluster.kill()
                cluster.start()
                for number in range(others):
                    cluster.execute(f"CREATE TABLE other_{number} (x integer)")

        def work(tx):
            event.listen(tx.engine, "commit", cut)
            return delete_one(tx, "lst_1")

        assert database.run_sync(work) == 1
        kept = database.run_sync(lambda tx: tx.execute(select(used_ids.c.id)).scalars().all())
        assert (kept, cuts) == (["lst_1"], [1])


def test_F62_the_question_waits_for_a_commit_that_still_runs(new_postgres):
    with opened(new_postgres()) as database:
        begun, asks = threading.Event(), threading.Event()
        answers = []

        def commit():
            with database._engine.connect() as tx, tx.begin():
                tx.execute(insert(used_ids).values(id="lst_1", kind="listener"))
                assert commit_marks.leave(tx, session="mine", mark=7)
                begun.set()
                assert asks.wait(10)

        def ask():
            with database._engine.connect() as tx:
                asks.set()
                answers.append(commit_marks.is_there(tx, session="mine", mark=7))

        threads = [threading.Thread(target=commit), threading.Thread(target=ask)]
        threads[0].start()
        assert begun.wait(10)
        threads[1].start()
        for thread in threads:
            thread.join(20)
        assert answers == [True]


def test_marks_of_sessions_that_ended_long_ago_are_removed(new_postgres):
    with opened(new_postgres()) as database:
        rows = [
            {"session": f"old {number}", "mark": 1, "left_ms": 86_400_000 - number}
            for number in (0, 1)
        ]
        database.run_sync(lambda tx: tx.execute(insert(commit_mark_rows), rows))
        assert database.run_sync(partial(commit_marks.purge, now_ms=2 * 86_400_000)) is False
        query = select(commit_mark_rows.c.session).where(commit_mark_rows.c.session.like("old%"))
        left = database.run_sync(lambda tx: tx.execute(query).scalars().all())
        assert left == ["old 0"]


def test_F62_too_many_connections():
    few = ("max_connections=5", "superuser_reserved_connections=0", "max_wal_senders=0")
    with running_cluster(settings=few) as cluster:
        address = cluster.address()
        with opened(address) as database:
            taken = [psycopg.connect(address.libpq()) for _ in range(5)]
            with ThreadPoolExecutor() as pool:
                answer = pool.submit(database.run_sync, migrations.migrate)
                with pytest.raises(psycopg.OperationalError, match="too many clients"):
                    psycopg.connect(address.libpq())
                assert not answer.done()
                for one in taken:
                    one.close()
                assert answer.result(20) is True


def test_the_server_that_stays_away_is_one_clear_line():
    address = parse_address("postgresql+psycopg://nobody@127.0.0.1:9/none", may_hold_password=False)
    with pytest.raises(DatabaseUnusable, match="Connection refused") as caught:
        PostgresDatabase(address)
    assert "\n" not in str(caught.value)


def test_a_foreign_database_is_left_alone(cluster, new_postgres):
    address = cluster.new_database()
    cluster.execute("CREATE TABLE facts (mine integer)", name=name_of(address))
    with opened(address) as database, pytest.raises(migrations.SchemaForeign):
        database.run_sync(migrations.migrate)
    address = cluster.new_database()
    cluster.execute("CREATE TABLE orders (mine integer)", name=name_of(address))
    with opened(address) as database, pytest.raises(migrations.SchemaForeign, match="orders"):
        database.run_sync(migrations.migrate)
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
    assert cluster.execute(tables, name=name_of(address)) == [("orders",)]


def test_many_that_start_at_once_migrate_once(cluster):
    address = cluster.new_database()

    def start():
        with opened(address) as database:
            return database.run_sync(migrations.migrate)

    with ThreadPoolExecutor(4) as pool:
        was_new = [one.result() for one in [pool.submit(start) for _ in range(4)]]
    assert sorted(was_new) == [False, False, False, True]


def test_a_search_folds_letters_as_python_does(new_postgres):
    texts = ["plain ASCII", "Straße", "ΣΊΣΥΦΟΣ", "İstanbul", "ﬃ Ünïcode", "Ⴀ ꭰ", "😀 \uff21", ""]
    with opened(new_postgres()) as database:
        query = text("SELECT folded(one) FROM unnest(CAST(:texts AS text[])) AS one")
        folded = database.run_sync(lambda tx: tx.execute(query, {"texts": texts}).scalars().all())
    assert folded == [one.casefold() for one in texts]


@pytest.mark.parametrize(
    "words",
    ["postgresql+psycopg://me:hunter2@db/x", "postgresql://me@db/x?password=hunter2"],
)
def test_T14_a_password_in_an_argument_is_refused_and_not_repeated(words):
    with pytest.raises(AddressRefused, match="PGPASSWORD") as caught:
        parse_address(words, may_hold_password=False)
    assert "hunter2" not in str(caught.value)
    assert "hunter2" not in repr(parse_address(words, may_hold_password=True))


@pytest.mark.parametrize(
    "words", ["", "db", "sqlite:///x", "mysql://me@db/x", "postgresql://me@db"]
)
def test_what_is_no_address_is_refused(words):
    with pytest.raises(AddressRefused):
        parse_address(words, may_hold_password=True)


def backend(tx):
    return tx.execute(text("SELECT pg_backend_pid()")).scalar_one()
