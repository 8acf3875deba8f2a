"""Many rows in one statement on PostgreSQL: one message, planned once, whatever the number.

Row by row each would cost a message and its bookkeeping on both sides, which is more
than the work itself.  As one JSON text they cross together.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect, Table


def insert_rows(tx: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that all have the same columns; none holds bytes."""
    if rows:
        tx.exec_driver_sql(_insertion(table, tuple(rows[0])), {"rows": json.dumps(list(rows))})


def update_rows(
    tx: Connection,
    table: Table,
    rows: Sequence[Mapping[str, Any]],
    *,
    same: Mapping[str, Any],
    only_where: str,
) -> int:
    """Update the rows of these ids; the same as `batches.update_rows`."""
    statement = _change(table, tuple(rows[0]), tuple(same), only_where)
    return tx.exec_driver_sql(statement, {"rows": json.dumps(list(rows)), **same}).rowcount


@lru_cache
def _insertion(table: Table, columns: tuple[str, ...]) -> str:
    names = ", ".join(_quoted(one) for one in columns)
    return (
        f"INSERT INTO {table.name} ({names}) "  # noqa: S608 - names of ours
        f"SELECT {names} FROM {_given(table, columns)}"
    )


@lru_cache
def _change(table: Table, columns: tuple[str, ...], same: tuple[str, ...], only_where: str) -> str:
    places = {one: f"given.{_quoted(one)}" for one in columns if one != "id"}
    places |= {one: f"CAST(%({one})s AS {_type_of(table, one)})" for one in same}
    changes = ", ".join(f"{_quoted(one)} = {place}" for one, place in places.items())
    return (
        f"UPDATE {table.name} SET {changes} FROM {_given(table, columns)} "  # noqa: S608 - as above
        f"WHERE {table.name}.id = given.id" + (only_where and f" AND {only_where}")
    )


def _given(table: Table, columns: tuple[str, ...]) -> str:
    types = ", ".join(f"{_quoted(one)} {_type_of(table, one)}" for one in columns)
    return f"json_to_recordset(CAST(%(rows)s AS json)) AS given({types})"


@lru_cache
def _type_of(table: Table, column: str) -> str:
    return table.c[column].type.compile(dialect=_dialect())


@lru_cache
def _quoted(name: str) -> str:
    return _dialect().identifier_preparer.quote(name)


@lru_cache
def _dialect() -> Dialect:
    from sqlalchemy.dialects import postgresql  # late: a start on SQLite does without it

    return postgresql.dialect()  # type: ignore[no-untyped-call]
