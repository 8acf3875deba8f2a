"""What is true of a data folder as a whole: its instance, its epoch, its schema."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, bindparam, insert, select, update

from app.server.store.tables import facts

SCHEMA_VERSION: Final = "schema_version"
EPOCH: Final = "epoch"
INSTANCE: Final = "instance"
WRITTEN_BY: Final = "written_by"  # the version that opened it last
KEY: Final = "key"  # which key seals the secrets, and the key of the hashes, sealed

_READ: Final = select(facts.c.value).where(facts.c.name == bindparam("of"))


def read(tx: Connection, name: str) -> Any:
    """A fact, or None when it was never written."""
    return tx.execute(_READ, {"of": name}).scalar_one_or_none()


def write(tx: Connection, name: str, value: Any) -> None:
    """Write a fact, new or not."""
    changed = tx.execute(update(facts).where(facts.c.name == name).values(value=value))
    if changed.rowcount == 0:
        tx.execute(insert(facts).values(name=name, value=value))
