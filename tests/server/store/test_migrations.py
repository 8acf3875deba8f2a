"""The steps build exactly `tables`, all or nothing."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from app.server.store import facts, migrations, tables
from app.server.store.database import SqliteDatabase
from app.server.store.steps import first
from tests.support.frozen_schema import statements


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


def test_the_first_step_says_the_same_to_postgresql():
    """Type by type: what differs between the two databases is only the name for bytes."""
    frozen = " ".join(first.STATEMENTS)
    for table in tables.metadata.sorted_tables:
        theirs = str(CreateTable(table).compile(dialect=postgresql.dialect()))
        ours = next(one for one in statements() if f"CREATE TABLE {table.name} (" in one)
        ours_there = ours.replace(" BLOB", " BYTEA").replace('"', "")  # quoting, where only we do
        assert re.sub(r"\s+", "", theirs) == re.sub(r"\s+", "", ours_there)
        assert re.sub(r"\s+", " ", ours) in re.sub(r"\s+", " ", frozen)


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
    def second(tx):
        tx.exec_driver_sql("CREATE TABLE second (x)")

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, second))
    assert sqlite.run_sync(migrations.migrate) is False
    assert "second" in sqlite.run_sync(schema)
    assert sqlite.run_sync(lambda tx: facts.read(tx, facts.SCHEMA_VERSION)) == 2


def test_a_newer_schema_is_left_alone(sqlite):
    sqlite.run_sync(lambda tx: facts.write(tx, facts.SCHEMA_VERSION, 999))
    with pytest.raises(migrations.SchemaTooNew, match="999"):
        sqlite.run_sync(migrations.migrate)
