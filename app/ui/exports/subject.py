"""What is exported, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """What the lines of a file are.

    Attributes:
        name: `deliveries`: what the button and the suggested file are called after.
        title: Of the question where to write.
        count: So many of them, in words.
    """

    name: str
    title: str
    count: Callable[[int], str]
