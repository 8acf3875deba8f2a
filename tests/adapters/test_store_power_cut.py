"""F13: the power is cut while two processes write; no acknowledged edit is gone afterwards."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from app.adapters.local_store import SqliteLocalStore
from tests.support.power_cut import own_disk, pull_the_plug, start_again

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.root, pytest.mark.skipif(sys.platform == "win32", reason="ext4")]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with own_disk(tmp_path) as folder:
        yield folder


def cut_once(disk: Path, edits: int) -> int:
    """Two writers until the plug is pulled; how many edits they had acknowledged by then."""
    path = disk / "data" / "local.db"
    path.parent.mkdir()
    acknowledged: set[str] = set()
    with ExitStack() as stack:
        writers = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "tests.support.writing_process", str(path), who],
                    cwd=ROOT,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    text=True,
                )
            )
            for who in ("a", "b")
        ]
        try:
            for writer in writers:
                acknowledged |= {writer.stdout.readline().strip() for _ in range(edits)}
            pull_the_plug(disk)
        finally:
            for writer in writers:
                writer.kill()
    start_again(disk)
    store = SqliteLocalStore(path)
    kept = {row.settings.name for row in store.listeners()}
    repair = store.repair
    store.close()
    assert (repair, acknowledged - kept) == (None, set())
    return len(acknowledged)


def test_F13_an_acknowledged_edit_survives_a_power_cut(disk: Path) -> None:
    assert cut_once(disk, 6) == 12


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_F13_a_hundred_power_cuts_take_no_acknowledged_edit(disk: Path) -> None:
    chance, total = random.Random(13), 0
    for _ in range(100):
        total += cut_once(disk, chance.randint(1, 30))
        shutil.rmtree(disk / "data")
    print(f"{total} acknowledged in 100 power cuts, none lost")
