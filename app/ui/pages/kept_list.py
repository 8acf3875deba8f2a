"""Has the list of a page come back as a person left it, and tells the window how it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.domain.window_memory import ListMemory

if TYPE_CHECKING:
    from app.ui.pages.frame import ListAndPanel
    from app.ui.shell import Shell
    from app.ui.tables import TableView


class KeptList(QObject):
    """Sort, filters, the selected row and its panel, of one list."""

    def __init__(
        self,
        page: str,
        shell: Shell,
        table: TableView,
        body: ListAndPanel,
        filters: Callable[[], Mapping[str, str]],
        parent: QObject | None = None,
    ) -> None:
        """Put back what can be put back before there are rows.

        Args:
            page: What the list is remembered by.
            shell: Remembers.
            table: The list.
            body: Has the panel beside it.
            filters: What the list is narrowed down to now, less what was typed.
            parent: The page.
        """
        super().__init__(parent)
        self._page, self._shell = page, shell
        self._table, self._body = table, body
        self._filters = filters
        self.memory = shell.recall(page)
        self._wanted_id = self.memory.selected_id
        table.sort_by(self.memory.sorted_by, is_descending=self.memory.is_descending)
        body.want_panel(self.memory.has_panel)
        self._keys: tuple[object, ...] = ()
        self._is_begun = False
        table.selection_changed.connect(self._take_keys)
        table.horizontalHeader().sortIndicatorChanged.connect(self._note)
        body.panel_wanted.connect(self._note)

    def select(self) -> bool:
        """The rows were read: select the one of the last time, if it is among them.

        Only the first time, which it tells, and not where another is selected by now.
        """
        if self._is_begun:
            return False
        self._is_begun = True
        wanted_id, self._wanted_id = self._wanted_id, ""
        if wanted_id and not self._table.selected_keys:
            self._table.select_keys([wanted_id])
        self._take_keys(self._table.selected_keys)
        return True

    def pass_over(self) -> None:
        """One has come here for another row."""
        self._wanted_id = ""

    @Slot()
    def note_filters(self) -> None:
        """The list may be narrowed down to something else."""
        if dict(self._filters()) != self.memory.filters:
            self._note()

    @Slot(tuple)
    def _take_keys(self, keys: tuple[object, ...]) -> None:
        self._keys = keys
        if keys:
            self._wanted_id = ""
        self._note()

    @Slot()
    def _note(self) -> None:
        column, is_descending = self._table.sorted_by
        self.memory = ListMemory(
            column,
            is_descending and column >= 0,
            dict(self._filters()),
            str(self._keys[0]) if len(self._keys) == 1 else self._wanted_id,
            self._body.is_panel_wanted,
        )
        self._shell.remember(self._page, self.memory)
