"""How long each phase of one request took.

aiohttp reports when things begin and end, but not where TCP ends and TLS begins; the
TLS context is asked for its half of the connection at exactly that moment, so it
notes the time.
"""

from __future__ import annotations

import ssl
import time
from contextvars import ContextVar
from typing import Any, Final

from aiohttp import ClientSession, TraceConfig

from app.domain.delivery import Timings

_current: ContextVar[Phases | None] = ContextVar("phases", default=None)


class Phases:
    """The moments of one request, as they pass; each is None until it is reached."""

    __slots__ = (
        "connect_began",
        "connected",
        "headers_came",
        "resolve_began",
        "resolved",
        "reused",
        "sent",
        "started",
        "tls_began",
    )

    def __init__(self) -> None:
        self.started: Final = time.perf_counter()
        self.forget()

    def forget(self) -> None:
        """Begin again, on a fresh connection; the whole still counts from the start."""
        self.connect_began: float | None = None
        self.resolve_began: float | None = None
        self.resolved: float | None = None
        self.tls_began: float | None = None
        self.connected: float | None = None
        self.sent: float | None = None
        self.headers_came: float | None = None
        self.reused = False

    def follow(self) -> None:
        """Take the TLS moments of what this task does from now on."""
        _current.set(self)

    def timings(self) -> Timings:
        """What is known, with now as the end."""
        now = time.perf_counter()
        dialled = self.resolved or self.connect_began
        return Timings(
            dns=_ms(self.resolve_began, self.resolved),
            connect=None if self.reused else _ms(dialled, self.tls_began or self.connected),
            tls=_ms(self.tls_began, self.connected),
            send=_ms(self.connected, self.sent),
            first_byte=_ms(self.sent, self.headers_came),
            receive=_ms(self.headers_came, now),
            total=round((now - self.started) * 1000),
        )


class TimedTls(ssl.SSLContext):
    """A verifying TLS context that notes when the handshake begins."""

    def wrap_bio(self, *args: Any, **kwargs: Any) -> ssl.SSLObject:
        phases = _current.get()
        if phases is not None:
            phases.tls_began = time.perf_counter()
        return super().wrap_bio(*args, **kwargs)


def verifying_tls() -> TimedTls:
    """TLS 1.2 or newer, certificate and host name checked, the system's authorities."""
    context = TimedTls(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_default_certs()
    return context


def tracing() -> TraceConfig:
    """Fills the `Phases` that a request was given as `trace_request_ctx`."""
    config = TraceConfig()
    config.on_connection_create_start.append(_note("connect_began"))
    config.on_dns_resolvehost_start.append(_note("resolve_began"))
    config.on_dns_resolvehost_end.append(_note("resolved"))
    config.on_connection_create_end.append(_note("connected"))
    config.on_connection_reuseconn.append(_note_reused)
    config.on_request_headers_sent.append(_note("sent"))
    config.on_request_chunk_sent.append(_note("sent"))
    config.on_request_end.append(_note("headers_came"))
    return config


def _note(moment: str) -> Any:
    async def note(_session: ClientSession, context: Any, _params: Any) -> None:
        setattr(context.trace_request_ctx, moment, time.perf_counter())

    return note


async def _note_reused(_session: ClientSession, context: Any, _params: Any) -> None:
    context.trace_request_ctx.reused = True
    context.trace_request_ctx.connected = time.perf_counter()


def _ms(began: float | None, ended: float | None) -> float | None:
    return None if began is None or ended is None else round((ended - began) * 1000, 1)
