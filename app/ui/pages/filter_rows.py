"""The two rows of filters over a log: search and choices, and under them the kinds in a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.list_page import IN_LIST, clear_button
from app.ui.theme import size_in_em
from app.ui.widgets import ComboBox, ComboItem, SearchField, Segmented, ToolButton


class FilterRows(QWidget):
    """Says what a person chose, decides nothing; a page adds its own choices.

    Signals:
        search_changed: The text that was typed.
        window_chosen: How far back to look.
        kind_chosen: The one of the second row.
        refresh_wanted: Look again now.
        clear_wanted: Leave nothing out.
    """

    search_changed = Signal(str)
    window_chosen = Signal(object)
    kind_chosen = Signal(object)
    refresh_wanted = Signal()
    clear_wanted = Signal()

    def __init__(
        self,
        placeholder: str,
        windows: Sequence[ComboItem],
        kinds: tuple[str, str, Iterable[tuple[Enum, str]]],
        parent: QWidget | None = None,
    ) -> None:
        """Make both rows.

        Args:
            placeholder: What the search says while it is empty.
            windows: How far back one can look.
            kinds: What the second row is called, and in the code, and its choices.
            parent: Qt's.
        """
        super().__init__(parent)
        self.search = SearchField(placeholder)
        self.search.setObjectName("search")
        size_in_em(self.search, min_width=120, max_width=236)
        self._window = ComboBox(windows, name=self.tr("Time"))
        self._window.setObjectName("window_filter")
        size_in_em(self._window, max_width=132)
        title, name, choices = kinds
        self._kind = Segmented(title)
        self._kind.setObjectName(name)
        for kind, text in choices:
            self._kind.add(kind, text).setObjectName(f"{name}_{kind.name.lower()}")
        self._clear = clear_button()
        self._refresh = ToolButton("refresh", self.tr("Refresh"))
        self._refresh.setObjectName("refresh")
        self.search.search_changed.connect(self.search_changed)
        self._window.chosen.connect(self.window_chosen)
        self._kind.chosen.connect(self.kind_chosen)
        self._refresh.clicked.connect(self.refresh_wanted)
        self._clear.clicked.connect(self._clear_all)

    def show_text(self, text: str) -> None:
        """Show what is searched for, unless it is what is being typed."""
        if self.search.text().strip() != text:
            self.search.setText(text)

    def show_narrowed(self, is_narrowed: bool) -> None:
        """Whether something is left out."""
        self._clear.setVisible(is_narrowed)

    @Slot()
    def _clear_all(self) -> None:
        self.search.setFocus()  # the button goes, and the keys stay in this row
        self.clear_wanted.emit()

    def _lay_out(self, choices: Iterable[QWidget], beside_kinds: Iterable[QWidget] = ()) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 2)
        for widget in choices:
            top.addWidget(widget)
        top.addWidget(self._clear)
        top.addStretch(1)
        top.addWidget(self._refresh)
        below = QHBoxLayout()
        below.addWidget(self._kind)
        below.addStretch(1)
        for widget in beside_kinds:
            below.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(IN_LIST)
        column.setSpacing(12)
        column.addLayout(top)
        column.addLayout(below)
