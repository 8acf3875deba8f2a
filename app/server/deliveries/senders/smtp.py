"""One message to one recipient over SMTP, on a worker thread with an absolute deadline.

`smtplib` only knows a time limit per step; a server that drips would hold a thread
for ever.  So whoever waits can cut the connection from outside.
"""

from __future__ import annotations

import smtplib
import socket
import threading
from dataclasses import dataclass
from typing import Final

from app.server.deliveries.senders.phases import verifying_tls
from app.server.settings import SmtpSettings

_OK: Final = range(200, 300)
_HELLO: Final = "localhost"  # smtplib's own choice may wait for DNS


@dataclass(frozen=True, slots=True)
class SmtpReply:
    """The server's last word: it took the message."""

    code: int
    text: str


class SmtpCall:
    """One conversation with the mail server; `cut` may come from another thread."""

    def __init__(self, settings: SmtpSettings, *, timeout_s: float) -> None:
        self._settings = settings
        self._timeout_s = timeout_s
        self._lock = threading.Lock()
        self._client: smtplib.SMTP | None = None
        self._is_cut = False

    def send(self, *, recipient: str, data: bytes) -> SmtpReply:
        """Log in and hand over the message, once.

        Raises:
            smtplib.SMTPException: The server refused.
            OSError: No connection, or it broke.
        """
        with self._connect() as client:
            if self._settings.security == "starttls":
                client.starttls(context=verifying_tls())
            if self._settings.username is not None and self._settings.password is not None:
                client.login(self._settings.username, self._settings.password.reveal())
            client.ehlo_or_helo_if_needed()
            _expect(client.mail(self._settings.sender))
            _expect(client.rcpt(recipient))
            code, text = _expect(client.data(data))
            return SmtpReply(code, text.decode("utf-8", "replace"))

    def cut(self) -> None:
        """End the conversation now; `send` fails at once."""
        with self._lock:
            self._is_cut = True
            client = self._client
        sock = None if client is None else client.sock
        if sock is not None:
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it ended by itself

    def _connect(self) -> smtplib.SMTP:
        host, port = self._settings.host, self._settings.port
        client: smtplib.SMTP
        if self._settings.security == "tls":
            client = smtplib.SMTP_SSL(
                host, port, _HELLO, timeout=self._timeout_s, context=verifying_tls()
            )
        else:
            client = smtplib.SMTP(host, port, _HELLO, timeout=self._timeout_s)
        with self._lock:
            if self._is_cut:
                client.close()
                raise TimeoutError("the time was up before the connection stood")
            self._client = client
        return client


def _expect(reply: tuple[int, bytes]) -> tuple[int, bytes]:
    if reply[0] not in _OK:
        raise smtplib.SMTPResponseException(*reply)
    return reply
