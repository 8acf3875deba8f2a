"""A message as one line of the list."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject

from app.domain.times import Clock
from app.services.mailbox import MailLine
from app.ui.tables import Cell, ChipSpan, Column, KeyedTableModel, Text
from app.ui.text import times
from app.ui.text.names import function_label
from app.ui.theme import TextRole, Tone

translate = QCoreApplication.translate


def make_model(clock: Clock, parent: QObject) -> KeyedTableModel[str, MailLine]:
    """The table's model, empty."""
    columns = (
        Column[MailLine](
            translate("mailbox", "Time"),
            lambda line: when(line, clock()),
            cell=lambda line: Cell((Text(when(line, clock()), "text2"),)),
            tooltip=lambda line: times.utc_tooltip(line.kept.at),
            width_em=120,
        ),
        Column[MailLine](
            translate("mailbox", "Message"),
            title_of,
            cell=_message_cell,
        ),
        Column[MailLine](
            translate("mailbox", "To"),
            lambda line: line.recipient,
            cell=_address_cell,
            width_em=210,
            most_em=280,
        ),
        Column[MailLine](
            translate("mailbox", "Record"),
            lambda line: line.record_id,
            cell=lambda line: Cell((Text(line.record_id, elide="middle"),)),
            width_em=128,
            most_em=236,
        ),
    )
    return KeyedTableModel(
        columns,
        lambda line: line.key,
        parent,
        sentence=lambda line: sentence(line, clock()),
        haystack=lambda line: line.haystack,
    )


def when(line: MailLine, now: datetime) -> str:
    """To the second where it came today, else the day."""
    at = line.kept.at
    is_today = times.local(at).date() == times.local(now).date()
    return times.clock(at) if is_today else times.short(at, now)


def title_of(line: MailLine) -> str:
    """The subject, or that there is none."""
    return line.subject or translate("mailbox", "No subject")


def what_of(line: MailLine) -> str:
    """`clients Create`; "" where the message does not say."""
    return f"{line.entity} {function_label(line.function)}".strip() if line.entity else ""


def sentence(line: MailLine, now: datetime) -> str:
    """The row as a screen reader says it."""
    parts = [
        when(line, now),
        title_of(line),
        translate("mailbox", "to {address}").format(address=line.recipient),
        what_of(line),
        line.record_id,
        translate("mailbox", "Test") if line.is_test else "",
    ]
    return ", ".join(part for part in parts if part)


def _message_cell(line: MailLine) -> Cell:
    first: tuple[Text | ChipSpan, ...] = (Text(title_of(line), role=TextRole.STRONG),)
    if line.is_test:
        first = (*first, ChipSpan(translate("mailbox", "Test"), Tone.MUTE))
    return Cell(first, second=(Text(what_of(line)),))


def _address_cell(line: MailLine) -> Cell:
    return Cell((Text(line.recipient, elide="middle"),), second=(Text(_from(line)),))


def _from(line: MailLine) -> str:
    return translate("mailbox", "from {address}").format(address=line.sender)
