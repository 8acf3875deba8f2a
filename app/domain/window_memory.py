"""How the window was when it was last seen; every member may be foreign nonsense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where the list stood in the window when its rows were first painted.

    Attributes:
        left: From the window's left edge to the list's; it reaches to the right edge.
        top: The same from above.
        bottom: The same from below.
        like: What the place hangs on, such as the size of the text; "": it was never seen.
    """

    left: int = 0
    top: int = 0
    bottom: int = 0
    like: str = ""


@dataclass(frozen=True, slots=True)
class WindowMemory:
    """What is remembered of the window, not of any platform's data.

    Attributes:
        x: Where the window is when it is not maximised, on all screens together.
        y: The same from the top.
        width: 0: it was never seen.
        height: The same.
        is_maximized: Whether it fills the screen.
        page: The page that was shown, by its name.
        connection_id: The connection that was open.
        columns: Widths that a person gave columns, at 13 px text, by table and column.
        recent: What was chosen in the palette, the last one first.
        list_place: Where the list of listeners was.
    """

    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0
    is_maximized: bool = False
    page: str = ""
    connection_id: str = ""
    columns: Mapping[str, float] = field(default_factory=dict)
    recent: tuple[str, ...] = ()
    list_place: ListPlace = field(default_factory=ListPlace)
