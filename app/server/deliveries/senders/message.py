"""The e-mail of one event: built, then read again to prove that it is what was meant.

Python's own serialiser let a header be injected by encoded words (security.md D2), so
the proof is the control: header text is made harmless first, and the finished bytes
must hold exactly our header fields, once each (T32).
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from app.domain.file_names import record_file_name
from app.domain.mail_words import subject_of
from app.server.deliveries.attempt import Message

_LINE_LIMIT: Final = 998  # RFC 5322, without the line end
_FIELD: Final = re.compile(rb"([!-9;-~]+):(?:[ \t]|$)")
_HEADERS: Final = (
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
)
_TEST_HEADER: Final = "Webhook-Test"


class MessageUnsafe(ValueError):
    """The finished message is not the one that was meant; it must not be sent."""


def build_message(message: Message, *, sender: str, now: datetime) -> EmailMessage:
    """The e-mail for one event and listener; the same `Message-ID` on every try.

    Args:
        message: What happened, and the one address it goes to.
        sender: The address it comes from.
        now: The time of this try.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(sender)
    mail["To"] = _address(message.destination.address)
    mail["Subject"] = subject_of(message.entity, message.function, message.record_label)
    mail["Date"] = format_datetime(now)
    mail["Message-ID"] = message_id_of(message, sender=sender)
    mail["Auto-Submitted"] = "auto-generated"
    if message.test:
        mail[_TEST_HEADER] = "true"
    mail.set_content(_readable(message.payload), cte="base64")
    mail.add_attachment(
        message.payload,
        maintype="application",
        subtype="json",
        filename=record_file_name(message.entity, message.record_id, message.record_version),
        cte="base64",
    )
    return mail


def message_bytes(mail: EmailMessage) -> bytes:
    """The message as it is sent, after the audit.

    Raises:
        MessageUnsafe: Its header is not exactly ours.
    """
    data = mail.as_bytes(policy=SMTP)
    _audit(data)
    return data


def message_id_of(message: Message, *, sender: str) -> str:
    """The same for every try of an event to a listener, so that mailboxes see one message."""
    return f"<{message.event_id}.{message.listener_id}@{sender.rpartition('@')[2]}>"


def _address(text: str) -> Address:
    user, _, domain = text.rpartition("@")
    return Address(username=user, domain=domain)


def _readable(payload: bytes) -> str:
    """The record, indented; its exact bytes are the attachment."""
    try:
        return json.dumps(json.loads(payload), ensure_ascii=False, indent=2) + "\n"
    except ValueError:
        return payload.decode("utf-8", "replace")


def _audit(data: bytes) -> None:
    header, separator, _ = data.partition(b"\r\n\r\n")
    if not separator:
        raise MessageUnsafe("the message has no end of its header")
    names = []
    for line in header.split(b"\r\n"):
        if b"\r" in line or b"\n" in line or b"\0" in line or len(line) > _LINE_LIMIT:
            raise MessageUnsafe("the header holds a broken line")
        if line[:1] in (b" ", b"\t"):
            continue  # goes on with the field before
        field = _FIELD.match(line)
        if field is None:
            raise MessageUnsafe("the header holds something that is no field")
        names.append(field[1].decode("ascii"))
    without_test = [name for name in names if name != _TEST_HEADER]
    if sorted(without_test) != sorted(_HEADERS) or len(names) - len(without_test) > 1:
        raise MessageUnsafe(f"the header holds other fields than it should: {names}")
