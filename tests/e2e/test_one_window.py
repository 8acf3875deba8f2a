"""A profile has one window, whoever starts how often, and whatever became of the last one."""

from __future__ import annotations

import json
import os
import selectors
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from app.adapters.paths import profile_paths

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="signals and sockets of POSIX"),
    pytest.mark.timeout(180),
]
CALL_AS_NOBODY = """
import os, socket, sys
os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    socket.socket(socket.AF_UNIX).connect(sys.argv[1])
except PermissionError:
    print("refused")
"""


@contextmanager
def started(*command: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.terminate()  # so that it takes its socket along
        try:
            process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def a_start(profile: Path):
    return started("tests.support.a_start", str(profile))


@pytest.fixture
def profile(tmp_path):
    return tmp_path / "profile"


@pytest.fixture
def owner(profile):
    """A start that shows the window."""
    with a_start(profile) as process:
        assert process.stdout.readline() == "owner\n"
        yield process


def place_of(profile: Path) -> dict[str, str]:
    return json.loads(profile_paths(profile).window_file.read_bytes())


def test_F27_a_second_start_has_the_window_come_forward_and_ends(profile, owner):
    for _ in range(2):
        with a_start(profile) as second:
            assert second.wait(60) == 0
            assert second.stdout.read() == ""
        assert owner.stdout.readline() == "forward\n"
    owner.send_signal(signal.SIGTERM)
    assert owner.wait(60) == 0
    assert not profile_paths(profile).window_file.exists()
    with a_start(profile) as next_one:
        assert next_one.stdout.readline() == "owner\n"


def left_of(processes: list[subprocess.Popen[str]]) -> subprocess.Popen[str]:
    """The one that still runs when all the others have ended."""
    running = {process.stdout: process for process in processes}
    with selectors.DefaultSelector() as selector:
        for stream in running:
            selector.register(stream, selectors.EVENT_READ)
        while len(running) > 1:
            ready = selector.select(timeout=120)
            assert ready, "more than one window is open"
            for key, _events in ready:
                if key.fileobj.readline() == "":
                    selector.unregister(key.fileobj)
                    del running[key.fileobj]
    return next(iter(running.values()))


def race(profile: Path, starts: int) -> None:
    """So many starts at once: all but one end well without a window."""
    with ExitStack() as stack:
        processes = [stack.enter_context(a_start(profile)) for _ in range(starts)]
        owner = left_of(processes)
        others = [process.wait(60) for process in processes if process is not owner]
        assert (others, owner.poll()) == ([0] * (starts - 1), None)


def test_F27_of_many_starts_at_once_one_shows_the_window(profile):
    race(profile, 5)


@pytest.mark.soak
def test_F27_of_a_hundred_starts_one_shows_the_window(profile):
    for _ in range(10):
        race(profile, 10)


def test_T44_after_kill_9_the_next_start_shows_the_window(profile, owner):
    left = place_of(profile)
    owner.kill()
    owner.wait(60)
    started_s = time.monotonic()
    with a_start(profile) as next_one:
        assert next_one.stdout.readline() == "owner\n"
        assert time.monotonic() - started_s < 15  # 2 s on a machine with nothing else to do
        assert place_of(profile)["token"] != left["token"]
        assert not Path(left["address"]).parent.exists()  # nothing of the dead one is left


def test_T44_the_socket_is_private_and_obeys_nobody_without_the_token(profile, owner):
    place = place_of(profile)
    path = Path(place["address"])
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (path.parent, path)]
    assert [mode & 0o077 for mode in modes] == [0, 0]
    assert stat.S_IMODE(profile_paths(profile).window_file.stat().st_mode) == 0o600
    token = place["token"].encode()
    for words in (b"\n", token[:-1] + b" \n", b"quit\n", b"x" * 5000, token + b"\xff\n", b"\0\n"):
        assert answer_to(path, words) == b"", words
    assert answer_to(path, token + b" \n") == b"coming\n"
    assert owner.stdout.readline() == "forward\n"  # the first time that it did
    assert answer_to(path, token + b" a-token_of:the/desktop\n") == b"coming\n"
    assert owner.stdout.readline() == "forward\n"


def answer_to(path: Path, words: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as caller:
        caller.settimeout(30)
        caller.connect(str(path))
        try:
            caller.sendall(words)
            return caller.recv(100)
        except (BrokenPipeError, ConnectionResetError):
            return b""


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="needs root to be another user")
def test_T44_another_user_cannot_call_it(profile, owner):
    done = subprocess.run(
        [sys.executable, "-c", CALL_AS_NOBODY, place_of(profile)["address"]],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout == "refused\n"


def test_T44_a_silent_caller_is_hung_up_on_and_holds_up_nobody(profile, owner):
    path = Path(place_of(profile)["address"])
    silent = [socket.socket(socket.AF_UNIX) for _ in range(20)]
    try:
        for one in silent[:8]:
            one.settimeout(30)
            one.connect(str(path))
        with a_start(profile) as second:
            assert second.wait(60) == 0
        assert owner.stdout.readline() == "forward\n"
        assert silent[0].recv(10) == b""
    finally:
        for one in silent:
            one.close()


def test_F27_the_app_itself_has_one_window(profile):
    app = ("app", "--profile", str(profile))
    with started(*app) as first, started(*app) as second:
        owner = left_of([first, second])
        other = second if owner is first else first
        assert other.wait(60) == 0
        owner.send_signal(signal.SIGTERM)
        assert owner.wait(60) == 0
    assert not profile_paths(profile).window_file.exists()
