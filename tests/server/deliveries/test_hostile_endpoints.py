"""F40-F52: whatever an endpoint does, a try ends in time and in little memory (T29).

Every script meets every door to the outside: a delivery, a test-send, and the token call
of a delivery.  The doors are in a process of their own, whose memory tells.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest

from app.domain.outbound import OutboundRequest
from app.domain.times import utc_now
from app.server.deliveries.attempt import RESPONSE_LIMIT_BYTES
from app.server.deliveries.guard import AddressGuard
from app.server.deliveries.senders.http import HttpSender
from app.server.settings import LOOPBACK
from tests.support.hostile_servers import SCRIPTS, HostileServer
from tests.support.receivers import HttpReceiver

Told = dict[str, Any]
ROOT = Path(__file__).parents[3]
DOORS = ("delivery", "test", "token")
TIMEOUT_S = 2.0
LATE_S = 5.0  # on a busy machine; else they went on for ever
GROWTH_MIB = 20.0
# Of each of hundreds at once: its 64 KiB as they came and as they are told, what one read
# of the socket brings, and 256 KiB that asyncio sets aside for TLS.
GROWTH_OF_EACH_MIB = 0.4
# What a delivery says; a 2xx that came is delivered, however its body ended.
SAID: dict[str, set[str | None]] = {
    "F40": {"read_timeout"},
    "F41": {"read_timeout", "connection_reset"},  # "HTTP/1.1 2" and a 0 is no status
    "F42": {None},
    "F43": {"connect_timeout", "read_timeout", "tls_error"},
    "F44": {None},
    "F45": {None, "connection_reset"},  # by whether it came with the headers
    "F46": {"connection_reset", "read_timeout"},
    "F47": {"connection_reset"},
    "F48": {None},
    "F49": {None},
    "F50": {"connection_reset"},
    "F51": {None, "connection_reset", "tls_error"},
    "F52": {None, "connection_reset"},
}


def knock(names: Iterable[str], *, parallel: int, timeout_s: float, together: bool) -> Told:
    """What came of going through every door to these endpoints."""
    with ExitStack() as stack:
        servers = [stack.enter_context(HostileServer(name)) for name in names]
        asked = {
            "timeout_s": timeout_s,
            "parallel": parallel,
            "together": together,
            "doors": DOORS,
            "targets": [{"name": one.name, "url": one.url} for one in servers],
        }
        done = subprocess.run(
            [sys.executable, "-W", "error", "-m", "tests.support.hostile_run"],
            cwd=ROOT, input=json.dumps(asked), capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert done.stderr == ""
        assert all(one.connections for one in servers)
    told: Told = json.loads(done.stdout)
    return told


def judge(told: Told, timeout_s: float, growth_mib: float = GROWTH_MIB) -> None:
    for one in told["results"]:
        row = f"{one['name']} by {one['door']}"
        assert one["slowest_s"] <= timeout_s + LATE_S, row
        assert one["kept"] <= 4 * RESPONSE_LIMIT_BYTES / 3 + 4, row  # as base64
        wanted = {"auth_error"} if one["door"] == "token" else SAID[one["name"][:3]]
        assert set(one["errors"]) <= wanted, (row, one["errors"])
    assert told["grown_mib"] <= growth_mib


FLOODS = [name for name in SCRIPTS if name.startswith(("F46", "F47", "F48", "F50-endless"))]
QUIET = [name for name in SCRIPTS if name not in FLOODS]


def test_T29_F40_to_F45_and_F49_to_F52_all_at_once() -> None:
    assert {name[:3] for name in SCRIPTS} == set(SAID)
    told = knock(QUIET, parallel=1, timeout_s=TIMEOUT_S, together=True)
    assert len(told["results"]) == len(QUIET) * len(DOORS)
    judge(told, TIMEOUT_S)


@pytest.mark.parametrize("row", ["F46", "F47", "F48", "F50"])
def test_T29_F46_to_F50_a_flood_ends_in_time(row: str) -> None:
    names = [name for name in FLOODS if name.startswith(row)]
    judge(knock(names, parallel=2, timeout_s=TIMEOUT_S / 4, together=False), TIMEOUT_S / 4)


def test_F52_an_answer_that_was_not_asked_for_is_no_answer() -> None:
    """Said while the connection was idle, it must not become the next request's answer."""
    asyncio.run(_unasked())


async def _unasked() -> None:
    said = asyncio.Event()
    connections = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            while True:
                await reader.readuntil(b"\r\n\r\n{}")
                writer.write(b"HTTP/1.1 500 real\r\ncontent-length: 0\r\n\r\n")
                await writer.drain()
                await answered.wait()
                writer.write(b"HTTP/1.1 200 unasked\r\ncontent-length: 0\r\n\r\n")
                await writer.drain()
                said.set()
        writer.close()

    def request(url: str) -> OutboundRequest:
        return OutboundRequest(url, (("content-type", "application/json"),), b"{}", frozenset())

    answered = asyncio.Event()
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
    guard = AddressGuard(allow=LOOPBACK)
    sender = HttpSender(guard, clock=utc_now)
    with HttpReceiver() as elsewhere:
        first = await sender.send(request(url), timeout_s=5)
        answered.set()
        await said.wait()
        await sender.send(request(elsewhere.url), timeout_s=5)  # by now it has arrived
        second = await sender.send(request(url), timeout_s=5)
    await sender.close()
    guard.close()
    server.close()
    assert (first.status, second.status) == (500, 500)
    assert connections == 2


@pytest.mark.soak
@pytest.mark.parametrize("name", SCRIPTS)
def test_T29_200_at_once(name: str) -> None:
    told = knock([name], parallel=200, timeout_s=5.0, together=False)
    print(name, told)
    judge(told, 5.0, GROWTH_MIB + 200 * GROWTH_OF_EACH_MIB)
