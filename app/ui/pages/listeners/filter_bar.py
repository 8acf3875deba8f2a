"""The row over the list: search, filters, refresh and the panel's button."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.pages.list_page import IN_LIST
from app.ui.pages.listeners.filter_menu import FilterMenu
from app.ui.pages.listeners.filters import Filters
from app.ui.pages.listeners.rows import StatusGroup
from app.ui.theme import size_in_em
from app.ui.widgets import ComboBox, ComboItem, SearchField, ToolButton

if TYPE_CHECKING:
    from app.domain.workspace import Channel
    from app.ui.pages.listeners.list_status import ListStatus

translate = QCoreApplication.translate


class FilterBar(QWidget):
    """Says what the list is narrowed down to.

    Signals:
        filters_changed: The filters as they are now.
        refresh_wanted: Ask the platform.
        details_wanted: Show or hide the panel.
    """

    filters_changed = Signal(object)
    refresh_wanted = Signal()
    details_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters = Filters()
        self.search = SearchField(self.tr("Search listeners"))
        self.search.setObjectName("search")
        size_in_em(self.search, min_width=96, max_width=232)
        self._status = ComboBox(_statuses(), name=self.tr("Status"))
        self._status.setObjectName("status_filter")
        self._entity = ComboBox(name=self.tr("Entity"))
        self._entity.setObjectName("entity_filter")
        self.menu = FilterMenu()
        self.refresh = ToolButton("refresh", self.tr("Refresh (F5)"))
        self.refresh.setObjectName("refresh")
        self._details = ToolButton("columns", self.tr("Detail panel (F4)"))
        self._details.setObjectName("details")
        row = QHBoxLayout(self)
        row.setContentsMargins(IN_LIST)
        row.setSpacing(8)
        row.addWidget(self.search, 3)
        row.addWidget(self._status)
        row.addWidget(self._entity)
        row.addWidget(self.menu)
        row.addStretch(1)
        row.addWidget(self.refresh)
        row.addWidget(self._details)
        for choice in (self._status, self._entity):
            size_in_em(choice, min_width=124, max_width=152)
        self._offer_entities(())
        self.search.search_changed.connect(self._changed)
        self._status.chosen.connect(self._changed)
        self._entity.chosen.connect(self._changed)
        self.menu.filters_changed.connect(self.filters_changed)
        self.refresh.clicked.connect(self.refresh_wanted)
        self._details.clicked.connect(self.details_wanted)

    def show_status(self, status: ListStatus, channels: Sequence[Channel]) -> None:
        """Show filters that were set elsewhere, and offer what occurs in the list."""
        filters = self._filters = status.filters
        self._offer_entities(status.entities)
        if self.search.text() != filters.text:
            self.search.setText(filters.text)
        self._status.set_value(filters.group)
        self._entity.set_value(filters.entity)
        self.menu.show_filters(filters, status.functions, channels)

    def _offer_entities(self, entities: Sequence[str]) -> None:
        items = (ComboItem(self.tr("Any entity"), None), *(ComboItem(one, one) for one in entities))
        if items != self._entity.items:
            self._entity.set_items(items)

    @Slot()
    def _changed(self) -> None:
        filters = replace(
            self._filters,
            text=self.search.text(),
            group=self._status.value,
            entity=self._entity.value,
        )
        if filters != self._filters:
            self._filters = filters
            self.filters_changed.emit(filters)


def _statuses() -> tuple[ComboItem, ...]:
    return (
        ComboItem(translate("listeners", "Any status"), None),
        ComboItem(translate("listeners", "Active"), StatusGroup.ACTIVE),
        ComboItem(translate("listeners", "Failing"), StatusGroup.FAILING),
        ComboItem(translate("listeners", "Paused"), StatusGroup.PAUSED),
        ComboItem(translate("listeners", "Off"), StatusGroup.OFF),
        ComboItem(translate("listeners", "Stopped"), StatusGroup.STOPPED),
        ComboItem(translate("listeners", "Not active"), StatusGroup.NOT_ACTIVE),
        ComboItem(translate("listeners", "Not synced"), StatusGroup.WAITING),
    )
