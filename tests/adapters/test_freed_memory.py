"""What was freed goes back to the system."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FREED = """
import sys
from pathlib import Path
from app.adapters.freed_memory import give_back

def private_kb():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_"))

texts = [str(at) * 300 for at in range(10_000, 20_000)]  # below what the system is asked for alone
last = texts[-1]
del texts
before_kb = private_kb()
give_back()
print(before_kb - private_kb())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is done")
def test_what_lies_below_a_text_that_is_kept_is_given_back():
    told = subprocess.run(
        [sys.executable, "-c", FREED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert int(told.stdout) > 10_000
