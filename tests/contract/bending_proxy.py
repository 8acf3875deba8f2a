"""A server that breaks the contract on purpose: a proxy that bends what passes through it."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

HOP = {"connection", "transfer-encoding", "content-length", "host", "keep-alive", "date", "server"}


@dataclass
class Passing:
    """A call on its way to the server; a bend may change any of it."""

    method: str
    target: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Returning:
    """The answer on its way back; `call` is as it came in."""

    call: Passing
    status: int
    headers: dict[str, str]
    body: bytes
    bent: dict[str, Any] = field(default_factory=dict)

    @property
    def json(self) -> Any:
        """The body, if it is JSON."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def say(self, value: Any) -> None:
        """Another body."""
        self.body = json.dumps(value).encode()


@dataclass(frozen=True)
class Bend:
    """What a server does wrong: to calls, to answers, or to both."""

    call: Callable[[Passing], None] = lambda _call: None
    answer: Callable[[Returning], None] = lambda _answer: None


class BendingProxy:
    """The server at `url`, bent; a context manager."""

    def __init__(self, upstream: str, bend: Bend) -> None:
        address = urlsplit(upstream).netloc

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_one_call(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                headers = {k.lower(): v for k, v in self.headers.items() if k.lower() not in HOP}
                headers["accept-encoding"] = "identity"
                call = Passing(self.command, self.path, headers, body)
                came = Passing(self.command, self.path, dict(headers), body)
                bend.call(call)
                upward = http.client.HTTPConnection(address, timeout=60)
                try:
                    upward.request(call.method, call.target, call.body, call.headers)
                    got = upward.getresponse()
                    kept = {k.lower(): v for k, v in got.getheaders() if k.lower() not in HOP}
                    answer = Returning(came, got.status, kept, got.read())
                finally:
                    upward.close()
                bend.answer(answer)
                self.send_response_only(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(answer.body)))
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, *_args: Any) -> None:
                return

        for method in ("GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"):
            setattr(Handler, f"do_{method}", Handler.handle_one_call)
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join(10)
        self._server.server_close()
