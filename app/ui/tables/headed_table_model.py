"""A table whose rows stand in groups, each below a row that only names it.

Apart from `KeyedTableModel`, because Qt asks for the flags of every cell that it paints:
long lists without headings need no answer of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt

from app.ui.tables.keyed_table_model import KeyedTableModel

if TYPE_CHECKING:
    from app.ui.tables.columns import Column
    from app.ui.tables.keyed_table_model import Index

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")


class HeadedTableModel(KeyedTableModel[K, R]):
    """Rows of which some are headings; nobody can select one, and keys pass them over."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], K],
        parent: QObject | None = None,
        *,
        is_heading: Callable[[R], bool],
        sentence: Callable[[R], str] | None = None,
    ) -> None:
        """Make an empty model.

        Args:
            columns: What to show; the cells of a heading carry `Cell.heading`.
            key: What makes a row the same row.
            parent: Its owner.
            is_heading: Whether a row only names those below it.
            sentence: The whole row in one sentence, which is read aloud for column 0.
        """
        super().__init__(columns, key, parent, sentence=sentence)
        self._is_heading = is_heading

    def next_row(self, number: int, *, down: bool) -> int:
        ahead = range(number, self.rowCount()) if down else range(number, -1, -1)
        return next((at for at in ahead if not self._is_heading(self.row(at))), number)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self._is_heading(self.row(index.row())):
            return Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)
