"""Brings a database to the present schema, by numbered steps in one transaction.

A step, once released, never changes.  A test holds the result equal to `tables`, and
another opens what every released version made.  All steps that are missing and the
number they lead to are one transaction, on both databases: cut off anywhere, the old
schema or the new one is there.  Before it, a SQLite database is copied (`database_file`).

Why not Alembic: it would cost 0.4 s of a start that takes one second, for a graph of
revisions, branches and downgrades that an embedded database has no use for.  Its
autogeneration is replaced by the test above; what is left of it is this module.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, inspect

from app.server.store import facts, tables
from app.server.store.steps import fifth, first, fourth, second, sixth, third

Step = Callable[[Connection], None]


class SchemaTooNew(Exception):
    """A newer version of the platform wrote this database."""


class SchemaForeign(Exception):
    """The database holds the tables of something else."""


def _first(tx: Connection) -> None:
    is_postgresql = tx.dialect.name == "postgresql"
    for statement in first.STATEMENTS:
        tx.exec_driver_sql(statement.replace(" BLOB", " BYTEA") if is_postgresql else statement)
    if is_postgresql:
        from app.server.store.steps import folding  # SQLite is given the function as it opens

        tx.exec_driver_sql(folding.statement())


STEPS: Final[tuple[Step, ...]] = (
    _first,
    second.apply,
    third.apply,
    fourth.apply,
    fifth.apply,
    sixth.apply,
)


def migrate(tx: Connection) -> bool:
    """Apply the steps that are missing; whether the database was empty.

    Raises:
        SchemaTooNew: It has more steps than this version knows; nothing was changed.
        SchemaForeign: It is not ours; nothing was changed.
    """
    is_new = not inspect(tx).has_table(tables.facts.name)
    done = 0 if is_new else _steps_done(tx)
    if is_new and (others := inspect(tx).get_table_names()):
        raise SchemaForeign(f"the database belongs to something else: it has a table {others[0]}")
    if done > len(STEPS):
        raise SchemaTooNew(f"schema {done} was written by a newer version (this one: {len(STEPS)})")
    for step in STEPS[done:]:
        step(tx)
    if done != len(STEPS):
        facts.write(tx, facts.SCHEMA_VERSION, len(STEPS))
    return is_new


def _steps_done(tx: Connection) -> int:
    columns = {column["name"] for column in inspect(tx).get_columns(tables.facts.name)}
    done = facts.read(tx, facts.SCHEMA_VERSION) if columns == set(tables.facts.c.keys()) else None
    if not isinstance(done, int):
        raise SchemaForeign("the database belongs to something else: its facts are not ours")
    return done
