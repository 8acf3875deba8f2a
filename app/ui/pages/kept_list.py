"""Has a page come back as a person left it, and tells the window how it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, SignalInstance, Slot

from app.domain.window_memory import ListMemory

if TYPE_CHECKING:
    from app.ui.shell import Shell
    from app.ui.tables import TableView


class Panelled(Protocol):
    """Has a panel that a person may close."""

    panel_wanted: SignalInstance

    @property
    def is_panel_wanted(self) -> bool: ...
    def want_panel(self, is_wanted: bool) -> None: ...


class KeptChoices(QObject):
    """What a page without a list of its own is narrowed down to.

    Attributes:
        memory: How it was left, and by now is.
    """

    def __init__(
        self,
        page: str,
        shell: Shell,
        filters: Callable[[], Mapping[str, str]],
        parent: QObject | None = None,
    ) -> None:
        """Begin with what is remembered.

        Args:
            page: What it is remembered by.
            shell: Remembers.
            filters: What the page is narrowed down to now, less what was typed.
            parent: The page.
        """
        super().__init__(parent)
        self._page, self._shell = page, shell
        self._filters = filters
        self.memory = shell.recall(page)

    @Slot()
    def note_filters(self) -> None:
        """The page may be narrowed down to something else."""
        if dict(self._filters()) != self.memory.filters:
            self._note()

    def _now(self) -> ListMemory:
        return ListMemory(filters=dict(self._filters()))

    @Slot()
    def _note(self) -> None:
        self.memory = self._now()
        self._shell.remember(self._page, self.memory)


class KeptList(KeptChoices):
    """Sort, filters, the selected row and its panel, of one list."""

    def __init__(
        self,
        page: str,
        shell: Shell,
        table: TableView,
        body: Panelled,
        filters: Callable[[], Mapping[str, str]] = dict,
        parent: QObject | None = None,
        *,
        keeps_row: bool = True,
    ) -> None:
        """Put back what can be put back before there are rows.

        Args:
            page: What the list is remembered by.
            shell: Remembers.
            table: The list.
            body: Has the panel beside it.
            filters: What the list is narrowed down to now, less what was typed.
            parent: The page.
            keeps_row: Whether a row is known by the same key after the next start.
        """
        super().__init__(page, shell, filters, parent)
        self._table, self._body = table, body
        self._keeps_row = keeps_row
        self._wanted_id = self.memory.selected_id if keeps_row else ""
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
        wanted_id = self.claim()
        if wanted_id and not self._table.selected_keys:
            self._table.select_keys([wanted_id])
        self._take_keys(self._table.selected_keys)
        return True

    def claim(self) -> str:
        """The row of the last time, for a page that selects it by itself; "" from then on."""
        self._is_begun = True
        wanted_id, self._wanted_id = self._wanted_id, ""
        return wanted_id

    def pass_over(self) -> None:
        """One has come here for another row."""
        self._wanted_id = ""

    @Slot(tuple)
    def _take_keys(self, keys: tuple[object, ...]) -> None:
        self._keys = keys if self._keeps_row else ()
        if keys:
            self._wanted_id = ""
        self._note()

    def _now(self) -> ListMemory:
        column, is_descending = self._table.sorted_by
        return ListMemory(
            column,
            is_descending and column >= 0,
            dict(self._filters()),
            str(self._keys[0]) if len(self._keys) == 1 else self._wanted_id,
            self._body.is_panel_wanted,
        )
