"""A disk whose plug can be pulled: what was not flushed to it is gone, as in a power cut.

A file system of its own in a file is shut down without its log.  That takes root and a
loop device; a test is skipped where they are not to be had.
"""

from __future__ import annotations

import fcntl
import os
import select
import shutil
import struct
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest

SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN, as XFS_IOC_GOINGDOWN
NO_LOG_FLUSH = struct.pack("I", 2)
SIZE_MIB = 64


def prepare(*command: str) -> None:
    """Run what not every machine lets us do; skip where it does not."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"no file system of our own here: {command[0]} says {done.stderr[-200:]}")


@contextmanager
def own_disk(beside: Path) -> Iterator[Path]:
    """An ext4 of our own, mounted; its image lies beside."""
    if os.geteuid() != 0 or shutil.which("mkfs.ext4") is None:
        pytest.skip("needs root and mkfs.ext4, to pull the plug of a file system of our own")
    image, folder = beside / "disk.img", beside / "disk"
    with image.open("wb") as file:
        file.truncate(SIZE_MIB * 2**20)
    prepare("mkfs.ext4", "-q", "-F", str(image))
    folder.mkdir()
    prepare("mount", "-o", "loop", str(image), str(folder))
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], capture_output=True, check=False)


def pull_the_plug(disk: Path) -> None:
    """Nothing reaches the disk any more, and what is only in memory is lost."""
    handle = os.open(disk, os.O_RDONLY)
    try:
        fcntl.ioctl(handle, SHUTDOWN, NO_LOG_FLUSH)
    finally:
        os.close(handle)


def start_again(disk: Path) -> None:
    """Mount what is really on the disk.

    A process elsewhere that took a copy of all mounts along keeps the dead one alive, and
    it would only be mounted once more: such a process is waited for.
    """
    image = str(disk.with_name("disk.img"))
    until_s = monotonic() + 60
    while True:
        subprocess.run(["umount", str(disk)], check=True)
        subprocess.run(["mount", "-o", "loop", image, str(disk)], check=True)
        if _is_alive(disk):
            return
        assert monotonic() < until_s, "somebody holds the disk that was cut off"
        select.select([], [], [], 0.1)


def _is_alive(disk: Path) -> bool:
    try:
        (disk / ".alive").touch()
        (disk / ".alive").unlink()
    except OSError:
        return False
    return True
