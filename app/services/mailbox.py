"""The mailbox of the embedded platform: what it sent by e-mail, while nothing leaves for real.

What is listed is personal data, as in the receiver: the newest few hundred are held in
memory, a little of each, and the rest is read when somebody opens it.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.domain.mail import READ_LIMIT, KeptMail, Mail, read_mail
from app.domain.times import utc_now

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.mail import Mailbox
    from app.domain.ports import WholeFile
    from app.domain.times import Clock

LISTED: Final = 500
_LOOKED_INTO: Final = 64 * 1024  # of each message, for the list and its search
_SEARCHED: Final = 16 * 1024
_UNSETTLED_S: Final = 2.0  # so coarse are the times of some file systems


@dataclass(frozen=True, slots=True)
class MailLine:
    """What the list shows of a message, and what its search looks through."""

    kept: KeptMail
    sender: str
    recipient: str
    subject: str
    entity: str
    function: str
    record_id: str
    is_test: bool
    haystack: str

    @property
    def key(self) -> str:
        """Its name in the mailbox."""
        return self.kept.key


@dataclass(frozen=True, slots=True)
class MailboxState:
    """What is known at one moment.

    Attributes:
        lines: The newest messages, newest first.
        count: How many there are in all.
        mail_server: Where e-mail goes instead of into the mailbox; "" when it comes here.
    """

    lines: tuple[MailLine, ...] = ()
    count: int = 0
    mail_server: str = ""


class MailboxService:
    """Reads the mailbox; its methods may block and are called on any worker."""

    def __init__(
        self,
        mailbox: Mailbox,
        whole_file: WholeFile,
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._mailbox = mailbox
        self._whole_file = whole_file
        self._clock = clock
        self._lock = threading.Lock()
        self._stamp: object = object()
        self._mail_server: str | None = None
        self._state = MailboxState()

    def look(self, control: JobControl) -> MailboxState:
        """What there is now; costs nothing worth mentioning when nothing came or went.

        Raises:
            StoreError: The mailbox cannot be read.
        """
        with self._lock:
            if self._mail_server is None:  # a platform that runs goes on as it was started
                self._mail_server = self._mailbox.mail_server()
            stamp = self._mailbox.stamp()
            if stamp == self._stamp:
                return self._state
            kept, count = self._mailbox.kept(control, most=LISTED)
            known = {one.kept: one for one in self._state.lines}
            lines = []
            for one in kept:
                control.check()
                lines.append(known.get(one) or self._line(one))
            self._state = MailboxState(tuple(lines), count, self._mail_server)
            # One that came just now may have come while this was looking: look once more then.
            self._stamp = object() if self._is_fresh(kept) else stamp
            return self._state

    def read(self, control: JobControl, kept: KeptMail) -> Mail | None:
        """A message in full; None when it is not there any more.

        Raises:
            StoreError: It cannot be read.
        """
        control.check()
        raw = self._mailbox.read(kept.key, limit=READ_LIMIT)
        return None if raw is None else read_mail(kept, raw)

    def save(self, control: JobControl, kept: KeptMail, path: Path) -> bool:
        """Write a message into a file, byte for byte; False when it is not there any more.

        Raises:
            StoreError: It cannot be read or written.
        """
        control.check()
        data = self._mailbox.read(kept.key, limit=-1)
        if data is None:
            return False
        with self._whole_file(path) as write:
            write(data)
        return True

    def empty(self, control: JobControl) -> int:
        """Remove every message that is there now; says how many.

        Raises:
            StoreError: One of them cannot be removed.
        """
        return self._mailbox.clear(control)

    def _line(self, kept: KeptMail) -> MailLine:
        raw = self._mailbox.read(kept.key, limit=_LOOKED_INTO)
        mail = Mail(kept) if raw is None else read_mail(kept, raw)
        searched = (mail.subject, mail.sender, mail.recipient, kept.key, mail.record_id, mail.text)
        return MailLine(
            kept,
            mail.sender,
            mail.recipient,
            mail.subject,
            mail.entity,
            mail.function,
            mail.record_id,
            mail.is_test,
            "\n".join(searched)[:_SEARCHED].casefold(),
        )

    def _is_fresh(self, kept: list[KeptMail]) -> bool:
        if not kept:
            return False
        return (self._clock() - kept[0].at).total_seconds() < _UNSETTLED_S
