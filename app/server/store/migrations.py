"""Brings a database to the present schema, by numbered steps in one transaction.

A step, once released, never changes.  A test holds the result equal to `tables`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection, inspect

from app.server.store import facts, tables
from app.server.store.steps import first

Step = Callable[[Connection], None]


class SchemaTooNew(Exception):
    """A newer version of the platform wrote this database."""


def _first(tx: Connection) -> None:
    for statement in first.STATEMENTS:
        is_postgresql = tx.dialect.name == "postgresql"
        tx.exec_driver_sql(statement.replace(" BLOB", " BYTEA") if is_postgresql else statement)


STEPS: Final[tuple[Step, ...]] = (_first,)


def migrate(tx: Connection) -> bool:
    """Apply the steps that are missing; whether the database was empty.

    Raises:
        SchemaTooNew: It has more steps than this version knows; nothing was changed.
    """
    is_new = not inspect(tx).has_table(tables.facts.name)
    done = 0 if is_new else int(facts.read(tx, facts.SCHEMA_VERSION))
    if done > len(STEPS):
        raise SchemaTooNew(f"schema {done} was written by a newer version (this one: {len(STEPS)})")
    for step in STEPS[done:]:
        step(tx)
    if done != len(STEPS):
        facts.write(tx, facts.SCHEMA_VERSION, len(STEPS))
    return is_new
