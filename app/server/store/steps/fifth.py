"""Step 5: what finds the claims of deliveries that were touched while they were tried.

The statements are frozen; see `first`.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

STATEMENTS: Final = (
    """
CREATE INDEX deliveries_touched ON deliveries (listener_id)
WHERE claimed_by IS NOT NULL AND (status <> 'pending' OR due_ms IS NOT NULL)
""",
)


def apply(tx: Connection) -> None:
    """Build it."""
    for statement in STATEMENTS:
        tx.exec_driver_sql(statement)
