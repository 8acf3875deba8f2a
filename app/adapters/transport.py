"""HTTP to one platform: bounded in time and size, and unable to leak a secret.

The token goes to the one origin that this transport was made for, and nowhere else:
redirects are not followed, proxies and netrc of the environment are not read.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from urllib3.util import parse_url

from app.adapters.answers import Answer, accepted, media_type
from app.adapters.exchange import Exchange
from app.adapters.guarded_http import close_response, new_session
from app.adapters.network_errors import FAILURES, too_late, translated
from app.adapters.plain_requests import requests
from app.adapters.refused_certificate import with_certificate
from app.adapters.unused_proxy import with_unused_proxy
from app.domain.connect import parse_base_url
from app.domain.control import JobControl
from app.domain.errors import AppError, NetworkError, ProtocolError
from app.domain.strict_json import dumps
from app.domain.url import Url, agrees

CONNECT_S: Final = 5.0
READ_S: Final = 15.0
DEADLINE_S: Final = 30.0
MAX_BYTES: Final = 32 * 1024 * 1024  # a page of 500 listeners is about 0.5 MB
_MAX_PROBLEM_BYTES: Final = 256 * 1024
EVENTS: Final = "text/event-stream"
_CHUNK: Final = 64 * 1024
_HEADER_VALUE: Final = re.compile(r"[!-~](?:[ -~]*[!-~])?")

Query = list[tuple[str, str | int]]


class Transport:
    """Speaks HTTP with one origin; usable from many threads."""

    def __init__(
        self,
        base_url: str,
        *,
        user_agent: str,
        tls: ssl.SSLContext | None = None,
        deadline_s: float = DEADLINE_S,
        max_bytes: int = MAX_BYTES,
        clean: Callable[[str], str] = str,
    ) -> None:
        """Prepare; nothing is sent yet.

        Args:
            base_url: The platform's address.
            user_agent: Who we say we are.
            tls: What to trust, if not what the system trusts.
            deadline_s: How long a call may take in all.
            max_bytes: How much of an answer is read.
            clean: Takes secrets out of the words that a platform refuses with.

        Raises:
            Refused: Not an address that a token may be sent to, such as plain http to
                anything but a literal loopback address.
        """
        url = parse_base_url(base_url)
        self.host = url.display_host
        self._base = replace(url, text=url.text.rstrip("/"), path_query=url.path_query.rstrip("/"))
        self._user_agent = user_agent
        self._deadline_s = deadline_s
        self._max_bytes = max_bytes
        self._clean = clean
        self._session = new_session(tls=tls)

    def request(
        self,
        control: JobControl,
        method: str,
        path: str,
        *,
        query: Query | None = None,
        headers: Mapping[str, str] | None = None,
        json: Any = None,
        form: Mapping[str, str] | None = None,
        deadline_s: float | None = None,
        read_s: float | None = None,
    ) -> Answer:
        """One call; only 2xx is an answer.

        Args:
            control: Cancelling it closes the socket at once.
            method: The HTTP method.
            path: Below the base address, its segments already quoted.
            query: Parameters.
            headers: Beside those of every call.
            json: The body, if it is JSON.
            form: The body, if it is a form.
            deadline_s: For calls that may take longer than others.
            read_s: Longest silence.

        Raises:
            Cancelled: The job does not want the answer any more.
            NetworkError: No answer came.
            ApiError: The platform said no.
            ProtocolError: Something answered that is not the platform.
        """
        prepared = self._prepared(method, path, query, headers or {}, json, form)
        limit_s = deadline_s or self._deadline_s
        try:
            return self._exchange(control, prepared, limit_s, read_s or READ_S)
        except NetworkError as exc:
            # A kept connection may have died unnoticed.  POST is not repeated: it may
            # have been done; all other calls carry a precondition or only read.
            if exc.code != "connection_reset" or method == "POST":
                raise
        return self._exchange(control, prepared, limit_s, read_s or READ_S)

    def listen(
        self,
        control: JobControl,
        path: str,
        *,
        headers: Mapping[str, str],
        take: Callable[[bytes], None],
        silence_s: float,
        life_s: float,
    ) -> None:
        """A GET of server-sent events: the body goes to `take` as it comes.

        Returns when the platform ends it, or `life_s` is over: who listens for ever
        would never notice that it is somebody else who answers by now.

        Raises:
            As `request`; TimedOut when nothing came for `silence_s`.
        """
        identity = {"Accept": EVENTS, "Accept-Encoding": "identity", **headers}
        prepared = self._prepared("GET", path, None, identity, None, None)
        exchange = Exchange(control, deadline_s=life_s, connect_s=CONNECT_S)
        control.check()
        failure: AppError | None = None
        try:
            with exchange.running():
                self._listen(prepared, take, silence_s)
        except FAILURES as exc:
            failure = None if exchange.expired else translated(exc, exchange, self.host)
        control.check()
        if failure is not None:
            raise failure

    def _listen(
        self, prepared: requests.PreparedRequest, take: Callable[[bytes], None], silence_s: float
    ) -> None:
        response = self._opened(prepared, silence_s)
        try:
            headers = {name.lower(): value for name, value in response.headers.items()}
            if response.status_code != 200:
                body = b"".join(_chunks(response, _MAX_PROBLEM_BYTES))
                self._accepted(Answer(response.status_code, headers, body), prepared)
            if response.status_code != 200 or media_type(headers) != EVENTS:
                raise ProtocolError(f"{self.host} answered with no stream of events")
            while chunk := response.raw.read1(_CHUNK):
                take(chunk)
        finally:
            close_response(response)

    def close(self) -> None:
        """Close the kept connections."""
        self._session.close()

    def _prepared(
        self,
        method: str,
        path: str,
        query: Query | None,
        headers: Mapping[str, str],
        json: Any,
        form: Mapping[str, str] | None,
    ) -> requests.PreparedRequest:
        every = {"User-Agent": self._user_agent, "Accept-Encoding": "gzip"}
        body: bytes | None = None
        if json is not None:
            body, every["Content-Type"] = dumps(json), "application/json"
        elif form is not None:
            body = urlencode(form).encode()
            every["Content-Type"] = "application/x-www-form-urlencoded"
        below = path + (f"?{urlencode(query)}" if query else "")
        given = {**every, **headers}
        # Checked here, because the library would quote a header that it refuses (T10).
        if not all(_HEADER_VALUE.fullmatch(value) for value in given.values()):
            raise ProtocolError("a header of the request cannot be sent")
        request = requests.Request(method, self._base.text + below, headers=given, data=body)
        prepared = request.prepare()
        if not _goes_to(self._base, below, prepared.url or ""):
            raise ProtocolError("the request would go elsewhere than to its address")
        return prepared

    def _exchange(
        self,
        control: JobControl,
        prepared: requests.PreparedRequest,
        deadline_s: float,
        read_s: float,
    ) -> Answer:
        control.check()
        exchange = Exchange(control, deadline_s=deadline_s, connect_s=CONNECT_S)
        try:
            with exchange.running():
                answer = self._send(prepared, read_s)
        except FAILURES as exc:
            failure = translated(exc, exchange, self.host)
            failure = with_unused_proxy(failure, self._base)
            failure = with_certificate(failure, control, self._base)
        except ProtocolError as exc:
            failure = exc
        else:
            control.check()
            if not exchange.expired:
                return self._accepted(answer, prepared)
            failure = too_late(exchange, self.host)
        control.check()  # a socket that we closed ourselves is no failure
        raise failure

    def _accepted(self, answer: Answer, prepared: requests.PreparedRequest) -> Answer:
        asked, base = prepared.url or "", self._base.text
        return accepted(answer, self.host, self._clean, url=asked, base_url=base)

    def _opened(self, prepared: requests.PreparedRequest, read_s: float) -> requests.Response:
        return self._session.send(
            prepared,
            stream=True,
            timeout=(CONNECT_S, read_s),
            allow_redirects=False,
            proxies={},
            verify=True,
        )

    def _send(self, prepared: requests.PreparedRequest, read_s: float) -> Answer:
        response = self._opened(prepared, read_s)
        try:
            headers = {name.lower(): value for name, value in response.headers.items()}
            limit = self._max_bytes if response.ok else _MAX_PROBLEM_BYTES
            body = b"".join(_chunks(response, limit))
            return Answer(response.status_code, headers, body)
        finally:
            close_response(response)


def _goes_to(base: Url, below: str, url: str) -> bool:
    """Whether the library will dial the platform and write the path that was meant (D8)."""
    dialled = parse_url(url)
    meant = replace(base, path_query=base.path_query + below)
    return agrees(meant, dialled.host, dialled.port, dialled.request_uri)


def _chunks(response: requests.Response, limit: int) -> Iterator[bytes]:
    """The decoded body, piece by piece, so that a compressed bomb stays small."""
    total = 0
    while chunk := response.raw.read(_CHUNK, decode_content=True):
        total += len(chunk)
        if total > limit:
            raise ProtocolError(f"the answer is larger than {limit} bytes")
        yield chunk
