"""Puts a database that works in the place of one that does not; deletes nothing.

The new file is built beside the old one: from the newest sound backup, or from nothing; then
whatever can be read out of the old file goes on top.  Old and new lie complete in a folder
of their own before a note is written; from that moment on the exchange is finished whatever
happens, by the next opening if need be.
"""

from __future__ import annotations

import contextlib
import glob
import json
import logging
import os
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from app.adapters.database_backups import Backups, copy_database
from app.adapters.database_inspection import (
    APPLICATION_ID,
    identity_of,
    index_of_log,
    inspect_database,
    log_of,
    reading,
)
from app.adapters.private_files import (
    create_private_file,
    make_private_dir,
    store_error,
    sync_dir,
    write_atomically,
)
from app.adapters.sqlite_errors import sqlite_error
from app.domain.errors import StoreError
from app.domain.plain import PlainRefused, from_plain, to_plain
from app.domain.store_repair import StoreRepair

log = logging.getLogger(__name__)

Migration = Sequence[str]


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What could be read out of the old file, and what is unsure in the new one."""

    listeners: int = 0
    changes: int = 0
    unsure: int = 0


@dataclass(frozen=True, slots=True)
class Remains:
    """Ways to read the old file; None where it cannot be opened so.

    Attributes:
        whole: The file with its log: what it said last.
        without_log: The file as if it had no log, where it has one.
    """

    whole: sqlite3.Connection | None = None
    without_log: sqlite3.Connection | None = None


Salvage = Callable[[Remains, sqlite3.Connection], Salvaged]
"""Brings what can be read into a database that a backup was read into, or nothing."""


def nothing_to_salvage(_old: Remains, _new: sqlite3.Connection) -> Salvaged:
    """For a database whose content is nobody's business here."""
    return Salvaged()


def new_identity() -> str:
    """For a new database."""
    return os.urandom(16).hex()


def migrate(
    tx: sqlite3.Connection, migrations: Sequence[Migration], version: int, identity: str
) -> None:
    """All missing steps, within the caller's transaction: `executescript` would end it.

    A database without an identity is given this one.
    """
    for statement in (one for step in migrations[version:] for one in step):
        tx.execute(statement)
    tx.execute(
        "CREATE TABLE IF NOT EXISTS identity (value TEXT NOT NULL, commits INTEGER NOT NULL)"
    )
    if not identity_of(tx):
        tx.execute("INSERT INTO identity (value, commits) VALUES (?, 0)", (identity,))
    tx.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    tx.execute(f"PRAGMA user_version = {len(migrations)}")


def repair_database(
    path: Path, damage: str, migrations: Sequence[Migration], salvage: Salvage, made: str
) -> StoreRepair:
    """Replace a damaged database; nobody else may have it open.

    Args:
        path: The file.
        damage: What is wrong with it.
        migrations: The statements of each step.
        salvage: Brings what can be read into the new one.
        made: The identity of the database; empty when it is not known.

    Raises:
        StoreError: There is no room, or the folder cannot be written; nothing was changed.
    """
    try:
        folder = _new_folder(path)
        try:
            report = _prepared(path, folder, damage, migrations, salvage, made)
            note = {"folder": folder.name, "report": to_plain(report)}
            write_atomically(_note_of(path), json.dumps(note).encode())
        except BaseException:
            if not _note_of(path).exists():  # nothing is decided: the old files are in their place
                shutil.rmtree(folder, ignore_errors=True)
            raise
        finish_repair(path)
    except OSError as exc:
        raise store_error(exc, path) from exc
    log.warning("repaired: %s", report)
    return report


def _prepared(
    path: Path,
    folder: Path,
    damage: str,
    migrations: Sequence[Migration],
    salvage: Salvage,
    made: str,
) -> StoreRepair:
    """Have the old files and the new one in the folder; what it will come to."""
    kept = [one for one in _files_of(path) if _keep(one, folder)]
    new = folder / _NEW
    backup_at = _build(path, new, len(migrations), made)
    salvaged = _fill(new, folder / path.name, migrations, salvage, made)
    sync_dir(folder)
    return StoreRepair(
        str(path),
        damage,
        str(folder) if kept else "",
        backup_at,
        salvaged.listeners,
        salvaged.changes,
        salvaged.unsure,
    )


def finish_repair(path: Path) -> StoreRepair | None:
    """Bring an exchange that was decided to its end; None when there is none.

    Raises:
        OSError: Not now.
    """
    note = _note_of(path)
    try:
        said: Any = json.loads(note.read_bytes())
        new = _damaged_dir(path) / Path(str(said["folder"])).name / _NEW
        report = from_plain(StoreRepair, said["report"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError, RecursionError, PlainRefused):
        note.unlink()  # not of our writing: it decides nothing
        return None
    if new.exists():  # else it has taken its place already
        for beside in (log_of(path), index_of_log(path)):  # a log would be read into the new one
            beside.unlink(missing_ok=True)
        new.replace(path)
        sync_dir(path.parent)
    note.unlink()
    return report


_NEW: Final = "new.db"


def _build(path: Path, new: Path, newest: int, made: str) -> datetime | None:
    """The file that the new one starts as; when it was made if it is a backup."""
    for backup in Backups(path).newest_first():
        if _is_sound(backup, newest, made):
            copy_database(backup, new, is_still=True)
            return datetime.fromtimestamp(backup.stat().st_mtime, UTC)
    create_private_file(new)
    return None


def _is_sound(path: Path, newest: int, made: str) -> bool:
    with contextlib.suppress(StoreError):
        found = inspect_database(path, newest=newest, made=made, ignore_log=True)
        return not found.damage and found.version > 0
    return False


def _fill(
    new: Path, old: Path, migrations: Sequence[Migration], salvage: Salvage, made: str
) -> Salvaged:
    with closing(sqlite3.connect(new, isolation_level=None)) as tx:
        try:
            (version,) = tx.execute("PRAGMA user_version").fetchone()
            tx.execute("PRAGMA synchronous = FULL")
            tx.execute("BEGIN IMMEDIATE")
            migrate(tx, migrations, version, made or new_identity())
            salvaged = _salvage(old, tx, salvage, made)
            tx.execute("COMMIT")
        except sqlite3.Error as exc:
            raise sqlite_error(exc, new) from exc
    return salvaged


def _salvage(old: Path, tx: sqlite3.Connection, salvage: Salvage, made: str) -> Salvaged:
    with contextlib.ExitStack() as stack:

        def opened(*, is_still: bool) -> sqlite3.Connection | None:
            try:
                raw = stack.enter_context(reading(old, is_still=is_still))
                is_ours = not made or identity_of(raw) == made
            except sqlite3.Error:
                return None
            return raw if is_ours else None

        has_log = log_of(old).exists()
        whole = opened(is_still=not has_log)
        return salvage(Remains(whole, opened(is_still=True) if has_log else None), tx)


def _new_folder(path: Path) -> Path:
    parent = make_private_dir(_damaged_dir(path))
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    for number in range(1000):
        folder = parent / (f"{path.stem}-{stamp}" + (f"-{number}" if number else ""))
        if not folder.exists():
            return make_private_dir(folder)
    raise FileExistsError(f"{parent} is full of folders of this second")


def set_aside(path: Path) -> list[Path]:
    """The folders in which damaged files of a database lie."""
    stamp = "[0-9]" * 8 + "-" + "[0-9]" * 6
    return sorted(_damaged_dir(path).glob(f"{glob.escape(path.stem)}-{stamp}*"))


def _keep(file: Path, folder: Path) -> bool:
    """Have the file in the folder, too; whether there was one."""
    try:
        os.link(file, folder / file.name)
    except FileNotFoundError:
        return False
    except OSError:  # no links here
        shutil.copy2(file, folder / file.name)
    return True


def _files_of(path: Path) -> tuple[Path, ...]:
    return path, log_of(path)  # the index of the log can be made again from it


def _damaged_dir(path: Path) -> Path:
    return path.parent / "damaged"


def _note_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.repair")
