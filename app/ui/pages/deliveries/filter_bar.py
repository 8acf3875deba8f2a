"""The filters above the list of deliveries."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.deliveries.list_status import ListStatus
from app.ui.pages.deliveries.wanted import Segment, Wanted
from app.ui.pages.deliveries.window_names import window_items
from app.ui.text import times
from app.ui.theme import size_in_em
from app.ui.widgets import (
    Button,
    CheckBox,
    ComboBox,
    ComboItem,
    SearchField,
    SecondLine,
    Segmented,
    ToolButton,
    set_tooltip,
)


class FilterBar(QWidget):
    """Search, listener, time and state; says what a person chose, decides nothing."""

    search_changed = Signal(str)
    listener_chosen = Signal(object)  # listener id | None
    window_chosen = Signal(object)  # Window
    segment_chosen = Signal(object)  # Segment
    refresh_wanted = Signal()
    contents_chosen = Signal(bool)
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchField(self.tr("Search by record or event ID"))
        self.search.setObjectName("search")
        size_in_em(self.search, min_width=120, max_width=236)
        self._listener = ComboBox(name=self.tr("Listener"))
        self._listener.setObjectName("listener_filter")
        self._window = ComboBox(window_items(), name=self.tr("Time"))
        self._window.setObjectName("window_filter")
        self._segment = Segmented(self.tr("Status"))
        self._segment.setObjectName("segment")
        for segment, text in (
            (Segment.ALL, self.tr("All")),
            (Segment.DELIVERED, self.tr("Delivered")),
            (Segment.FAILED, self.tr("Failed")),
            (Segment.WAITING, self.tr("Waiting")),
            (Segment.CANCELLED, self.tr("Cancelled")),
        ):
            button = self._segment.add(segment, text)
            button.setObjectName(f"segment_{segment.name.lower()}")
        self._contents = CheckBox(self.tr("In contents"))
        self._contents.setObjectName("in_contents")
        set_tooltip(
            self._contents,
            self.tr("Also look for the text in payloads, requests, answers and errors"),
        )
        self._seen = SecondLine("")
        self._seen.setObjectName("search_seen")
        self._stop = Button(self.tr("Stop"), kind="link")
        self._stop.setObjectName("stop_search")
        refresh = ToolButton("refresh", self.tr("Refresh"))
        refresh.setObjectName("refresh")

        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.search, 2)
        top.addWidget(self._contents)
        top.addWidget(self._listener)
        top.addWidget(self._window)
        top.addStretch(1)
        top.addWidget(refresh)
        below = QHBoxLayout()
        below.addWidget(self._segment)
        below.addStretch(1)
        below.addWidget(self._seen)
        below.addWidget(self._stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 12, 8)
        column.setSpacing(12)
        column.addLayout(top)
        column.addLayout(below)

        self.search.search_changed.connect(self.search_changed)
        self._listener.chosen.connect(self.listener_chosen)
        self._window.chosen.connect(self.window_chosen)
        self._segment.chosen.connect(self.segment_chosen)
        refresh.clicked.connect(self.refresh_wanted)
        self._contents.clicked.connect(self.contents_chosen)
        self._stop.clicked.connect(self.stop_wanted)
        self.show_search(ListStatus())
        self.show_listeners((), None)

    def show_wanted(self, wanted: Wanted) -> None:
        """Show filters that were set elsewhere."""
        if self.search.text().strip() != wanted.text:
            self.search.setText(wanted.text)
        self._contents.setChecked(wanted.in_contents)
        self._listener.set_value(wanted.listener_id)
        self._window.set_value(wanted.window)
        self._segment.set_value(wanted.segment)

    def show_listeners(self, names: tuple[tuple[str, str], ...], chosen: str | None) -> None:
        """Offer these listeners; one that is gone can still be the choice."""
        items = [ComboItem(self.tr("All listeners"), None)]
        items += [ComboItem(name, one) for one, name in names]
        if chosen is not None and all(one != chosen for one, _name in names):
            items.append(ComboItem(chosen, chosen))
        if tuple(items) != self._listener.items:
            self._listener.set_items(items)
        self._listener.set_value(chosen)

    def show_search(self, status: ListStatus) -> None:
        """Show how far a search in contents has come."""
        text = ""
        if status.seen is not None:
            text = self.tr("{seen} of {of} looked through").format(
                seen=times.number(status.seen), of=times.number(max(status.of, status.seen))
            )
        self._seen.setText(text)
        self._seen.setVisible(bool(text))
        self._stop.setVisible(status.is_searching)

    def show_counts(self, counts: Mapping[Segment, int]) -> None:
        """Show how many deliveries each state has, where the platform said so."""
        for segment in Segment:
            count = counts.get(segment)
            self._segment.set_count(segment, "" if count is None else times.number(count))
