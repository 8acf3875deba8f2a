"""Files and folders that only their owner may read, whatever the umask says (T14).

A file has its mode before its first byte: there is no moment in which others could
open it.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

_FILE_MODE: Final = 0o600
_FOLDER_MODE: Final = 0o700


def make_private_folder(path: Path) -> None:
    """Make a folder 0700, or make an existing one so."""
    path.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)
    path.chmod(_FOLDER_MODE)


def touch_private(path: Path) -> None:
    """Make an empty 0600 file, or make an existing file 0600, without reading it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), _FILE_MODE)
    try:
        if hasattr(os, "fchmod"):
            os.fchmod(handle, _FILE_MODE)
    finally:
        os.close(handle)


def make_private_file(path: Path) -> None:
    """Make an empty 0600 file where nothing is.

    Raises:
        FileExistsError: Something is.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FILE_MODE)
    try:
        if hasattr(os, "fchmod"):
            os.fchmod(handle, _FILE_MODE)
    finally:
        os.close(handle)


def write_private(path: Path, data: bytes) -> None:
    """Replace a file's content at once and for good; never half of it."""
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    make_private_file(draft)
    with draft.open("r+b") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def sync_folder(path: Path) -> None:
    """Make sure that what was renamed in a folder stays so; only POSIX has to."""
    if os.name != "posix":
        return
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_private(path: Path) -> bytes:
    """The content of a file that is ours, made 0600 if it was not."""
    touch_private(path)
    return path.read_bytes()
