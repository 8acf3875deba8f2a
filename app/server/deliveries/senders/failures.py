"""The contract's error codes for what goes wrong on the way (section 7).

Details are short English for a log: what happened and where, never a secret.
"""

from __future__ import annotations

import errno
import http
import smtplib
import socket
import ssl
from collections.abc import Iterator

import aiohttp
from aiohttp.http import HttpProcessingError

from app.domain.delivery import AttemptError
from app.domain.validation import Refused
from app.server.deliveries.guard import AddressBlocked
from app.server.deliveries.senders.smtp import NoTls

_OK = range(200, 300)
_REDIRECTS = range(300, 400)


def of_status(status: int, location: str | None) -> AttemptError | None:
    """What an HTTP status means; None for any 2xx."""
    if status in _OK:
        return None
    if status in _REDIRECTS:
        pointed = "nowhere" if location is None else location
        return AttemptError(
            "redirect_not_followed", f"answered {status}, pointing to {pointed:.500}"
        )
    return AttemptError("http_status", f"answered {status} {_phrase(status)}".rstrip())


def of_timeout(*, connected: bool, timeout_s: float) -> AttemptError:
    """The time was up, before or after a connection stood."""
    if connected:
        return AttemptError("read_timeout", f"no complete answer within {timeout_s:g} s")
    return AttemptError("connect_timeout", f"no connection within {timeout_s:g} s")


def of_exception(error: BaseException) -> AttemptError:
    """What an exception of a sender means."""
    causes = list(_chain(error))
    for code, kinds in _CODES:
        cause = next((one for one in causes if isinstance(one, kinds)), None)
        if cause is not None:
            return AttemptError(code, _words(cause))
    return AttemptError("connection_reset", _words(error))


# The first that is found anywhere in the chain of causes decides.
_CODES: tuple[tuple[str, tuple[type[BaseException], ...]], ...] = (
    ("address_blocked", (AddressBlocked,)),
    ("auth_error", (Refused, smtplib.SMTPAuthenticationError)),
    ("tls_error", (ssl.SSLError, ssl.CertificateError, aiohttp.ClientSSLError, NoTls)),
    ("dns_error", (socket.gaierror, aiohttp.ClientConnectorDNSError, UnicodeError)),
    ("connection_refused", (ConnectionRefusedError,)),
    ("connect_timeout", (TimeoutError,)),
    ("connection_reset", (ConnectionResetError, BrokenPipeError)),
    ("connection_refused", (aiohttp.ClientConnectorError,)),
    ("connection_reset", (aiohttp.ClientError, HttpProcessingError)),
    ("smtp_error", (smtplib.SMTPException,)),
)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """An exception, what it wraps and what caused it, outermost first."""
    waiting: list[BaseException | None] = [error]
    seen: set[int] = set()
    while waiting:
        one = waiting.pop(0)
        if one is None or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        if isinstance(one, BaseExceptionGroup):
            waiting += one.exceptions
        inner = getattr(one, "os_error", None)
        waiting += [inner if isinstance(inner, BaseException) else None, one.__cause__]


def _words(error: BaseException) -> str:
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return _words(error.certificate_error)
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"certificate not accepted: {error.verify_message}"
    if isinstance(error, smtplib.SMTPResponseException):
        return _reply(error.smtp_code, error.smtp_error)
    if isinstance(error, HttpProcessingError):
        return f"no answer in HTTP: {error.message.partition(chr(10))[0].rstrip(':')}"[:500]
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return "the connection was closed before the answer came to its end"
    if isinstance(error, OSError) and error.strerror:
        code = errno.errorcode.get(error.errno or 0, "")
        return f"{error.strerror} ({code})" if code else error.strerror
    text = str(error) or type(error).__name__
    return text[:500]


def _reply(code: int, text: bytes | str) -> str:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {words}"[:500]


def _phrase(status: int) -> str:
    try:
        return http.HTTPStatus(status).phrase
    except ValueError:
        return ""
