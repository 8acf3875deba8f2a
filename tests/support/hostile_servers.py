"""Endpoints that do their worst, one script each, named by their row of the fault matrix."""

from __future__ import annotations

import asyncio
import gzip
import random
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from tests.support.own_loop import OnItsOwnLoop
from tests.support.receivers import reset_on_close

Script = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]

_OK = b"HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n"
_BOMB = gzip.compress(b"\0" * 200_000_000, 1)
_GARBAGE = random.Random(50).randbytes(200_000)
_PAUSE_S = 0.02


async def head(reader: asyncio.StreamReader) -> None:
    """Read a request to the end of its headers."""
    await reader.readuntil(b"\r\n\r\n")


def says(*pieces: bytes, hangs: bool = False, reset: bool = False, hears: bool = True) -> Script:
    """Send pieces after a request, then close, reset, or hang."""

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if hears:
            await head(reader)
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
        if hangs:
            await asyncio.Event().wait()
        if reset:
            reset_on_close(writer.get_extra_info("socket"))
            writer.transport.abort()

    return script


def drips(start: bytes, piece: bytes, *, hears: bool = True) -> Script:
    """Send a beginning, then a piece now and then, for ever."""

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if hears:
            await head(reader)
        writer.write(start)
        while True:
            await writer.drain()
            await asyncio.sleep(_PAUSE_S)
            writer.write(piece)

    return script


def floods(start: bytes, piece: bytes, *, hears: bool = True) -> Script:
    """Send a beginning, then the same piece as fast as it is taken, for ever."""

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if hears:
            await head(reader)
        writer.write(start)
        while True:
            writer.write(piece)
            await writer.drain()
            await asyncio.sleep(0)

    return script


_LENGTH = _OK + b"content-length: 1000\r\n\r\n"
_CHUNKED = _OK + b"transfer-encoding: chunked\r\n\r\n"
_INFORMATION = b"HTTP/1.1 102 Processing\r\n\r\n"
_WHOLE = _OK + b"content-length: 2\r\n\r\nok"
_TLS_RECORD = b"\x16\x03\x03\x40\x00\x02\x00\x3f\xfc\x03\x03"
_ENCODINGS = b"content-encoding: " + b", ".join([b"gzip", b"br"] * 10) + b"\r\n"

# The name says the row (security.md 3.2); those with `tls` are spoken to over https.
SCRIPTS: dict[str, Script] = {
    "F40-no-answer": says(hangs=True),
    "F40-nothing-read": says(hangs=True, hears=False),
    "F41-drip-header": drips(_OK + b"x: ", b"y"),
    "F41-drip-status": drips(b"HTTP/1.1 2", b"0"),
    "F42-drip-body": drips(_OK + b"content-length: 1000000\r\n\r\n", b"z"),
    "F42-drip-chunks": drips(_CHUNKED, b"1\r\nz\r\n"),
    "F43-tls-silence": says(hangs=True, hears=False),
    "F43-tls-drip": drips(_TLS_RECORD, b"\0", hears=False),
    "F44-half-body": says(_LENGTH + b"half"),
    "F45-bad-chunk": says(_CHUNKED + b"zz\r\nnope\r\n"),
    "F45-huge-chunk-size": says(_CHUNKED + b"f" * 5000, hangs=True),
    "F46-endless-header": floods(_OK, b"x-more: " + b"y" * 500 + b"\r\n"),
    "F46-endless-line": floods(_OK + b"x: ", b"y" * 4096),
    "F47-100000-informations": says(_INFORMATION * 100_000 + _WHOLE),
    "F47-endless-informations": floods(b"", _INFORMATION * 100),
    "F48-gzip-bomb": says(
        _OK + b"content-encoding: gzip\r\ncontent-length: %d\r\n\r\n" % len(_BOMB), _BOMB
    ),
    "F48-endless-body": floods(_CHUNKED, b"10000\r\n" + b"z" * 65_536 + b"\r\n"),
    "F49-20-encodings": says(_OK + _ENCODINGS + b"content-length: 2\r\n\r\nok"),
    "F50-garbage": says(_GARBAGE),
    "F50-endless-garbage": floods(b"", _GARBAGE),
    "F50-another-protocol": says(b"220 mail.example.com ESMTP\r\n"),
    "F51-close-at-once": says(hears=False),
    "F51-reset-at-once": says(hears=False, reset=True),
    "F51-close-unanswered": says(),
    "F51-reset-unanswered": says(reset=True),
    "F51-reset-in-status": says(b"HTTP/1.1 2", reset=True),
    "F51-reset-in-header": says(_OK + b"x: y", reset=True),
    "F51-reset-before-body": says(_LENGTH, reset=True),
    "F51-reset-in-body": says(_LENGTH + b"half", reset=True),
    "F51-reset-in-chunk": says(_CHUNKED + b"8\r\nfour", reset=True),
    "F51-tls-reset": says(_TLS_RECORD, hears=False, reset=True),
    "F52-two-answers": says(_WHOLE + b"HTTP/1.1 500 No\r\ncontent-length: 4\r\n\r\nevil"),
    "F52-answer-unasked": says(_WHOLE * 50, hears=False, hangs=True),
    "F52-two-lengths": says(_OK + b"content-length: 2\r\ncontent-length: 9\r\n\r\nok"),
}


async def _talks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, until: bytes) -> None:
    """Speak SMTP politely until a command comes."""
    writer.write(b"220 mail\r\n")
    while (line := await reader.readline()) and not line.upper().startswith(until):
        writer.write(b"354 go\r\n" if line.upper().startswith(b"DATA") else b"250 ok\r\n")
        if line.upper().startswith(b"DATA"):
            await reader.readuntil(b"\r\n.\r\n")
            return


def mail_server(until: bytes, then: Script) -> Script:
    """Polite until a command (`.` is the end of the message), then as told."""

    async def script(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _talks(reader, writer, until)
        await then(reader, writer)

    return script


# Mail servers that do their worst: what a delivery says of them is in its test.
MAIL_SCRIPTS: dict[str, Script] = {
    "F40-no-greeting": says(hangs=True, hears=False),
    "F40-silent-at-ehlo": mail_server(b"EHLO", says(hangs=True, hears=False)),
    "F40-silent-at-recipient": mail_server(b"RCPT", says(hangs=True, hears=False)),
    "F40-silent-after-message": mail_server(b"\0", says(hangs=True, hears=False)),
    "F41-drip-greeting": drips(b"220-", b"x", hears=False),
    "F41-drip-lines": drips(b"220-a\r\n", b"220-a\r\n", hears=False),
    "F46-endless-line": floods(b"220-", b"x" * 4096, hears=False),
    "F50-garbage": says(_GARBAGE, hears=False),
    "F51-close-at-once": says(hears=False),
    "F51-reset-after-message": mail_server(b"\0", says(hears=False, reset=True)),
}


class HostileServer(OnItsOwnLoop):
    """One script on a loopback port, for every connection; a context manager."""

    def __init__(self, name: str, script: Script | None = None) -> None:
        super().__init__(name)
        self.name = name
        self._script = SCRIPTS[name] if script is None else script
        self._tasks: set[asyncio.Task[None]] = set()
        self.connections = 0
        self.greeted = threading.Event()
        self.port = 0

    @property
    def url(self) -> str:
        return f"{'https' if 'tls' in self.name else 'http'}://127.0.0.1:{self.port}/"

    async def _open(self) -> None:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0, backlog=512)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task: Any = asyncio.current_task()
        self._tasks.add(task)
        self.connections += 1
        self.greeted.set()
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                await self._script(reader, writer)
        finally:
            self._tasks.discard(task)
            writer.close()
