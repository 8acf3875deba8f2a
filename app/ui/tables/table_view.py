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
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from app.ui.tables import column_menu
from app.ui.tables.cell_delegate import CellDelegate, row_height
from app.ui.tables.column_sizes import ColumnSizes
from app.ui.tables.columns import Role
from app.ui.tables.keyed_table_model import KeyedTableModel
from app.ui.tables.table_header import TableHeader
from app.ui.theme import ROWS

_NEAR_THE_END_ROWS: Final = 20


class TableView(QTableView):
    """Shows a `KeyedTableModel`.

    Signals:
        row_activated: The key of the row that was opened by Enter or double click.
        selection_changed: The keys that are selected now, from top to bottom.
        delete_wanted: Del was pressed while rows are selected.
    """

    row_activated = Signal(object)
    selection_changed = Signal(tuple)
    delete_wanted = Signal()

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
        self._two_lines = two_lines
        self._compact = False
        self._uses_keyboard = False
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
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self._open)
        self._columns = ColumnSizes(self)
        self.horizontalHeader().setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.horizontalHeader().customContextMenuRequested.connect(self._show_column_menu)
        ROWS.changed.connect(self._size_rows)
        self._size_rows()

    # What is shown -------------------------------------------------------

    def set_model(self, model: KeyedTableModel[Any, Any], *, sortable: bool = True) -> None:
        """Show a model, with its columns' widths."""
        self.setModel(model)
        header = self.horizontalHeader()
        if sortable:
            header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            self.setSortingEnabled(True)
        # Qt would lay it out a turn later, and paint the list twice.
        model.settled.connect(self.executeDelayedItemsLayout)
        self.selectionModel().selectionChanged.connect(self._selection_moved)
        self._columns.fit()

    def fill_column_menu(self, menu: QMenu) -> None:
        """Put which columns are shown, and by which the list is sorted, into a menu."""
        column_menu.fill(menu, self, self._columns)

    def set_compact(self, compact: bool) -> None:
        """Lower rows."""
        self._compact = compact
        self._size_rows()

    @property
    def selected_keys(self) -> tuple[Any, ...]:
        """The keys of the selected rows, from top to bottom."""
        if self.model() is None:
            return ()
        rows = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return tuple(index.data(Role.KEY) for index in rows)

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

    def paintEvent(self, event: QPaintEvent) -> None:
        with self._delegate.one_look(self.devicePixelRatioF()):
            super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._set_keyboard(True)
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier  # Ctrl moves the frame only
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open(self.currentIndex())
                return
            case Qt.Key.Key_Escape if self.selected_keys:
                self.clearSelection()
                return
            case Qt.Key.Key_Delete if is_plain and self.selected_keys:
                self.delete_wanted.emit()
                return
            case Qt.Key.Key_Escape | Qt.Key.Key_Space | Qt.Key.Key_Delete if is_plain:
                event.ignore()  # the page's
                return
            case Qt.Key.Key_F10 if event.modifiers() == Qt.KeyboardModifier.ShiftModifier:
                self._ask_for_menu()
                return
            case Qt.Key.Key_Up | Qt.Key.Key_Down if is_plain and self._is_on_unselected_row():
                self.selectRow(self.currentIndex().row())
                return
        super().keyPressEvent(event)
        is_end = event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}
        if is_end and is_plain and self._is_on_unselected_row():
            self.selectRow(self.currentIndex().row())

    def _ask_for_menu(self) -> None:
        """Shift+F10: the menu of the current row, which not every system asks for by itself."""
        index = self.currentIndex()
        if index.isValid() and self.contextMenuPolicy() == Qt.ContextMenuPolicy.CustomContextMenu:
            if self._is_on_unselected_row():
                self.selectRow(index.row())
            self.customContextMenuRequested.emit(self.visualRect(index).center())

    def _is_on_unselected_row(self) -> bool:
        """Whether the focus made a row current that the first key is still to select."""
        return self.currentIndex().isValid() and not self.selected_keys

    def moveCursor(  # noqa: N802
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End go to the first and last row; Qt's go to the ends of the row."""
        ends = (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd)
        model = self.model()
        if action not in ends or not isinstance(model, KeyedTableModel) or not model.rowCount():
            return super().moveCursor(action, modifiers)
        down = action == ends[0]
        row = model.next_row(0 if down else model.rowCount() - 1, down=down)
        return model.index(row, max(self.currentIndex().column(), 0))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._set_keyboard(False)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        by_key = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        )
        self._set_keyboard(by_key)
        model = self.model()
        if by_key and isinstance(model, KeyedTableModel) and not self.currentIndex().isValid():
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            first = model.index(model.next_row(0, down=True), 0)
            self.selectionModel().setCurrentIndex(first, flag)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def shows_frame_on(self, index: QModelIndex | QPersistentModelIndex) -> bool:
        """Whether the row has the keyboard's frame."""
        return self._uses_keyboard and self.hasFocus() and index.row() == self.currentIndex().row()

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
        """What is opaque is moved when it scrolls, and only what comes into view is painted.

        A style sheet with a background takes this away, at every polish.
        """
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

    def _hover(self, row: int) -> None:
        if row == self.hovered_row:
            return
        left, self.hovered_row = self.hovered_row, row
        for one in (left, row):  # and no other: a list is passed over with each scroll
            if one >= 0:
                top, height = self.rowViewportPosition(one), self.rowHeight(one)
                self.viewport().update(0, top, self.viewport().width(), height)

    def _set_keyboard(self, uses_keyboard: bool) -> None:
        if uses_keyboard != self._uses_keyboard:
            self._uses_keyboard = uses_keyboard
            self.viewport().update()

    @Slot()
    def _size_rows(self) -> None:
        is_compact = self._compact or ROWS.is_compact
        height = row_height(two_lines=self._two_lines, compact=is_compact)
        self.verticalHeader().setDefaultSectionSize(height)

    @Slot(QPoint)
    def _show_column_menu(self, at: QPoint) -> None:
        if self.objectName():  # else nothing could be remembered
            column_menu.popup(self, self._columns, at)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_activated.emit(index.data(Role.KEY))

    @Slot()
    def _selection_moved(self) -> None:
        self.selection_changed.emit(self.selected_keys)
