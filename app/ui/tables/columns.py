"""How the columns of a table are declared, and what a view may ask a row for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import Qt

from app.domain.name_order import name_order
from app.ui.tables.cells import Cell

R = TypeVar("R")
PADDING_PX: Final = 12  # beside what stands in a column
FIRST_PADDING_PX: Final = 24  # before the first, as the page's margin


class Role(IntEnum):
    """Roles every keyed table answers beyond the standard ones."""

    ROW = Qt.ItemDataRole.UserRole + 1  # the row value itself
    KEY = Qt.ItemDataRole.UserRole + 2  # its identity
    CELL = Qt.ItemDataRole.UserRole + 3  # how the delegate is to paint it


@dataclass(frozen=True)  # no slots: Column[Row](...) breaks on 3.11 with frozen and slots
class Column(Generic[R]):
    """How one column is titled, shown, explained and ordered.

    Attributes:
        title: The header.
        text: The cell in plain words: for reading aloud, copying and simple cells.
        cell: How to paint it; None paints `text` on one line.
        sort: What to order by; None orders by `text`, as names are.
        tooltip: More words; plain text, the model escapes it.
        numeric: Whether it stands on the right.
        width_em: Width in the mockup's pixels (at 13 px text); 0 takes what is left.
        most_em: How wide it gets where the rest would stand empty; 0 for no wider than that.
    """

    title: str
    text: Callable[[R], str]
    cell: Callable[[R], Cell] | None = None
    sort: Callable[[R], Any] | None = None
    tooltip: Callable[[R], str] | None = None
    numeric: bool = False
    width_em: int = 0
    most_em: int = 0

    def order(self, row: R) -> Any:
        """What a row is ordered by."""
        return self.sort(row) if self.sort is not None else name_order(self.text(row))

    def header(self, role: int) -> Any:
        """What Qt asks of the header."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.numeric else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None
