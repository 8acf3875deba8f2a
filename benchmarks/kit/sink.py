"""A receiver that is never the bottleneck, in a process of its own."""

from __future__ import annotations

import asyncio
import multiprocessing
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection as Pipe
from typing import cast

_ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Sink:
    """A receiver that runs.

    Attributes:
        url: Where it listens; what follows is not looked at.
        pid: Its process.
    """

    url: str
    pid: int
    _pipe: Pipe

    def arrivals(self) -> dict[str, float]:
        """When the first byte of each `webhook-id` came, by `time.perf_counter`; then forgets."""
        self._pipe.send("arrivals")
        return cast("dict[str, float]", self._pipe.recv())


@contextmanager
def running_sink(*, delay_s: float = 0.0) -> Iterator[Sink]:
    """A receiver that answers 200, at once or after a delay."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, delay_s))
    process.start()
    try:
        assert process.pid is not None
        yield Sink(f"http://127.0.0.1:{ours.recv()}/", process.pid, ours)
    finally:
        process.terminate()
        process.join()


class _Answers(asyncio.Protocol):
    """Answers every request as cheaply as possible."""

    def __init__(self, arrivals: dict[str, float], delay_s: float) -> None:
        self._arrivals = arrivals
        self._delay_s = delay_s
        self._waiting = b""
        self._came_s = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        if not self._waiting:
            self._came_s = time.perf_counter()
        self._waiting += data
        while (end := self._waiting.find(b"\r\n\r\n")) >= 0:
            head = self._waiting[:end].lower() + b"\r\n"
            size = end + 4 + int(_value(head, b"content-length") or 0)
            if len(self._waiting) < size:
                return
            self._waiting = self._waiting[size:]
            self._arrivals.setdefault(_value(head, b"webhook-id").decode(), self._came_s)
            if self._delay_s:
                asyncio.get_running_loop().call_later(self._delay_s, self._answer)
            else:
                self._answer()

    def _answer(self) -> None:
        if not self._transport.is_closing():
            self._transport.write(_ANSWER)


def _value(head: bytes, name: bytes) -> bytes:
    """A header's value; nothing if it is not there."""
    _, found, rest = head.partition(b"\r\n" + name + b":")
    return rest[: rest.index(b"\r\n")].strip() if found else b""


def _serve(pipe: Pipe, delay_s: float) -> None:
    arrivals: dict[str, float] = {}

    def tell() -> None:
        pipe.recv()
        pipe.send(dict(arrivals))
        arrivals.clear()

    async def serve() -> None:
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: _Answers(arrivals, delay_s), "127.0.0.1", 0)
        loop.add_reader(pipe.fileno(), tell)
        pipe.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(serve())
