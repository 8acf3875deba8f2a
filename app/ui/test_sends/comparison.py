"""Two tests of one listener beside each other, and what differs between them: pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.delivery import Attempt
from app.domain.line_difference import blocks, is_comparable
from app.ui.test_sends import result as results
from app.ui.test_sends.trials import Sender, Trial
from app.ui.text import messages, times
from app.ui.theme import Tone

translate = QCoreApplication.translate

# These are new in every test: no sign of anything.
_ALWAYS_NEW: Final = (
    *("webhook-id:", "webhook-timestamp:", "webhook-signature:"),
    *("date:", "message-id:"),
)
_NOTICEABLE: Final = 0.25  # of the longer time; less is chance
_NOTICEABLE_MS: Final = 10


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the figures.

    Attributes:
        change: What differs, in a word or a figure; "" where nothing does.
        is_marked: Whether it is worth a look.
    """

    name: str
    before: str
    after: str
    change: str = ""
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Sides:
    """Two texts, line beside line: what only one of them has is marked by sign and tint."""

    before: str
    after: str
    before_marks: Mapping[int, Tone] = field(default_factory=dict)
    after_marks: Mapping[int, Tone] = field(default_factory=dict)
    note: str = ""

    @property
    def differ(self) -> bool:
        """Whether anything is marked."""
        return bool(self.before_marks or self.after_marks)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that there is to compare."""

    facts: tuple[Fact, ...]
    request: Sides
    response: Sides


def compare(before: Trial, after: Trial) -> Comparison:
    """The earlier test on the left, the later one on the right."""
    return Comparison(
        _facts(before, after),
        beside(_request(before.attempt), _request(after.attempt)),
        beside(_response(before.attempt), _response(after.attempt)),
    )


def beside(before: str, after: str) -> Sides:
    """Two texts with their lines side by side."""
    old, new = before.split("\n"), after.split("\n")
    if not is_comparable(old, new):
        note = translate("result", "Too long to mark what differs.")
        return Sides(before, after, note=note)
    left, right = _Column(Tone.BAD, "-"), _Column(Tone.OK, "+")
    for one in blocks([_key(line) for line in old], [_key(line) for line in new]):
        lines, others = [old[at] for at in one.before], [new[at] for at in one.after]
        left.take(lines, is_marked=not one.is_shared, height=len(others))
        right.take(others, is_marked=not one.is_shared, height=len(lines))
    return Sides(left.text, right.text, left.marks, right.marks)


class _Column:
    """One side as it is written, with empty lines where only the other has something."""

    def __init__(self, tone: Tone, sign: str) -> None:
        self._tone, self._sign = tone, sign
        self._lines: list[str] = []
        self.marks: dict[int, Tone] = {}

    @property
    def text(self) -> str:
        return "\n".join(self._lines)

    def take(self, lines: Sequence[str], *, is_marked: bool, height: int) -> None:
        for line in lines:
            self._lines.append(f"{self._sign if is_marked else ' '} {line}")
            if is_marked:
                self.marks[len(self._lines)] = self._tone
        self._lines += [""] * (height - len(lines))


def _key(line: str) -> str:
    """What a line is compared by: of a header that is always new, its name."""
    lowered = line.lower()
    return next((name for name in _ALWAYS_NEW if lowered.startswith(name)), line)


def _request(attempt: Attempt) -> str:
    return messages.message(messages.head_of(attempt.request), attempt.request.body)


def _response(attempt: Attempt) -> str:
    response, error = attempt.response, attempt.error
    if response is None:
        return error.detail if error is not None else ""
    head = messages.head_of_response(response, is_mail=attempt.request.method == "SMTP")
    return messages.message(head, response.body)


def _facts(before: Trial, after: Trial) -> tuple[Fact, ...]:
    old, new = results.of(before), results.of(after)
    return (
        _words(translate("result", "Outcome"), old.title, new.title),
        _words(translate("result", "Code"), _code(before.attempt), _code(after.attempt)),
        _words(translate("result", "Sent by"), _sender(before), _sender(after)),
        _time(translate("result", "Total"), before.attempt.duration_ms, after.attempt.duration_ms),
        *_phases(before.attempt, after.attempt),
        _words(translate("result", "Sent"), old.sent, new.sent),
        _words(translate("result", "Received"), old.received, new.received),
    )


def _phases(before: Attempt, after: Attempt) -> list[Fact]:
    old = {one.name: one.duration_ms for one in results.phases(before)}
    new = {one.name: one.duration_ms for one in results.phases(after)}
    order = [*old, *(name for name in new if name not in old)]
    return [_time(name, old.get(name), new.get(name)) for name in order]


def _code(attempt: Attempt) -> str:
    if attempt.response is not None:
        return str(attempt.response.status)
    return attempt.error.code if attempt.error is not None else ""


def _sender(trial: Trial) -> str:
    if trial.sender is Sender.HERE:
        return translate("result", "This computer")
    return translate("result", "The platform")


def _words(name: str, before: str, after: str) -> Fact:
    if before == after:
        return Fact(name, before, after)
    return Fact(name, before, after, translate("result", "differs"), is_marked=True)


def _time(name: str, before: float | None, after: float | None) -> Fact:
    shown = times.duration(before), times.duration(after)
    if before is None or after is None:
        return _words(name, *shown)
    by = after - before
    is_marked = abs(by) >= max(_NOTICEABLE_MS, _NOTICEABLE * max(before, after))
    sign = "+" if by > 0 else "\N{MINUS SIGN}"
    change = f"{sign}{times.duration(abs(by))}" if by else ""
    return Fact(name, *shown, change, is_marked)
