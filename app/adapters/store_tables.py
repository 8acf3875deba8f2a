"""The tables of a local copy, and how an older file is brought up to them."""

from __future__ import annotations

from typing import Final

from app.adapters import listener_columns, store_journal
from app.domain.sync_state import SyncState

# Only appended to: each step brings a file of the version before it up to the next.
MIGRATIONS: Final = (
    (
        """CREATE TABLE listeners (
            id TEXT PRIMARY KEY,
            state TEXT NOT NULL,
            changed_at TEXT NOT NULL,
            row TEXT NOT NULL
        ) WITHOUT ROWID""",
        f"""CREATE INDEX listeners_unsettled ON listeners (changed_at, id)
            WHERE state <> '{SyncState.CLEAN.value}'""",
        "CREATE TABLE credentials (place INTEGER PRIMARY KEY, row TEXT NOT NULL)",
        "CREATE TABLE documents (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID",
    ),
    listener_columns.FROM_JSON_ROWS,
    store_journal.TABLE,
)
