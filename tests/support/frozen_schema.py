"""Writes a migration step from `tables`: for the first step until it is released.

    .venv/bin/python -m tests.support.frozen_schema

Once 0.1.0 is released, a change of `tables` needs a new step instead.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from app.server.store import steps, tables

HEAD = '''"""Step 1: every table of version 0.1.0.

The statements are frozen: `tables` may change, and then a new step follows.
`BLOB` is written as PostgreSQL's name for it where that is the database.
"""

from __future__ import annotations

from typing import Final

STATEMENTS: Final = (
'''


def statements() -> list[str]:
    """The statements that build `tables`, in order."""
    dialect = sqlite.dialect()
    found = []
    for table in tables.metadata.sorted_tables:
        found.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        indexes = sorted(table.indexes, key=lambda index: index.name)
        found += [str(CreateIndex(index).compile(dialect=dialect)).strip() for index in indexes]
    return [one.replace("\t", "    ").replace(" \n", "\n") for one in found]


def _literal(statement: str) -> str:
    line = f'    "{statement}",\n'
    if "\n" not in statement and '"' not in statement and len(line) <= 100:
        return line
    return f'    """\n{statement.replace(" WHERE ", chr(10) + "WHERE ")}\n""",\n'


def main() -> None:
    """Write step 1."""
    body = "".join(_literal(one) for one in statements())
    target = Path(steps.__file__).with_name("first.py")
    target.write_text(HEAD + body + ")\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
