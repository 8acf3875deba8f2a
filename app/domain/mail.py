"""Messages that the embedded platform keeps instead of sending them: taken apart to be read.

The bytes stay what they are.  Everything else is worked out from them here, and whatever a
message holds, it is text: no markup is read and nothing that it names is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from email.message import Message

    from app.domain.control import JobControl

READ_LIMIT: Final = 8 * 1024 * 1024
_ATTACHED: Final = re.compile(r"(?P<entity>[a-z0-9_]+)-(?P<record>.+)-v\d+\.json")
_ANNOUNCED: Final = re.compile(r"(?P<entity>[a-z0-9_]+) (?P<function>created|updated): ")
_FUNCTIONS: Final = {"created": "create", "updated": "update"}
# Others are read as UTF-8: Python knows codecs that are slow, or no text at all.
_CHARSETS: Final = frozenset({"utf-8", "us-ascii", "ascii", "iso-8859-1", "windows-1252"})
_MOST_PARTS: Final = 50


@dataclass(frozen=True, slots=True)
class KeptMail:
    """A message in the mailbox, before it is read.

    Attributes:
        key: Its name: the event's id and the listener's, with a point between.
        at: When it came.
        size: In bytes.
    """

    key: str
    at: datetime
    size: int

    @property
    def event_id(self) -> str:
        """The event that it tells of."""
        return self.key.partition(".")[0]

    @property
    def listener_id(self) -> str:
        """The listener that it was sent for."""
        return self.key.partition(".")[2]


class Mailbox(Protocol):
    """Where the embedded platform puts e-mail; every call may block."""

    def stamp(self) -> object:
        """Another one means that something came or went."""
        ...

    def kept(self, control: JobControl, *, most: int) -> tuple[list[KeptMail], int]:
        """At most so many messages, the newest first, and how many there are in all.

        Raises:
            StoreError: The mailbox cannot be read.
            Cancelled: Nobody waits for it any more.
        """
        ...

    def mail_server(self) -> str:
        """Where e-mail goes instead of into the mailbox; "" when it comes here."""
        ...

    def read(self, key: str, *, limit: int) -> bytes | None:
        """The first bytes of a message; None when it is not there any more.

        Raises:
            StoreError: It cannot be read.
        """
        ...

    def clear(self, control: JobControl) -> int:
        """Remove every message that is there now; says how many.

        Raises:
            StoreError: One of them cannot be removed.
            Cancelled: Nobody waits for it any more; some may be gone.
        """
        ...


@dataclass(frozen=True, slots=True)
class Mail:
    """A message as a person reads it.

    Attributes:
        head: The header as it was sent, line by line.
        text: The readable part.
        attachment: The attached record, the bytes as text; "" without one.
        attached_as: The attachment's name.
        entity: What kind of record it tells of; "" where it does not say.
        raw: The bytes as they were sent, at most `READ_LIMIT` of them.
    """

    kept: KeptMail
    sender: str = ""
    recipient: str = ""
    subject: str = ""
    message_id: str = ""
    is_test: bool = False
    head: str = ""
    text: str = ""
    attachment: str = ""
    attached_as: str = ""
    entity: str = ""
    function: str = ""
    record_id: str = ""
    raw: bytes = field(repr=False, default=b"")

    @property
    def is_complete(self) -> bool:
        """Whether all of it was read."""
        return len(self.raw) >= self.kept.size


def key_of(message_id: str) -> str:
    """The name in the mailbox of the message that has this `Message-ID`."""
    return message_id.strip().removeprefix("<").partition("@")[0]


def message_id_among(headers: Sequence[tuple[str, str]]) -> str:
    """The `Message-ID` of a try over SMTP; "" for a request over HTTP."""
    return next((value for name, value in headers if name.lower() == "message-id"), "")


def read_mail(kept: KeptMail, raw: bytes) -> Mail:
    """Take a message apart; one that cannot be is shown as its bytes only."""
    from email import message_from_bytes  # late: few who import this read a message
    from email.errors import MessageError

    head = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0].decode("ascii", "backslashreplace")
    try:
        message = message_from_bytes(raw)
        parts = list(_parts(message))
    except (MessageError, ValueError, RecursionError):
        return Mail(kept, head=head, raw=raw)
    subject = _header(message, "Subject")
    readable = next((one for one in parts if not _name_of(one) and _is_text(one)), None)
    attached = next((one for one in parts if _name_of(one)), None)
    name = _name_of(attached) if attached is not None else ""
    said, named = _ANNOUNCED.match(subject), _ATTACHED.fullmatch(name)
    return Mail(
        kept,
        sender=_header(message, "From"),
        recipient=_header(message, "To"),
        subject=subject,
        message_id=_header(message, "Message-ID"),
        is_test=_header(message, "Webhook-Test") == "true",
        head=head,
        text=_content(readable),
        attachment=_content(attached),
        attached_as=name,
        entity=named["entity"] if named else said["entity"] if said else "",
        function=_FUNCTIONS[said["function"]] if said else "",
        record_id=named["record"] if named else "",
        raw=raw,
    )


def shown_bytes(raw: bytes) -> str:
    r"""The bytes for the eye: what is no ASCII is written as `\xe4`, so that nothing is hidden."""
    return raw.replace(b"\r\n", b"\n").decode("ascii", "backslashreplace")


def arrived(timestamp_s: float) -> datetime:
    """A time of the file system."""
    return datetime.fromtimestamp(timestamp_s, UTC)


def _parts(message: Message) -> Iterator[Message]:
    for number, part in enumerate(message.walk()):
        if number >= _MOST_PARTS:
            return
        if not part.is_multipart():
            yield part


def _is_text(part: Message) -> bool:
    return part.get_content_maintype() == "text"


def _name_of(part: Message) -> str:
    try:
        return _one_line(part.get_filename("") or "")
    except (ValueError, LookupError):
        return ""


def _content(part: Message | None) -> str:
    if part is None:
        return ""
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes):
        return ""
    try:
        charset = part.get_content_charset("utf-8")
    except (ValueError, LookupError):
        charset = "utf-8"
    text = body.decode(charset if charset in _CHARSETS else "utf-8", "replace")
    return text.replace("\r\n", "\n")


def _header(message: Message, name: str) -> str:
    from email.errors import MessageError
    from email.header import decode_header, make_header

    value = message.get(name, "")
    try:
        return _one_line(str(make_header(decode_header(value))))
    except (MessageError, ValueError, LookupError):
        return _one_line(str(value))


def _one_line(text: str) -> str:
    return " ".join(text.split())
