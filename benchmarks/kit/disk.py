"""A folder on a real disk: a temporary file system would make every flush free."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LASTING = Path("/var/tmp")  # on a disk by the file system hierarchy standard
_MOUNTS = Path("/proc/self/mounts")


@contextmanager
def folder_on_disk() -> Iterator[Path]:
    """A new folder, removed afterwards."""
    with tempfile.TemporaryDirectory(dir=_LASTING if _LASTING.is_dir() else None) as name:
        folder = Path(name)
        if _kind(folder) in ("tmpfs", "ramfs"):
            print(f"{folder.parent} is in memory: what is flushed there costs nothing")
        yield folder


def _kind(folder: Path) -> str:
    """The file system a folder is on, where that can be told."""
    if not _MOUNTS.exists():
        return ""
    mounts = [line.split()[1:3] for line in _MOUNTS.read_text().splitlines()]
    holding = [(where, kind) for where, kind in mounts if folder.is_relative_to(where)]
    # In a chroot no mount need hold it.
    return max(holding, key=lambda one: len(one[0]), default=("", ""))[1]
