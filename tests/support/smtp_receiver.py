"""A real mail server on loopback: messages are kept byte for byte, answers are as told."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP as SmtpProtocol  # noqa: N811 - a class whose name is an acronym
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session

WAIT_S = 20.0


@dataclass(frozen=True, slots=True)
class Mail:
    """One message as the mail server took it."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes


class _Protocol(SmtpProtocol):
    """Says when its connection begins and ends."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if self.transport is None:  # STARTTLS makes it a second time
            self.event_handler.count(1)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self.event_handler.count(-1)


class _Controller(Controller):
    def factory(self) -> SmtpProtocol:
        return _Protocol(self.handler, **self.SMTP_kwargs)


class SmtpReceiver:
    """A mail server on its own thread; a context manager.

    Attributes:
        reply: What DATA is answered with.
    """

    def __init__(
        self,
        *,
        login: tuple[str, str] | None = None,
        tls: ssl.SSLContext | None = None,
        starttls: bool = False,
        recipients_refused: Iterable[str] = (),
    ) -> None:
        self.reply = "250 kept"
        self._refused = frozenset(recipients_refused)
        self._login = login
        self._changed = threading.Condition()
        self._mails: list[Mail] = []
        options: dict[str, Any] = {}
        if starttls:
            options |= {"tls_context": tls, "require_starttls": True}
        if login is not None:
            options |= {
                "authenticator": self._authenticate,
                "auth_required": True,
                "auth_require_tls": tls is not None,
            }
        with socket.socket() as probe:  # the controller cannot choose a free port itself
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._connected = 0
        self._controller = _Controller(
            self,
            hostname="127.0.0.1",
            port=self.port,
            ssl_context=None if starttls else tls,
            **options,
        )

    @property
    def mails(self) -> list[Mail]:
        with self._changed:
            return list(self._mails)

    def wait(self, count: int = 1, *, timeout_s: float = WAIT_S) -> list[Mail]:
        """The messages so far, once there are at least `count`."""
        with self._changed:
            came = self._changed.wait_for(lambda: len(self._mails) >= count, timeout=timeout_s)
            assert came, f"{len(self._mails)} of {count} messages came"
            return list(self._mails)

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._changed:
            self._changed.wait_for(lambda: not self._connected, timeout=WAIT_S)
        self._controller.stop()

    def count(self, change: int) -> None:
        """A connection more, or one less."""
        with self._changed:
            self._connected += change
            self._changed.notify_all()

    async def handle_RCPT(
        self,
        server: SmtpProtocol,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        if address in self._refused:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: SmtpProtocol, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.original_content, bytes)
        mail = Mail(
            envelope.mail_from or "",
            tuple(envelope.rcpt_tos),
            envelope.original_content,
        )
        with self._changed:
            self._mails.append(mail)
            self._changed.notify_all()
        return self.reply

    def _authenticate(
        self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        given = (data.login.decode(), data.password.decode())
        return AuthResult(success=given == self._login, handled=False)
