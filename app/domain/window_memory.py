"""How the window was when it was last seen; every member may be foreign nonsense."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
