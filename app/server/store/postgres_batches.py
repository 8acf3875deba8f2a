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


def update_rows(tx: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Update the rows of these ids; all have the same columns, none holds bytes."""
    if rows:
        tx.exec_driver_sql(_change(table, tuple(rows[0])), {"rows": json.dumps(list(rows))})


@lru_cache
def _insertion(table: Table, columns: tuple[str, ...]) -> str:
    names = ", ".join(_quoted(one) for one in columns)
    return (
        f"INSERT INTO {table.name} ({names}) "  # noqa: S608 - names of ours
        f"SELECT {names} FROM {_given(table, columns)}"
    )


@lru_cache
def _change(table: Table, columns: tuple[str, ...]) -> str:
    changes = ", ".join(f"{_quoted(one)} = given.{_quoted(one)}" for one in columns if one != "id")
    return (
        f"UPDATE {table.name} SET {changes} FROM {_given(table, columns)} "  # noqa: S608 - as above
        f"WHERE {table.name}.id = given.id"
    )


def _given(table: Table, columns: tuple[str, ...]) -> str:
    types = ", ".join(
        f"{_quoted(one)} {table.c[one].type.compile(dialect=_dialect())}" for one in columns
    )
    return f"json_to_recordset(CAST(%(rows)s AS json)) AS given({types})"


@lru_cache
def _quoted(name: str) -> str:
    return _dialect().identifier_preparer.quote(name)


@lru_cache
def _dialect() -> Dialect:
    from sqlalchemy.dialects import postgresql  # late: a start on SQLite does without it

    return postgresql.dialect()  # type: ignore[no-untyped-call]
