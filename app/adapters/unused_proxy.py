"""The proxy that a computer is set up with, to be told where the platform was not reached.

The app connects directly (F56).  Where only a proxy leads out, nobody can know that from "was
not found" or "no answer in time".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from app.domain.errors import NetworkError

if TYPE_CHECKING:
    from app.domain.errors import AppError
    from app.domain.url import Url

_NOT_REACHED: Final = frozenset({"dns_error", "connect_timeout", "connection_refused"})


def with_unused_proxy(failure: AppError, url: Url) -> AppError:
    """The same failure; one of not getting there at all tells of the proxy that could."""
    if isinstance(failure, NetworkError) and failure.code in _NOT_REACHED:
        failure.unused_proxy = _proxy_for(url)
    return failure


def _proxy_for(url: Url) -> str:
    """Its host and port, without the password that may stand before them; "" for none."""
    if url.is_loopback_literal or url.host == "localhost":
        return ""
    # urllib's own, by way of requests: nothing else of that module is to be at hand.
    from requests.compat import getproxies, proxy_bypass

    known = getproxies()
    text = known.get(url.scheme) or known.get("all") or ""
    if not text or proxy_bypass(url.host):
        return ""
    try:
        found = urlsplit(text if "://" in text else f"//{text}")
        host, port = found.hostname, found.port
    except ValueError:  # it is no address
        return ""
    return f"{host}:{port}" if host and port else host or ""
