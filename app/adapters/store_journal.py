"""What each transaction of a local copy touched, so that another process can take it over.

A transaction leaves one line: the names of what it wrote, or none where they are too many
to name.  Whoever has read all lines up to a number reads those after it and knows what to
read again; the work is that of the change, however many listeners there are.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from app.domain.store_news import StoreNews

TABLE: Final = (
    """CREATE TABLE journal (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        writer TEXT NOT NULL,
        listeners TEXT,
        document TEXT,
        credentials INTEGER NOT NULL
    )""",
)

NAMED: Final = 1000  # listeners of one transaction; more are cheaper read all at once
KEPT: Final = 1000  # lines: who is further behind reads everything


@dataclass(slots=True)
class Note:
    """What one transaction touched; facts are read again whatever it was."""

    listeners: Collection[str] = ()
    document: str | None = None
    credentials: bool = False
    facts: bool = False
    number: int = 0  # of its line, once it has one

    @property
    def is_empty(self) -> bool:
        """Whether it touched nothing."""
        return not (self.listeners or self.document or self.credentials or self.facts)


class Journal:
    """One process's view of the journal; its caller sees to it that calls do not overlap."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """What was written before this moment is no news."""
        self._writer = os.urandom(8).hex()
        self._version = _version(connection)
        (self._read_to,) = connection.execute(
            "SELECT coalesce(max(number), 0) FROM journal"
        ).fetchone()

    def write(self, tx: sqlite3.Connection, note: Note) -> None:
        """Leave a line; part of the transaction it tells of."""
        if note.is_empty:
            return
        named = None if len(note.listeners) > NAMED else "\n".join(note.listeners)
        made = tx.execute(
            "INSERT INTO journal (writer, listeners, document, credentials) VALUES (?, ?, ?, ?)",
            (self._writer, named, note.document, note.credentials),
        )
        note.number = made.lastrowid or 0
        tx.execute("DELETE FROM journal WHERE number <= ?", (note.number - KEPT,))

    def committed(self, note: Note) -> None:
        """Our own line is on the disk; it need not be read unless others stand before it."""
        if note.number == self._read_to + 1:
            self._read_to = note.number

    def news(self, connection: sqlite3.Connection) -> StoreNews | None:
        """What others wrote since the last call; None when nobody wrote anything."""
        version = _version(connection)
        if version == self._version:
            return None
        lines = connection.execute(
            "SELECT number, writer, listeners, document, credentials FROM journal"
            " WHERE number > ? ORDER BY number",
            (self._read_to,),
        ).fetchall()
        self._version = version
        if not lines:
            return None
        is_whole = lines[0][0] == self._read_to + 1
        self._read_to = lines[-1][0]
        theirs = [line for line in lines if line[1] != self._writer]
        if not is_whole or any(line[2] is None for line in theirs):
            return StoreNews(listeners=None)
        if not theirs:
            return None
        return StoreNews(
            listeners=frozenset(one for line in theirs for one in str(line[2]).split("\n") if one),
            documents=frozenset(str(line[3]) for line in theirs if line[3] is not None),
            credentials=any(line[4] for line in theirs),
        )


def _version(connection: sqlite3.Connection) -> int:
    """A number of SQLite's that another connection's commit changes, and ours does not."""
    (version,) = connection.execute("PRAGMA data_version").fetchone()
    return int(version)
