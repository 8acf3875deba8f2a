"""A failure in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ErrorText:
    """A failure in words; `code` goes last and is the same in every language."""

    title: str
    text: str
    code: str = ""
