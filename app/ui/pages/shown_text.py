"""A part of what a page shows in full, as text: of a request, or of a message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.ui.theme import Tone
from app.ui.widgets.highlighter import Language


@dataclass(frozen=True, slots=True)
class Shown:
    """A text, how to colour it, what is to be said over it, and which lines are marked."""

    text: str = ""
    language: Language = "text"
    note: str = ""
    marks: Mapping[int, Tone] = field(default_factory=dict)
