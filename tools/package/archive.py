"""A folder as `.tar.xz` that is the same for the same content, whoever packs it and when."""

from __future__ import annotations

import lzma
import stat
import tarfile
from pathlib import Path


def steady_tar(folder: Path, target: Path, epoch_s: int, *, level: int = 6) -> Path:
    """Pack a folder, under its own name.

    Args:
        folder: Its files belong to root in the archive, and have plain rights.
        target: The `.tar.xz` that is written.
        epoch_s: The time that every entry carries.
        level: How hard to compress, 0 to 9.
    """

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = epoch_s
        entry.mode = plain_mode(entry.mode, is_folder=entry.isdir())
        return entry

    with (
        lzma.open(target, "wb", preset=level) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        archive.add(folder, folder.name, recursive=False, filter=plain)
        for path in sorted(folder.rglob("*")):
            archive.add(
                path,
                f"{folder.name}/{path.relative_to(folder).as_posix()}",
                recursive=False,
                filter=plain,
            )
    return target


def plain_mode(mode: int, *, is_folder: bool = False) -> int:
    """755 for folders and what can be run, 644 for the rest: no umask shows."""
    return 0o755 if is_folder or mode & stat.S_IXUSR else 0o644
