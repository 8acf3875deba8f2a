"""What can be done with one change, as a menu: for the list and the palette."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.ui.pages.changes.detail_panel import DetailPanel
from app.ui.pages.row_menu import RowMenu
from app.ui.tables import TableView
from app.ui.widgets import set_reason


class ChangeMenu(RowMenu):
    """Says of each entry what the panel says of its button.

    Signals:
        undo_wanted: Undo it.
        listener_wanted: Open the listener.
        others_wanted: List only the changes of the same thing.
        copy_wanted: Put on the clipboard what differs, as the panel shows it.
        copy_ids_wanted: Put the ids of the change and of the thing on the clipboard.
    """

    undo_wanted = Signal()
    listener_wanted = Signal()
    others_wanted = Signal()
    copy_wanted = Signal()
    copy_ids_wanted = Signal()

    def __init__(self, table: TableView, parent: QWidget) -> None:
        super().__init__(table, parent)
        undo = self.tr("Undo this change")
        self._undo = self._add("menu_undo", undo, "replay", self.undo_wanted)
        listener = self.tr("Open listener")
        self._listener = self._add("menu_listener", listener, "listeners", self.listener_wanted)
        others = self.tr("Show only its changes")
        self._add("menu_others", others, "history", self.others_wanted)
        self.addSeparator()
        self._add("menu_copy", self.tr("Copy what differs"), "copy", self.copy_wanted)
        self._add("menu_copy_ids", self.tr("Copy IDs"), "copy", self.copy_ids_wanted)

    def follow(self, panel: DetailPanel) -> None:
        """Of another change, or of the same one as things are now."""
        self._undo.setText(panel.undo_words)
        set_reason(self._undo, panel.why_no_undo)
        self._listener.setVisible(panel.has_listener)
        set_reason(self._listener, panel.why_no_listener)
