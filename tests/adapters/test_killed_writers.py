"""Two processes write into one local copy and are killed: nothing that was acknowledged is gone."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from app.adapters.local_store import SqliteLocalStore

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL")


def a_storm(path: Path, number: int, chance: random.Random) -> list[str]:
    """Two writers at once, killed after a while, one after the other; what they acknowledged."""
    acknowledged: list[str] = []
    with ExitStack() as stack:
        writers = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, "-m", "tests.support.writing_process", str(path), who],
                    cwd=ROOT,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for who in (f"a{number}", f"b{number}")
        ]
        try:
            for writer in writers:
                count = chance.randrange(1, 12)
                acknowledged += [writer.stdout.readline().strip() for _ in range(count)]
            chance.shuffle(writers)
            for writer in writers:
                writer.kill()
                acknowledged += writer.stdout.read().split()
        finally:
            for writer in writers:
                writer.kill()
    return acknowledged


def weather(path: Path, storms: int, seed: int) -> None:
    """So many storms; after each the file is sound and holds what was acknowledged."""
    chance, acknowledged = random.Random(seed), []
    for number in range(storms):
        said = a_storm(path, number, chance)
        # The last line of a killed process may be cut off: then it was not acknowledged.
        acknowledged += [one for one in said if one.count("-") == 1]
        store = SqliteLocalStore(path)
        assert store.repair is None, f"seed {seed}, storm {number}"
        kept = [row.settings.name for row in store.listeners()]
        store.close()
        lost = set(acknowledged) - set(kept)
        assert not lost, f"seed {seed}, storm {number}"
        assert len(kept) == len(set(kept))
        with closing(sqlite3.connect(path)) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_T44_F12_two_writers_are_killed_and_nothing_is_lost(tmp_path):
    weather(tmp_path / "local.db", 2, random.randrange(10**6))


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_T44_F12_two_writers_are_killed_a_hundred_times(tmp_path):
    weather(tmp_path / "local.db", 100, random.randrange(10**6))
