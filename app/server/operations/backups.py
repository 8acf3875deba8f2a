"""Copies a data folder's database away, and puts a copy back.

A backup is one SQLite file; the key that opens the secrets in it only goes along, in a
second file, when that is asked for.  What a restored platform hands out is told apart
from what it handed out before by its epoch; ETags are random and never come again.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, select, update

from app.domain.ids import new_id
from app.domain.times import utc_now
from app.server.operations.base import OperationRefused, note
from app.server.operations.calling import NoPlatform, folder_lock
from app.server.platform import DATABASE_FILE, KEY_FILE
from app.server.store import facts
from app.server.store.copies import copy_database
from app.server.store.database import DatabaseUnusable, SqliteDatabase
from app.server.store.database_file import mark_made, stamp
from app.server.store.inspection import inspect_database, reading
from app.server.store.keys import KeyFile, KeyMissing
from app.server.store.migrations import migrate
from app.server.store.private_files import make_private_folder, write_private
from app.server.store.replacement import NEW_FOLDER, finish_replacement, replace_files
from app.server.store.sealing import Sealer
from app.server.store.tables import oauth_clients, tokens
from app.server.store.times import ms_of

_COUNTED: Final = ("listeners", "credentials", "records", "events", "deliveries")


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup is and holds."""

    file: Path
    key_file: Path | None
    key_id: str
    counts: dict[str, int]
    unfinished: int


def back_up(folder: Path, target: Path, *, with_key: bool) -> Backup:
    """Copy the database as it is at one moment, whether it is served or not.

    Args:
        folder: The data folder.
        target: A new file, or a folder in which one is made.
        with_key: Write the key beside it, too.

    Raises:
        NoPlatform: The folder holds no SQLite database.
        OSError: A file is there already, or cannot be written.
        DatabaseUnusable: The database is damaged.
    """
    source = folder / DATABASE_FILE
    if not source.exists():
        raise NoPlatform("the folder holds no platform; PostgreSQL is backed up with pg_dump")
    file = target / f"platform-{stamp()}.sqlite3" if target.is_dir() else target
    key_file = _key_beside(file) if with_key else None
    if key_file is not None and key_file.exists():
        raise FileExistsError(f"{key_file} exists already")
    try:
        copy_database(source, file)
    except sqlite3.DatabaseError:
        raise DatabaseUnusable(f"{source.name} is damaged and cannot be copied") from None
    if key_file is not None:
        write_private(key_file, KeyFile(folder / KEY_FILE).path.read_bytes())
    return _describe(file, key_file)


def restore(folder: Path, file: Path, *, key: Path | None = None) -> tuple[Backup, Path | None]:
    """Put a backup in the place of the folder's database; what was there moves aside.

    Args:
        folder: The data folder; it may be new.
        file: The backup.
        key: The file with its key; the one beside it, or else the folder's, when not given.

    Returns:
        The backup, and the folder that holds what was there before.

    Raises:
        FolderBusy: A platform serves the folder.
        DatabaseUnusable: The file is no whole backup; nothing was changed.
        SchemaTooNew: A newer version made it; nothing was changed.
        OperationRefused: The key is missing; nothing was changed.
    """
    if inspect_database(file, was_made=True, thoroughly=True).schema == 0:
        raise DatabaseUnusable(f"{file.name} holds no platform")
    backup = _describe(file, None)
    make_private_folder(folder)
    with folder_lock(folder):
        finish_replacement(folder)
        key_bytes = _find_key(backup, folder, key)
        new = folder / NEW_FOLDER
        shutil.rmtree(new, ignore_errors=True)  # of a restore that was cut off before it counted
        make_private_folder(new)
        copy_database(file, new / DATABASE_FILE)
        _make_new_life(new / DATABASE_FILE, before=folder / DATABASE_FILE)
        if key_bytes is not None:
            write_private(new / KEY_FILE, key_bytes)
        aside = replace_files(folder, aside=f"before-restore-{stamp()}-{new_id('cpy')[-4:]}")
        mark_made(folder / DATABASE_FILE)
        if not any(aside.iterdir()):
            aside.rmdir()
            return backup, None
        return backup, aside


def _find_key(backup: Backup, folder: Path, key: Path | None) -> bytes | None:
    """The key of a backup; None when the folder has it already."""
    own = KeyFile(folder / KEY_FILE)
    if key is None and own.exists() and _holds(own, backup.key_id):
        return None
    candidate = key or _key_beside(backup.file)
    if candidate.is_file():
        content = candidate.read_bytes()
        if len(content) == 32 and Sealer(content).key_id == backup.key_id:
            return content
    raise OperationRefused(
        f"the secrets in the backup were sealed with the key {backup.key_id}, which is not in "
        f"{candidate}; name its file with --key"
    )


def _holds(file: KeyFile, key_id: str) -> bool:
    try:
        keys = file.read()
    except KeyMissing:
        return False
    return len(keys) == 1 and Sealer(keys[0]).key_id == key_id


def _make_new_life(copy: Path, *, before: Path) -> None:
    """Give a copy a new epoch, and keep closed what was closed since it was made."""
    ended = _revoked_in(before)
    database = SqliteDatabase(copy)

    def work(tx: Connection) -> None:
        migrate(tx)  # an older version may have made it
        epoch = new_id("epo")
        facts.write(tx, facts.EPOCH, epoch)
        note(tx, "restored", resource_type="platform", resource_id=epoch, now_ms=ms_of(utc_now()))
        for table, column, found in (
            (tokens, tokens.c.hash, ended[0]),
            (oauth_clients, oauth_clients.c.id, ended[1]),
        ):
            for name, at_ms in found.items():
                still_open = column == name, table.c.revoked_ms.is_(None)
                tx.execute(update(table).where(*still_open).values(revoked_ms=at_ms))

    try:
        database.run_sync(work)
    finally:
        database.close_sync()


def _revoked_in(path: Path) -> tuple[dict[str, int], dict[str, int]]:
    """What was revoked in the database that is replaced, as far as it can be read."""
    found: list[dict[str, int]] = []
    for query in (
        select(tokens.c.hash, tokens.c.revoked_ms).where(tokens.c.revoked_ms.is_not(None)),
        select(oauth_clients.c.id, oauth_clients.c.revoked_ms).where(
            oauth_clients.c.revoked_ms.is_not(None)
        ),
    ):
        try:
            with reading(path) as raw:
                found.append(dict(raw.execute(str(query)).fetchall()))
        except sqlite3.Error:  # it is damaged or missing: that may be why it is replaced
            found.append({})
    return found[0], found[1]


def _describe(file: Path, key_file: Path | None) -> Backup:
    with reading(file) as raw:
        counts = {
            name: int(raw.execute(f"SELECT count(*) FROM {name}").fetchone()[0])  # noqa: S608 - ours
            for name in _COUNTED
        }
        (unfinished,) = raw.execute(
            "SELECT count(*) FROM deliveries WHERE finished_ms IS NULL"
        ).fetchone()
        row = raw.execute("SELECT value FROM facts WHERE name = ?", (facts.KEY,)).fetchone()
    key_id = "" if row is None else str(json.loads(row[0])["id"])
    return Backup(file, key_file, key_id, counts, int(unfinished))


def _key_beside(file: Path) -> Path:
    return file.with_name(file.name + ".key")
