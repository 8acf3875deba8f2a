"""Files of the data folder that hold payloads: mail in the mailbox, copies of the database."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from app.server.deliveries.senders.mailbox import FOLDER as MAILBOX
from app.server.store.database_file import BACKUP_FOLDER

_log: Final = logging.getLogger(__name__)


def remove_old_files(data_dir: Path, *, before_s: float) -> int:
    """Remove what was last written before a time (Unix seconds); how many there were.

    Copies that an operator made elsewhere are the operator's.
    """
    removed = 0
    for path in _files_with_payloads(data_dir):
        try:
            if path.lstat().st_mtime >= before_s:
                continue
        except OSError as error:
            _log.warning("an old file cannot be seen: %s", error.strerror)
            continue
        removed += _is_removed(path)
    return removed


def trim_mailbox(data_dir: Path, *, messages: int, size_bytes: int) -> int:
    """Remove the oldest mail beyond so many messages, or so many bytes; how many there were."""
    found = []
    for path in mails(data_dir):
        try:
            found.append((path.lstat(), path))
        except OSError:
            continue  # somebody removed it meanwhile
    found.sort(key=lambda one: one[0].st_mtime_ns, reverse=True)
    removed = total = 0
    for number, (seen, path) in enumerate(found, start=1):
        total += seen.st_size
        if number > messages or total > size_bytes:
            removed += _is_removed(path)
    return removed


def remove_mails(data_dir: Path) -> int:
    """Remove every message of the embedded mailbox; how many there were."""
    return sum(_is_removed(path) for path in list(mails(data_dir)))


def mails(data_dir: Path) -> Iterator[Path]:
    """The messages in the embedded mailbox."""
    for part in ("new", "cur", "tmp"):
        folder = data_dir / MAILBOX / part
        if folder.is_dir():
            yield from (path for path in folder.iterdir() if path.is_file())


def _files_with_payloads(data_dir: Path) -> Iterator[Path]:
    yield from list(mails(data_dir))
    yield from list((data_dir / BACKUP_FOLDER).glob("before-schema-*"))
    yield from list(data_dir.glob("before-restore-*"))


def _is_removed(path: Path) -> bool:
    try:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    except OSError as error:
        _log.warning("an old file cannot be removed: %s", error.strerror)
        return False
    return True
