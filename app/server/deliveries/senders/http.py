"""One POST: exactly the given bytes and headers, one absolute deadline, a short memory.

What came over the wire is kept as it is: redirects are shown and not followed, bodies
are never decompressed, and no more than 64 KiB of them is read (security.md T29, T31).
"""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass, field
from typing import Final

import aiohttp
from multidict import CIMultiDict

from app.domain.delivery import AttemptError, AttemptRequest, AttemptResponse
from app.domain.outbound import METHOD, OutboundRequest
from app.domain.retry import RETRY_AFTER_STATUSES, parse_retry_after
from app.domain.times import Clock
from app.server.deliveries.attempt import RESPONSE_LIMIT_BYTES, AttemptResult, text_of
from app.server.deliveries.guard import AddressGuard
from app.server.deliveries.senders import failures
from app.server.deliveries.senders.phases import Phases, tracing, verifying_tls
from app.server.deliveries.senders.target import target_of
from app.server.store.times import ms_of

# aiohttp adds these unless told not to; we send exactly what we were given.
_ADDED_BY_AIOHTTP: Final = ("accept", "accept-encoding", "content-type", "user-agent")
_NO_TIMEOUT: Final = aiohttp.ClientTimeout(total=None, connect=None, sock_connect=None)


@dataclass(slots=True)
class _Received:
    """What has arrived so far; kept even if the rest never does."""

    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    body: bytearray = field(default_factory=bytearray)
    complete: bool = False

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name), None)

    def response(self, to: OutboundRequest) -> AttemptResponse | None:
        if self.status is None:
            return None
        truncated = not self.complete or len(self.body) > RESPONSE_LIMIT_BYTES
        kept = to.without_echoes(bytes(self.body[:RESPONSE_LIMIT_BYTES]))
        body, encoding = text_of(_whole_characters(kept) if truncated else kept)
        return AttemptResponse(self.status, self.headers, body, truncated, encoding)


class HttpSender:
    """Sends requests through one pool of guarded connections.

    Made and used on one event loop; `close` it there.
    """

    def __init__(
        self, guard: AddressGuard, *, clock: Clock, tls: ssl.SSLContext | None = None
    ) -> None:
        self._guard = guard
        self._clock = clock
        self._tls = verifying_tls() if tls is None else tls
        self._session = aiohttp.ClientSession(
            connector=guard.connector(),
            cookie_jar=aiohttp.DummyCookieJar(),
            skip_auto_headers=_ADDED_BY_AIOHTTP,
            auto_decompress=False,
            trust_env=False,
            timeout=_NO_TIMEOUT,  # the deadline of `send` covers everything
            trace_configs=[tracing()],
        )

    async def send(self, request: OutboundRequest, *, timeout_s: float) -> AttemptResult:
        """Send once; whatever happens is an answer, not an exception."""
        now = self._clock()
        phases, received = Phases(), _Received()
        phases.follow()
        problem: AttemptError | None = None
        try:
            async with asyncio.timeout(timeout_s):
                await self._exchange(request, phases, received)
        except TimeoutError:
            problem = failures.of_timeout(
                connected=phases.connected is not None, timeout_s=timeout_s
            )
        except (OSError, aiohttp.ClientError, ValueError) as error:
            problem = failures.of_exception(error)
        return AttemptResult(
            started_ms=ms_of(now),
            timings=phases.timings(),
            request=AttemptRequest(METHOD, request.url, request.masked_headers(), None),
            response=received.response(request),
            error=problem
            if received.status is None
            else failures.of_status(received.status, received.header("location")),
            retry_after_s=self._retry_after_s(received),
        )

    async def close(self) -> None:
        """Close all connections."""
        await self._session.close()

    async def _exchange(
        self, request: OutboundRequest, phases: Phases, received: _Received
    ) -> None:
        try:
            await self._post(request, phases, received)
        except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError, ConnectionError):
            if not phases.reused or received.status is not None:
                raise
            # The endpoint closed an idle connection just as we took it: that is no
            # failure of the endpoint, so the same try goes on over a fresh one.
            phases.forget()
            await self._post(request, phases, received)

    async def _post(self, request: OutboundRequest, phases: Phases, received: _Received) -> None:
        url = target_of(request.url)
        self._guard.check_host(url.host or "", url.port or 0)
        async with self._session.post(
            url,
            data=request.body,
            headers=CIMultiDict(request.headers),
            allow_redirects=False,
            ssl=self._tls,
            trace_request_ctx=phases,
        ) as response:
            received.headers = tuple(
                (_header_text(name), _header_text(request.without_echoes(value)))
                for name, value in response.raw_headers
            )
            received.status = response.status
            while len(received.body) <= RESPONSE_LIMIT_BYTES:
                chunk = await response.content.read(RESPONSE_LIMIT_BYTES)
                if not chunk:
                    received.complete = True
                    return
                received.body += chunk
            response.close()  # the rest is not wanted; the connection is of no more use

    def _retry_after_s(self, received: _Received) -> float | None:
        asked = received.header("retry-after")
        if asked is None or received.status not in RETRY_AFTER_STATUSES:
            return None
        return parse_retry_after(asked, now=self._clock())


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
