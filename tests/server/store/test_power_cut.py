"""F13: the power is cut under a running engine; what was acknowledged is there afterwards.

A file system of its own in a file is shut down as if the plug were pulled: what was not
flushed to the disk is gone.  That takes root and a loop device.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import select, text

from app.server.store.tables import deliveries, events
from tests.support.dying_platform import stage_of
from tests.support.power_cut import own_disk, pull_the_plug, start_again
from tests.support.receivers import HttpReceiver

ROOT = Path(__file__).parents[3]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with own_disk(tmp_path) as folder:
        yield folder


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
