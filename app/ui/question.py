"""A question to a person as a value: presenters pose it, a page puts it to `Dialogs`.

Presenters hold no widget; their tests answer by calling `then` of a button.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.ui.dialogs import Unsaved
from app.ui.widgets import ButtonKind

if TYPE_CHECKING:
    from app.ui.dialogs import Dialogs


@dataclass(frozen=True, slots=True)
class Answer:
    """One button; `then` is what choosing it does."""

    text: str
    then: Callable[[], None]
    kind: ButtonKind = "default"


@dataclass(frozen=True, slots=True)
class Question:
    """Whether to do one thing; closing it, Esc and Cancel do nothing."""

    title: str
    text: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class UnsavedQuestion:
    """What to do with unsaved work; closing it and Esc keep editing."""

    title: str
    text: str
    save: Callable[[], None]
    discard: Callable[[], None]


def ask(dialogs: Dialogs, question: Question | UnsavedQuestion) -> None:
    """Put a question to a person and carry the answer out."""
    if isinstance(question, Question):
        answer = question.answer
        if dialogs.confirm(question.title, question.text, answer.text, kind=answer.kind):
            answer.then()
        return
    match dialogs.save_discard_keep(question.title, question.text):
        case Unsaved.SAVE:
            question.save()
        case Unsaved.DISCARD:
            question.discard()
        case Unsaved.KEEP:
            pass
