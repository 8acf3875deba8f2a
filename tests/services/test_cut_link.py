"""F54: the link goes down in the middle, silently or not, and comes back: nothing is doubled."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support.two_networks import FAR_ADDRESS, Link, two_networks

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.root, pytest.mark.timeout(180)]


class Program:
    """One end: obeys lines, answers in lines."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def tell(self, line: str) -> None:
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def hear(self) -> Any:
        line = self._process.stdout.readline()
        return json.loads(line) if line[:1] in "{[0123456789" else line.strip()

    def ask(self, line: str) -> Any:
        self.tell(line)
        return self.hear()


@contextmanager
def program(where: list[str], name: str, *arguments: str) -> Iterator[Program]:
    command = [*where, sys.executable, "-m", f"tests.support.{name}", *arguments]
    process = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield Program(process)
    finally:
        process.kill()
        process.communicate()


@pytest.fixture
def ends(tmp_path) -> Iterator[tuple[Link, Program, Program]]:
    with (
        two_networks() as link,
        program(link.far, "far_platform", str(tmp_path), FAR_ADDRESS) as far,
    ):
        said = far.hear()
        url = f"https://{FAR_ADDRESS}:{said['port']}"
        with program(link.near, "near_client", str(tmp_path), url, said["token"]) as near:
            assert near.ask("sync")["error"] == ""
            yield link, near, far


def settled(near: Program, far: Program, made: int) -> None:
    """Sync until it works; everything is there once."""
    for _ in range(10):
        said = near.ask("sync")
        if not said["error"]:
            break
    assert (said["error"], said["waiting"], said["conflicts"]) == ("", 0, 0)
    assert far.ask("count") == made


def test_F54_a_silent_cut_in_mid_request_is_got_over_and_nothing_is_doubled(ends):
    link, near, far = ends
    near.ask("create waits")
    link.cut_silently()
    said = near.ask("sync")
    assert said["error"] in ("connect_timeout", "read_timeout", "connection_refused")
    assert (said["online"], said["waiting"]) == (False, 1)
    assert said["took_s"] < 10  # the limits are seconds here
    link.mend()
    settled(near, far, 1)

    near.ask("create done there, and nobody heard")
    far.tell("hold")
    near.tell("sync")
    while far.hear() != "held":
        pass
    link.cut_silently()
    far.tell("release")  # into the void
    assert near.hear()["waiting"] == 1
    link.mend()
    settled(near, far, 2)


def test_F54_a_cut_here_is_known_at_once(ends):
    link, near, far = ends
    near.ask("create waits")
    link.cut_here()
    assert near.ask("sync")["waiting"] == 1
    link.mend()
    settled(near, far, 1)


@pytest.mark.soak
@pytest.mark.timeout(1200)
def test_F54_a_link_that_flaps_a_hundred_times(ends):
    link, near, far = ends
    for number in range(100):
        near.ask(f"create {number}")
        near.tell("sync")
        (link.cut_silently if number % 3 else link.cut_here)()
        if number % 2:
            link.mend()
        near.hear()
        link.mend()
    settled(near, far, 100)
