"""One holder at a time on this computer, whatever becomes of it."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from app.adapters.process_lock import ProcessLock
from app.domain.control import Cancelled, JobControl
from app.domain.errors import StoreError

ROOT = Path(__file__).parents[2]
HOLDER = """
import pathlib, sys
from app.adapters.process_lock import ProcessLock
with ProcessLock(pathlib.Path(sys.argv[1])).held(wait_s=30):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "a.lock"


@pytest.fixture
def holder(path):
    """Another process that holds it."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()


def test_T44_only_one_process_holds_it_and_the_file_is_private(path, holder):
    with pytest.raises(StoreError) as caught, ProcessLock(path).held(wait_s=0):
        pytest.fail("two hold it")
    assert (caught.value.reason, caught.value.path) == ("locked", str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    holder.communicate(timeout=30)  # it lets go
    with ProcessLock(path).held(wait_s=0):
        pass


def test_T44_a_holder_that_is_killed_lets_go(path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait(30)
    with ProcessLock(path).held(wait_s=0):
        pass


def test_threads_are_told_apart_too_and_take_turns(path):
    first, second = ProcessLock(path), ProcessLock(path)
    seen = []

    def wait():
        with second.held(wait_s=30):
            seen.append("second")

    thread = threading.Thread(target=wait)
    with first.held(wait_s=0):
        thread.start()
        with pytest.raises(StoreError), second.held(wait_s=0.05):
            pytest.fail("two hold it")
        seen.append("first")
    thread.join(30)
    assert seen == ["first", "second"]


def test_waiting_ends_when_nobody_waits_any_more(path):
    control = JobControl()
    with ProcessLock(path).held(wait_s=0):
        threading.Timer(0.05, control.cancel).start()
        with (
            pytest.raises(Cancelled),
            ProcessLock(path).held(wait_s=60, control=control, look_again_s=30),
        ):
            pytest.fail("two hold it")


def test_a_place_where_no_file_can_be_is_said(path):
    path.mkdir()
    with pytest.raises(StoreError) as caught, ProcessLock(path).held(wait_s=0):
        pytest.fail("held")
    assert caught.value.path == str(path)


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_link_in_its_place_is_not_followed(tmp_path, path):
    target = tmp_path / "target"
    target.write_text("theirs")
    path.symlink_to(target)
    with pytest.raises(StoreError), ProcessLock(path).held(wait_s=0):
        pytest.fail("held")
    assert target.read_text() == "theirs"


@pytest.mark.skipif(os.name != "posix", reason="an open file is not removed elsewhere")
def test_a_file_that_was_removed_before_it_was_held_is_made_anew(path, monkeypatch):
    import fcntl

    take, taken = fcntl.flock, []

    def removed_once(opened, how):
        if not taken:
            path.unlink()
        taken.append(opened)
        take(opened, how)

    monkeypatch.setattr(fcntl, "flock", removed_once)
    with ProcessLock(path).held(wait_s=30):
        assert path.exists()
        with pytest.raises(StoreError), ProcessLock(path).held(wait_s=0):
            pytest.fail("two hold it")
    assert len(taken) == 3


@pytest.mark.skipif(os.name != "posix", reason="the call of these systems")
def test_what_the_system_cannot_lock_is_said_and_left_closed(path, monkeypatch):
    def refused(opened, _how):
        refused.opened = opened
        raise OSError(errno.ENOLCK, "no locks available")

    monkeypatch.setattr("fcntl.flock", refused)
    with pytest.raises(StoreError) as caught, ProcessLock(path).held(wait_s=0):
        pytest.fail("held")
    assert caught.value.path == str(path)
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(refused.opened)
