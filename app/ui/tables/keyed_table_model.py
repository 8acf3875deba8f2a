"""A table model that follows a changing collection without ever resetting.

Rows are immutable values identified by a key.  What a view shows is a pure
function of three things - the collection, a filter and an order - and every
change to any of them goes through `_settle()`, which works out the difference
and tells Qt exactly that.  Selection, scroll position and open editors survive
background refreshes.

Filtering and sorting happen here, in Python, rather than in a
`QSortFilterProxyModel`: the proxy calls back into Python twice per comparison
(20 000 rows: seconds instead of milliseconds) and silently misorders values it
cannot compare itself, such as datetimes.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.ui.tables.cells import Cell
from app.ui.widgets.plain_text import plain_tooltip

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


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
        sort: What to order by; None orders by `text`.
        tooltip: More words; plain text, the model escapes it.
        numeric: Whether it stands on the right.
        width_em: Width in the mockup's pixels (at 13 px text); 0 takes what is left.
    """

    title: str
    text: Callable[[R], str]
    cell: Callable[[R], Cell] | None = None
    sort: Callable[[R], Any] | None = None
    tooltip: Callable[[R], str] | None = None
    numeric: bool = False
    width_em: int = 0


class KeyedTableModel(QAbstractTableModel, Generic[K, R]):
    """Rows of `R`, each known by `key(row)`."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], K],
        parent: QObject | None = None,
        *,
        sentence: Callable[[R], str] | None = None,
    ) -> None:
        """Make an empty model.

        Args:
            columns: What to show.
            key: What makes a row the same row.
            parent: Its owner.
            sentence: The whole row in one sentence, which is read aloud for column 0.
        """
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._sentence = sentence
        self._all: dict[K, R] = {}
        self._keep: Callable[[R], bool] | None = None
        self._order: tuple[Callable[[R], Any], bool] | None = None
        self._shown: list[R] = []
        self._positions: dict[K, int] = {}

    # Reading: always what is shown --------------------------------------

    def __iter__(self) -> Iterator[R]:
        return iter(self._shown)

    def row(self, number: int) -> R:
        """The row value shown at a row number."""
        return self._shown[number]

    def row_number(self, key: K) -> int | None:
        """Where a key is shown, or None."""
        return self._positions.get(key)

    # Changing -----------------------------------------------------------

    def sync(self, snapshot: Iterable[R]) -> None:
        """Make the collection equal to `snapshot`.

        For newer news of the same collection.  When the collection itself is
        exchanged (another workspace), give the view a new model instead.
        """
        self._all = {self._key(row): row for row in snapshot}
        self._settle()

    def upsert(self, *rows: R) -> None:
        """Replace the rows whose key is known, add the others."""
        self._all.update({self._key(row): row for row in rows})
        self._settle()

    def remove(self, *keys: K) -> None:
        """Drop rows by key; unknown keys are ignored."""
        for key in keys:
            self._all.pop(key, None)
        self._settle()

    def set_filter(self, keep: Callable[[R], bool] | None) -> None:
        """Show only the rows `keep` accepts."""
        self._keep = keep
        self._settle()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column, or by arrival when `column` is -1.  Called by Qt."""
        if column < 0:
            self._order = None
        else:
            spec = self.columns[column]
            self._order = (spec.sort or spec.text, order == Qt.SortOrder.DescendingOrder)
        self._settle()

    def _settle(self) -> None:
        """Bring what is shown in line, in four steps Qt can follow."""
        rows = [row for row in self._all.values() if self._keep is None or self._keep(row)]
        if self._order is not None:
            by, descending = self._order
            rows.sort(key=by, reverse=descending)
        wanted = {self._key(row): row for row in rows}

        self._remove_others(wanted)
        self._replace_changed(wanted)
        self._reorder([key for key in wanted if key in self._positions])
        self._insert_missing(wanted)

    def _remove_others(self, wanted: dict[K, R]) -> None:
        doomed = [at for key, at in self._positions.items() if key not in wanted]
        for first, last in reversed(_runs(doomed)):
            self.beginRemoveRows(_ROOT, first, last)
            del self._shown[first : last + 1]
            self.endRemoveRows()
        if doomed:
            self._reindex()

    def _replace_changed(self, wanted: dict[K, R]) -> None:
        changed = []
        for key, at in self._positions.items():
            if self._shown[at] != wanted[key]:
                self._shown[at] = wanted[key]
                changed.append(at)
        last_column = len(self.columns) - 1
        for first, last in _runs(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, last_column))

    def _reorder(self, keys: list[K]) -> None:
        if keys == list(self._positions):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        moved = [(self._key(self._shown[index.row()]), index.column()) for index in before]
        self._shown = [self._shown[self._positions[key]] for key in keys]
        self._reindex()
        after = [self.index(self._positions[key], column) for key, column in moved]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _insert_missing(self, wanted: dict[K, R]) -> None:
        rows = list(wanted.values())
        missing = [at for at, key in enumerate(wanted) if key not in self._positions]
        for first, last in _runs(missing):
            self.beginInsertRows(_ROOT, first, last)
            self._shown[first:first] = rows[first : last + 1]
            self.endInsertRows()
        if missing:
            self._reindex()

    def _reindex(self) -> None:
        self._positions = {self._key(row): at for at, row in enumerate(self._shown)}

    # QAbstractTableModel ------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(row)
            case Qt.ItemDataRole.ToolTipRole:
                return plain_tooltip(column.tooltip(row)) if column.tooltip else None
            case Qt.ItemDataRole.AccessibleTextRole:
                if self._sentence is not None and index.column() == 0:
                    return self._sentence(row)
                return f"{column.title}: {column.text(row)}"
            case Role.CELL:
                return column.cell(row) if column.cell else None
            case Qt.ItemDataRole.TextAlignmentRole if column.numeric:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Role.ROW:
                return row
            case Role.KEY:
                return self._key(row)
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            column = self.columns[section]
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return column.title
            if role == Qt.ItemDataRole.TextAlignmentRole:
                side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
                return side | Qt.AlignmentFlag.AlignVCenter
            return None
        # The vertical header is hidden, yet assistive technology still asks for its names.
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return str(section + 1)
        return None


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Fold row numbers into inclusive ranges: 1 2 3 7 -> (1, 3) (7, 7)."""
    runs: list[tuple[int, int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs
