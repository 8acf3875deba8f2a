"""Two networks with one link between them, which can be cut: for tests that run as root.

    with two_networks() as link:
        subprocess.Popen([*link.far, ...])     # a program at the other end
        subprocess.Popen([*link.near, ...])
        link.cut_silently()                    # what is sent is lost, and nobody says so
        link.mend()

Neither network leads anywhere else.
"""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

FAR_ADDRESS = "10.201.7.2"


@dataclass(frozen=True)
class Link:
    """How to run a program at each end, and the link between them."""

    near_name: str
    far_name: str

    @property
    def near(self) -> list[str]:
        return _inside(self.near_name)

    @property
    def far(self) -> list[str]:
        return _inside(self.far_name)

    def cut_silently(self) -> None:
        """As when a cable is pulled somewhere far away."""
        _ip_in(self.far_name, "link", "set", "cable", "down")

    def cut_here(self) -> None:
        """As when the computer's own network goes: it is known at once."""
        _ip_in(self.near_name, "link", "set", "cable", "down")

    def mend(self) -> None:
        for name in (self.near_name, self.far_name):
            _ip_in(name, "link", "set", "cable", "up")


@contextmanager
def two_networks() -> Iterator[Link]:
    """Make them, or skip the test where that is not possible."""
    if os.name != "posix" or os.geteuid() != 0 or not all(map(shutil.which, ("ip", "nsenter"))):
        pytest.skip("needs root, ip and nsenter, to make networks of our own")
    mark = secrets.token_hex(3)
    link = Link(f"near-{mark}", f"far-{mark}")
    try:
        near, far = link.near_name, link.far_name
        pair = f"add name cable netns {near} type veth peer name cable netns {far}"
        for words in (["netns", "add", near], ["netns", "add", far], ["link", *pair.split()]):
            done = subprocess.run(["ip", *words], capture_output=True, check=False)
            if done.returncode != 0:
                pytest.skip(f"no network of our own here: {done.stderr[-200:]!r}")
        for name, address in ((near, "10.201.7.1"), (far, FAR_ADDRESS)):
            _ip_in(name, "addr", "add", f"{address}/24", "dev", "cable")
            _ip_in(name, "link", "set", "lo", "up")
        link.mend()
        yield link
    finally:
        for name in (link.near_name, link.far_name):
            subprocess.run(["ip", "netns", "del", name], capture_output=True, check=False)


def _inside(name: str) -> list[str]:
    """Not `ip netns exec`, which takes a copy of all mounts along: disks of other tests' too."""
    return ["nsenter", f"--net=/run/netns/{name}", "--"]


def _ip_in(name: str, *words: str) -> None:
    subprocess.run([*_inside(name), "ip", *words], check=True, capture_output=True)
