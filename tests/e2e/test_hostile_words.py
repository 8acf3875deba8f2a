"""The whole window on a platform whose every name is a picture and a link (T35)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LIMIT_S = 200


@pytest.mark.skipif(sys.platform != "linux", reason="asks the kernel who opens a file")
@pytest.mark.timeout(240)
def test_T35_no_page_reads_a_file_or_fetches_a_thing_for_a_text(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.e2e.hostile_story", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LIMIT_S,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert found["careless"] == ["a.png"]  # the trap works: a careless label springs it
    assert found["looked_at"] == 14
    assert (found["opened"], found["fetched"], found["guessing"]) == ([], [], [])
    assert found["speechless"] == []  # on the way: all that takes the focus has a name and a role
