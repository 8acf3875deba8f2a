"""Every page and main state can be pictured, and cuts off no text at any text size."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.screenshots import VARIANTS

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 580  # some 60 s on a machine that has nothing else to do


@pytest.mark.timeout(600)
def test_every_page_and_state_shows_all_its_text(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.screenshots", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    pictures = {path.stem for path in tmp_path.glob("*.png")}
    states = {name.removesuffix("-dark") for name in pictures if name.endswith("-dark")}
    assert {"01-listeners", "02-new-endpoint", "03-test-401", "04-deliveries"} <= states
    assert pictures == {f"{state}-{suffix}" for state in states for suffix, _, _ in VARIANTS}
