"""One POST: exactly the given bytes and headers, one absolute deadline, a short memory.

What came over the wire is kept as it is: redirects are shown and not followed, bodies
are never decompressed, and no more than 64 KiB of them is read (security.md T29, T31).
"""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import aiohttp
from aiohttp.connector import Connection
from aiohttp.http import HttpProcessingError

from app.domain.delivery import AttemptError, AttemptRequest, AttemptResponse
from app.domain.outbound import METHOD, OutboundRequest
from app.domain.retry import RETRY_AFTER_STATUSES, parse_retry_after
from app.domain.times import Clock
from app.server.deliveries.attempt import RESPONSE_LIMIT_BYTES, AttemptResult, text_of
from app.server.deliveries.guard import AddressGuard
from app.server.deliveries.senders import failures
from app.server.deliveries.senders.connections import Connections, Endpoint
from app.server.deliveries.senders.phases import Phases, verifying_tls
from app.server.store.times import ms_of

_BUFFER_BYTES: Final = 16_384  # a connection's; hundreds may be flooded at once
_INTERIM: Final = range(100, 200)
_INTERIM_LIMIT: Final = 32  # who says that he is busy more often than this is not
_SWITCHING_PROTOCOLS: Final = 101  # the last answer in HTTP, though it is numbered like an interim


@dataclass(slots=True)
class _Received:
    """What has arrived so far; kept even if the rest never does."""

    status: int | None = None
    headers: Sequence[tuple[bytes, bytes]] = ()
    body: bytearray = field(default_factory=bytearray)
    complete: bool = False

    def response(self, to: OutboundRequest) -> AttemptResponse | None:
        """It as it may be kept: cut to the limit, without secrets that it repeats."""
        if self.status is None:
            return None
        truncated = not self.complete or len(self.body) > RESPONSE_LIMIT_BYTES
        kept = to.without_echoes(bytes(self.body[:RESPONSE_LIMIT_BYTES]))
        body, encoding = text_of(_whole_characters(kept) if truncated else kept)
        return AttemptResponse(self.status, self._shown_headers(to), body, truncated, encoding)

    def _shown_headers(self, to: OutboundRequest) -> tuple[tuple[str, str], ...]:
        values = b"\n".join(value for _, value in self.headers)  # no value holds a line break
        shown = to.without_echoes(values).split(b"\n")
        return tuple(
            (_header_text(name), _header_text(value))
            for (name, _), value in zip(self.headers, shown, strict=False)
        )


class HttpSender:
    """Sends requests through one pool of guarded connections.

    Made and used on one event loop; `close` it there.
    """

    def __init__(
        self, guard: AddressGuard, *, clock: Clock, tls: ssl.SSLContext | None = None
    ) -> None:
        self._clock = clock
        self._connections = Connections(guard, verifying_tls() if tls is None else tls)

    async def send(self, request: OutboundRequest, *, timeout_s: float) -> AttemptResult:
        """Send once; whatever happens is an answer, not an exception."""
        now = self._clock()
        phases, received = Phases().follow(), _Received()
        problem: AttemptError | None = None
        try:
            async with asyncio.timeout(timeout_s):
                await self._exchange(request, phases, received)
        except TimeoutError:
            problem = failures.of_timeout(
                connected=phases.connected is not None, timeout_s=timeout_s
            )
        except (OSError, aiohttp.ClientError, HttpProcessingError, ValueError) as error:
            problem = failures.of_exception(error)
        response = received.response(request)
        if response is not None:
            problem = failures.of_status(response.status, _header(response, "location"))
        return AttemptResult(
            started_ms=ms_of(now),
            timings=phases.timings(),
            request=AttemptRequest(METHOD, request.url, request.masked_headers(), None),
            response=response,
            error=problem,
            retry_after_s=self._retry_after_s(response),
        )

    async def close(self) -> None:
        """Close all connections."""
        await self._connections.close()

    async def _exchange(
        self, request: OutboundRequest, phases: Phases, received: _Received
    ) -> None:
        endpoint = self._connections.endpoint(request.url)
        message = _written(request, endpoint)
        try:
            await self._post(endpoint, message, phases, received)
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError, ConnectionError):
            if not phases.reused or received.status is not None:
                raise
            # The endpoint closed an idle connection just as we took it: that is no
            # failure of the endpoint, so the same try goes on over a fresh one.
            await self._post(endpoint, message, phases, received)

    async def _post(
        self, endpoint: Endpoint, message: bytes, phases: Phases, received: _Received
    ) -> None:
        connection = await self._connections.take(endpoint, phases)
        try:
            await _ask(connection, message, phases, received)
        finally:
            if received.complete:
                connection.release()
            else:  # the rest is not wanted, or never came
                connection.close()

    def _retry_after_s(self, response: AttemptResponse | None) -> float | None:
        if response is None or response.status not in RETRY_AFTER_STATUSES:
            return None
        asked = _header(response, "retry-after")
        return None if asked is None else parse_retry_after(asked, now=self._clock())


def _header(response: AttemptResponse, name: str) -> str | None:
    return next((value for key, value in response.headers if key.lower() == name), None)


def _written(request: OutboundRequest, endpoint: Endpoint) -> bytes:
    """The request as one piece, so that it goes out in one segment where it fits.

    Raises:
        ValueError: A line holds what would end it.
    """
    lines = [endpoint.head, *(f"{name}: {value}" for name, value in request.headers)]
    lines.append(f"content-length: {len(request.body)}")
    head = "\r\n".join(lines)
    # The values were judged where they came in; one that slipped through must not become
    # a header of its own, or a request of its own (T31).
    ends = len(lines)  # one between two lines, and the one inside of `endpoint.head`
    if head.count("\r") != ends or head.count("\n") != ends or "\0" in head:
        raise ValueError("a header holds a line break")
    return head.encode("latin-1") + b"\r\n\r\n" + request.body


async def _ask(connection: Connection, message: bytes, phases: Phases, received: _Received) -> None:
    """Send, and keep what comes back, up to the limit."""
    protocol, transport = connection.protocol, connection.transport
    if protocol is None or transport is None:
        raise ConnectionResetError("the connection was lost")
    protocol.set_response_params(
        read_until_eof=True, auto_decompress=False, read_bufsize=_BUFFER_BYTES
    )
    transport.write(message)
    phases.sent = time.perf_counter()
    for _ in range(_INTERIM_LIMIT):
        answer, body = await protocol.read()
        if answer.code not in _INTERIM or answer.code == _SWITCHING_PROTOCOLS:
            break
    else:
        raise aiohttp.ClientPayloadError("one interim answer after the other, and no other")
    phases.headers_came = time.perf_counter()
    received.status, received.headers = answer.code, answer.raw_headers
    while len(received.body) <= RESPONSE_LIMIT_BYTES:
        chunk = await body.read(RESPONSE_LIMIT_BYTES + 1 - len(received.body))
        if not chunk:
            received.complete = True
            return
        received.body += chunk


def _header_text(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _whole_characters(cut: bytes) -> bytes:
    """Without the half character that a cut in the middle of one left behind."""
    for spare in range(min(4, len(cut))):
        try:
            cut[: len(cut) - spare].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return cut[: len(cut) - spare]
    return cut
