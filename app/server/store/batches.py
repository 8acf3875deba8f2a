"""Many rows in one statement, which SQLite takes or gives in one single step.

`sqlite3` lets go of the interpreter at every row, and gets it back only when the event
loop, busy with sending, comes to rest: a batch of a hundred rows would wait a hundred
times (benchmarks/README.md).  As one JSON text, or as the values of one statement, many
rows cross at once, and SQLite works on them while the loop goes on.  PostgreSQL takes
them as one text as well, for its own reasons (`postgres_batches`).
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import JSON, Connection, Table, select

from app.server.store import postgres_batches
from app.server.store.rows import Row

_SIZES: Final = (64, 16)  # rows in one statement; fewer as many as they are: few texts to parse


def insert_rows(tx: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns; none holds bytes."""
    if not rows:
        return
    if tx.dialect.name != "sqlite":
        postgres_batches.insert_rows(tx, table, rows)
        return
    columns = tuple(rows[0])
    values = [_values_of(row, table, columns) for row in rows]
    while values:
        count = next((size for size in _SIZES if size <= len(values)), len(values))
        some, values = values[:count], values[count:]
        statement = _insertion(table, columns, count)
        tx.exec_driver_sql(statement, tuple(chain.from_iterable(some)))


def update_rows(
    tx: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    same: Mapping[str, Any] = MappingProxyType({}),
    only_where: str = "",
) -> int:
    """Update the rows of these ids; answers how many were.

    All have the same columns, and none holds bytes.

    Args:
        tx: The transaction.
        table: Where they are.
        rows: The id of each and its new values.
        same: New values that all of them get.
        only_where: A condition on the columns as they are, in SQL.
    """
    if not rows:
        return 0
    if tx.dialect.name != "sqlite":
        return postgres_batches.update_rows(tx, table, rows, same=same, only_where=only_where)
    columns = tuple(rows[0])
    statement = _change(table, columns, tuple(same), only_where)
    return tx.exec_driver_sql(statement, {"rows": _json_of(rows, columns), **same}).rowcount


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


def _values_of(row: Mapping[str, Any], table: Table, columns: tuple[str, ...]) -> list[Any]:
    values = [row[name] for name in columns]
    for place in _json_places(table, columns):
        if values[place] is not None:
            values[place] = json.dumps(values[place])
    return values


@lru_cache
def _json_places(table: Table, columns: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(place for place, one in enumerate(columns) if isinstance(table.c[one].type, JSON))


@lru_cache
def _insertion(table: Table, columns: tuple[str, ...], count: int) -> str:
    row = f"({', '.join('?' * len(columns))})"
    return (
        f"INSERT INTO {table.name} ({', '.join(columns)}) "  # noqa: S608 - names of ours
        f"VALUES {', '.join([row] * count)}"
    )


@lru_cache
def _change(table: Table, columns: tuple[str, ...], same: tuple[str, ...], only_where: str) -> str:
    places = {name: f"json_extract(value, '$[{place}]')" for place, name in enumerate(columns)}
    given = {**places, **{name: f":{name}" for name in same}}
    changes = ", ".join(f"{name} = {place}" for name, place in given.items() if name != "id")
    return (
        f"UPDATE {table.name} SET {changes} FROM json_each(:rows) "  # noqa: S608 - names of ours
        f"WHERE {table.name}.id = {places['id']}" + (only_where and f" AND {only_where}")
    )


@lru_cache
def _reading(table: Table, columns: tuple[str, ...]) -> str:
    return (
        f"SELECT json_group_array(json_array({', '.join(columns)})) "  # noqa: S608 - names of ours
        f"FROM {table.name} WHERE id IN (SELECT value FROM json_each(:ids))"
    )
