"""The local copy of one connection in SQLite; satisfies `app.domain.ports.LocalStore`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final, TypeVar

from app.adapters.local_db import LocalDb
from app.domain.credential import Credential
from app.domain.errors import StoreError
from app.domain.plain import PlainRefused, from_plain, to_plain
from app.domain.sync_state import LocalListener, SyncState

T = TypeVar("T")

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
)

_TOKEN, _EPOCH, _SYNCED_AT = "feed_token", "feed_epoch", "synced_at"


class SqliteLocalStore:
    """Every call is one transaction."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._db = LocalDb(path, MIGRATIONS)
        # What a text was read as: a list of thousands is asked for after every change.
        self._decoded: dict[str, tuple[str, LocalListener]] = {}

    def listeners(self) -> list[LocalListener]:
        return self._select("SELECT id, row FROM listeners ORDER BY id")

    def unsettled(self) -> list[LocalListener]:
        return self._select(
            f"SELECT id, row FROM listeners WHERE state <> '{SyncState.CLEAN.value}'"  # noqa: S608
            " ORDER BY changed_at, id"
        )

    def listener(self, listener_id: str) -> LocalListener | None:
        with self._db.reading() as connection:
            return self._find(connection, listener_id)

    def put_listener(self, row: LocalListener) -> None:
        with self._db.transaction() as tx:
            _put(tx, row)

    def replace_if(self, row: LocalListener, *, expected: LocalListener | None) -> bool:
        with self._db.transaction() as tx:
            if self._find(tx, row.id) != expected:
                return False
            _put(tx, row)
            return True

    def drop_if(self, expected: LocalListener) -> bool:
        with self._db.transaction() as tx:
            if self._find(tx, expected.id) != expected:
                return False
            tx.execute("DELETE FROM listeners WHERE id = ?", (expected.id,))
            self._decoded.pop(expected.id, None)
            return True

    def apply_changes(
        self,
        rows: Sequence[LocalListener],
        dropped: Sequence[str],
        *,
        expected: Mapping[str, LocalListener | None],
        token: str,
        epoch: str,
        at: datetime | None,
    ) -> bool:
        with self._db.transaction() as tx:
            if any(self._find(tx, name) != row for name, row in expected.items()):
                return False
            for row in rows:
                _put(tx, row)
            for listener_id in dropped:
                tx.execute("DELETE FROM listeners WHERE id = ?", (listener_id,))
                self._decoded.pop(listener_id, None)
            _set_fact(tx, _TOKEN, token)
            _set_fact(tx, _EPOCH, epoch)
            if at is not None:
                _set_fact(tx, _SYNCED_AT, at.isoformat())
            return True

    def feed_position(self) -> tuple[str | None, str | None]:
        with self._db.reading() as connection:
            query = "SELECT name, value FROM facts WHERE name IN (?, ?)"
            facts = dict(connection.execute(query, (_TOKEN, _EPOCH)).fetchall())
        return facts.get(_TOKEN), facts.get(_EPOCH)

    def clear_feed_position(self) -> None:
        with self._db.transaction() as tx:
            tx.execute("DELETE FROM facts WHERE name IN (?, ?)", (_TOKEN, _EPOCH))

    def synced_at(self) -> datetime | None:
        with self._db.reading() as connection:
            found = connection.execute(
                "SELECT value FROM facts WHERE name = ?", (_SYNCED_AT,)
            ).fetchone()
        return None if found is None else self._read(datetime, json.dumps(found[0]))

    def credentials(self) -> list[Credential]:
        with self._db.reading() as connection:
            found = connection.execute("SELECT row FROM credentials ORDER BY place").fetchall()
        return [self._read(Credential, text) for (text,) in found]

    def replace_credentials(self, credentials: Sequence[Credential]) -> None:
        with self._db.transaction() as tx:
            tx.execute("DELETE FROM credentials")
            tx.executemany(
                "INSERT INTO credentials (place, row) VALUES (?, ?)",
                ((place, _text(to_plain(one))) for place, one in enumerate(credentials)),
            )

    def document(self, name: str) -> Mapping[str, Any] | None:
        with self._db.reading() as connection:
            found = connection.execute(
                "SELECT value FROM documents WHERE name = ?", (name,)
            ).fetchone()
        if found is None:
            return None
        value = self._json(found[0])
        if not isinstance(value, dict):
            raise self._damaged(f"document {name}")
        return value

    def put_document(self, name: str, value: Mapping[str, Any]) -> None:
        with self._db.transaction() as tx:
            tx.execute(
                "INSERT INTO documents (name, value) VALUES (?, ?)"
                " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                (name, _text(value)),
            )

    def close(self) -> None:
        self._db.close()

    def _select(self, query: str) -> list[LocalListener]:
        with self._db.reading() as connection:
            return [self._decode(name, text) for name, text in connection.execute(query)]

    def _find(self, connection: sqlite3.Connection, listener_id: str) -> LocalListener | None:
        found = connection.execute(
            "SELECT row FROM listeners WHERE id = ?", (listener_id,)
        ).fetchone()
        return None if found is None else self._decode(listener_id, found[0])

    def _decode(self, listener_id: str, text: str) -> LocalListener:
        known = self._decoded.get(listener_id)
        if known is None or known[0] != text:
            known = (text, self._read(LocalListener, text))
            self._decoded[listener_id] = known
        return known[1]

    def _read(self, kind: type[T], text: str) -> T:
        try:
            return from_plain(kind, self._json(text))
        except PlainRefused as exc:
            raise self._damaged(str(exc)) from exc

    def _json(self, text: str) -> Any:
        try:
            return json.loads(text)
        except (ValueError, RecursionError) as exc:
            raise self._damaged(str(exc)) from exc

    def _damaged(self, what: str) -> StoreError:
        return StoreError(f"{self._path}: {what}", reason="damaged", path=str(self._path))


def _put(tx: sqlite3.Connection, row: LocalListener) -> None:
    changed_at = row.changed_at.isoformat() if row.changed_at is not None else ""
    tx.execute(
        "INSERT INTO listeners (id, state, changed_at, row) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET"
        " state = excluded.state, changed_at = excluded.changed_at, row = excluded.row",
        (row.id, row.state.value, changed_at, _text(to_plain(row))),
    )


def _set_fact(tx: sqlite3.Connection, name: str, value: str) -> None:
    tx.execute(
        "INSERT INTO facts (name, value) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        (name, value),
    )


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
