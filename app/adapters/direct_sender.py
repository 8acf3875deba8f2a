"""Sends one webhook from this computer, byte for byte what the platform would send."""

from __future__ import annotations

import base64
import ssl
from collections.abc import Callable
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from urllib3.util import SKIP_HEADER

from app.adapters.exchange import Exchange
from app.adapters.guarded_http import (
    check_agreement,
    close_response,
    may_be_dialled,
    new_session,
)
from app.adapters.network_errors import FAILURES, too_late, translated
from app.adapters.plain_requests import requests
from app.domain.control import JobControl
from app.domain.delivery import (
    Attempt,
    AttemptError,
    AttemptRequest,
    AttemptResponse,
    Timings,
    Trigger,
)
from app.domain.errors import AppError, NetworkError
from app.domain.ids import new_id
from app.domain.outbound import METHOD, OutboundRequest
from app.domain.secret import Secret
from app.domain.times import Clock, utc_now

KEPT_BYTES: Final = 64 * 1024
_CHUNK: Final = 16 * 1024


class RequestsSender:
    """Satisfies `app.domain.ports.DirectSender`."""

    def __init__(
        self,
        *,
        tls: ssl.SSLContext | None = None,
        clock: Clock = utc_now,
        learn: Callable[[Secret], None] = lambda _secret: None,
    ) -> None:
        self._tls = tls
        self._clock = clock
        self._learn = learn

    def send(self, control: JobControl, request: OutboundRequest, *, timeout_s: float) -> Attempt:
        """One try; whatever the endpoint does is an attempt, not an exception.

        Link-local, metadata and reserved addresses are never dialled, not even from
        here: an answer of theirs must not appear on a screen.

        Raises:
            Cancelled: The job does not want the answer any more.
            Rejected: The URL reads differently to different libraries.
        """
        for secret in request.secrets():
            self._learn(secret)
        prepared = _prepared(request)
        check_agreement(request.url, prepared)
        exchange = Exchange(
            control, deadline_s=timeout_s, connect_s=timeout_s, may_dial=may_be_dialled
        )
        attempt = _Try(request, self._clock(), exchange)
        session = new_session(tls=self._tls, pool_size=1)
        host = urlsplit(request.url).hostname or ""
        try:
            with exchange.running():
                attempt.run(session, prepared, timeout_s)
            control.check()
            if exchange.expired:
                attempt.fail(too_late(exchange, host))
        except FAILURES as exc:
            failure = translated(exc, exchange, host)
            control.check()
            attempt.fail(failure)
        finally:
            session.close()
        return attempt.result()


class _Try:
    """Collects what is seen of one try, however early it ends."""

    def __init__(self, request: OutboundRequest, started_at: datetime, exchange: Exchange) -> None:
        self._request = request
        self._started_at = started_at
        self._exchange = exchange
        self._response: AttemptResponse | None = None
        self._error: AttemptError | None = None
        self._total_ms: float | None = None
        self._kept = bytearray()

    def run(
        self, session: requests.Session, prepared: requests.PreparedRequest, timeout_s: float
    ) -> None:
        """Send, and read what is kept of the answer."""
        response = session.send(
            prepared,
            stream=True,
            timeout=(timeout_s, timeout_s),
            allow_redirects=False,
            proxies={},
            verify=True,
        )
        try:
            if self._exchange.expired:
                return  # the socket that was shut looks like the end of the headers
            headers = tuple(
                (str(name), self._own(str(value))) for name, value in response.raw.headers.items()
            )
            status = response.status_code
            self._response = AttemptResponse(status, headers, None)
            with self._exchange.phase("receive"):
                _read_into(self._kept, response)
        finally:
            close_response(response)
        self._conclude(is_cut=len(self._kept) > KEPT_BYTES)

    def _conclude(self, *, is_cut: bool) -> None:
        """What came of the answer is all there will be."""
        if self._response is None or self._total_ms is not None:
            return
        self._total_ms = self._exchange.elapsed_ms
        text, encoding = _as_text(self._request.without_echoes(bytes(self._kept[:KEPT_BYTES])))
        status = self._response.status
        self._response = AttemptResponse(status, self._response.headers, text, is_cut, encoding)
        self._error = _refusal(status)

    def _own(self, value: str) -> str:
        """A header of the answer, less what it repeats of our secrets."""
        return self._request.without_echoes(value.encode("utf-8", "surrogateescape")).decode(
            "utf-8", "surrogateescape"
        )

    def fail(self, failure: AppError) -> None:
        """It ended early: a status that had come decides all the same, as with the platform."""
        if self._response is not None:
            self._conclude(is_cut=True)
            return
        code = failure.code if isinstance(failure, NetworkError) else "connection_reset"
        self._error = AttemptError(code, str(failure))

    def result(self) -> Attempt:
        """The try as the contract describes one."""
        marks = self._exchange.marks_ms
        total_ms = self._exchange.elapsed_ms if self._total_ms is None else self._total_ms
        text, encoding = _as_text(self._request.body)
        return Attempt(
            id=new_id("att"),
            number=1,
            trigger=Trigger.TEST,
            started_at=self._started_at,
            duration_ms=total_ms,
            timings=Timings(**marks, total=total_ms),
            request=AttemptRequest(
                METHOD, self._request.url, self._request.masked_headers(), text, encoding
            ),
            response=self._response,
            error=self._error,
        )


def _prepared(request: OutboundRequest) -> requests.PreparedRequest:
    # What urllib3 would add by itself is left out: the headers are ours alone.
    headers = {"Accept-Encoding": SKIP_HEADER, "User-Agent": SKIP_HEADER}
    given = {name.lower() for name, _value in request.headers}
    headers = {name: value for name, value in headers.items() if name.lower() not in given}
    prepared = requests.Request(
        METHOD, request.url, headers={**dict(request.headers), **headers}, data=request.body
    )
    return prepared.prepare()


def _read_into(kept: bytearray, response: requests.Response) -> None:
    """The first 64 KiB, decoded, and a little more where there is more."""
    read: Callable[..., bytes] = response.raw.read
    while len(kept) <= KEPT_BYTES and (chunk := read(_CHUNK, decode_content=True)):
        kept += chunk


def _as_text(body: bytes) -> tuple[str, str | None]:
    try:
        return body.decode("utf-8"), None
    except UnicodeDecodeError:
        return base64.b64encode(body).decode("ascii"), "base64"


def _refusal(status: int) -> AttemptError | None:
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        return AttemptError("redirect_not_followed", f"The endpoint redirects ({status}).")
    return AttemptError("http_status", f"The endpoint answered {status}.")
