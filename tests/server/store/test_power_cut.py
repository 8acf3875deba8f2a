"""F13: the power is cut under a running engine; what was acknowledged is there afterwards.

A file system of its own in a file is shut down as if the plug were pulled: what was not
flushed to the disk is gone.  That takes root and a loop device.
"""

from __future__ import annotations

import fcntl
import json
import os
import random
import shutil
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.server.store.tables import deliveries, events
from tests.support.dying_platform import stage_of
from tests.support.receivers import HttpReceiver

ROOT = Path(__file__).parents[3]
SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN, as XFS_IOC_GOINGDOWN
NO_LOG_FLUSH = struct.pack("I", 2)
SIZE_MIB = 64


def prepare(*command: str) -> None:
    """Run what not every machine lets us do; skip where it does not."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip(f"no file system of our own here: {command[0]} says {done.stderr[-200:]}")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Where an ext4 of our own can be mounted; its image lies beside."""
    if os.geteuid() != 0 or shutil.which("mkfs.ext4") is None:
        pytest.skip("needs root and mkfs.ext4, to pull the plug of a file system of our own")
    image, folder = tmp_path / "disk.img", tmp_path / "disk"
    with image.open("wb") as file:
        file.truncate(SIZE_MIB * 2**20)
    prepare("mkfs.ext4", "-q", "-F", str(image))
    folder.mkdir()
    prepare("mount", "-o", "loop", str(image), str(folder))
    yield folder
    subprocess.run(["umount", str(folder)], capture_output=True, check=False)


def pull_the_plug(disk: Path) -> None:
    """Nothing reaches the disk any more, and what is only in memory is lost."""
    handle = os.open(disk, os.O_RDONLY)
    try:
        fcntl.ioctl(handle, SHUTDOWN, NO_LOG_FLUSH)
    finally:
        os.close(handle)


def start_again(disk: Path) -> None:
    """Mount what is really on the disk."""
    image = str(disk.with_name("disk.img"))
    subprocess.run(["umount", str(disk)], check=True)
    subprocess.run(["mount", "-o", "loop", image, str(disk)], check=True)


@contextmanager
def recording(folder: Path, url: str, records: int) -> Iterator[Callable[[], str | None]]:
    """An engine that records; the next acknowledged event, or None at its end."""
    plan = {"point": "statement 0", "listeners": [{"url": url}], "records": records}
    command = [sys.executable, "-m", "tests.support.dying_platform", str(folder), json.dumps(plan)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        lines = iter(process.stdout)

        def acked() -> str | None:
            words = next(lines, "").split()
            return words[1] if words[:1] == ["acked"] else None

        try:
            yield acked
        finally:
            process.kill()


def cut_once(disk: Path, endpoint: HttpReceiver, records: int) -> tuple[set[str], int]:
    """Record until the plug is pulled; the acknowledged ids, and how many were not sent yet."""
    folder = disk / "data"
    with recording(folder, endpoint.url, records) as next_acked:
        acked = {next_acked() for _ in range(records)}
        pull_the_plug(disk)
    assert None not in acked
    start_again(disk)
    with stage_of(folder, {}) as stage:
        found = stage.database.run_sync(
            lambda tx: (
                set(tx.execute(select(events.c.id)).scalars()),
                tx.execute(text("PRAGMA integrity_check")).scalar_one(),
            )
        )
        assert found[1] == "ok"
        assert acked <= found[0]
        unsent = len([one for one in found[0] if one not in ids_of(endpoint)])
        stage.wait_until(
            lambda: (
                stage.database.run_sync(
                    lambda tx: set(tx.execute(select(deliveries.c.status)).scalars())
                )
                == {"delivered"}
            )
        )
    assert found[0] <= ids_of(endpoint)
    return {one for one in acked if one}, unsent


def ids_of(endpoint: HttpReceiver) -> set[str]:
    return {one.header("webhook-id") for one in endpoint.received}


@pytest.mark.root
def test_F13_what_was_acknowledged_survives_a_power_cut(disk: Path) -> None:
    with HttpReceiver() as endpoint:
        acked, _ = cut_once(disk, endpoint, 10)
    assert len(acked) == 10


@pytest.mark.root
def test_F13_the_plug_takes_what_was_not_flushed(disk: Path) -> None:
    """The cut is a real one: it takes what nobody waited for."""
    (disk / "kept").write_bytes(b"x")
    os.sync()
    (disk / "lost").write_bytes(b"x")
    pull_the_plug(disk)
    start_again(disk)
    assert [one.name for one in disk.iterdir() if one.name != "lost+found"] == ["kept"]


@pytest.mark.soak
@pytest.mark.root
def test_F13_a_hundred_power_cuts(disk: Path) -> None:
    chance = random.Random(13)
    total = 0
    for _ in range(100):
        with HttpReceiver() as endpoint:
            acked, _ = cut_once(disk, endpoint, chance.randint(1, 40))
        total += len(acked)
        shutil.rmtree(disk / "data")
    print(f"{total} acknowledged in 100 power cuts, none lost")
