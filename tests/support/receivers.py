"""A real HTTP endpoint on loopback: requests are kept byte for byte, answers are as told."""

from __future__ import annotations

import asyncio
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from tests.support.own_loop import WAIT_S, OnItsOwnLoop

_QUIET_TURNS = 5


@dataclass(frozen=True, slots=True)
class Reply:
    """How a request is answered.

    Attributes:
        raw: Sent as it is, instead of everything else.
        delay_s: How long nothing is said first.
        held: Nothing is said until `HttpReceiver.let_go`.
        reset: The connection is reset instead of an answer.
        drip_s: The body is said byte by byte, for ever, with this pause.
        close: The connection is closed afterwards, and the request says so.
    """

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    raw: bytes | None = None
    delay_s: float = 0.0
    held: bool = False
    reset: bool = False
    drip_s: float | None = None
    close: bool = False

    def encoded(self) -> bytes:
        if self.raw is not None:
            return self.raw
        length = () if self.drip_s is not None else (("content-length", str(len(self.body))),)
        close = (("connection", "close"),) if self.close else ()
        head = f"HTTP/1.1 {self.status} told\r\n" + "".join(
            f"{name}: {value}\r\n" for name, value in (*length, *close, *self.headers)
        )
        return head.encode("latin-1") + b"\r\n" + self.body


OK = Reply()


@dataclass(frozen=True, slots=True)
class Received:
    """One request as it came over the wire."""

    raw: bytes
    body: bytes
    connection: int

    @property
    def lines(self) -> list[bytes]:
        """The request line and the header lines, in the order they came."""
        return self.raw.partition(b"\r\n\r\n")[0].split(b"\r\n")

    @property
    def target(self) -> str:
        return self.lines[0].split(b" ")[1].decode("ascii")

    def all(self, name: str) -> list[str]:
        """Every value of a header."""
        pairs = (line.partition(b":") for line in self.lines[1:])
        return [
            value.strip().decode("latin-1")
            for key, _, value in pairs
            if key.lower() == name.lower().encode("ascii")
        ]

    def header(self, name: str) -> str:
        """The value of a header that came exactly once."""
        (value,) = self.all(name)
        return value


@dataclass
class _Kept:
    received: list[Received] = field(default_factory=list)
    connections: int = 0
    at_once: int = 0
    most_at_once: int = 0


class HttpReceiver(OnItsOwnLoop):
    """An endpoint on its own thread; a context manager."""

    def __init__(
        self, *, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None
    ) -> None:
        super().__init__("http receiver")
        self._host, self._wanted_port, self._tls = host, port, tls
        self._changed = threading.Condition()
        self._kept = _Kept()
        self._replies: list[Reply] = []
        self._otherwise: Callable[[Received], Reply] = lambda _request: OK
        self._opened = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: set[asyncio.StreamWriter] = set()
        self.port = 0

    # What a test tells it.

    def answer(self, *replies: Reply) -> None:
        """Answer the next requests so, one each; then as before."""
        with self._changed:
            self._replies += replies

    def always(self, reply: Reply | Callable[[Received], Reply]) -> None:
        """Answer every further request so."""
        self._otherwise = reply if callable(reply) else lambda _request: reply

    def let_go(self) -> None:
        """Let held requests be answered, those of now and those to come."""
        self._loop.call_soon_threadsafe(self._opened.set)

    # What a test sees.

    @property
    def url(self) -> str:
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}/"

    @property
    def received(self) -> list[Received]:
        with self._changed:
            return list(self._kept.received)

    @property
    def connections(self) -> int:
        """How often something connected."""
        with self._changed:
            return self._kept.connections

    @property
    def most_at_once(self) -> int:
        """How many requests waited for their answer at the same time, at most."""
        with self._changed:
            return self._kept.most_at_once

    def wait(self, count: int = 1, *, timeout_s: float = WAIT_S) -> list[Received]:
        """The requests so far, once there are at least `count`."""
        with self._changed:
            came = self._changed.wait_for(
                lambda: len(self._kept.received) >= count, timeout=timeout_s
            )
            assert came, f"{len(self._kept.received)} of {count} requests came"
            return list(self._kept.received)

    # Its life.

    async def _open(self) -> None:
        self._server = await asyncio.start_server(
            self._accept, self._host, self._wanted_port, ssl=self._tls, limit=2**20
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        self._server.close()
        for _ in range(3):  # turns in which what was accepted just now becomes a task
            await asyncio.sleep(0)
        told: set[asyncio.Task[Any]] = set()
        quiet = 0
        while quiet < _QUIET_TURNS:  # what was accepted just now has no task yet
            quiet = 0 if asyncio.all_tasks() - {asyncio.current_task()} else quiet + 1
            for task in self._tasks - told:  # one that has not begun could not close its end
                task.cancel()
                told.add(task)
            await asyncio.sleep(0)
        for writer in self._writers:  # what nobody reads would never be written to its end
            writer.transport.abort()
        await asyncio.sleep(0)
        await self._server.wait_closed()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._writers.add(writer)
        with self._changed:
            self._kept.connections += 1
            number = self._kept.connections
            self._changed.notify_all()
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
                while await self._serve_one(reader, writer, number):
                    pass
        finally:
            self._tasks.discard(task)
            writer.close()
            with suppress(ConnectionError, ssl.SSLError, asyncio.CancelledError):
                await writer.wait_closed()
                self._writers.discard(writer)

    async def _serve_one(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int
    ) -> bool:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(
            (
                int(line.partition(b":")[2])
                for line in head.split(b"\r\n")
                if line.lower().startswith(b"content-length:")
            ),
            0,
        )
        body = await reader.readexactly(length)
        request = Received(head + body, body, number)
        with self._changed:
            reply = self._replies.pop(0) if self._replies else None
            self._kept.received.append(request)
            self._kept.at_once += 1
            self._kept.most_at_once = max(self._kept.most_at_once, self._kept.at_once)
            self._changed.notify_all()
        try:
            return await self._say(reply or self._otherwise(request), reader, writer)
        finally:
            with self._changed:
                self._kept.at_once -= 1

    async def _say(
        self, reply: Reply, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        if reply.held:
            await self._opened.wait()
        if reply.delay_s:
            await asyncio.sleep(reply.delay_s)
        if reply.reset:
            reset_on_close(writer.get_extra_info("socket"))
            writer.transport.abort()
            return False
        writer.write(reply.encoded())
        await writer.drain()
        while reply.drip_s is not None:
            await asyncio.sleep(reply.drip_s)
            writer.write(b".")
            await writer.drain()
        return not reply.close and reply.raw is None


def reset_on_close(sock: Any) -> None:
    """Make closing a socket a reset instead of a polite end."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
