"""Files and folders that only this user can read, whatever the umask is."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from app.domain.errors import StoreError

_REASONS = {28: "disk_full", 30: "read_only", 13: "read_only", 1: "read_only", 122: "disk_full"}


def make_private_dir(path: Path) -> Path:
    """Make a folder, and close it to others if it was open.

    Raises:
        StoreError: It cannot be made, or it is no folder.
    """
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            path.chmod(0o700)
    except OSError as exc:
        raise store_error(exc, path) from exc
    return path


def create_private_file(path: Path) -> None:
    """Make an empty file of mode 0600, or close an existing one to others.

    SQLite and log handlers then inherit the mode: by themselves they would make 0644.
    """
    try:
        handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as exc:
        raise store_error(exc, path) from exc
    try:
        if hasattr(os, "fchmod"):
            os.fchmod(handle, 0o600)
    finally:
        os.close(handle)


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Callable[[bytes], object]]:
    """Write a file that is there as a whole, or not at all: what the block raises undoes it.

    Raises:
        StoreError: Nothing changed.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:64]}.", dir=path.parent)  # 0600
        try:
            with os.fdopen(handle, "wb") as file:
                yield file.write
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
        sync_dir(path.parent)
    except OSError as exc:
        raise store_error(exc, path) from exc


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file as a whole: after a crash it has the old content or the new one.

    Raises:
        StoreError: Nothing changed.
    """
    with whole_file(path) as write:
        write(data)


def store_error(exc: OSError, path: Path) -> StoreError:
    """The domain's error for what the file system said."""
    reason = _REASONS.get(exc.errno or 0, "io")
    return StoreError(f"{path}: {exc.strerror or exc}", reason=reason, path=str(path))


def sync_dir(path: Path) -> None:
    """Make sure that what was renamed in a folder stays so; only POSIX has to."""
    if os.name == "nt":  # a folder cannot be opened there, and need not be
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
