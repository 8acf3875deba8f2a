"""The parts of a message as text: as it is read, what is attached, the header, the bytes."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication

from app.domain.mail import Mail, shown_bytes
from app.ui.pages.shown_text import Shown
from app.ui.text import messages, times

translate = QCoreApplication.translate


class Part(Enum):
    """What the tabs show."""

    MESSAGE = auto()
    ATTACHMENT = auto()
    HEADER = auto()
    RAW = auto()


def text_of(part: Part, mail: Mail) -> Shown:
    """One part of a message; what it holds is never more than text."""
    match part:
        case Part.MESSAGE:
            if not mail.text:
                return Shown(note=_nothing(mail, translate("mailbox", "It has no readable part.")))
            return Shown(mail.text, "json", _cut_note(mail))
        case Part.ATTACHMENT:
            if not mail.attached_as:
                return Shown(note=_nothing(mail, translate("mailbox", "Nothing is attached.")))
            note = translate("mailbox", "{file}, the record byte for byte").format(
                file=mail.attached_as
            )
            return Shown(messages.indented(mail.attachment), "json", _cut_note(mail) or note)
        case Part.HEADER:
            return Shown(mail.head, "http")
        case Part.RAW:
            return Shown(shown_bytes(mail.raw), "text", _cut_note(mail))


def copied(part: Part, mail: Mail) -> str:
    """What goes to the clipboard: the attachment as it was attached, not as it is indented."""
    return mail.attachment if part is Part.ATTACHMENT else text_of(part, mail).text


def _nothing(mail: Mail, words: str) -> str:
    return words if mail.is_complete else _cut_note(mail)


def _cut_note(mail: Mail) -> str:
    if mail.is_complete:
        return ""
    text = translate("mailbox", "Only the first {kept} of {size} are shown.")
    return text.format(kept=times.size(len(mail.raw)), size=times.size(mail.kept.size))
