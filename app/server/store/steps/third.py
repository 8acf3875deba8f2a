"""Step 3: the log of the stream, and what retention looks for.

The statements are frozen; see `first`.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

STATEMENTS: Final = (
    """
CREATE TABLE stream_log (
    position BIGINT NOT NULL,
    id VARCHAR NOT NULL,
    at_ms BIGINT NOT NULL,
    delivery_ids JSON NOT NULL,
    PRIMARY KEY (position, id)
)
""",
    "CREATE INDEX events_with_payload ON events (occurred_ms) WHERE payload IS NOT NULL",
)


def apply(tx: Connection) -> None:
    """Build them."""
    for statement in STATEMENTS:
        tx.exec_driver_sql(statement)
