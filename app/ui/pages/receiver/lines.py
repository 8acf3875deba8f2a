"""A received request as one line of the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject

from app.domain.received import AnswerPlan, Fault, ReceivedRequest, SignatureState
from app.ui.tables import Cell, ChipSpan, Column, Icon, KeyedTableModel, Text
from app.ui.text import states, times
from app.ui.text.names import function_label
from app.ui.theme import TextRole, Tone

translate = QCoreApplication.translate
_SEARCHED: Final = 64 * 1024  # bytes of a body that the search looks through


@dataclass(frozen=True, slots=True)
class Line:
    """One request, and what was found out about it."""

    request: ReceivedRequest
    signature: SignatureState
    is_repeat: bool
    haystack: str

    @property
    def entity(self) -> str:
        """What kind of record it is of; says so where it is no event at all."""
        return self.request.entity or translate("receiver", "Not an event")

    @property
    def function(self) -> str:
        """What happened, as people call it."""
        return function_label(self.request.function)

    @property
    def record(self) -> str:
        """Which record, and that it is a test where it is one."""
        known_as = self.request.record_number or self.request.record_id
        if self.request.is_test:
            test = translate("receiver", "Test")
            return f"{known_as} ({test})" if known_as else test
        return known_as


def line_of(request: ReceivedRequest, signature: SignatureState, *, is_repeat: bool) -> Line:
    """One line; the words that a search looks through are gathered here."""
    body = request.body[:_SEARCHED].decode("utf-8", "replace")
    parts = (request.method, request.target, request.entity, request.function, request.record_id)
    searched = "\n".join((*parts, request.header("webhook-id"), body)).casefold()
    return Line(request, signature, is_repeat, searched)


def make_model(parent: QObject) -> KeyedTableModel[int, Line]:
    """The table's model, empty."""
    columns = (
        Column[Line](
            translate("receiver", "Time"),
            lambda line: times.clock(line.request.at),
            cell=lambda line: Cell((Text(times.clock(line.request.at), "text2"),)),
            tooltip=lambda line: times.utc_tooltip(line.request.at),
            width_em=96,
        ),
        Column[Line](
            translate("receiver", "Event"),
            lambda line: f"{line.entity} {line.function}".strip(),
            cell=_event_cell,
        ),
        Column[Line](
            translate("receiver", "Record"),
            lambda line: line.record,
            cell=lambda line: Cell((Text(line.record, elide="middle"),)),
            tooltip=lambda line: line.request.record_id or line.record,
            width_em=128,
        ),
        Column[Line](
            translate("receiver", "Signature"),
            lambda line: signature_word(line.signature),
            cell=_signature_cell,
            width_em=116,
        ),
        Column[Line](
            translate("receiver", "Answer"),
            lambda line: answer_word(line.request.answer),
            cell=_answer_cell,
            width_em=104,
        ),
    )
    return KeyedTableModel(
        columns,
        lambda line: line.request.number,
        parent,
        sentence=sentence,
        haystack=lambda line: line.haystack,
    )


def sentence(line: Line) -> str:
    """The row as a screen reader says it."""
    text = translate("receiver", "{time}, {event}, {record}, signature {signature}, {answer}")
    return text.format(
        time=times.clock(line.request.at),
        event=f"{line.entity} {line.function}".strip(),
        record=line.record or translate("receiver", "no record"),
        signature=signature_word(line.signature),
        answer=translate("receiver", "answered {answer}").format(
            answer=answer_word(line.request.answer)
        ),
    )


def signature_word(state: SignatureState) -> str:
    """The signature's state in a word."""
    return {
        SignatureState.VALID: translate("receiver", "Valid"),
        SignatureState.WRONG: translate("receiver", "Wrong"),
        SignatureState.STALE: translate("receiver", "Too old"),
        SignatureState.AHEAD: translate("receiver", "Too early"),
        SignatureState.UNSIGNED: translate("receiver", "None"),
        SignatureState.NOT_CHECKED: translate("receiver", "Not checked"),
        SignatureState.INCOMPLETE: translate("receiver", "Too large"),
    }[state]


def answer_word(plan: AnswerPlan) -> str:
    """What was answered: the status, or what went wrong on purpose."""
    match plan.fault:
        case Fault.RESET:
            return translate("receiver", "Reset")
        case Fault.DRIP:
            return translate("receiver", "Dripped")
    return str(plan.status)


def answer_tone(plan: AnswerPlan) -> Tone:
    """How the answer looks: only 2xx is what a sender hopes for."""
    if plan.fault is not None or plan.status >= 500:
        return Tone.BAD
    return Tone.OK if plan.status < 300 else Tone.WARN


def _event_cell(line: Line) -> Cell:
    request = line.request
    first: tuple[Text | ChipSpan, ...]
    if request.is_event:
        first = (Text(line.entity, role=TextRole.STRONG), Text(line.function, "text2"))
    else:
        first = (Text(line.entity, "text2", role=TextRole.MEDIUM),)
    if line.is_repeat:
        first = (*first, ChipSpan(translate("receiver", "Repeat"), Tone.MUTE))
    return Cell(first, second=(Text(f"{request.method} {request.target}"),))


def _signature_cell(line: Line) -> Cell:
    icon, ink = {
        SignatureState.VALID: ("shield-fill", "ok_fill"),
        SignatureState.WRONG: ("shield-alert-fill", "bad_fill"),
        SignatureState.STALE: ("shield-alert-fill", "warn_fill"),
        SignatureState.AHEAD: ("shield-alert-fill", "warn_fill"),
    }.get(line.signature, ("", ""))
    word = signature_word(line.signature)
    tone = {"bad_fill": "bad", "warn_fill": "warn"}.get(ink, "")
    if not icon:
        return Cell((Text(word, "text2"),))
    return Cell((Icon(icon, ink), Text(word, tone)))


def _answer_cell(line: Line) -> Cell:
    plan = line.request.answer
    return Cell((ChipSpan(answer_word(plan), answer_tone(plan), min_width=40),))


def status_words(status: int) -> str:
    """`200 OK`."""
    return states.http_status(status)
