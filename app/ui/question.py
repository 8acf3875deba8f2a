"""A question to a person as a value: presenters ask it, `dialogs` shows it.

Presenters hold no widget; a test answers by calling `then` of a button.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

ButtonKind = Literal["default", "primary", "danger", "prod"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One button; `then` is what choosing it does."""

    text: str
    then: Callable[[], None]
    kind: ButtonKind = "default"


@dataclass(frozen=True, slots=True)
class Question:
    """A title, one or two sentences, and verbs on the buttons.

    Closing the question, or Esc, does nothing: `stay` is the default button's words.
    """

    title: str
    text: str
    answers: tuple[Answer, ...]
    stay: str
