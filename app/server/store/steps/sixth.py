"""Step 6: the number a person knows a record by, with its events and deliveries.

What happened before has none: to read it out of every payload would make the step as
slow as there is much, for what is forgotten with the payloads anyway.

The statements are frozen; see `first`.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

STATEMENTS: Final = (
    "ALTER TABLE events ADD COLUMN record_number TEXT",
    "ALTER TABLE deliveries ADD COLUMN record_number TEXT",
)


def apply(tx: Connection) -> None:
    """Add them."""
    for statement in STATEMENTS:
        tx.exec_driver_sql(statement)
