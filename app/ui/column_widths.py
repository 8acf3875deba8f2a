"""Which columns a person hid, and how wide they made the others; kept between starts.

Apart from the tables, for the window puts it back before any table is imported.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QObject, Signal

_LEAST: Final = 40
_MOST: Final = 2000
_HIDDEN: Final = ".hidden"


class _Widths(QObject):
    """What a person chose, by table and column, at 13 px text.

    Signals:
        changed: A column was given another width, hidden or shown; all that is known, by name.
    """

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, float] = {}
        self._hidden: set[str] = set()

    def recall(self, known: Mapping[str, float]) -> None:
        """Those of the last time; what no column can be is passed over."""
        self._known = {
            name: width
            for name, width in known.items()
            if math.isfinite(width) and _LEAST <= width <= _MOST
        }
        marked = (name for name in known if name.endswith(_HIDDEN))
        self._hidden = {name.removesuffix(_HIDDEN) for name in marked}

    def of(self, name: str) -> float:
        """The width of a column; 0 when nobody gave it one."""
        return self._known.get(name, 0)

    def put(self, name: str, width: float) -> None:
        """A person has given a column this width."""
        self._known[name] = round(min(max(width, _LEAST), _MOST), 1)
        self._tell()

    def is_hidden(self, name: str) -> bool:
        """Whether a person has no use for a column."""
        return name in self._hidden

    def set_hidden(self, name: str, *, is_hidden: bool) -> None:
        """A person has no use for a column, or has again."""
        if is_hidden:
            self._hidden.add(name)
        else:
            self._hidden.discard(name)
        self._tell()

    def _tell(self) -> None:
        marked = {f"{name}{_HIDDEN}": 1.0 for name in sorted(self._hidden)}
        self.changed.emit({**self._known, **marked})


COLUMN_WIDTHS: Final = _Widths()
