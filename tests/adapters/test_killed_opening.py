"""Opening a local copy may be killed at any step: making it, migrating it, repairing it (F06)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="each crash point is a fork")


def crash_points(folder: Path, scenario: str, every: int) -> int:
    """Run the sweep; how many crash points there were."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.killed_opening", str(folder), scenario, str(every)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return int(done.stdout)


@pytest.mark.parametrize(("scenario", "every"), [("first", 1), ("migration", 12), ("repair", 12)])
def test_F06_F36_killed_while_opening_it_opens_the_next_time(tmp_path, scenario, every):
    assert crash_points(tmp_path, scenario, every) > 3


@pytest.mark.soak
@pytest.mark.parametrize("scenario", ["migration", "repair"])
def test_F06_F36_killed_at_every_step_of_opening_it_opens_the_next_time(tmp_path, scenario):
    assert crash_points(tmp_path, scenario, 1) > 40
