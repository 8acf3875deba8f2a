"""The menu of a table's selected row: for the right button, Shift+F10 and the palette alike."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.ui.tables import TableView
from app.ui.theme import icon


class Wanted(Protocol):
    """A signal that takes nothing along."""

    def emit(self) -> None: ...


class RowMenu(QMenu):
    """The same entries always; those that cannot be say why, and those without sense are gone."""

    def __init__(self, table: TableView, parent: QWidget) -> None:
        """Come up wherever the menu of a selected row of `table` is asked for."""
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self._table = table
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._come_up)

    @property
    def possible(self) -> list[QAction]:
        """What is offered now."""
        return [one for one in self.actions() if one.isVisible() and not one.isSeparator()]

    @Slot(QPoint)
    def _come_up(self, at: QPoint) -> None:
        if self._table.selected_keys:
            self.popup(self._table.viewport().mapToGlobal(at))

    def _add(self, name: str, words: str, icon_name: str, wanted: Wanted) -> QAction:
        action = self.addAction(icon(icon_name), words)
        action.setObjectName(name)
        action.triggered.connect(lambda _on=False: wanted.emit())
        return action
