"""A real HTTP server on 127.0.0.1 that keeps what comes and answers as it is told.

Own code instead of `http.server`, which keeps no bytes, joins no thread that waits, and
cannot break a connection.  Pages of the web can make a browser call any port here, so
whoever names another host, or comes from a web page, is refused unseen (T20, T21).
"""

from __future__ import annotations

import contextlib
import logging
import socket
import socketserver
import struct
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, Final

from app.adapters.receiver_messages import (
    BadRequest,
    Head,
    answer_bytes,
    drip_head,
    read_body,
    read_head,
)
from app.domain.errors import NetworkError
from app.domain.received import AnswerPlan, Fault, ReceivedRequest, record_of
from app.domain.times import Clock, utc_now

_log = logging.getLogger(__name__)

HOST: Final = "127.0.0.1"
_READ_S: Final = 15.0  # for a whole request, absolute
_AT_ONCE: Final = 64
_WAITING: Final = 4096  # beyond those the system has senders knock again
_LOOK_S: Final = 0.05
_LINGER_S: Final = 1.0  # for the client to hang up by itself
_DRIP_S: Final = 0.5
_DRIPS: Final = 240

Take = Callable[[ReceivedRequest], None]


class LocalReceiver:
    """Satisfies `ReceiverServer`; `take` is called on its threads."""

    def __init__(
        self, take: Take, plan: Callable[[], AnswerPlan], *, clock: Clock = utc_now
    ) -> None:
        """Prepare; nothing listens yet.

        Args:
            take: Given every request that is not refused, before it is answered.
            plan: How the next request is answered.
            clock: Tells the time of arrival.
        """
        self.take, self.plan, self.clock = take, plan, clock
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    def open(self, port: int) -> int:
        """Begin to listen; answers the port. 0 takes any that is free.

        Raises:
            NetworkError: The port is taken or may not be used.
        """
        self.close()
        try:
            server = _Server(self, port)
        except OSError as exc:
            raise NetworkError(f"port {port}: {exc}", code="port_taken", host=HOST) from exc
        self._server = server
        self._thread = threading.Thread(
            target=lambda: server.serve_forever(poll_interval=_LOOK_S), name="receiver"
        )
        self._thread.start()
        return server.port

    def close(self) -> None:
        """Stop; no thread and no socket of it is left afterwards."""
        server, thread = self._server, self._thread
        self._server = self._thread = None
        if server is None or thread is None:
            return
        server.stopping.set()
        server.shutdown()
        thread.join()
        server.break_connections()
        server.server_close()  # joins the threads of the connections


class _Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    daemon_threads = False
    block_on_close = True
    # Lets a port be taken again whose last connections are still dying; on Windows it
    # would let others take it from us, so there it is claimed for ourselves alone.
    allow_reuse_address = sys.platform != "win32"
    request_queue_size = _WAITING

    def __init__(self, receiver: LocalReceiver, port: int) -> None:
        self.receiver = receiver
        self.stopping = threading.Event()
        self._free = threading.BoundedSemaphore(_AT_ONCE)
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._answering: set[socket.socket] = set()
        super().__init__((HOST, port), _Connection)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def server_bind(self) -> None:
        exclusive = getattr(socket, "SO_EXCLUSIVEADDRUSE", None)
        if exclusive is not None:
            self.socket.setsockopt(socket.SOL_SOCKET, exclusive, 1)
        super().server_bind()

    def process_request(self, request: Any, client_address: Any) -> None:
        """Take a connection in its turn: hanging up on it would look like a fault of its own."""
        while not self._free.acquire(timeout=_LOOK_S):
            if self.stopping.is_set():
                self.shutdown_request(request)
                return
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """End a connection that was taken."""
        with self._lock:
            was_open = request in self._open
            self._open.discard(request)
            self._answering.discard(request)
        super().shutdown_request(request)
        if was_open:
            self._free.release()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """Name the kind of a bug alone: what was sent is private, and breaking off no news."""
        _log.error("a connection to the receiver ended with %s", type(sys.exc_info()[1]).__name__)

    def begin_answer(self, request: socket.socket) -> None:
        """Whoever was taken in gets the answer, also when the server is told to end."""
        with self._lock:
            self._answering.add(request)

    def break_connections(self) -> None:
        """Wake every thread that still waits for a request."""
        with self._lock:
            for sock in self._open - self._answering:
                with contextlib.suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)


class _Connection(socketserver.BaseRequestHandler):
    server: _Server
    request: socket.socket

    def handle(self) -> None:
        """Serve the one request of this connection."""
        ends = time.monotonic() + _READ_S

        def receive() -> bytes:
            left = ends - time.monotonic()
            if left <= 0 or self.server.stopping.is_set():
                return b""
            self.request.settimeout(left)
            return self.request.recv(65_536)

        with contextlib.suppress(OSError):
            try:
                head, rest = read_head(receive)
                refusal = self._refusal(head)
                if refusal:
                    self._say(answer_bytes(AnswerPlan(refusal)))
                    return
                if head.header("expect").lower() == "100-continue":
                    self.request.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
                kept, size = read_body(head, rest, receive)
            except BadRequest as refused:
                if refused.status:
                    self._say(answer_bytes(AnswerPlan(refused.status)))
                return
            self._serve(head, kept, size)

    def _refusal(self, head: Head) -> int:
        """The status for whoever is no sender of webhooks; 0 for everyone else."""
        own = {f"{name}:{self.server.port}" for name in (HOST, "localhost")}
        if head.all("host") not in [[one] for one in own]:
            return 421
        return 403 if head.all("origin") else 0

    def _serve(self, head: Head, body: bytes, size: int) -> None:
        receiver = self.server.receiver
        plan = receiver.plan() if head.method == "POST" else AnswerPlan(405)
        if len(body) < size:
            plan = AnswerPlan(413)
        record_id, record_number = record_of(body)
        self.server.begin_answer(self.request)
        receiver.take(
            ReceivedRequest(
                number=0,
                at=receiver.clock(),
                method=head.method,
                target=head.target,
                headers=head.headers,
                answer=plan,
                head=head.raw,
                body=body,
                body_size=size,
                record_id=record_id,
                record_number=record_number,
            )
        )
        if plan.delay_s and self.server.stopping.wait(plan.delay_s):
            return
        match plan.fault:
            case Fault.RESET:
                # Closing is a reset then, instead of a polite end.
                linger = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
                self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                self.request.close()
            case Fault.DRIP:
                self._drip(plan)
            case None:
                self._say(answer_bytes(plan, is_head=head.method == "HEAD"))

    def _say(self, answer: bytes) -> None:
        """Answer, and let the client read it before the connection ends."""
        self.request.settimeout(_READ_S)
        self.request.sendall(answer)
        self.request.shutdown(socket.SHUT_WR)
        ends = time.monotonic() + _LINGER_S
        while (left := ends - time.monotonic()) > 0:
            self.request.settimeout(left)
            if not self.request.recv(65_536):
                return

    def _drip(self, plan: AnswerPlan) -> None:
        self.request.sendall(drip_head(plan))
        for _drop in range(_DRIPS):
            if self.server.stopping.wait(_DRIP_S):
                return
            self.request.sendall(b" ")
