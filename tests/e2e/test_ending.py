"""The system ends the app: at once, whatever the window would have asked (F61)."""

from __future__ import annotations

import json
import os
import select
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="only POSIX tells programs to end by signals"),
    pytest.mark.timeout(180),
]


def unsaved_window(profile: Path, *name: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.unsaved_window", str(profile), *name],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )


def ended(process: subprocess.Popen[str], number: int) -> tuple[int, str]:
    """The exit code and what was said after a signal."""
    process.send_signal(number)
    said, _ = process.communicate(timeout=30)
    return process.returncode, said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_F61_a_signal_ends_the_window_with_unsaved_changes(tmp_path, number):
    with unsaved_window(tmp_path, "not saved yet") as process:
        try:
            assert process.stdout.readline() == "unsaved\n"
            started = time.monotonic()
            assert ended(process, number) == (0, "")
            took_s = time.monotonic() - started
        finally:
            process.kill()
    assert took_s < 15  # 2 s on a machine that has nothing else to do
    sandbox = tmp_path / "data" / "sandbox"
    assert not is_served_from(sandbox), "the sandbox was left behind"


def test_F61_a_signal_ends_the_window_with_connect_open_and_nothing_is_complained_of(tmp_path):
    with subprocess.Popen(
        [sys.executable, "-m", "tests.support.connect_window", str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout.readline() == "connecting\n"
            process.send_signal(signal.SIGTERM)
            _said, errors = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == 0
    assert "Traceback" not in errors
    assert "RuntimeError" not in errors


def kept(profile: Path) -> dict[str, object]:
    """The draft on the disk, read beside the window that wrote it."""
    for file in (profile / "data" / "connections").glob("*.db"):
        with (
            closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database,
            suppress(sqlite3.OperationalError),  # being made just now
        ):
            found = database.execute("SELECT value FROM documents WHERE name = 'listener_draft'")
            for (value,) in found:
                return json.loads(value)
    return {}


def test_T48_F01_a_form_survives_kill_9_and_is_offered_at_the_next_start(tmp_path):
    with unsaved_window(tmp_path, "half a listener") as process:
        try:
            assert process.stdout.readline() == "unsaved\n"
            until = time.monotonic() + 30
            while not kept(tmp_path):
                assert time.monotonic() < until
                select.select([], [], [], 0.05)
        finally:
            process.kill()
    with unsaved_window(tmp_path) as process:
        try:
            assert process.stdout.readline() == "half a listener\n"
            assert process.stdout.readline() == "unsaved\n"
        finally:
            process.kill()


def is_served_from(folder: Path) -> bool:
    """Whether a process of ours still has the folder among its arguments."""
    words = (path / "cmdline" for path in Path("/proc").glob("[0-9]*"))
    return any(str(folder).encode() in read(path) for path in words)


def read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # it ended while we looked
        return b""
