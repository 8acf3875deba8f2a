"""An e-mail listener's try: over SMTP when it is configured, else into the mailbox."""

from __future__ import annotations

import asyncio
import smtplib
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Final

from app.domain.delivery import AttemptError, AttemptRequest, AttemptResponse, Timings
from app.server.deliveries.attempt import AttemptResult, Message
from app.server.deliveries.senders import failures, mailbox
from app.server.deliveries.senders.message import MessageUnsafe, build_message, message_bytes
from app.server.deliveries.senders.smtp import SmtpCall, SmtpReply
from app.server.settings import PlatformSettings
from app.server.store.times import ms_of

_EMBEDDED_SENDER: Final = "webhooks@picksmart.invalid"
_ACCEPTED: Final = 250
_THREADS: Final = 16


@dataclass(slots=True)
class _Sent:
    """One try as it goes on."""

    headers: tuple[tuple[str, str], ...] = ()
    reply: AttemptResponse | None = None
    error: AttemptError | None = None
    started: float = field(default_factory=time.perf_counter)


class EmailSender:
    """Sends each message to its one address."""

    def __init__(self, settings: PlatformSettings) -> None:
        self._settings = settings
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="email")

    async def send(self, message: Message, *, timeout_s: float) -> AttemptResult:
        """Try once; whatever happens is an answer, not an exception."""
        now = self._settings.clock()
        sent = _Sent()
        smtp = self._settings.smtp
        try:
            mail = build_message(
                message, sender=_EMBEDDED_SENDER if smtp is None else smtp.sender, now=now
            )
            data = message_bytes(mail)
            sent.headers = _headers(mail)
            reply = await self._hand_over(message, data, timeout_s=timeout_s)
            sent.reply = AttemptResponse(reply.code, (), reply.text)
        except TimeoutError:
            sent.error = failures.of_timeout(connected=True, timeout_s=timeout_s)
        except smtplib.SMTPResponseException as error:
            sent.reply = AttemptResponse(error.smtp_code, (), _text(error.smtp_error))
            sent.error = failures.of_exception(error)
        except MessageUnsafe as error:
            sent.error = AttemptError("smtp_error", f"not sent: {error}")
        except (OSError, ValueError) as error:  # SMTPException is an OSError
            sent.error = failures.of_exception(error)
        return AttemptResult(
            started_ms=ms_of(now),
            timings=Timings(total=round((time.perf_counter() - sent.started) * 1000)),
            request=AttemptRequest(
                "SMTP", f"mailto:{message.destination.address}", sent.headers, None
            ),
            response=sent.reply,
            error=sent.error,
        )

    def close(self) -> None:
        """Let the threads end."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _hand_over(self, message: Message, data: bytes, *, timeout_s: float) -> SmtpReply:
        loop = asyncio.get_running_loop()
        if self._settings.smtp is None:
            return await loop.run_in_executor(self._threads, self._keep, message, data)
        call = SmtpCall(self._settings.smtp, timeout_s=timeout_s)
        talking = loop.run_in_executor(
            self._threads, lambda: call.send(recipient=message.destination.address, data=data)
        )
        done, _ = await asyncio.wait({talking}, timeout=timeout_s)
        if not done:
            call.cut()
            talking.add_done_callback(_forget)
            raise TimeoutError
        return talking.result()

    def _keep(self, message: Message, data: bytes) -> SmtpReply:
        mailbox.deliver(
            self._settings.data_dir / mailbox.FOLDER,
            name=f"{message.event_id}.{message.listener_id}",
            data=data,
        )
        return SmtpReply(_ACCEPTED, "kept in the embedded mailbox")


def _headers(mail: EmailMessage) -> tuple[tuple[str, str], ...]:
    return tuple((name, str(value)) for name, value in mail.items())


def _text(reply: bytes | str) -> str:
    return reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply


def _forget(talking: asyncio.Future[SmtpReply]) -> None:
    """The end of a conversation that was cut is of no interest."""
    if not talking.cancelled():
        talking.exception()
