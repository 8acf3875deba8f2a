"""How long each phase of one request took.

Whoever reaches a moment notes it: the resolver, the socket that is opened, the TLS
context as it is asked for its half of the connection, the sender.  aiohttp's own
tracing would call a coroutine for each of them, and does not tell TCP from TLS.
"""

from __future__ import annotations

import ssl
import time
from contextvars import ContextVar
from typing import Any, Final, Literal, Self

from app.domain.delivery import Timings

Moment = Literal["resolve_began", "resolved", "dialled", "tls_began"]

_current: ContextVar[Phases] = ContextVar("phases")


class Phases:
    """The moments of one request, as they pass; each is None until it is reached."""

    __slots__ = (
        "connect_began",
        "connected",
        "dialled",
        "headers_came",
        "resolve_began",
        "resolved",
        "sent",
        "started",
        "tls_began",
    )

    def __init__(self) -> None:
        self.started: Final = time.perf_counter()
        self.begin_connecting()

    @classmethod
    def of_this_try(cls) -> Phases:
        """Those of the request that the running task is part of."""
        return _current.get(None) or cls()

    def follow(self) -> Self:
        """Be the phases of what this task does from now on."""
        _current.set(self)
        return self

    def begin_connecting(self) -> None:
        """Begin, or begin again; the whole still counts from the start."""
        self.connect_began = time.perf_counter()
        self.resolve_began: float | None = None
        self.resolved: float | None = None
        self.dialled: float | None = None
        self.tls_began: float | None = None
        self.connected: float | None = None
        self.sent: float | None = None
        self.headers_came: float | None = None

    def end_connecting(self) -> None:
        """The connection stands."""
        self.connected = time.perf_counter()

    def note(self, moment: Moment) -> None:
        """A moment has come; the first time counts."""
        if getattr(self, moment) is None:
            setattr(self, moment, time.perf_counter())

    @property
    def reused(self) -> bool:
        """Whether the connection stood before."""
        return self.connected is not None and self.dialled is None

    def timings(self) -> Timings:
        """What is known, with now as the end."""
        now = time.perf_counter()
        dialling = self.resolved or self.connect_began
        return Timings(
            dns=_ms(self.resolve_began, self.resolved),
            connect=None if self.reused else _ms(dialling, self.tls_began or self.connected),
            tls=_ms(self.tls_began, self.connected),
            send=_ms(self.connected, self.sent),
            first_byte=_ms(self.sent, self.headers_came),
            receive=_ms(self.headers_came, now),
            total=round((now - self.started) * 1000),
        )


class TimedTls(ssl.SSLContext):
    """A verifying TLS context that notes when the handshake begins."""

    def wrap_bio(self, *args: Any, **kwargs: Any) -> ssl.SSLObject:
        Phases.of_this_try().note("tls_began")
        return super().wrap_bio(*args, **kwargs)


def verifying_tls() -> TimedTls:
    """TLS 1.2 or newer, certificate and host name checked, the system's authorities."""
    context = TimedTls(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_default_certs()
    return context


def _ms(began: float | None, ended: float | None) -> float | None:
    return None if began is None or ended is None else round((ended - began) * 1000, 1)
