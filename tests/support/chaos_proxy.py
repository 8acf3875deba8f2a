"""A proxy between an app and its platform that loses, cuts, repeats and makes up answers.

    with ChaosProxy(platform.base_url) as proxy:
        proxy.plan = ["pass", "lose", "half"]  # one a request; when it is at its end, all pass

What it does is a function of its plan alone: no chance, no clock.
"""

from __future__ import annotations

import contextlib
import http.client
import threading
import time
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from tests.support.http_servers import Connection, HttpServer, Request, response

FAULTS: Final = (
    "refuse",  # the request never arrives
    "lose",  # it is done, and nobody hears of it
    "half",  # the answer breaks off
    "twice",  # the answer comes twice
    "garbage",  # what comes is no HTTP
    "portal",  # what comes is a page to sign in to a network
    "busy",  # the platform asks for time
    "fault",  # the platform fails
    "late",  # the answer is lost, and the request arrives after others that were sent later
)
_LATE: Final = 3  # how many others go before one that is late
_LIMIT_S: Final = 20.0
_DROPPED: Final = frozenset({"host", "connection", "content-length", "accept-encoding"})


class ChaosProxy:
    """One proxy; `seen` names the method and path of what reached the platform.

    `traffic` tells of each of these when it was passed on and when it was answered, and how.
    """

    def __init__(self, base_url: str) -> None:
        self.base_url = base_url  # of the platform; another when it was started anew elsewhere
        self._lock = threading.Lock()
        self._server = HttpServer(self._act)
        self.plan: list[str] = []
        self.plan_of_writes: list[str] = []  # likewise, for requests that change something
        self.seen: list[str] = []
        self.traffic: list[str] = []
        self._late: list[Request] = []
        self._answered = 0
        # Called with "before" or "after" the platform is asked: where a process can be killed.
        self.on_pass: Callable[[str], None] = lambda _when: None

    @property
    def url(self) -> str:
        """Where it listens."""
        return self._server.url

    def __enter__(self) -> ChaosProxy:
        self._server.__enter__()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.__exit__(*exc)

    def let_go(self) -> None:
        """Have all that is late arrive."""
        with self._lock:
            late, self._late = self._late, []
        for request in late:
            with contextlib.suppress(OSError, http.client.HTTPException):
                self._ask(request)

    def _act(self, connection: Connection, request: Request) -> bytes | None:
        try:
            return self._do(connection, request)
        finally:
            with self._lock:
                self._answered += 1
                is_time = self._answered % _LATE == 0
            if is_time:
                self.let_go()

    def _do(self, connection: Connection, request: Request) -> bytes | None:
        with self._lock:
            plan = self.plan or (self.plan_of_writes if request.method != "GET" else [])
            fault = plan.pop(0) if plan else "pass"
        self.on_pass("before")
        match fault:
            case "late" if request.method != "GET":
                with self._lock:
                    self._late.append(request)
                connection.reset()
                return None
            case "refuse" | "late":
                connection.reset()
                return None
            case "garbage":
                connection.send(b"\x16\x03\x01 no HTTP at all\r\n\r\n")
                return None
            case "portal":
                return response(200, body=b"<html>Sign in</html>", content_type="text/html")
            case "busy":
                return response(503, json={"code": "busy"}, headers=[("Retry-After", "0")])
            case "fault":
                return response(500, json={"code": "internal"})
        try:
            answer = self._ask(request)
        except (OSError, http.client.HTTPException):  # the platform is away, or was killed
            connection.reset()
            return None
        self.on_pass("after")
        match fault:
            case "lose":
                connection.reset()
                return None
            case "half":
                connection.send(answer[: len(answer) // 2])
                return None
            case "twice":
                connection.send(answer + answer)
                return None
        return answer

    def _ask(self, request: Request) -> bytes:
        begun_s = time.monotonic()
        asked = http.client.HTTPConnection(urlsplit(self.base_url).netloc, timeout=_LIMIT_S)
        headers = {n: v for n, v in request.headers if n.lower() not in _DROPPED}
        try:
            asked.request(request.method, request.target, request.body or None, headers)
            answer = asked.getresponse()
            body = answer.read()
        finally:
            asked.close()
        told = f"{request.method} {request.target} {request.header('if-match') or ''}"
        with self._lock:
            self.seen.append(f"{request.method} {request.target.partition('?')[0]}")
            self.traffic.append(
                f"{begun_s:.6f} {time.monotonic():.6f} {told}"
                f" {request.body.decode(errors='replace')} -> {answer.status}"
                f" {body.decode(errors='replace') if request.method != 'GET' else len(body)}"
            )
        kept = [
            (name, value)
            for name, value in answer.getheaders()
            if name.lower() in {"etag", "location", "retry-after", "idempotent-replayed"}
        ]
        return response(
            answer.status,
            body=body,
            headers=kept,
            content_type=answer.getheader("content-type"),
        )
