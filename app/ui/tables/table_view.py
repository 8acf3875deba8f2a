"""A table set up once: rows are selected whole, Tab leaves, nothing can be dropped."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QWidget

from app.ui.tables import column_menu
from app.ui.tables.cell_delegate import CellDelegate, row_height
from app.ui.tables.column_sizes import ColumnSizes
from app.ui.tables.keyed_table_model import KeyedTableModel
from app.ui.tables.own_viewport import give_viewport
from app.ui.tables.row_keys import RowKeys
from app.ui.tables.table_header import TableHeader
from app.ui.theme import ROWS

_NEAR_THE_END_ROWS: Final = 20
_Index = QModelIndex | QPersistentModelIndex


class TableView(RowKeys):
    """Shows a `KeyedTableModel`.

    Signals:
        selection_changed: The keys that are selected now, from top to bottom.
    """

    selection_changed = Signal(tuple)

    def __init__(
        self,
        name: str = "",
        *,
        two_lines: bool = True,
        header: bool = True,
        multiple: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        give_viewport(self)
        self._two_lines = two_lines
        self._compact = False
        self.hovered_row = -1
        self.setAccessibleName(name)
        self.setHorizontalHeader(TableHeader(self))
        self.horizontalHeader().setVisible(header)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._delegate = CellDelegate(self, self)
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        mode = QAbstractItemView.SelectionMode
        self.setSelectionMode(mode.ExtendedSelection if multiple else mode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._columns = ColumnSizes(self)
        self.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.horizontalHeader().customContextMenuRequested.connect(self._show_column_menu)
        ROWS.changed.connect(self._size_rows)
        self._size_rows()

    # What is shown -------------------------------------------------------

    def set_model(self, model: KeyedTableModel[Any, Any], *, sortable: bool = True) -> None:
        """Show a model, with its columns' widths."""
        self.setModel(model)
        if sortable:
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)
        # Qt would lay it out a turn later, and paint the list twice.
        model.settled.connect(self.executeDelayedItemsLayout)
        model.looked.connect(self._begin_again)
        self.selectionModel().selectionChanged.connect(self._selection_moved)
        self._columns.fit()

    @property
    def sorted_by(self) -> tuple[int, bool]:
        """By which column, -1 for as it comes, and whether the last is first."""
        if not self.isSortingEnabled():
            return -1, False
        header = self.horizontalHeader()
        is_down = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        return header.sortIndicatorSection(), is_down

    def sort_by(self, column: int, *, is_descending: bool) -> None:
        """Sort as it was the last time; a column that there is not is passed over."""
        if self.isSortingEnabled() and 0 <= column < self.model().columnCount():
            order = Qt.SortOrder.DescendingOrder if is_descending else Qt.SortOrder.AscendingOrder
            self.sortByColumn(column, order)

    def fill_column_menu(self, menu: QMenu) -> None:
        """Put which columns are shown, and by which the list is sorted, into a menu."""
        column_menu.fill(menu, self, self._columns)

    def set_compact(self, compact: bool) -> None:
        """Lower rows."""
        self._compact = compact
        self._size_rows()

    def end_at(self, right_px: int) -> None:
        """Let what stands in the last column end so far from the right of the table."""
        self._columns.end_at(right_px)

    def begin_at(self, left_px: int) -> None:
        """Let what stands in the first column begin so far from the left of the table."""
        self._columns.begin_at(left_px)

    @property
    def is_near_end(self) -> bool:
        """Whether the last rows will soon be scrolled to."""
        bar = self.verticalScrollBar()
        row_px = self.verticalHeader().defaultSectionSize()
        return bar.value() >= bar.maximum() - _NEAR_THE_END_ROWS * row_px

    def select_keys(self, keys: Sequence[Hashable]) -> None:
        """Select these rows and no others; unknown keys are passed over."""
        model = self.model()
        if not isinstance(model, KeyedTableModel):
            return
        wanted = QItemSelection()
        first: QModelIndex | None = None
        for key in keys:
            at = model.row_number(key)
            if at is not None:
                index = model.index(at, 0)
                wanted.select(index, index)
                first = first or index
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(wanted, flags.ClearAndSelect | flags.Rows)
        if first is not None:
            self.selectionModel().setCurrentIndex(first, flags.NoUpdate)
            self.scrollTo(first)

    # Qt ------------------------------------------------------------------

    def rowsAboutToBeRemoved(  # noqa: N802
        self, parent: _Index, start: int, end: int
    ) -> None:
        """Where one row at most is selected, Qt would select the one beside that of the keys.

        What is read beside a list, and what a key does, is of the row that a person chose.
        """
        current = self.currentIndex()
        selects_beside = self.selectionMode() is self.SelectionMode.SingleSelection
        if start <= current.row() <= end and (selects_beside or not self.is_selected(current)):
            beside = end + 1 if end + 1 < self.model().rowCount() else start - 1
            to = self.model().index(beside, current.column())
            self.selectionModel().setCurrentIndex(to, QItemSelectionModel.SelectionFlag.NoUpdate)
        super().rowsAboutToBeRemoved(parent, start, end)

    def paintEvent(self, event: QPaintEvent) -> None:
        with self._delegate.one_look(self.devicePixelRatioF()):
            super().paintEvent(event)

    def is_selected(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether the row is."""
        return self.selectionModel().isSelected(index)

    def row_left(self) -> int:
        """Where rows begin, in the viewport."""
        return self.columnViewportPosition(0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._be_opaque()
            self._size_rows()
            self._columns.fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._be_opaque()

    def _be_opaque(self) -> None:
        # What is opaque is moved when it scrolls, and only what comes into view is painted.
        # A style sheet with a background takes this away, at every polish.
        self.viewport().setAutoFillBackground(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._columns.fit(keep_fixed=True)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    # Inside --------------------------------------------------------------

    @Slot()
    def _begin_again(self) -> None:
        """Another look at a list begins with what is selected in it, else at its top."""
        chosen, model = self.selectionModel().selection(), self.model()
        if not chosen.isEmpty():
            here = self.currentIndex()
            self.scrollTo(here if self.is_selected(here) else chosen.first().topLeft())
        elif isinstance(model, KeyedTableModel) and model.rowCount():
            first = model.index(model.next_row(0, down=True), 0)
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(first, flag)
            self.scrollToTop()

    def _hover(self, row: int) -> None:
        if row == self.hovered_row:
            return
        left, self.hovered_row = self.hovered_row, row
        for one in (left, row):  # and no other: a list is passed over with each scroll
            self._paint_row(one)

    @Slot()
    def _size_rows(self) -> None:
        is_compact = self._compact or ROWS.is_compact
        height = row_height(two_lines=self._two_lines, compact=is_compact)
        self.verticalHeader().setDefaultSectionSize(height)

    @Slot(QPoint)
    def _show_column_menu(self, at: QPoint) -> None:
        if self.objectName():  # else nothing could be remembered
            column_menu.popup(self, self._columns, at)

    @Slot()
    def _selection_moved(self) -> None:
        self.selection_changed.emit(self.selected_keys)
