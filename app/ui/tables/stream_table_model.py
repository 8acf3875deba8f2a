"""A table of what happens: new rows come on top, older ones are read at the end.

`KeyedTableModel.sync` looks at every row, which is right for hundreds and too much for
a hundred thousand of which five are new.  Here a fresh look at the newest rows and one
more page of old ones cost what they bring along, however long the list has become.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from itertools import count
from typing import TypeVar

from PySide6.QtCore import QModelIndex

from app.ui.tables.keyed_table_model import KeyedTableModel

K = TypeVar("K", bound=Hashable)
R = TypeVar("R")
_ROOT = QModelIndex()
_FEW = 48  # rows that a list under another filter has in common with the one before


class StreamTableModel(KeyedTableModel[K, R]):
    """Rows in the order in which they are given; not for lists that are sorted or filtered.

    Where a row is, is kept as a number that does not change when rows come above it:
    its place is that number less the number of the first row.
    """

    _own: dict[K, R] | None = None  # what there is and what is shown, changed in place
    _numbers: dict[K, int] | None = None  # None: not counted since the whole was exchanged
    _first = 0  # the number of row 0

    def row_number(self, key: K) -> int | None:
        number = self._counted().get(key)
        return None if number is None else number - self._first

    def sync(self, snapshot: Iterable[R]) -> None:
        rows = list(snapshot)
        self._numbers = None
        self._cut_between({self._key(row) for row in rows})
        super().sync(rows)

    def upsert(self, *rows: R) -> None:
        """Replace the rows whose key is known, where they are; add the others at the end."""
        for row in rows:
            at = self.row_number(self._key(row))
            if at is None:
                self.extend([row])
            elif self._shown[at] != row:
                self._put(at, row)

    def remove(self, *keys: K) -> None:
        self._numbers = None
        self._all = dict(zip(self._keys, self._shown, strict=True))
        super().remove(*keys)

    def extend(self, rows: Sequence[R]) -> None:
        """Add rows at the end; one that is known already is passed over."""
        numbers = self._counted()
        wanted = {self._key(row): row for row in rows}
        keys = [key for key in wanted if key not in numbers]
        if not keys:
            return
        at = len(self._keys)
        numbers.update((key, self._first + at + n) for n, key in enumerate(keys))
        self._rows().update((key, wanted[key]) for key in keys)
        self._insert(at, keys, wanted)

    def sync_head(self, head: Sequence[R], *, tail: int) -> None:
        """Make the first rows equal to `head`; the last `tail` rows stay as they are.

        Args:
            head: All rows above those, newest first.
            tail: How many rows at the end are left alone.
        """
        self._counted()
        wanted = {self._key(row): row for row in head}
        old = self._keys[: len(self._keys) - tail]
        known = set(old)
        if [key for key in old if key in wanted] != [key for key in wanted if key in known]:
            self.sync([*head, *self._shown[len(old) :]])  # another order: look at everything
            return
        for at in range(len(old) - 1, -1, -1):
            if old[at] not in wanted:
                self._cut(at, tail)
        for at, key in enumerate(self._keys[: len(self._keys) - tail]):
            if self._shown[at] != wanted[key]:
                self._put(at, wanted[key])
        self._fill_in(wanted, tail)

    def _cut_between(self, wanted: set[K]) -> None:
        """Take a long list's rows between a few wanted ones away, each stretch at once."""
        kept = [at for at, key in enumerate(self._keys) if key in wanted]
        if len(kept) > _FEW:
            return
        self._by_key = {self._keys[at]: self._shown[at] for at in kept}
        ends = [*kept, len(self._keys)]
        begins = [0, *(at + 1 for at in kept)]
        for first, end in zip(reversed(begins), reversed(ends), strict=True):
            if first == end:
                continue
            self.beginRemoveRows(_ROOT, first, end - 1)
            del self._keys[first:end], self._shown[first:end]
            self._positions = None
            self.endRemoveRows()

    def _cut(self, at: int, tail: int) -> None:
        key, rows = self._keys[at], self._rows()
        self.beginRemoveRows(_ROOT, at, at)
        del self._keys[at], self._shown[at], rows[key]
        self._positions = None
        self._counted().pop(key, None)
        self._renumber(tail)
        self.endRemoveRows()

    def _put(self, at: int, row: R) -> None:
        key = self._keys[at]
        self._shown[at] = self._rows()[key] = row
        self.dataChanged.emit(self.index(at, 0), self.index(at, len(self.columns) - 1))

    def _fill_in(self, wanted: dict[K, R], tail: int) -> None:
        """Insert what is missing, each run of neighbours at once."""
        keys, rows, at = list(wanted), self._rows(), 0
        while at < len(keys):
            if at < len(self._keys) - tail and self._keys[at] == keys[at]:
                at += 1
                continue
            end = at
            while end < len(keys) and keys[end] not in rows:
                end += 1
            run = keys[at:end]
            self.beginInsertRows(_ROOT, at, end - 1)
            self._keys[at:at] = run
            self._shown[at:at] = [wanted[key] for key in run]
            rows.update((key, wanted[key]) for key in run)
            self._positions = None
            self._renumber(tail)
            self.endInsertRows()
            at = end

    def _rows(self) -> dict[K, R]:
        if self._own is None or self._own is not self._by_key:  # the whole was exchanged
            self._own = self._all = self._by_key = dict(self._by_key)
        return self._own

    def _counted(self) -> dict[K, int]:
        if self._numbers is None:
            self._first = 0
            self._numbers = dict(zip(self._keys, count(), strict=False))
        return self._numbers

    def _renumber(self, tail: int) -> None:
        """Number the rows above the last `tail` ones anew; those keep theirs."""
        numbers = self._counted()
        length = len(self._keys) - tail
        self._first = numbers[self._keys[length]] - length if tail else 0
        for at, key in enumerate(self._keys[:length]):
            numbers[key] = self._first + at
