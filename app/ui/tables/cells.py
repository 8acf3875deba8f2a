"""What a table cell shows, as values; the delegate is the only one who paints them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from app.domain.printable import marked
from app.ui.charts import Bar
from app.ui.theme import TextRole, Tone


@dataclass(frozen=True, slots=True)
class Text:
    """Some words.

    Attributes:
        text: The words; never interpreted.
        ink: Name of their colour.
        role: Size and weight; None is body on the first line, second on the other.
        elide: Where they are cut when there is no room.
    """

    text: str
    ink: str = ""
    role: TextRole | None = None
    elide: Literal["right", "middle"] = "right"

    def __post_init__(self) -> None:
        """What would turn the direction of the text shows as a mark."""
        if not self.text.isascii():
            object.__setattr__(self, "text", marked(self.text))


@dataclass(frozen=True, slots=True)
class Icon:
    """A small icon."""

    name: str
    ink: str = "text2"


@dataclass(frozen=True, slots=True)
class ChipSpan:
    """A chip: without a tone an outline, as for a function."""

    text: str
    tone: Tone | None = None
    icon_name: str = ""
    min_width: int = 0


Span = Text | Icon | ChipSpan


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of one or two lines.

    Attributes:
        first: The first line, from left to right.
        second: The second line.
        second_aside: The right end of the second line.
        bars: A tiny chart in place of the first line.
        right: Whether the lines stand on the right, as numbers do.
        dimmed: Whether the chart shows something that is off.
        heading: The row is no row but the heading of those below; every cell of it says so.
    """

    first: tuple[Span, ...] = ()
    second: tuple[Span, ...] = ()
    second_aside: tuple[Span, ...] = ()
    bars: tuple[Bar, ...] = ()
    right: bool = False
    dimmed: bool = False
    heading: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """All words of the cell, line by line, for its tooltip."""
        both = (self.first, (*self.second, *self.second_aside))
        words = (" ".join(_words(spans)) for spans in both)
        return tuple(line for line in words if line)


def _words(spans: Iterable[Span]) -> Iterator[str]:
    return (span.text for span in spans if not isinstance(span, Icon) and span.text)
