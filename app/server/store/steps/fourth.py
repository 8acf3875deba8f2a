"""Step 4: what tells after a crash whether a commit happened (PostgreSQL only).

The statements are frozen; see `first`.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

STATEMENTS: Final = (
    """
CREATE TABLE commit_marks (
    session VARCHAR NOT NULL,
    mark BIGINT NOT NULL,
    left_ms BIGINT NOT NULL,
    PRIMARY KEY (session)
)
""",
)


def apply(tx: Connection) -> None:
    """Build them."""
    for statement in STATEMENTS:
        tx.exec_driver_sql(statement)
