"""How the keyboard goes through a table whose rows are selected whole."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from app.ui.tables.columns import Role
from app.ui.tables.keyed_table_model import KeyedTableModel


class RowKeys(QTableView):
    """Moves by rows, opens and deletes them; has a frame on one while the keys are used.

    Signals:
        row_activated: The key of the row that was opened by Enter or double click.
        delete_wanted: Del was pressed while rows are selected.
    """

    row_activated = Signal(object)
    delete_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._uses_keyboard = False
        self.doubleClicked.connect(self._open)

    @property
    def selected_keys(self) -> tuple[Any, ...]:
        """The keys of the selected rows, from top to bottom."""
        if self.model() is None:
            return ()
        rows = sorted(self.selectionModel().selectedRows(), key=lambda index: index.row())
        return tuple(index.data(Role.KEY) for index in rows)

    def go_in(self) -> None:
        """The keys go to the rows, with one selected to begin with; nothing where none are."""
        if self.isVisible() and self.model() is not None and self.model().rowCount():
            self.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if self._is_on_unselected_row():
                self.selectRow(self.currentIndex().row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._set_keyboard(True)
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier  # Ctrl moves the frame only
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if not event.isAutoRepeat():  # held since a question that it answered
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
        """Home and End go to the first and last row; Qt's go to the ends of the row.

        The first key of all goes to the first row that can be selected: Qt's stays before a
        heading.
        """
        ends = (QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd)
        model = self.model()
        if not isinstance(model, KeyedTableModel) or not model.rowCount():
            return super().moveCursor(action, modifiers)
        if action not in ends and self.currentIndex().isValid():
            return super().moveCursor(action, modifiers)
        down = action != ends[1]
        row = model.next_row(0 if down else model.rowCount() - 1, down=down)
        return model.index(row, max(self.currentIndex().column(), 0))

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        for row in {current.row(), previous.row()}:  # Qt paints a cell, the frame is a row's
            self._paint_row(row)

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

    def _paint_row(self, row: int) -> None:
        if row >= 0:
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            self.viewport().update(0, top, self.viewport().width(), height)

    def _set_keyboard(self, uses_keyboard: bool) -> None:
        if uses_keyboard != self._uses_keyboard:
            self._uses_keyboard = uses_keyboard
            self.viewport().update()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.row_activated.emit(index.data(Role.KEY))
