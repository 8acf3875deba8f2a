"""`requests` with nothing of its own will: no environment, no cookies, no redirects.

Its connections are dialled and ended by the running `Exchange`.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import truststore
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.util import parse_url

from app.adapters.exchange import DialFailed, current_exchange
from app.adapters.plain_requests import requests
from app.domain import url as urls
from app.domain.address import Verdict, judge
from app.domain.errors import Rejected
from app.domain.validation import Refused


class _Guarded:
    """What both kinds of connection do; mixed in before urllib3's class.

    `_twin` is a second handle of the socket: TLS takes the first one over, and the
    handshake must be endable too.
    """

    debuglevel = 0  # whoever turns http.client's on would see every Authorization printed
    _twin: socket.socket | None = None
    _dns_host: str
    port: int
    sock: socket.socket | None

    def _new_conn(self) -> socket.socket:
        exchange = current_exchange()
        try:
            dialled = exchange.dial(self._dns_host, self.port)
        except DialFailed as exc:
            raise NewConnectionError(self, exc.code) from exc  # type: ignore[arg-type]
        self._twin = dialled.dup()
        exchange.attach(self._twin)
        return dialled

    def request(self, *args: Any, **kwargs: Any) -> None:
        exchange = current_exchange()
        if self.sock is None:
            self.connect()  # type: ignore[attr-defined]
        elif self._twin is not None:
            exchange.attach(self._twin)
        with exchange.phase("send"):
            super().request(*args, **kwargs)  # type: ignore[misc]
        exchange.sent()

    def getresponse(self) -> Any:
        with current_exchange().phase("first_byte"):
            return super().getresponse()  # type: ignore[misc]

    def close(self) -> None:
        super().close()  # type: ignore[misc]
        if self._twin is not None:
            self._twin.close()
            self._twin = None


class _HttpConnection(_Guarded, HTTPConnection):
    pass


class _HttpsConnection(_Guarded, HTTPSConnection):
    def connect(self) -> None:
        exchange = current_exchange()
        before_ms = exchange.elapsed_ms
        super().connect()
        dialled_ms = exchange.marks_ms.get("dns", 0.0) + exchange.marks_ms.get("connect", 0.0)
        exchange.marks_ms["tls"] = max(0.0, exchange.elapsed_ms - before_ms - dialled_ms)


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = _HttpConnection


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = _HttpsConnection


class _Adapter(requests.adapters.HTTPAdapter):
    def __init__(self, tls: ssl.SSLContext, *, pool_size: int) -> None:
        self._tls = tls
        super().__init__(pool_connections=pool_size, pool_maxsize=pool_size)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs, ssl_context=self._tls)
        self.poolmanager.pool_classes_by_scheme = {"http": _HttpPool, "https": _HttpsPool}

    def cert_verify(self, conn: Any, *_what_requests_would_trust: Any) -> None:
        """Leave trust to the context: `requests` would add its own bundle."""
        conn.cert_reqs = "CERT_REQUIRED"
        conn.ca_certs = conn.ca_cert_dir = None


def system_tls() -> ssl.SSLContext:
    """TLS 1.2 or newer, verified against the operating system's store."""
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def new_session(*, tls: ssl.SSLContext | None = None, pool_size: int = 4) -> requests.Session:
    """A session that reads no environment, keeps no cookie and trusts the system's CAs."""
    session = requests.Session()
    session.trust_env = False  # netrc would replace our Authorization, a proxy would see it
    session.headers.clear()
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=()))
    adapter = _Adapter(tls or system_tls(), pool_size=pool_size)
    for scheme in ("http://", "https://"):
        session.mount(scheme, adapter)
    return session


def close_response(response: requests.Response) -> None:
    """Close without reading the rest: the connection is not used again."""
    with contextlib.suppress(Exception):
        response.raw.close()
    response.close()


def check_agreement(text: str, prepared: requests.PreparedRequest) -> None:
    """Refuse to send what the library would send elsewhere than we think.

    Raises:
        Rejected: The URL reads differently to different libraries.
    """
    try:
        url = urls.parse_url(text)
        dialled = parse_url(prepared.url or "")
        agree = urls.agrees(url, dialled.host, dialled.port, dialled.request_uri)
    except (Refused, ValueError):
        agree = False
    if not agree:
        raise Rejected("the URL is ambiguous", status=422, code="invalid_url")


def may_be_dialled(ip: str) -> bool:
    """Whether a person's own computer may connect to it for them.

    Metadata services, link-local and reserved addresses never, whoever asks: an answer
    of theirs must not appear on a screen.
    """
    return judge(ip) is not Verdict.NEVER
