"""How the window was when it was last seen; every member may be foreign nonsense."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class ListPlace:
    """Where the list stood in the window when its rows were first painted.

    Attributes:
        left: From the window's left edge to the list's.
        top: The same from above.
        bottom: The same from below.
        right: The same from the right, where the panel of a selected row stood beside it.
        has_panel: Whether a row was selected whose panel is to be seen, where there is room.
        like: What the place hangs on, such as the size of the text; "": it was never seen.
    """

    left: int = 0
    top: int = 0
    bottom: int = 0
    like: str = ""
    right: int = 0
    has_panel: bool = False


@dataclass(frozen=True, slots=True)
class ListMemory:
    """How a person had a list: names, ids and choices, and never a word that was typed.

    Attributes:
        sorted_by: The column, counted from 0; -1: as it comes.
        is_descending: Whether the last is first.
        filters: What it is narrowed down to, by names of the page's own.
        selected_id: The row that was selected; "" when none was, or several.
        has_panel: Whether the panel of the selected row is to be seen.
    """

    sorted_by: int = -1
    is_descending: bool = False
    filters: Mapping[str, str] = field(default_factory=dict)
    selected_id: str = ""
    has_panel: bool = True


AS_MADE: Final = ListMemory()
_KEEPABLE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,79}")


def is_keepable(word: str) -> bool:
    """Whether a word may be remembered: an id, or the name of a choice.

    Addresses, people's names and other text are not, whatever a platform has for an id.
    """
    return _KEEPABLE.fullmatch(word) is not None


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
        lists: How a person had each list, by connection and page.
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
    lists: Mapping[str, Mapping[str, ListMemory]] = field(default_factory=dict)
