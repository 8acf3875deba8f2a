"""What can be done with one record besides editing it, as a menu."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.record import Record, record_label
from app.ui.pages.row_menu import RowMenu
from app.ui.pages.sandbox_records.list_presenter import RecordListPresenter
from app.ui.shell import PageContext, Shell
from app.ui.tables import TableView


class RecordMenu(RowMenu):
    """Looks at what became of the selected record, or copies it."""

    _why_wanted = Signal()
    _changes_wanted = Signal()
    _copy_wanted = Signal()
    _copy_id_wanted = Signal()

    def __init__(
        self, table: TableView, records: RecordListPresenter, shell: Shell, parent: QWidget
    ) -> None:
        super().__init__(table, parent)
        self._rows, self._records, self._shell = table, records, shell
        why = self.tr("Why did it not arrive?")
        self._add("menu_why", why, "help", self._why_wanted)
        self._add("menu_changes", self.tr("Show changes"), "history", self._changes_wanted)
        self.addSeparator()
        self._add("menu_copy", self.tr("Copy as JSON"), "copy", self._copy_wanted)
        self._add("menu_copy_id", self.tr("Copy ID"), "copy", self._copy_id_wanted)
        self._why_wanted.connect(self._ask_why)
        self._changes_wanted.connect(self._show_changes)
        self._copy_wanted.connect(self._copy_body)
        self._copy_id_wanted.connect(self._copy_id)

    @property
    def context(self) -> PageContext | None:
        """For the command palette."""
        record = self._selected
        return PageContext(record_label(record.fields), self.possible) if record else None

    @Slot(str)
    def copy(self, text: str) -> None:
        """Put a text on the clipboard, and say so."""
        QGuiApplication.clipboard().setText(text)
        self._shell.announce(self.tr("Copied"))

    @property
    def _selected(self) -> Record | None:
        keys = self._rows.selected_keys
        return self._records.record(keys[0]) if keys else None

    @Slot()
    def _ask_why(self) -> None:
        if (record := self._selected) is not None:
            self._shell.open_page("why", record_id=record.id, entity=record.entity)

    @Slot()
    def _show_changes(self) -> None:
        if (record := self._selected) is not None:
            name = record_label(record.fields)
            self._shell.open_page("changes", resource_id=record.id, name=name)

    @Slot()
    def _copy_body(self) -> None:
        """Byte for byte what a delivery of it carries."""
        if (record := self._selected) is not None:
            self.copy(record.body.decode(errors="replace"))

    @Slot()
    def _copy_id(self) -> None:
        if (record := self._selected) is not None:
            self.copy(record.id)
