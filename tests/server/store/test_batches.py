"""Rows that cross to the database together arrive as they were sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Boolean, Column, Connection, Integer, MetaData, String, Table, select
from sqlalchemy.types import JSON

from app.server.store import batches
from app.server.store.database import SqliteDatabase

THINGS = Table(
    "things",
    MetaData(),
    Column("id", String, primary_key=True),
    Column("text", String),
    Column("number", Integer),
    Column("flag", Boolean),
    Column("detail", JSON),
)
ODD = ("", "a'b\"c\\d", "zebra 🦓 ünï", '{"a": 1}', "[1]", "null", "1e5", "line\nend\r\t\x1f")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SqliteDatabase]:
    database = SqliteDatabase(tmp_path / "a.sqlite3")
    database.run_sync(THINGS.create)
    yield database
    database.close_sync()


def rows(tx: Connection) -> list[dict[str, object]]:
    return [dict(row) for row in tx.execute(select(THINGS).order_by(THINGS.c.id)).mappings()]


def test_what_is_inserted_is_what_is_read(database: SqliteDatabase) -> None:
    written = [
        {"id": str(place), "text": text, "number": 2**53 - place, "flag": place % 2 == 0,
         "detail": {"body": text + "\0", "list": [text, None, 1.5, True]}}
        for place, text in enumerate(ODD)
    ]  # fmt: skip
    database.run_sync(lambda tx: batches.insert_rows(tx, THINGS, written))
    assert database.run_sync(rows) == written


def test_only_the_named_rows_and_columns_change(database: SqliteDatabase) -> None:
    nothing = {"text": "before", "number": 1, "flag": False, "detail": None}
    kept = [{"id": one, **nothing} for one in ("a", "b", "c")]
    database.run_sync(lambda tx: batches.insert_rows(tx, THINGS, kept))
    changes = [{"text": None, "id": "c", "number": None}, {"id": "a", "text": "x", "number": 7}]
    database.run_sync(lambda tx: batches.update_rows(tx, THINGS, changes))
    found = database.run_sync(rows)
    assert [(row["text"], row["number"], row["flag"]) for row in found] == [
        ("x", 7, False), ("before", 1, False), (None, None, False),
    ]  # fmt: skip


def test_rows_change_only_where_a_condition_holds_and_all_of_them_alike(
    database: SqliteDatabase,
) -> None:
    nothing = {"text": "before", "flag": False, "detail": None}
    kept = [{"id": one, "number": number, **nothing} for number, one in enumerate(("a", "b", "c"))]
    database.run_sync(lambda tx: batches.insert_rows(tx, THINGS, kept))
    changes = [{"id": one, "text": one.upper()} for one in ("a", "b", "z")]
    changed = database.run_sync(
        lambda tx: batches.update_rows(
            tx, THINGS, changes, same={"flag": True}, only_where="number > 0"
        )
    )
    assert changed == 1
    found = database.run_sync(rows)
    assert [(row["text"], row["flag"]) for row in found] == [
        ("before", False), ("B", True), ("before", False),
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 15, 16, 17, 64, 65, 200])
def test_any_number_of_rows_is_inserted(database: SqliteDatabase, count: int) -> None:
    written = [
        {"id": f"{place:04}", "text": "x", "number": place, "flag": True, "detail": [place]}
        for place in range(count)
    ]
    database.run_sync(lambda tx: batches.insert_rows(tx, THINGS, written))
    assert database.run_sync(rows) == written


def test_rows_are_found_by_id(database: SqliteDatabase) -> None:
    written = [{"id": one, "text": one.upper(), "number": 1} for one in ("a", "b", "c")]
    database.run_sync(lambda tx: batches.insert_rows(tx, THINGS, written))
    found = database.run_sync(
        lambda tx: batches.rows_of(tx, THINGS, ["c", "a", "z"], columns=("text", "number"))
    )
    assert {one: (row["text"], row["number"]) for one, row in found.items()} == {
        "a": ("A", 1), "c": ("C", 1),
    }  # fmt: skip


def test_no_rows_are_no_statement(database: SqliteDatabase) -> None:
    database.run_sync(lambda tx: batches.insert_rows(tx, THINGS, []))
    database.run_sync(lambda tx: batches.update_rows(tx, THINGS, []))
    assert database.run_sync(lambda tx: batches.rows_of(tx, THINGS, [], columns=("text",))) == {}
