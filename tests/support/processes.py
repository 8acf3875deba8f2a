"""Processes of the platform that a test starts, and kills if it does not end them."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from app.server.store.database_address import DatabaseAddress

ROOT = Path(__file__).parents[2]


@contextmanager
def engine_process(
    *arguments: str, database: DatabaseAddress | None = None
) -> Iterator[subprocess.Popen[str]]:
    """`tests.support.crashing_platform`, ready."""
    where = [] if database is None else ["--database", database.url().render_as_string()]
    command = [sys.executable, "-m", "tests.support.crashing_platform", *where, *arguments]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def said_until_killed(folder: Path, plan: dict[str, Any]) -> list[str]:
    """Run a plan of `tests.support.dying_platform` until it is killed; its lines."""
    command = [sys.executable, "-m", "tests.support.dying_platform", str(folder), json.dumps(plan)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = list(process.stdout)
        assert process.wait(30) == -9
    return lines


def killed(folder: Path, plan: dict[str, Any]) -> set[str]:
    """Run a plan until it is killed; the ids of the events that were acknowledged."""
    lines = said_until_killed(folder, plan)
    return {line.split()[1] for line in lines if line.startswith("acked ")}
