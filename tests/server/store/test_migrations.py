"""The steps build exactly `tables`, all or nothing."""

from __future__ import annotations

import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from app.server.deliveries.tallies import Tally, balances, total_scopes
from app.server.opening import open_platform
from app.server.platform import DATABASE_FILE
from app.server.settings import PlatformSettings
from app.server.store import database_file, deliveries, facts, inspection, migrations, tables
from app.server.store.database import SqliteDatabase
from app.server.store.deliveries import DeliveryFilter
from app.server.store.steps import fifth, first, fourth, second, sixth, third
from tests.support.frozen_schema import statements

ROOT = Path(__file__).parents[3]


def schema(connection):
    rows = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    return {name: re.sub(r"\s+", " ", sql).strip() for name, sql in rows}


def test_the_migrated_schema_is_that_of_the_tables(sqlite):
    engine = create_engine("sqlite://")
    with engine.begin() as wanted:
        tables.metadata.create_all(wanted)
        expected = schema(wanted)
    engine.dispose()
    assert sqlite.run_sync(schema) == expected, "write a step, or see tests.support.frozen_schema"


def test_the_steps_say_the_same_to_postgresql():
    """Type by type: what differs between the two databases is only the name for bytes."""
    steps = (first, second, third, fourth, fifth, sixth)
    frozen = with_what_was_added([one for step in steps for one in step.STATEMENTS])
    for table in tables.metadata.sorted_tables:
        theirs = str(CreateTable(table).compile(dialect=postgresql.dialect()))
        ours = next(one for one in statements() if f"CREATE TABLE {table.name} (" in one)
        ours_there = ours.replace(" BLOB", " BYTEA").replace('"', "")  # quoting, where only we do
        assert re.sub(r"\s+", "", theirs) == re.sub(r"\s+", "", ours_there)
        assert re.sub(r"\s+", " ", ours) in frozen


def with_what_was_added(frozen):
    """The statements with every later column in its table, where SQLite writes it too."""
    made = []
    for statement in (re.sub(r"\s+", " ", one).strip() for one in frozen):
        added = re.fullmatch(r"ALTER TABLE (\w+) ADD COLUMN (.+)", statement)
        if added is None:
            made.append(statement)
            continue
        (at,) = (n for n, one in enumerate(made) if f"CREATE TABLE {added[1]} (" in one)
        columns, constraints = re.split(r"(?=, (?:PRIMARY KEY|CONSTRAINT))", made[at], maxsplit=1)
        made[at] = f"{columns}, {added[2]}{constraints}"
    return " ".join(made)


def test_migrating_again_changes_nothing(sqlite):
    before = sqlite.run_sync(schema)
    assert sqlite.run_sync(migrations.migrate) is False
    assert sqlite.run_sync(schema) == before


def test_a_failing_step_leaves_nothing_behind(tmp_path, monkeypatch):
    def fail(tx):
        tx.exec_driver_sql("CREATE TABLE half (x)")
        raise RuntimeError("power cut")

    database = SqliteDatabase(tmp_path / "test.sqlite3")
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, fail))
    with pytest.raises(RuntimeError, match="power cut"):
        database.run_sync(migrations.migrate)
    assert database.run_sync(schema) == {}
    monkeypatch.undo()
    assert database.run_sync(migrations.migrate) is True
    database.close_sync()


def test_only_missing_steps_are_applied(sqlite, monkeypatch):
    def one_more(tx):
        tx.exec_driver_sql("CREATE TABLE one_more (x)")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, one_more))
    assert sqlite.run_sync(migrations.migrate) is False
    assert "one_more" in sqlite.run_sync(schema)
    assert sqlite.run_sync(lambda tx: facts.read(tx, facts.SCHEMA_VERSION)) == len(migrations.STEPS)


def test_a_newer_schema_is_left_alone(sqlite):
    sqlite.run_sync(lambda tx: facts.write(tx, facts.SCHEMA_VERSION, 999))
    with pytest.raises(migrations.SchemaTooNew, match="999"):
        sqlite.run_sync(migrations.migrate)


def test_the_second_step_takes_over_what_was_counted(tmp_path, monkeypatch):
    database = SqliteDatabase(tmp_path / "test.sqlite3")
    steps = migrations.STEPS
    monkeypatch.setattr(migrations, "STEPS", steps[:1])
    database.run_sync(migrations.migrate)

    def count(tx):
        for listener_id, hour_ms, delivered, durations in (
            ("lst_1", 0, 1, '{"20": 1}'),
            ("lst_1", 3_600_000, 2, '{"20": 1, "30": 1}'),
            ("lst_2", 3_600_000, 4, '{"30": 4}'),
        ):
            tx.execute(
                text("INSERT INTO hourly VALUES (:listener, :hour, :delivered, 0, 1, :durations)"),
                {
                    "listener": listener_id,
                    "hour": hour_ms,
                    "delivered": delivered,
                    "durations": durations,
                },
            )

    database.run_sync(count)
    monkeypatch.setattr(migrations, "STEPS", steps)
    database.run_sync(migrations.migrate)

    def before(tx, at_ms):
        scopes = ["lst_1", "lst_2", *total_scopes(tx)]
        return balances(tx, scopes, first_ms=at_ms, step_ms=1, last_ms=at_ms)

    assert database.run_sync(lambda tx: before(tx, 3_600_000)) == {
        ("lst_1", 3_600_000): Tally(1, 0, 1, {"20": 1}),
        ("*0", 3_600_000): Tally(1, 0, 1, {"20": 1}),
    }
    assert database.run_sync(lambda tx: before(tx, 7_200_000)) == {
        ("lst_1", 7_200_000): Tally(3, 0, 2, {"20": 2, "30": 1}),
        ("lst_2", 7_200_000): Tally(4, 0, 1, {"30": 4}),
        ("*0", 7_200_000): Tally(7, 0, 3, {"20": 2, "30": 5}),
    }
    database.close_sync()


def schema_of(path):
    with closing(sqlite3.connect(path)) as raw:
        rows = raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name: re.sub(r"\s+", " ", sql).strip() for name, sql in rows}


@pytest.mark.parametrize("steps", range(1, len(migrations.STEPS) + 1))
def test_F36_every_schema_there_ever_was_is_brought_up_to_date(tmp_path, monkeypatch, steps):
    """A step is frozen: the first so many of them make exactly what that version made."""
    folder = tmp_path / "data"
    with monkeypatch.context() as then:
        for module in (migrations, inspection, database_file):
            then.setattr(module, "STEPS", migrations.STEPS[:steps])
        platform = open_platform(PlatformSettings(data_dir=folder))
        platform.database.run_sync(lambda tx: facts.write(tx, "kept", {"since": steps}))
        token = platform.admin_token
        platform.database.close_sync()
    platform = open_platform(PlatformSettings(data_dir=folder))
    kept = platform.database.run_sync(lambda tx: facts.read(tx, "kept"))
    version = platform.database.run_sync(lambda tx: facts.read(tx, facts.SCHEMA_VERSION))
    platform.database.close_sync()
    assert (kept, version) == ({"since": steps}, len(migrations.STEPS))
    assert platform.admin_token == token
    open_platform(PlatformSettings(data_dir=tmp_path / "new")).database.close_sync()
    assert schema_of(folder / DATABASE_FILE) == schema_of(tmp_path / "new" / DATABASE_FILE)


@pytest.fixture(params=["sqlite", "postgres"])
def of_step_five(request, tmp_path, monkeypatch):
    """A database with a delivery, from before records' numbers were kept."""
    if request.param == "sqlite":
        database = SqliteDatabase(tmp_path / "test.sqlite3")
    else:
        from app.server.store.postgres import PostgresDatabase

        database = PostgresDatabase(request.getfixturevalue("cluster").new_database())
    with monkeypatch.context() as then:
        then.setattr(migrations, "STEPS", migrations.STEPS[:5])
        database.run_sync(migrations.migrate)
    what = (
        "INSERT INTO events (id, seq, entity, function, record_id, record_version, record_label,"
        " occurred_ms) VALUES ('evt_1', 1, 'clients', 'create', 'cli_1', 1, 'Amelia Hart', 0)",
        "INSERT INTO deliveries (id, seq, event_id, listener_id, entity, function, record_id,"
        " record_version, destination, status, attempts, schedule_step, trigger, first_try_done,"
        " created_ms) VALUES ('dlv_1', 2, 'evt_1', 'lst_1', 'clients', 'create', 'cli_1', 1,"
        " 'https://a.example/', 'held', 0, 0, 'automatic', false, 0)",
    )
    database.run_sync(lambda tx: [tx.execute(text(one)) for one in what])
    yield database
    database.close_sync()


def test_F36_deliveries_from_before_are_told_without_a_number(of_step_five):
    database = of_step_five
    assert database.run_sync(migrations.migrate) is False

    def read(tx, **wanted):
        found = deliveries.page(tx, DeliveryFilter(**wanted), before_seq=None, limit=10)
        return [(row["id"], row["record_label"], row["record_number"]) for row in found]

    old = ("dlv_1", "Amelia Hart", None)
    assert database.run_sync(read) == [old]
    assert database.run_sync(lambda tx: read(tx, texts=("CLI_1",))) == [old]
    assert database.run_sync(lambda tx: read(tx, texts=("c-1",))) == []
    number = text("UPDATE deliveries SET record_number = 'C-1'")
    database.run_sync(lambda tx: tx.execute(number))
    assert database.run_sync(lambda tx: read(tx, texts=("c-1",))) == [(*old[:2], "C-1")]


KILLED = """
import os, signal, sys
from pathlib import Path
from app.server.store import database_file, inspection, migrations
from app.server.opening import open_platform
from app.server.settings import PlatformSettings
point = int(sys.argv[2])

def second(tx):
    for number, statement in enumerate([
        "CREATE TABLE second (x)", "UPDATE users SET name = 'new'", "DROP TABLE rate_windows", ""
    ]):
        if number == point:
            os.kill(os.getpid(), signal.SIGKILL)
        if statement:
            tx.exec_driver_sql(statement)

for module in (migrations, inspection, database_file):
    module.STEPS = (*module.STEPS, second)
open_platform(PlatformSettings(data_dir=Path(sys.argv[1]))).database.close_sync()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_F06_F36_a_kill_within_a_migration_leaves_the_old_schema_and_trying_again_works(tmp_path):
    folder = tmp_path / "data"
    open_platform(PlatformSettings(data_dir=folder)).database.close_sync()
    before = schema_of(folder / DATABASE_FILE)

    def migrate_until(point):
        command = [sys.executable, "-c", KILLED, str(folder), str(point)]
        return subprocess.run(command, cwd=ROOT, check=False, timeout=60).returncode

    for point in (1, 3):
        assert migrate_until(point) == -signal.SIGKILL
        assert schema_of(folder / DATABASE_FILE) == before
        with closing(sqlite3.connect(folder / DATABASE_FILE)) as raw:
            assert raw.execute("SELECT count(*) FROM users WHERE name = 'new'").fetchone() == (0,)
    assert migrate_until(-1) == 0
    after = schema_of(folder / DATABASE_FILE)
    assert "second" in after
    assert "rate_windows" not in after
    (copy,) = (folder / database_file.BACKUP_FOLDER).iterdir()
    assert schema_of(copy) == before
