"""The row over the list of credentials: search, type, and what clears both."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.catalog import AuthType
from app.ui.pages.list_page import IN_LIST, clear_button
from app.ui.theme import size_in_em
from app.ui.widgets import ComboBox, ComboItem, SearchField

translate = QCoreApplication.translate


class FilterRow(QHBoxLayout):
    """Holds the fields; the page follows them."""

    def __init__(self, aside: QWidget) -> None:
        """Make the row, with something at its end."""
        super().__init__()
        self.search = SearchField(translate("CredentialsPage", "Search credentials"))
        self.search.setObjectName("search")
        size_in_em(self.search, max_width=236)
        self.type = ComboBox(name=translate("CredentialsPage", "Type"))
        self.type.setObjectName("type_filter")
        self.clear_all = clear_button()
        self.setContentsMargins(IN_LIST)
        self.setSpacing(8)
        self.addWidget(self.search, 2)
        self.addWidget(self.type)
        self.addWidget(self.clear_all)
        self.addStretch(1)
        self.addWidget(aside)
        self._aside = aside

    def set_visible(self, is_visible: bool) -> None:
        """Nothing can be narrowed down where nothing may be seen."""
        for widget in (self.search, self.type, self._aside):
            widget.setVisible(is_visible)

    def offer(self, auth_types: Sequence[AuthType], chosen: str) -> bool:
        """Offer these types; whether the chosen one, "" for any, is among them."""
        items = [ComboItem(translate("CredentialsPage", "Any type"), "")]
        items += [ComboItem(one.label, one.name) for one in auth_types if one.fields]
        if items != list(self.type.items):
            self.type.set_items(items)
        self.type.set_value(chosen)
        return any(one.value == chosen for one in items)
