"""What `requests`, urllib3, TLS and sockets raise, as errors of the domain.

The originals are left behind on purpose: their texts quote URLs with queries, and
their `request` holds the token (T10).
"""

from __future__ import annotations

import http.client
import ssl

import urllib3.exceptions

from app.adapters.exchange import Exchange
from app.adapters.plain_requests import requests
from app.domain.errors import AppError, NetworkError, ProtocolError, TimedOut, TlsFailed

# Everything that sending or reading may raise; requests lets some of it through.
FAILURES = (
    requests.RequestException,
    urllib3.exceptions.HTTPError,
    http.client.HTTPException,
    OSError,
    ValueError,
)
_RESET = (
    ConnectionResetError,
    ConnectionAbortedError,
    BrokenPipeError,
    http.client.RemoteDisconnected,
    http.client.IncompleteRead,
    urllib3.exceptions.IncompleteRead,
)
_SLOW = (TimeoutError, urllib3.exceptions.TimeoutError)
_GARBLED = (
    http.client.HTTPException,
    urllib3.exceptions.DecodeError,
    urllib3.exceptions.InvalidChunkLength,
    urllib3.exceptions.HTTPError,
    ValueError,
)


def translated(exc: Exception, exchange: Exchange, host: str) -> AppError:
    """The domain's error for whatever ended an exchange."""
    if exchange.expired:
        return too_late(exchange, host)
    if exchange.failure is not None:
        return _not_dialled(exchange.failure.code, host)
    chain = _chain(exc)
    for one in chain:
        if isinstance(one, ssl.SSLError):
            reason = getattr(one, "verify_message", "") or one.reason or type(one).__name__
            return TlsFailed(f"no secure connection to {host}: {reason}", host=host, reason=reason)
    if any(isinstance(one, _RESET) for one in chain):
        return NetworkError(f"{host} closed the connection", code="connection_reset", host=host)
    if any(isinstance(one, _SLOW) for one in chain):
        return TimedOut(f"{host} was too slow", host=host)
    kinds = ", ".join(dict.fromkeys(type(one).__name__ for one in chain))
    if any(isinstance(one, _GARBLED) for one in chain):
        return ProtocolError(f"{host} sent what is no HTTP ({kinds})")
    return NetworkError(f"no connection to {host} ({kinds})", host=host)


def too_late(exchange: Exchange, host: str) -> TimedOut:
    """The deadline passed.

    To be asked also when nothing was raised: a shut socket looks like the end of the
    headers, and a request with half its headers like a whole one.
    """
    return TimedOut(
        f"{host} did not answer within {exchange.deadline_s:g} s",
        host=host,
        timeout_s=exchange.deadline_s,
    )


def _not_dialled(code: str, host: str) -> NetworkError:
    if code != "connect_timeout":
        return NetworkError(f"{host}: {code}", code=code, host=host)
    slow = TimedOut(f"{host} did not accept the connection in time", host=host)
    slow.code = code
    return slow


def _chain(exc: BaseException) -> list[BaseException]:
    """The exception and all it wraps, however the library does that."""
    found: list[BaseException] = []
    todo: list[BaseException] = [exc]
    while todo:
        one = todo.pop(0)
        if any(one is known for known in found):
            continue
        found.append(one)
        wrapped = (one.__cause__, one.__context__, getattr(one, "reason", None), *one.args)
        todo += [inner for inner in wrapped if isinstance(inner, BaseException)]
    return found
