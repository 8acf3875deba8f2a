"""The lines of the palette as a Qt model: few, so that each search replaces all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

if TYPE_CHECKING:
    from app.ui.palette.entries import Entry, Row

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_Index = QModelIndex | QPersistentModelIndex


class RowModel(QAbstractListModel):
    """Headings cannot be chosen; entries that cannot be used can, so that the reason is heard."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Show these lines instead."""
        if self._rows:
            self.beginRemoveRows(QModelIndex(), 0, len(self._rows) - 1)
            self._rows = []
            self.endRemoveRows()
        if rows:
            self.beginInsertRows(QModelIndex(), 0, len(rows) - 1)
            self._rows = list(rows)
            self.endInsertRows()

    def entry(self, at: int) -> Entry | None:
        """The entry of a line; None for a heading or none."""
        return self._rows[at].entry if 0 <= at < len(self._rows) else None

    def next_entry(self, at: int, step: int) -> int:
        """The line of the nearest entry from `at` on, `at` itself included; round and round."""
        count = len(self._rows)
        for moved in range(count):
            there = (at + step * moved) % count
            if self._rows[there].entry is not None:
                return there
        return -1

    def place(self, at: int) -> tuple[int, int]:
        """Which of how many entries a line is, counted from 1."""
        entries = [n for n, row in enumerate(self._rows) if row.entry is not None]
        return entries.index(at) + 1, len(entries)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.entry(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.heading if row.entry is None else spoken(row.entry)
        return None


def spoken(entry: Entry) -> str:
    """An entry as it is read aloud, without the stop at the end of its reason: more follows."""
    parts = (entry.title, entry.second, entry.shortcut, entry.reason.rstrip("."))
    return ", ".join(part for part in parts if part)
