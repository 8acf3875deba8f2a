"""Real HTTP servers on loopback that answer as a test tells them to, however badly.

    with HttpServer(answer(200, json={"a": 1})) as server: ...  server.url, server.requests
    with HttpServer(drip(b"HTTP/1.1 200 OK\r\n…")) as server: ...

An action gets the connection and the request it has read; what it returns is sent.
"""

from __future__ import annotations

import contextlib
import gzip
import json as jsonlib
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

Action = Callable[["Connection", "Request"], "bytes | None"]


@dataclass(frozen=True)
class Request:
    """One request as it came over the wire."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    raw_head: bytes = field(repr=False)

    def header(self, name: str) -> str | None:
        """The value of a header, or None."""
        found = [value for key, value in self.headers if key.lower() == name.lower()]
        return found[0] if found else None

    @property
    def json(self) -> Any:
        return jsonlib.loads(self.body)


@dataclass
class Connection:
    """One accepted connection; `ended` is set when the server is told to stop."""

    socket: socket.socket
    ended: threading.Event

    def send(self, data: bytes) -> None:
        with contextlib.suppress(OSError):
            self.socket.sendall(data)

    def reset(self) -> None:
        """Close with RST instead of FIN."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        self.socket.close()


class HttpServer:
    """Runs actions, one a request: the last one again and again, or `routes` by path."""

    def __init__(
        self,
        *actions: Action,
        routes: dict[str, Action] | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.requests: list[Request] = []
        self.accepted = 0
        self.arrived = threading.Event()
        self._actions = list(actions)
        self._routes = routes or {}
        self._tls = tls
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self.port}"

    def __enter__(self) -> HttpServer:
        self._start(self._accept)
        return self

    def __exit__(self, *_exc: object) -> None:
        self._ended.set()
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        with self._lock:
            for one in self._open:
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)

    def _start(self, target: Callable[..., None], *args: Any) -> None:
        thread = threading.Thread(target=target, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while not self._ended.is_set():
            try:
                accepted, _address = self._listening.accept()
            except OSError:
                return
            with self._lock:
                self.accepted += 1
                self._open.append(accepted)
            self._start(self._serve, accepted)

    def _serve(self, accepted: socket.socket) -> None:
        try:
            if self._tls is not None:
                accepted = self._tls.wrap_socket(accepted, server_side=True)
                with self._lock:
                    self._open.append(accepted)
            connection = Connection(accepted, self._ended)
            while (request := _read_request(accepted)) is not None:
                with self._lock:
                    self.requests.append(request)
                    action = self._action(request)
                self.arrived.set()
                data = action(connection, request)
                if data is None:
                    return
                connection.send(data)
        except OSError:
            return
        finally:
            accepted.close()

    def _action(self, request: Request) -> Action:
        path = request.target.partition("?")[0]
        if path in self._routes:
            return self._routes[path]
        if len(self._actions) > 1:
            return self._actions.pop(0)
        return self._actions[0] if self._actions else answer(404, json={})


def response(
    status: int,
    *,
    json: Any = None,
    body: bytes = b"",
    headers: Sequence[tuple[str, str]] = (),
    content_type: str | None = None,
) -> bytes:
    """The bytes of a well-formed answer."""
    if json is not None:
        body = jsonlib.dumps(json).encode()
        kind = "application/problem+json" if status >= 400 else "application/json"
        content_type = content_type or kind
    lines = [f"HTTP/1.1 {status} Whatever", f"Content-Length: {len(body)}"]
    if content_type:
        lines.append(f"Content-Type: {content_type}")
    lines += [f"{name}: {value}" for name, value in headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def answer(status: int, **how: Any) -> Action:
    """Answer properly."""
    return lambda _connection, _request: response(status, **how)


def zipped(data: bytes, *, content_type: str = "application/json") -> Action:
    """Answer 200 with gzip."""
    packed = gzip.compress(data)
    return answer(
        200, body=packed, headers=[("Content-Encoding", "gzip")], content_type=content_type
    )


def raw(data: bytes) -> Action:
    """Send bytes, whatever they are, and close."""

    def act(connection: Connection, _request: Request) -> None:
        connection.send(data)

    return act


def silence(connection: Connection, _request: Request) -> None:
    """Never answer."""
    connection.ended.wait(30)


def drip(head: bytes, piece: bytes = b"x", every_s: float = 0.02) -> Action:
    """Send `head`, then a piece now and then, for ever."""

    def act(connection: Connection, _request: Request) -> None:
        connection.send(head)
        while not connection.ended.wait(every_s):
            try:
                connection.socket.sendall(piece)
            except OSError:
                return

    return act


def reset(connection: Connection, _request: Request) -> None:
    """Reset the connection instead of answering."""
    connection.reset()


def _read_request(connection: socket.socket) -> Request | None:
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = connection.recv(65536)
        if not chunk:
            return None
        data += chunk
    head, _blank, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = tuple((line.partition(":")[0], line.partition(":")[2].strip()) for line in lines)
    length = next((int(value) for name, value in headers if name.lower() == "content-length"), 0)
    while len(body) < length:
        chunk = connection.recv(65536)
        if not chunk:
            return None
        body += chunk
    method, target, _version = first.split(" ")
    return Request(method, target, headers, body, head)
