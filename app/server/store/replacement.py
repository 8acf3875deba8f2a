"""Puts another database in the place of a folder's own, in steps that can be cut off.

What is to come waits whole in a folder of its own, then a note says so, then the old
files move aside and the new ones in.  Whoever opens the folder while the note is there
goes on where it was cut off: the old database is there or the new one, never parts of
both.  Nothing is deleted.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

from app.server.store.private_files import make_private_folder, sync_folder, write_private

NEW_FOLDER: Final = "replacement"
_NOTE_FILE: Final = "replacement.json"
_BESIDE: Final = (
    "-wal",
    "-shm",
    "-journal",
)  # of the old database; applied to another they ruin it


def replace_files(folder: Path, *, aside: str) -> Path:
    """Put the files of the folder's `replacement` in; answers where the old ones are now.

    Args:
        folder: The data folder, which nobody else has open.
        aside: A new name for the folder of the old files.
    """
    sync_folder(folder / NEW_FOLDER)
    write_private(folder / _NOTE_FILE, json.dumps({"aside": aside}).encode())
    sync_folder(folder)
    finish_replacement(folder)
    return folder / aside


def finish_replacement(folder: Path) -> None:
    """Go on with a replacement that was cut off, if there is one."""
    note = folder / _NOTE_FILE
    if not note.exists():
        return
    aside = folder / str(json.loads(note.read_bytes())["aside"])
    make_private_folder(aside)
    waiting = folder / NEW_FOLDER
    for new in sorted(waiting.iterdir()) if waiting.exists() else ():
        for name in (*(new.name + end for end in _BESIDE), new.name):
            old = folder / name
            if os.path.lexists(old):
                old.rename(aside / name)
        sync_folder(aside)
        new.rename(folder / new.name)
    sync_folder(folder)
    if waiting.exists():
        waiting.rmdir()
    note.unlink()
    sync_folder(folder)
