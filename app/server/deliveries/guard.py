"""Where the platform may connect to: the address that was checked is the one dialled.

A name is resolved once; every answer is judged, and one bad answer refuses them all;
the connector dials exactly those addresses, and judges each once more as it opens
the socket.  So neither a second look-up (rebinding), nor a literal address, nor a
redirect leads past it (security.md T26, T27).
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Final

from app.domain.address import is_allowed, is_metadata_name
from app.server.settings import Networks

if TYPE_CHECKING:
    from aiohttp.abc import ResolveResult

AddressInfo = tuple[socket.AddressFamily, socket.SocketKind, int, str, tuple[Any, ...]]
Lookup = Callable[[str, int], Sequence[AddressInfo]]

# A resolver that hangs must not delay the look-ups of others, so these threads are many.
_LOOKUP_THREADS: Final = 32
_JUDGED_LIMIT: Final = 1000


class AddressBlocked(OSError):
    """A connection to this address is not allowed."""


def _system_lookup(host: str, port: int) -> Sequence[AddressInfo]:
    return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)


class AddressGuard:
    """Judges every address before it is dialled; one object for all outgoing calls."""

    def __init__(self, *, allow: Networks, lookup: Lookup = _system_lookup) -> None:
        self._allow = allow
        self._lookup = lookup
        self._own: set[tuple[str, int]] = set()
        self._judged: set[tuple[str, int]] = set()  # literal addresses that were found good
        self._threads = ThreadPoolExecutor(_LOOKUP_THREADS, thread_name_prefix="lookup")

    def refuse_own(self, host: str, port: int) -> None:
        """Never connect to this address: the platform itself listens there."""
        self._own.add((ip_address(host).compressed, port))
        self._judged.clear()

    def check(self, ip: str, port: int) -> None:
        """Judge one address.

        Raises:
            AddressBlocked: It may not be dialled.
        """
        address = ip_address(ip.partition("%")[0])
        if not is_allowed(address, allow=self._allow):
            raise AddressBlocked(f"{address} is not a public address")
        if (address.compressed, port) in self._own:
            raise AddressBlocked(f"{address} port {port} is the platform itself")

    def check_host(self, host: str, port: int) -> None:
        """Judge what a URL names, before anything is resolved.

        Raises:
            AddressBlocked: A literal address that may not be dialled, or a metadata name.
        """
        if is_metadata_name(host):
            raise AddressBlocked(f"{host} is a metadata service")
        if (host, port) in self._judged:
            return
        try:
            literal = ip_address(host)
        except ValueError:
            return
        self.check(literal.compressed, port)
        if len(self._judged) < _JUDGED_LIMIT:
            self._judged.add((host, port))

    async def resolve(self, host: str, port: int) -> list[ResolveResult]:
        """Look a name up once and judge every answer.

        Raises:
            AddressBlocked: One of the answers may not be dialled.
            OSError: The name has no address.
        """
        self.check_host(host, port)
        loop = asyncio.get_running_loop()
        answers = await loop.run_in_executor(self._threads, self._lookup, host, port)
        if not answers:
            raise socket.gaierror(socket.EAI_NONAME, "the name has no address")
        for answer in answers:
            self.check(answer[4][0], port)
        return [
            {
                "hostname": host,
                "host": answer[4][0],
                "port": port,
                "family": answer[0],
                "proto": answer[2],
                "flags": socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            }
            for answer in answers
        ]

    def open_socket(self, address: AddressInfo) -> socket.socket:
        """A socket for an address that is about to be dialled, judged a last time.

        Raises:
            AddressBlocked: It may not be dialled.
        """
        family, kind, protocol, _, where = address
        self.check(where[0], where[1])
        opened = socket.socket(family, kind, protocol)
        opened.setblocking(False)
        return opened

    def close(self) -> None:
        """Let the look-up threads end."""
        self._threads.shutdown(wait=False, cancel_futures=True)
