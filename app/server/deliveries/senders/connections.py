"""Connections to endpoints: guarded as they open, kept while they are idle.

aiohttp opens them, keeps them and reads the answers.  Its session is left out: it
looks for cookies, proxies, redirects and tracers, none of which a webhook has, and
that costs three times as much as the exchange itself (benchmarks/README.md).
"""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass
from typing import Final

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.connector import Connection

from app.domain.outbound import METHOD
from app.server.deliveries.guard import AddressGuard, AddressInfo
from app.server.deliveries.senders.phases import Phases
from app.server.deliveries.senders.target import target_of

# Below the 5 s after which common servers close an idle connection.
# What the system keeps of an answer is parsed at one go: a flood of tiny answers must not
# be thousands of them.
_RECEIVE_BYTES: Final = 8_192
_KEEP_ALIVE_S: Final = 4.0
_NO_TIMEOUT: Final = aiohttp.ClientTimeout(total=None, connect=None, sock_connect=None)
_ENDPOINTS_LIMIT: Final = 1000


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A URL taken apart, once for all its requests.

    Attributes:
        head: The request line and the `host` line.
        pooled: What tells aiohttp which connections serve this URL; it is never sent.
    """

    host: str
    port: int
    head: str
    pooled: aiohttp.ClientRequest


class Connections:
    """A pool of connections that reach only what the guard lets them reach.

    Made and used on one event loop; `close` it there.
    """

    def __init__(self, guard: AddressGuard, tls: ssl.SSLContext) -> None:
        self._guard = guard
        self._tls = tls
        self._endpoints: dict[str, Endpoint] = {}
        self._connector = aiohttp.TCPConnector(
            resolver=_GuardedResolver(guard),
            socket_factory=self._open_socket,  # type: ignore[arg-type]  # wider tuple of aiohttp
            use_dns_cache=False,
            limit=0,  # how many at once is decided where deliveries are claimed
            keepalive_timeout=_KEEP_ALIVE_S,
        )

    def endpoint(self, url: str) -> Endpoint:
        """Take a URL apart.

        Raises:
            AddressBlocked: It is none that every parser reads alike.
        """
        known = self._endpoints.get(url)
        if known is not None:
            return known
        parts = target_of(url)
        endpoint = Endpoint(
            host=parts.host or "",
            port=parts.port or 0,
            head=f"{METHOD} {parts.raw_path_qs} HTTP/1.1\r\nhost: {parts.host_port_subcomponent}",
            pooled=aiohttp.ClientRequest(METHOD, parts, ssl=self._tls),
        )
        if len(self._endpoints) >= _ENDPOINTS_LIMIT:
            self._endpoints.clear()
        self._endpoints[url] = endpoint
        return endpoint

    async def take(self, endpoint: Endpoint, phases: Phases) -> Connection:
        """A connection of our own until it is released or closed.

        Raises:
            OSError: The address may not be dialled, or nothing answered there.
            aiohttp.ClientError: The connection did not come to stand.
        """
        self._guard.check_host(endpoint.host, endpoint.port)
        while True:
            phases.begin_connecting()
            connection = await self._connector.connect(endpoint.pooled, [], _NO_TIMEOUT)
            protocol = connection.protocol
            if protocol is not None and not protocol.should_close:
                phases.end_connecting()
                return connection
            # Something was said while nothing was asked: it must not become our answer.
            connection.close()

    async def close(self) -> None:
        """Close all of them."""
        await self._connector.close()

    def _open_socket(self, address: AddressInfo) -> socket.socket:
        Phases.of_this_try().note("dialled")
        opened = self._guard.open_socket(address)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVE_BYTES)
        return opened


class _GuardedResolver(AbstractResolver):
    """How aiohttp asks the guard."""

    def __init__(self, guard: AddressGuard) -> None:
        self._guard = guard

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,  # noqa: ARG002 - both families are asked for
    ) -> list[ResolveResult]:
        phases = Phases.of_this_try()
        phases.note("resolve_began")
        answers = await self._guard.resolve(host, port)
        phases.note("resolved")
        return answers

    async def close(self) -> None:
        """Nothing is held here."""
