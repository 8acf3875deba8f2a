"""Many rows in one statement, which SQLite takes or gives in one single step.

`sqlite3` lets go of the interpreter at every row, and gets it back only when the event
loop, busy with sending, comes to rest: a batch of a hundred rows would wait a hundred
times (benchmarks/README.md).  As one JSON text all rows cross at once, and SQLite works
on them while the loop goes on.  PostgreSQL takes them as one text as well, for its own
reasons (`postgres_batches`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, select

from app.server.store import postgres_batches
from app.server.store.rows import Row


def insert_rows(tx: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns; none holds bytes."""
    if not rows:
        return
    if tx.dialect.name == "sqlite":
        columns = tuple(rows[0])
        tx.exec_driver_sql(_insertion(table, columns), {"rows": _json_of(rows, columns)})
    else:
        postgres_batches.insert_rows(tx, table, rows)


def update_rows(tx: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Update the rows of these ids; all have the same columns, none holds bytes."""
    if not rows:
        return
    if tx.dialect.name == "sqlite":
        columns = tuple(rows[0])
        tx.exec_driver_sql(_change(table, columns), {"rows": _json_of(rows, columns)})
    else:
        postgres_batches.update_rows(tx, table, rows)


def rows_of(
    tx: Connection, table: Table, ids: Collection[str], *, columns: tuple[str, ...]
) -> dict[str, Row]:
    """These columns of the rows of these ids, by id; none of them holds bytes or JSON."""
    if tx.dialect.name != "sqlite":
        wanted = select(table.c.id, *(table.c[name] for name in columns))
        found = tx.execute(wanted.where(table.c.id.in_(ids))).mappings()
        return {row["id"]: row for row in found}
    parameters = {"ids": json.dumps(list(ids))}
    names = ("id", *columns)
    read = read_json(tx, _reading(table, names), parameters)
    return {row[0]: dict(zip(names, row, strict=True)) for row in read}


def read_json(tx: Connection, statement: str, parameters: Mapping[str, Any]) -> list[Any]:
    """What a statement in SQLite's own words gives as one JSON array."""
    found: list[Any] = json.loads(tx.exec_driver_sql(statement, parameters).scalar_one())
    return found


def _json_of(rows: Sequence[Mapping[str, Any]], columns: tuple[str, ...]) -> str:
    return json.dumps([[row[name] for name in columns] for row in rows])


@lru_cache
def _insertion(table: Table, columns: tuple[str, ...]) -> str:
    values = ", ".join(f"json_extract(value, '$[{place}]')" for place in range(len(columns)))
    return (
        f"INSERT INTO {table.name} ({', '.join(columns)}) "  # noqa: S608 - names of ours
        f"SELECT {values} FROM json_each(:rows)"
    )


@lru_cache
def _change(table: Table, columns: tuple[str, ...]) -> str:
    places = {name: f"json_extract(value, '$[{place}]')" for place, name in enumerate(columns)}
    changes = ", ".join(f"{name} = {place}" for name, place in places.items() if name != "id")
    return (
        f"UPDATE {table.name} SET {changes} FROM json_each(:rows) "  # noqa: S608 - names of ours
        f"WHERE {table.name}.id = {places['id']}"
    )


@lru_cache
def _reading(table: Table, columns: tuple[str, ...]) -> str:
    return (
        f"SELECT json_group_array(json_array({', '.join(columns)})) "  # noqa: S608 - names of ours
        f"FROM {table.name} WHERE id IN (SELECT value FROM json_each(:ids))"
    )
