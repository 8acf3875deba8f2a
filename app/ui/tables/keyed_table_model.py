"""A table model that follows a changing collection without ever resetting.

Rows are immutable values identified by a key.  What a view shows is a pure
function of four things - the collection, a filter, an order and a search - and
every change to any of them ends in `_show()`, which works out the difference and
tells Qt exactly that.  Selection, scroll position and open editors survive
background refreshes.

Filtering and sorting happen here, in Python, rather than in a
`QSortFilterProxyModel`: the proxy calls back into Python twice per comparison
(20 000 rows: seconds instead of milliseconds) and silently misorders values it
cannot compare itself, such as datetimes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import compress, filterfalse
from operator import not_
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from app.ui.tables.columns import Role
from app.ui.tables.runs import runs_of
from app.ui.tables.search_stack import SearchStack
from app.ui.widgets.plain_text import plain_tooltip

if TYPE_CHECKING:
    from app.ui.tables.cells import Cell
    from app.ui.tables.columns import Column

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_ROOT, _DISPLAY = QModelIndex(), Qt.ItemDataRole.DisplayRole
_FEW = 8  # rows that are sooner looked for than all are counted
_MANY_RUNS = 48  # more scattered changes than this are cheaper as a move and one cut


class KeyedTableModel(QAbstractTableModel, Generic[K, R]):
    """Rows of `R`, each known by `key(row)`.

    Signals:
        settled: Other rows are shown, or in another order, and no step of that is left.
        looked: The same, because other rows or another order were asked for.
    """

    settled = Signal()
    looked = Signal()

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], K],
        parent: QObject | None = None,
        *,
        sentence: Callable[[R], str] | None = None,
        haystack: Callable[[R], str] | None = None,
    ) -> None:
        """Make an empty model.

        Args:
            columns: What to show.
            key: What makes a row the same row.
            parent: Its owner.
            sentence: The whole row in one sentence, which is read aloud for column 0.
            haystack: All words of a row that `set_search` looks through, case-folded.
        """
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key = key
        self._sentence = sentence
        self._haystack = haystack
        self._all: Mapping[K, R] = {}  # like every collection here exchanged, never changed
        self._keep: Callable[[R], bool] | None = None
        self._order: tuple[Callable[[R], Any], bool] | None = None
        self._search = SearchStack[K, R]()
        self._shown: list[R] = []
        self._keys: list[K] = []
        self._by_key: Mapping[K, R] = {}  # what is shown
        self._positions: dict[K, int] | None = None  # made when asked for

    # Reading: always what is shown --------------------------------------

    def __iter__(self) -> Iterator[R]:
        return iter(self._shown)

    def row(self, number: int) -> R:
        """The row value shown at a row number."""
        return self._shown[number]

    def cell(self, number: int, column: int) -> Cell | None:
        """How a cell is to be painted; None where the column says nothing but its words."""
        paint = self.columns[column].cell
        return paint(self._shown[number]) if paint is not None else None

    def row_number(self, key: K) -> int | None:
        """Where a key is shown, or None."""
        return self._where().get(key)

    def next_row(self, number: int, *, down: bool) -> int:  # noqa: ARG002 - see `HeadedTableModel`
        """The row that a key goes to when it is to go to `number`."""
        return number

    # Changing -----------------------------------------------------------

    def sync(self, snapshot: Iterable[R]) -> None:
        """Make the collection equal to `snapshot`.

        For newer news of the same collection.  When the collection itself is
        exchanged (another workspace), give the view a new model instead.
        """
        self.sync_by_key({self._key(row): row for row in snapshot})

    def sync_by_key(self, snapshot: Mapping[K, R]) -> None:
        """The same, of rows by their keys; nobody changes the mapping any more."""
        self._all = snapshot
        self._settle()

    def upsert(self, *rows: R) -> None:
        """Replace the rows whose key is known, add the others."""
        self.sync_by_key({**self._all, **{self._key(row): row for row in rows}})

    def remove(self, *keys: K) -> None:
        """Drop rows by key; unknown keys are ignored."""
        gone = set(keys)
        self.sync_by_key({key: row for key, row in self._all.items() if key not in gone})

    def set_filter(self, keep: Callable[[R], bool] | None) -> None:
        """Show only the rows `keep` accepts."""
        self._keep = keep
        self._settle(looking=True)

    def set_search(self, text: str) -> None:
        """Show only rows whose haystack has every word of `text` in it, whatever the case.

        Fast enough for every keystroke: a longer text looks only through what the
        shorter one found.
        """
        if self._haystack is None:
            raise ValueError("this table was made without a haystack")
        found = self._search.find(text.strip().casefold(), self._haystack)
        self._show(found, looking=True)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order by a column, or by arrival when `column` is -1.  Called by Qt."""
        wanted = None
        if column >= 0:
            wanted = (self.columns[column].order, order == Qt.SortOrder.DescendingOrder)
        if wanted != self._order:  # Qt asks twice
            self._order = wanted
            self._settle(looking=True)

    def _settle(self, *, looking: bool = False) -> None:
        """Work out anew what is to be shown after any change but that of the search."""
        wanted = self._all
        if self._keep is not None:
            keep = self._keep
            wanted = {key: row for key, row in wanted.items() if keep(row)}
        if self._order is not None:
            by, descending = self._order
            wanted = dict(sorted(wanted.items(), key=lambda pair: by(pair[1]), reverse=descending))
        self._search.start_over(wanted)
        self._show(self._search.find(self._search.text, self._haystack), looking=looking)

    def _show(self, wanted: Mapping[K, R], *, looking: bool) -> None:
        """Bring what is shown in line, in steps Qt can follow."""
        if wanted is self._by_key:
            return
        self._remove_others(wanted)
        self._replace_changed(wanted)
        kept = [*filter(self._by_key.__contains__, wanted)]
        self._put_in_order(kept, [*map(wanted.__getitem__, kept)])
        self._insert_missing(wanted)
        self._by_key = wanted
        self.settled.emit()
        if looking:
            self.looked.emit()

    def _remove_others(self, wanted: Mapping[K, R]) -> None:
        stays = [*map(wanted.__contains__, self._keys)]
        runs = runs_of((at for at, one in enumerate(stays) if not one), most=_MANY_RUNS)
        if runs is None:  # one move and one cut instead of thousands of cuts
            at, goes = sum(stays[: self._left_at(stays)]), [*map(not_, stays)]
            keys, rows = [*compress(self._keys, stays)], [*compress(self._shown, stays)]
            keys[at:at] = gone = [*compress(self._keys, goes)]
            rows[at:at] = compress(self._shown, goes)
            self._put_in_order(keys, rows)
            runs = [(at, at + len(gone) - 1)]
        for first, last in reversed(runs):
            self.beginRemoveRows(_ROOT, first, last)
            del self._keys[first : last + 1]
            del self._shown[first : last + 1]
            self._positions = None
            self.endRemoveRows()

    def _left_at(self, stays: list[bool]) -> int:
        """Where a view's own row goes: the keys are to go on beside it, not at the end."""
        rows = (index.row() for index in self.persistentIndexList())
        gone = Counter(at for at in rows if not stays[at])  # that of the mouse is there but once
        return gone.most_common(1)[0][0] if gone else len(stays)

    def _replace_changed(self, wanted: Mapping[K, R]) -> None:
        after = [*map(wanted.__getitem__, self._keys)]
        pairs = enumerate(zip(self._shown, after, strict=True))
        changed = [at for at, (old, new) in pairs if new is not old and new != old]
        for at in changed:
            self._shown[at] = after[at]
        last_column = len(self.columns) - 1
        for first, last in runs_of(changed) or ():
            self.dataChanged.emit(self.index(first, 0), self.index(last, last_column))

    def _put_in_order(self, keys: list[K], rows: list[R]) -> None:
        """Have the rows that are shown in this order."""
        if keys == self._keys:
            self._keys = keys  # those of the snapshot before would hold on to its memory
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        moved = [(self._keys[index.row()], index.column()) for index in before]
        self._keys, self._shown = keys, rows
        self._positions = None
        if before:
            few = len(moved) <= _FEW
            where = {key: keys.index(key) for key, _column in moved} if few else self._where()
            after = [self.index(where[key], column) for key, column in moved]
            self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _insert_missing(self, wanted: Mapping[K, R]) -> None:
        if len(wanted) == len(self._keys):
            return
        keys, shown = list(wanted), self._by_key
        runs = runs_of((at for at, key in enumerate(keys) if key not in shown), most=_MANY_RUNS)
        if runs is None:  # all at the end, then one move
            self._insert(len(self._keys), [*filterfalse(shown.__contains__, keys)], wanted)
            self._put_in_order(keys, [*wanted.values()])
            return
        for first, last in runs:
            self._insert(first, keys[first : last + 1], wanted)

    def _insert(self, at: int, keys: list[K], wanted: Mapping[K, R]) -> None:
        self.beginInsertRows(_ROOT, at, at + len(keys) - 1)
        self._keys[at:at] = keys
        self._shown[at:at] = map(wanted.__getitem__, keys)
        self._positions = None
        self.endInsertRows()

    def _where(self) -> dict[K, int]:
        if self._positions is None:
            self._positions = {key: at for at, key in enumerate(self._keys)}
        return self._positions

    # QAbstractTableModel ------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
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
                return self.cell(index.row(), index.column())
            case Qt.ItemDataRole.TextAlignmentRole if column.numeric:
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Role.ROW:
                return row
            case Role.KEY:
                return self._keys[index.row()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal:
            return self.columns[section].header(role)
        # The vertical header is hidden, yet assistive technology still asks for its names.
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return str(section + 1)
        return None
