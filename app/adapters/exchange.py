"""One HTTP exchange that ends when it must, whatever the other side does.

The timeouts of `requests` are per socket read, so a server that sends a byte now and
then holds a call for ever.  An `Exchange` shuts the sockets down at one absolute time,
and at once when its job is cancelled.  It resolves names itself, so that DNS counts
too and so that the address that was judged is the address that is dialled.
"""

from __future__ import annotations

import contextlib
import errno
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from ipaddress import ip_address
from typing import Any

from app.domain.control import JobControl

# How a connection object, which urllib3 makes, finds the exchange it is used for.
_current: ContextVar[Exchange | None] = ContextVar("exchange", default=None)

_told_when_sent: ContextVar[Callable[[], None] | None] = ContextVar("told_when_sent", default=None)

Judge = Callable[[str], bool]


class DialFailed(OSError):
    """No connection was made; `code` is the contract's error code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Exchange:
    """The deadline, the sockets and the timings of one request and its answer."""

    def __init__(
        self,
        control: JobControl,
        *,
        deadline_s: float,
        connect_s: float,
        may_dial: Judge | None = None,
    ) -> None:
        self._control = control
        self._connect_s = connect_s
        self._may_dial = may_dial
        self._started = time.monotonic()
        self._ends = self._started + deadline_s
        self._lock = threading.Lock()
        self._sockets: list[socket.socket] = []
        self._shut = False
        self.expired = False
        self.failure: DialFailed | None = None
        self.marks_ms: dict[str, float] = {}
        self.deadline_s = deadline_s

    @property
    def remaining_s(self) -> float:
        """Seconds until the deadline, never negative."""
        return max(0.0, self._ends - time.monotonic())

    @property
    def elapsed_ms(self) -> float:
        """Milliseconds since the start."""
        return (time.monotonic() - self._started) * 1000

    @contextmanager
    def running(self) -> Iterator[None]:
        """The block in which connections belong to this exchange."""
        timer = threading.Timer(self.remaining_s, self._expire)
        timer.daemon = True
        token = _current.set(self)
        try:
            _start(timer)
            with self._control.on_cancel(self._shut_down):
                yield
        finally:
            timer.cancel()
            _current.reset(token)
            self._let_go()

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Measure a phase; one that fails leaves no time."""
        started = time.monotonic()
        yield
        self.marks_ms[name] = (time.monotonic() - started) * 1000

    def sent(self) -> None:
        """All of the request has left: from now on only the other side keeps us waiting."""
        tell = _told_when_sent.get()
        if tell is not None:
            tell()

    def attach(self, twin: socket.socket) -> None:
        """Have a connection's socket shut down when this exchange must end.

        By a handle of its own: where the body ends with the connection, http.client closes the
        connection before the body is read.
        """
        own = twin.dup()
        with self._lock:
            self._sockets.append(own)
            shut = self._shut
        if shut:
            _shut_down(own)

    def addresses(self, host: str, port: int) -> tuple[str, ...]:
        """What a name stands for, without connecting to any of it.

        Raises:
            DialFailed: It is not resolved.
        """
        try:
            with self.phase("dns"):
                found = self._resolve(host, port)
        except DialFailed as exc:
            self.failure = exc
            raise
        return tuple(dict.fromkeys(_plain_ip(address[0]) for *_kind, address in found))

    def dial(self, host: str, port: int) -> socket.socket:
        """A connected socket.

        Raises:
            DialFailed: Not resolved, not allowed, refused, or too slow.
        """
        try:
            with self.phase("dns"):
                addresses = self._resolve(host, port)
            with self.phase("connect"):
                return self._connect(addresses)
        except DialFailed as exc:
            self.failure = exc
            raise

    def _resolve(self, host: str, port: int) -> list[tuple[Any, ...]]:
        answer: list[list[Any]] = []
        done = threading.Event()

        def ask() -> None:
            with contextlib.suppress(OSError, UnicodeError):
                answer.append(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
            done.set()

        # getaddrinfo cannot be interrupted: it is left behind when it takes too long.
        _start(threading.Thread(target=ask, name="resolve", daemon=True))
        with self._control.on_cancel(done.set):
            done.wait(min(self._connect_s, self.remaining_s))
        self._control.check()
        if not answer or not answer[0]:
            raise DialFailed("dns_error")
        return answer[0]

    def _connect(self, addresses: list[tuple[Any, ...]]) -> socket.socket:
        failure = DialFailed("address_blocked")
        for family, kind, protocol, _name, address in addresses:
            if self._may_dial is not None and not self._may_dial(_plain_ip(address[0])):
                continue
            dialled = socket.socket(family, kind, protocol)
            try:
                dialled.settimeout(max(0.001, min(self._connect_s, self.remaining_s)))
                dialled.connect(address)
                dialled.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            except TimeoutError:
                failure = DialFailed("connect_timeout")
            except ConnectionResetError:
                failure = DialFailed("connection_reset")
            except OSError:
                failure = DialFailed("connection_refused")
            else:
                return dialled
            dialled.close()
            self._control.check()
        raise failure

    def _let_go(self) -> None:
        with self._lock:
            sockets, self._sockets = self._sockets, []
        for one in sockets:
            one.close()

    def _expire(self) -> None:
        self.expired = True
        self._shut_down()

    def _shut_down(self) -> None:
        with self._lock:
            self._shut = True
            sockets = list(self._sockets)
        for one in sockets:
            _shut_down(one)


@contextmanager
def telling_when_sent(tell: Callable[[], None]) -> Iterator[None]:
    """Have it told of each request that this thread makes in the block, once all of it left."""
    token = _told_when_sent.set(tell)
    try:
        yield
    finally:
        _told_when_sent.reset(token)


def current_exchange() -> Exchange:
    """The exchange of the running request; a connection without one is a bug."""
    exchange = _current.get()
    if exchange is None:
        raise RuntimeError("a request outside of an exchange")
    return exchange


def _start(thread: threading.Thread) -> None:
    """Start it, or fail as with everything else that the system has no more of (F19)."""
    try:
        thread.start()
    except RuntimeError as exc:
        raise OSError(errno.EAGAIN, "no thread is to be had") from exc


def _shut_down(twin: socket.socket) -> None:
    with contextlib.suppress(OSError):  # closed already, which is as good
        twin.shutdown(socket.SHUT_RDWR)


def _plain_ip(text: str) -> str:
    return str(ip_address(text.partition("%")[0]))
