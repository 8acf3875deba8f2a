"""What the palette offers, as values: it knows neither pages nor services."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.fuzzy import Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One line.

    Attributes:
        key: Tells it apart, also from one run of the app to the next.
        title: What it is called.
        second: What helps to tell it from others.
        icon_name: In front of it.
        shortcut: The keys that do the same, as the system writes them.
        reason: Why it cannot be chosen now; "" when it can.
        run: What choosing it does.
    """

    key: str
    title: str
    run: Callable[[], None]
    second: str = ""
    icon_name: str = ""
    shortcut: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a heading."""

    heading: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list: a heading, or an entry with the letters that were found."""

    heading: str = ""
    entry: Entry | None = None
    spans: tuple[Span, ...] = ()
