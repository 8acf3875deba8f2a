"""The local copy of one connection in SQLite; satisfies `app.domain.ports.LocalStore`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from app.adapters.listener_columns import (
    REPLACE,
    SELECT,
    SELECT_UNREAD,
    Unread,
    Values,
    gather,
    spread,
)
from app.adapters.local_db import LocalDb
from app.adapters.process_lock import ProcessLock
from app.adapters.store_journal import Journal, Note
from app.adapters.store_tables import MIGRATIONS
from app.domain.control import JobControl
from app.domain.errors import StoreError
from app.domain.plain import PlainRefused, from_plain, to_plain
from app.domain.store_news import StoreNews
from app.domain.store_repair import StoreRepair
from app.domain.sync_state import LocalListener, SyncState

if TYPE_CHECKING:
    from app.adapters.database_repair import Remains, Salvaged
    from app.domain.credential import Credential

T = TypeVar("T")

_TURN_S: Final = 300.0  # a first pull of very many listeners takes minutes
_OUTBOX_TURN_S: Final = 60.0  # each secret may take a keyring some seconds
_NAMED_VALUE: Final = (
    "(name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_TOKEN, _EPOCH, _SYNCED_AT = "feed_token", "feed_epoch", "synced_at"


class SqliteLocalStore:
    """Every call is one transaction."""

    def __init__(self, path: Path, *, distrusted: bool = False) -> None:
        self._path = path
        self._db = LocalDb(path, MIGRATIONS, salvage=_salvage, distrusted=distrusted)
        self._turn = ProcessLock(path.with_name(f"{path.name}.sync"))
        self._outbox_turn = ProcessLock(path.with_name(f"{path.name}.outbox"))
        try:
            with self._db.reading() as connection:
                self._journal = Journal(connection)
        except BaseException:
            self._db.close()
            raise

    @property
    def repair(self) -> StoreRepair | None:
        return self._db.repair

    @contextmanager
    def sync_turn(self, control: JobControl) -> Iterator[None]:
        with self._turn.held(wait_s=_TURN_S, control=control, look_again_s=0.1):
            yield

    @contextmanager
    def outbox_turn(self) -> Iterator[None]:
        with self._outbox_turn.held(wait_s=_OUTBOX_TURN_S):
            yield

    def news(self) -> StoreNews | None:
        with self._db.reading() as connection:
            return self._journal.news(connection)

    def listeners(self, control: JobControl | None = None) -> list[LocalListener]:
        with self._db.reading() as connection:
            return self._gather(connection.execute(f"{SELECT} ORDER BY id"), control)

    def unread(self) -> list[Unread]:
        """As `listeners`, each put together when it is wanted."""
        with self._db.reading() as connection:
            return [*map(Unread._make, connection.execute(f"{SELECT_UNREAD} ORDER BY id"))]

    def unsettled(self) -> list[LocalListener]:
        query = f"{SELECT} WHERE state <> '{SyncState.CLEAN.value}' ORDER BY changed_at, id"
        with self._db.reading() as connection:
            return self._gather(connection.execute(query))

    def listener(self, listener_id: str) -> LocalListener | None:
        with self._db.reading() as connection:
            return self._find(connection, listener_id)

    def put_listener(self, row: LocalListener) -> None:
        with self._writing() as (tx, note):
            _put(tx, row)
            note.listeners = [row.id]

    def replace_if(self, row: LocalListener, *, expected: LocalListener | None) -> bool:
        with self._writing() as (tx, note):
            if self._find(tx, row.id) != expected:
                return False
            _put(tx, row)
            note.listeners = [row.id]
            return True

    def drop_if(self, expected: LocalListener) -> bool:
        with self._writing() as (tx, note):
            if self._find(tx, expected.id) != expected:
                return False
            tx.execute("DELETE FROM listeners WHERE id = ?", (expected.id,))
            note.listeners = [expected.id]
            return True

    def apply_rows(
        self,
        rows: Sequence[LocalListener],
        dropped: Sequence[str],
        *,
        expected: Mapping[str, LocalListener | None],
        document: tuple[str, Mapping[str, Any]] | None = None,
    ) -> bool:
        with self._writing() as (tx, note):
            if not self._write_rows(tx, note, rows, dropped, expected):
                return False
            if document is not None:
                _put_document(tx, note, *document)
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
        control: JobControl | None = None,
    ) -> bool:
        with self._writing() as (tx, note):
            if not self._write_rows(tx, note, rows, dropped, expected, control):
                return False
            note.facts = True
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
        with self._writing() as (tx, note):
            tx.execute("DELETE FROM facts WHERE name IN (?, ?)", (_TOKEN, _EPOCH))
            note.facts = True

    def synced_at(self) -> datetime | None:
        with self._db.reading() as connection:
            found = connection.execute(
                "SELECT value FROM facts WHERE name = ?", (_SYNCED_AT,)
            ).fetchone()
        return None if found is None else self._read(datetime, json.dumps(found[0]))

    def credentials(self) -> list[Credential]:
        from app.domain.credential import Credential  # the list is on the screen before that

        with self._db.reading() as connection:
            found = connection.execute("SELECT row FROM credentials ORDER BY place").fetchall()
        return [self._read(Credential, text) for (text,) in found]

    def replace_credentials(self, credentials: Sequence[Credential]) -> None:
        with self._writing() as (tx, note):
            note.credentials = True
            tx.execute("DELETE FROM credentials")
            tx.executemany(
                "INSERT INTO credentials (place, row) VALUES (?, ?)",
                ((place, _text(to_plain(one))) for place, one in enumerate(credentials)),
            )

    def document(self, name: str) -> Mapping[str, Any] | None:
        return self._documents("WHERE name = ?", name).get(name)

    def documents(self) -> dict[str, Mapping[str, Any]]:
        return self._documents("")

    def put_document(self, name: str, value: Mapping[str, Any]) -> None:
        with self._writing() as (tx, note):
            _put_document(tx, note, name, value)

    def keep_backup(self) -> None:
        self._db.keep_backup()

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[tuple[sqlite3.Connection, Note]]:
        """A transaction that leaves a line in the journal of what its note says."""
        note = Note()
        with self._db.transaction() as tx:
            yield tx, note
            self._journal.write(tx, note)
        self._journal.committed(note)

    def _gather(
        self, many: Iterable[Values], control: JobControl | None = None
    ) -> list[LocalListener]:
        control = control or JobControl()
        try:
            return [gather(values) for values in control.through(many)]
        except PlainRefused as exc:
            raise self._damaged(str(exc)) from exc

    def _write_rows(
        self,
        tx: sqlite3.Connection,
        note: Note,
        rows: Sequence[LocalListener],
        dropped: Sequence[str],
        expected: Mapping[str, LocalListener | None],
        control: JobControl | None = None,
    ) -> bool:
        control = control or JobControl()
        found = {row.id: row for row in self._find_all(tx, expected, control)}
        if any(found.get(name) != row for name, row in control.through(expected.items())):
            return False
        note.listeners = [*(row.id for row in rows), *dropped]
        tx.executemany(REPLACE, map(spread, control.through(rows)))
        tx.executemany("DELETE FROM listeners WHERE id = ?", ((one,) for one in dropped))
        return True

    def _find(self, connection: sqlite3.Connection, listener_id: str) -> LocalListener | None:
        found = connection.execute(f"{SELECT} WHERE id = ?", (listener_id,)).fetchall()
        return next(iter(self._gather(found)), None)

    def _find_all(
        self, connection: sqlite3.Connection, ids: Iterable[str], control: JobControl
    ) -> list[LocalListener]:
        query = f"{SELECT} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - our own
        return self._gather(connection.execute(query, (json.dumps([*ids]),)), control)

    def _documents(self, where: str, *values: str) -> dict[str, Mapping[str, Any]]:
        query = f"SELECT name, value FROM documents {where}"  # noqa: S608 - our own words
        with self._db.reading() as connection:
            found = connection.execute(query, values).fetchall()
        kept = {name: self._json(text) for name, text in found}
        for name, value in kept.items():
            if not isinstance(value, dict):
                raise self._damaged(f"document {name}")
        return kept

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


def _salvage(old: Remains, new: sqlite3.Connection) -> Salvaged:
    from app.adapters.store_salvage import salvage  # hardly a copy is ever damaged

    return salvage(old, new)


def _put(tx: sqlite3.Connection, row: LocalListener) -> None:
    tx.execute(REPLACE, spread(row))


def _put_document(tx: sqlite3.Connection, note: Note, name: str, value: Mapping[str, Any]) -> None:
    note.document = name
    tx.execute(f"INSERT INTO documents {_NAMED_VALUE}", (name, _text(value)))


def _set_fact(tx: sqlite3.Connection, name: str, value: str) -> None:
    tx.execute(f"INSERT INTO facts {_NAMED_VALUE}", (name, value))


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
