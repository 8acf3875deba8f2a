"""Deletes a local copy with everything that was kept beside it, for a connection that goes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.adapters.database_backups import backups_of, backups_turn
from app.adapters.database_repair import set_aside
from app.adapters.presence import Presence
from app.adapters.private_files import store_error
from app.adapters.sample_files import samples_of
from app.domain.errors import StoreError


@contextmanager
def erasing(path: Path) -> Iterator[Callable[[], None]]:
    """Nobody has the copy open, and nobody opens it, as long as the block lasts.

    What the block is given deletes it. Cut off in the middle, it can be done again: the
    copy itself goes last, so that it is never taken for one that was emptied.

    Raises:
        StoreError: `locked`: somebody has it open. Or a file cannot be deleted.
    """
    with Presence(path.with_name(f"{path.name}.open")).alone() as is_alone:
        if not is_alone:
            raise StoreError(f"{path}: somebody has it open", reason="locked", path=str(path))
        yield lambda: _erase(path)


def _erase(path: Path) -> None:
    try:
        for folder in (backups_of(path), samples_of(path), *set_aside(path)):
            if folder.is_dir():
                shutil.rmtree(folder)
        backups_turn(path).unlink(missing_ok=True)
        for end in (".made", ".repair", "-wal", "-shm", "", ".outbox", ".sync", ".lock", ".open"):
            path.with_name(f"{path.name}{end}").unlink(missing_ok=True)
    except OSError as exc:
        raise store_error(exc, path) from exc
