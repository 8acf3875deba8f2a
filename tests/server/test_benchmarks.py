"""The benchmarks of the platform still run; what they measure here means nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.__main__ import SMALL, known

ROOT = Path(__file__).resolve().parents[2]
# Those that need no PostgreSQL, no peers and no half minute.
QUICK = ("deliveries", "fairness", "latency", "listener_list", "reads", "sync")


def test_every_benchmark_has_small_numbers() -> None:
    assert sorted(SMALL) == known()


@pytest.mark.parametrize("name", QUICK)
def test_a_benchmark_runs(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--small", name],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    shown = done.stdout.splitlines()
    assert shown[0] == f"== {name}"
    figures = [line for line in shown[1:] if line.startswith(("| ", "{"))]
    assert len(figures) >= 1 + (name != "listener_list")
    told = [line for line in figures[1:] if set(line) - set("|- ")]  # less the lines of tables
    assert all(any(character.isdigit() for character in line) for line in told)
