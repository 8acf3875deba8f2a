"""The parts of a request as text: body, what it changed, headers, and the bytes as they came."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.line_difference import blocks, is_comparable
from app.domain.received import ReceivedRequest
from app.ui.pages.shown_text import Shown
from app.ui.text import messages, times
from app.ui.theme import Tone

translate = QCoreApplication.translate
_DUMPED: Final = 16 * 1024
_DUMP_ROW: Final = 16


class Part(Enum):
    """What the tabs show."""

    BODY = auto()
    CHANGES = auto()
    HEADERS = auto()
    RAW = auto()


def text_of(part: Part, request: ReceivedRequest, previous: ReceivedRequest | None) -> Shown:
    """One part of a request."""
    match part:
        case Part.BODY:
            return _body(request)
        case Part.CHANGES:
            return _changes(request, previous)
        case Part.HEADERS:
            head = [messages.request_line(request.method, request.target)]
            return Shown("\n".join(head + messages.header_lines(request.headers)), "http")
        case Part.RAW:
            return _raw(request)


def _body(request: ReceivedRequest) -> Shown:
    if not request.body_size:
        return Shown(note=translate("receiver", "It had no body."))
    if request.text is None:
        return Shown(_dump(request.body), note=_dump_note(request.body))
    note = "" if request.is_complete else _cut_note(request)
    return Shown(messages.indented(request.text), "json", note)


def _changes(request: ReceivedRequest, previous: ReceivedRequest | None) -> Shown:
    if previous is None:
        return Shown(note=translate("receiver", "No earlier event of this record was received."))
    old, new = previous.text, request.text
    if old is None or new is None:
        return Shown(note=translate("receiver", "Only text can be compared."))
    before, after = messages.indented(old).split("\n"), messages.indented(new).split("\n")
    if not is_comparable(before, after):
        return Shown(note=translate("receiver", "The bodies are too long to compare here."))
    note = translate("receiver", "Compared with the last event of {record}, at {time}").format(
        record=request.record_number or request.record_id, time=times.clock(previous.at)
    )
    return difference(before, after, note=note)


def difference(before: list[str], after: list[str], *, note: str = "") -> Shown:
    """All lines, those that went and those that came marked by a sign and a tint."""
    lines: list[str] = []
    marks: dict[int, Tone] = {}

    def add(sign: str, part: Iterable[str], tone: Tone | None) -> None:
        for line in part:
            lines.append(f"{sign} {line}")
            if tone is not None:
                marks[len(lines)] = tone

    for block in blocks(before, after):
        old, new = (before[at] for at in block.before), (after[at] for at in block.after)
        if block.is_shared:
            add(" ", new, None)
        else:
            add("-", old, Tone.BAD)
            add("+", new, Tone.OK)
    if not marks:
        nothing = translate("receiver", "Nothing differs.")
        note = f"{note}. {nothing}" if note else note
    return Shown("\n".join(lines), "json", note, marks)


def _raw(request: ReceivedRequest) -> Shown:
    head = request.head.decode("latin-1").replace("\r\n", "\n")
    if request.text is None:
        text = f"{head}\n\n{_dump(request.body)}"
        return Shown(text, note=_dump_note(request.body))
    note = "" if request.is_complete else _cut_note(request)
    return Shown(f"{head}\n\n{request.text}", "http", note)


def _cut_note(request: ReceivedRequest) -> str:
    text = translate("receiver", "Only the first {kept} of {size} were kept.")
    return text.format(kept=times.size(len(request.body)), size=times.size(request.body_size))


def _dump_note(body: bytes) -> str:
    if len(body) > _DUMPED:
        return translate("receiver", "Not text: the first bytes, as hexadecimal.")
    return translate("receiver", "Not text: shown as hexadecimal.")


def _dump(body: bytes) -> str:
    rows = range(0, min(len(body), _DUMPED), _DUMP_ROW)
    return "\n".join(f"{at:06x}  {body[at : at + _DUMP_ROW].hex(' ')}" for at in rows)
