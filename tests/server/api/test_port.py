"""The port that the platform listens on is its own (T22)."""

from __future__ import annotations

import contextlib
import socket
import sys

import pytest

from app.server.serve import bind


def sharing(family=socket.AF_INET):
    """A socket of somebody who would share, or take over, whatever can be shared."""
    sock = socket.socket(family)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "SO_REUSEPORT"):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    return sock


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
@pytest.mark.skipif(sys.platform != "linux", reason="each system has rules of its own")
def test_T22_nobody_can_share_the_port(platform, host):
    _, port = platform.address
    with sharing() as thief, pytest.raises(OSError, match="in use"):
        thief.bind((host, port))
    assert platform.get("/me").status_code == 200


def test_T22_a_port_that_somebody_holds_is_refused_not_shared():
    with sharing() as squatter:
        squatter.bind(("127.0.0.1", 0))
        squatter.listen()
        with pytest.raises(OSError):
            bind("127.0.0.1", squatter.getsockname()[1])


@pytest.mark.skipif(sys.platform != "linux", reason="127.0.0.2 is ours only on Linux")
def test_T22_a_squatter_beside_us_never_hears_the_token(platform):
    _, port = platform.address
    with contextlib.ExitStack() as stack:
        squatters = []
        for family, host in ((socket.AF_INET, "127.0.0.2"), (socket.AF_INET6, "::1")):
            squatter = stack.enter_context(sharing(family))
            squatter.bind((host, port))  # possible: the address is another one
            squatter.listen()
            squatter.setblocking(False)
            squatters.append(squatter)
        for _ in range(20):
            assert platform.get("/me").status_code == 200
        for squatter in squatters:
            with pytest.raises(BlockingIOError):
                squatter.accept()


def test_T22_the_address_is_literal_and_the_port_is_chosen_by_the_system(platform):
    assert platform.base_url == "http://{}:{}".format(*platform.address)
    with bind("127.0.0.1", 0) as one, bind("127.0.0.1", 0) as other:
        assert one.getsockname()[1] != other.getsockname()[1]
