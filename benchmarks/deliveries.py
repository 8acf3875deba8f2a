"""Deliveries a second of the real engine, as a share of a bare POST loop.

Both run here, in one process and one after the other, against the same receiver in
a process of its own, so the ratio says what the outbox, the log and the fairness
cost; the numbers themselves say little about any other machine.  The ratio of
processor times hardly feels what else the machine is doing.

    python -m benchmarks.deliveries [--count 3000] [--slots 16] [--rounds 3]
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import statistics
import tempfile
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from pathlib import Path

import aiohttp
from sqlalchemy import Connection

from app.domain import strict_json
from app.domain.ids import new_id
from app.domain.times import utc_now
from app.server.deliveries.outbox import record_event
from app.server.store.times import ms_of
from tests.support.delivery_stage import Stage

_ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"
_PAYLOAD_BYTES = 1100


@dataclass(frozen=True, slots=True)
class Spent:
    """Time by the wall's clock and by the processor's."""

    wall_s: float
    cpu_s: float

    @classmethod
    def now(cls) -> Spent:
        return cls(time.perf_counter(), time.process_time())

    def since(self, start: Spent) -> Spent:
        return Spent(self.wall_s - start.wall_s, self.cpu_s - start.cpu_s)


class _Sink(asyncio.Protocol):
    """Answers every request as cheaply as possible."""

    def __init__(self) -> None:
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while (end := self._waiting.find(b"\r\n\r\n")) >= 0:
            head = self._waiting[:end].lower()
            start = head.index(b"content-length:") + 15
            length = int(
                head[start : head.find(b"\r\n", start) if b"\r\n" in head[start:] else end]
            )
            if len(self._waiting) < end + 4 + length:
                return
            self._waiting = self._waiting[end + 4 + length :]
            self._transport.write(_ANSWER)


def serve_sink(ready: Pipe) -> None:
    async def serve() -> None:
        server = await asyncio.get_running_loop().create_server(_Sink, "127.0.0.1", 0)
        ready.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())


def payload() -> bytes:
    return strict_json.dumps({"id": new_id("cli"), "note": "x" * _PAYLOAD_BYTES})


async def bare(url: str, *, count: int, slots: int) -> Spent:
    """What it takes for `count` POSTs, `slots` at once."""
    left = iter(range(count))
    body = payload()
    headers = {
        "content-type": "application/json",
        "authorization": "Bearer secret-token",
        "webhook-id": new_id("evt"),
        "webhook-signature": "v1," + "x" * 43 + "=",
    }
    async with aiohttp.ClientSession(headers=headers) as session:

        async def worker() -> None:
            for _ in left:
                async with session.post(url, data=body) as response:
                    await response.read()

        await _post_once(session, url, body)
        start = Spent.now()
        await asyncio.gather(*(worker() for _ in range(slots)))
        return Spent.now().since(start)


async def _post_once(session: aiohttp.ClientSession, url: str, body: bytes) -> None:
    """One POST that opens the connection before the clock runs."""
    async with session.post(url, data=body) as response:
        await response.read()


def write_events(tx: Connection, count: int) -> None:
    for _ in range(count):
        record_event(
            tx,
            entity="clients",
            function="create",
            record_id=new_id("cli"),
            record_version=1,
            record_label="x",
            channel_id=None,
            payload=payload(),
            now_ms=ms_of(utc_now()),
        )


def _engine(url: str, *, count: int, slots: int, listeners: int) -> Spent:
    """What it takes from the release of `count` deliveries until all are recorded as delivered."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Stage(Path(folder) / "data", clock=utc_now, slots=slots, per_listener_limit=slots) as stage,
    ):
        credential = stage.credential("bearer", {}, {"token": "secret-token"})
        ids = [
            stage.listener(url, auth_type="bearer", credential_id=credential, mode="paused")
            for _ in range(listeners)
        ]
        stage.database.run_sync(lambda tx: write_events(tx, count // listeners))
        start = Spent.now()
        for listener_id in ids:
            stage.change(listener_id, mode="enabled")
        stage.wait_settled(count // listeners * listeners)
        return Spent.now().since(start)


def main() -> None:
    """Run both in turn and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--slots", type=int, default=16)
    parser.add_argument("--listeners", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    ours, theirs = multiprocessing.get_context("spawn").Pipe()
    receiver = multiprocessing.get_context("spawn").Process(target=serve_sink, args=(theirs,))
    receiver.start()
    try:
        url = f"http://127.0.0.1:{ours.recv()}/"
        ratios = []
        for _ in range(wanted.rounds):
            spent = asyncio.run(bare(url, count=wanted.count, slots=wanted.slots))
            engine = _engine(
                url, count=wanted.count, slots=wanted.slots, listeners=wanted.listeners
            )
            ratios.append((spent.wall_s / engine.wall_s, spent.cpu_s / engine.cpu_s))
            print(
                json.dumps(
                    {
                        "bare_per_s": round(wanted.count / spent.wall_s),
                        "engine_per_s": round(wanted.count / engine.wall_s),
                        "ratio": round(ratios[-1][0], 2),
                        "cpu_ratio": round(ratios[-1][1], 2),
                    }
                ),
                flush=True,
            )
        wall, cpu = (round(statistics.median(one), 2) for one in zip(*ratios, strict=True))
        print(json.dumps({"deliveries_ratio": wall, "deliveries_cpu_ratio": cpu}))
    finally:
        receiver.terminate()
        receiver.join()


if __name__ == "__main__":
    main()
