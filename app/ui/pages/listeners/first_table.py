"""Rows of listeners that are read when they are first looked at.

The first list of a start has as many rows as there are listeners, and puts together those on
the screen; the page replaces all of them by its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QCoreApplication

from app.domain.window_memory import AS_MADE
from app.ui.pages.listeners.columns import make_model
from app.ui.pages.listeners.filters import channels_of, recalled
from app.ui.pages.listeners.rows import ListenerRow, Today
from app.ui.tables import TableView
from app.ui.tables.columns import FIRST_PADDING_PX, PADDING_PX
from app.ui.text import times
from app.ui.text.names import catalog_label

if TYPE_CHECKING:
    from app.domain.catalog import Catalog
    from app.domain.sync_state import LocalListener
    from app.domain.window_memory import ListMemory
    from app.domain.workspace import Me
    from app.services.first_list import FirstList
    from app.ui.pages.listeners.filters import Filters
    from app.ui.tables import KeyedTableModel

translate = QCoreApplication.translate


class UnreadListenerRow(ListenerRow):
    """One row; `local` and `function` are found out by whoever asks first."""

    __slots__ = ("_read",)

    _read: Callable[[], LocalListener]

    def __init__(
        self, read: Callable[[], LocalListener], catalog: Catalog | None, today: Today
    ) -> None:
        put = object.__setattr__  # a value: nothing else ever changes it
        put(self, "_read", read)
        put(self, "catalog", catalog)
        put(self, "today", today)
        put(self, "told", None)

    def __getattr__(self, name: str) -> Any:
        if name == "local":
            value: object = self._read()
        elif name == "function":
            value = catalog_label(self.local.settings.function, self.catalog)
        else:
            raise AttributeError(name)
        object.__setattr__(self, name, value)
        return value


def first_table(
    found: FirstList,
    *,
    now: datetime,
    kept: ListMemory = AS_MADE,
    is_beside_panel: bool = False,
) -> TableView:
    """The list of what was just found, as the page will have it.

    Args:
        found: The listeners.
        now: The time.
        kept: How it was sorted and filtered the last time.
        is_beside_panel: Whether there will be a panel beside it.
    """
    today = Today(times.local(now).date(), now)
    rows = {
        name: UnreadListenerRow(read, found.catalog, today)
        for name, read in found.listeners.items()
    }
    model = make_model()
    table = listener_table(model)
    model.setParent(table)
    if is_beside_panel:
        table.end_at(PADDING_PX)
    table.sort_by(kept.sorted_by, is_descending=kept.is_descending)
    if (filters := recalled(kept.filters)).has_choice:
        model.set_filter(_among(filters, rows.values(), found.me).keeps)
    model.sync_by_key(rows)
    return table


def has_all(table: TableView, kept: ListMemory) -> bool:
    """Whether it has rows at all, and the one that is to be selected among them."""
    model = cast("KeyedTableModel[str, ListenerRow]", table.model())
    is_there = not kept.selected_id or model.row_number(kept.selected_id) is not None
    return is_there and model.rowCount() > 0


def _among(filters: Filters, rows: Collection[ListenerRow], me: Me | None) -> Filters:
    entities = {row.entity for row in rows}
    functions = {row.local.settings.function for row in rows}
    return filters.among(entities, functions, [one.id for one in channels_of(me)])


def listener_table(model: KeyedTableModel[str, ListenerRow]) -> TableView:
    """The list with its columns, over a model."""
    table = TableView(translate("ListenersPage", "Webhook Listeners"))
    table.setObjectName("listener_table")
    table.set_model(model)
    table.end_at(FIRST_PADDING_PX)  # as on a page without a panel beside it
    return table
