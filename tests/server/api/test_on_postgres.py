"""The rooms of the API once more, with every platform on PostgreSQL.

What section 1 of the contract promises runs each time; the whole folder in the long form.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.platform import ON_POSTGRES

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
# What does not depend on where the data is, or makes its own processes.
ELSEWHERE = {"test_guard", "test_generated_client", "test_openapi", "test_schemathesis"}
OWN = {"test_serve", "test_processes", "test_many_servers", Path(__file__).stem}
CONVENTIONS = ("test_exactly_once", "test_changes")

pytestmark = pytest.mark.skipif(bool(os.environ.get(ON_POSTGRES)), reason="is running already")


def run(*modules: str) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    done = subprocess.run(
        [*command, *(str(HERE / f"{one}.py") for one in modules)],
        cwd=ROOT,
        env={**os.environ, ON_POSTGRES: "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:]


@pytest.mark.usefixtures("cluster")  # skipped where there is none
@pytest.mark.timeout(300)
def test_the_conventions_hold() -> None:
    run(*CONVENTIONS)


@pytest.mark.soak
@pytest.mark.usefixtures("cluster")
def test_every_call_works() -> None:
    known = {path.stem for path in HERE.glob("test_*.py")}
    run(*sorted(known - ELSEWHERE - OWN))
