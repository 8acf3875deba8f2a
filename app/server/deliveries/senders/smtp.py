"""One message to one recipient over SMTP, on a worker thread with an absolute deadline.

`smtplib` only knows a time limit per step; a server that drips would hold a thread
for ever.  So whoever waits can cut the connection from outside.
"""

from __future__ import annotations

import smtplib
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from app.server.deliveries.senders.phases import verifying_tls
from app.server.settings import SmtpSettings

_OK: Final = range(200, 300)
# Whoever waits ends the conversation by its deadline and knows why; a limit for each step
# that came at the same moment would only blur that.  It ends what can no longer be cut.
_SPARE_S: Final = 2.0
_HELLO: Final = "localhost"  # smtplib's own choice may wait for DNS


class NoTls(smtplib.SMTPException):
    """The conversation cannot be secured, so there is none."""


@dataclass(frozen=True, slots=True)
class SmtpReply:
    """The server's last word: it took the message."""

    code: int
    text: str


class SmtpCall:
    """One conversation with the mail server; `cut` may come from another thread."""

    def __init__(self, settings: SmtpSettings, *, timeout_s: float) -> None:
        self._settings = settings
        self._step_s = timeout_s + _SPARE_S
        self._lock = threading.Lock()
        self._handle: socket.socket | None = None
        self._is_cut = False

    def send(self, *, recipient: str, data: bytes) -> SmtpReply:
        """Log in and hand over the message, once.

        Raises:
            NoTls: The server does not offer it; it was told nothing.
            smtplib.SMTPException: The server refused.
            OSError: No connection, or it broke.
        """
        try:
            client = self._connect()
            try:
                reply = self._converse(client, recipient=recipient, data=data)
            except BaseException:
                client.close()  # no QUIT: what it answers would take the place of the reason
                raise
            with suppress(smtplib.SMTPException, OSError):
                client.quit()  # the message is taken, whatever is said to that
            return reply
        finally:
            self._let_go()

    def _converse(self, client: smtplib.SMTP, *, recipient: str, data: bytes) -> SmtpReply:
        if self._settings.security == "starttls":
            _start_tls(client)
        if self._settings.username is not None and self._settings.password is not None:
            client.login(self._settings.username, self._settings.password.reveal())
        client.ehlo_or_helo_if_needed()
        _expect(client.mail(self._settings.sender))
        _expect(client.rcpt(recipient))
        code, text = _expect(client.data(data))
        return SmtpReply(code, text.decode("utf-8", "replace"))

    def cut(self) -> None:
        """End the conversation now, whatever it is at; `send` fails at once."""
        with self._lock:
            self._is_cut = True
            handle = self._handle
            if handle is not None:
                with suppress(OSError):  # it ended by itself
                    handle.shutdown(socket.SHUT_RDWR)

    def _connect(self) -> smtplib.SMTP:
        host, port = self._settings.host, self._settings.port
        if self._settings.security == "tls":
            tls = verifying_tls()
            return _TlsClient(self._hold, host, port, _HELLO, timeout=self._step_s, context=tls)
        return _Client(self._hold, host, port, _HELLO, timeout=self._step_s)

    def _hold(self, sock: socket.socket) -> None:
        """Keep a handle of a connection before anything is said over it."""
        with self._lock:
            if self._is_cut:
                sock.close()
                raise TimeoutError("the time was up before the connection stood")
            self._handle = sock.dup()  # TLS takes the socket itself over

    def _let_go(self) -> None:
        with self._lock:
            if self._handle is not None:
                self._handle.close()
                self._handle = None


class _Client(smtplib.SMTP):
    """Shows its connection as soon as it stands: a greeting may never end."""

    def __init__(self, hold: Callable[[socket.socket], None], *args: Any, **kwargs: Any) -> None:
        self._hold = hold
        super().__init__(*args, **kwargs)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        # The one place where smtplib opens a connection; it has no door of its own to it.
        sock: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        self._hold(sock)
        return sock


class _TlsClient(smtplib.SMTP_SSL, _Client):
    """The same, where TLS comes before the first word: the bare connection is shown."""

    def __init__(self, hold: Callable[[socket.socket], None], *args: Any, **kwargs: Any) -> None:
        self._hold = hold
        super().__init__(*args, **kwargs)


def _start_tls(client: smtplib.SMTP) -> None:
    """Secure the conversation before anything is said, or end it.

    Whoever sits between may take the offer away or refuse the command (a stripped
    STARTTLS): then neither the password nor the message goes out.
    """
    client.ehlo_or_helo_if_needed()
    if not client.has_extn("starttls"):
        raise NoTls("the server offers no STARTTLS; nothing was sent in the clear")
    try:
        client.starttls(context=verifying_tls())
    except smtplib.SMTPResponseException as error:
        raise NoTls(
            f"the server refused STARTTLS ({error.smtp_code}); nothing was sent in the clear"
        ) from error


def _expect(reply: tuple[int, bytes]) -> tuple[int, bytes]:
    if reply[0] not in _OK:
        raise smtplib.SMTPResponseException(*reply)
    return reply
