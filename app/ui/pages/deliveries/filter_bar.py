"""The filters above the list of deliveries."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.ui.pages.deliveries.list_status import ListStatus
from app.ui.pages.deliveries.wanted import Segment, Wanted
from app.ui.pages.deliveries.window_names import window_items
from app.ui.pages.filter_rows import FilterRows
from app.ui.text import times
from app.ui.theme import size_in_em
from app.ui.widgets import (
    Button,
    CheckBox,
    ComboBox,
    ComboItem,
    ElidingLabel,
    SecondLine,
    Switch,
    set_tooltip,
)

translate = QCoreApplication.translate


class FilterBar(FilterRows):
    """Search, listener, time and state."""

    listener_chosen = Signal(object)  # listener id | None
    contents_chosen = Signal(bool)
    follow_chosen = Signal(bool)
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            translate("deliveries", "Search by ID"),
            window_items(),
            (translate("deliveries", "Status"), "segment", _segments()),
            parent,
        )
        set_tooltip(self.search, self.tr("ID of a delivery, an event or a record"))
        self._listener = ComboBox(name=self.tr("Listener"), elides=True)
        self._listener.setObjectName("listener_filter")
        size_in_em(self._listener, max_width=148)
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
        words = self.tr("Show new deliveries as they arrive")
        self._follow_words = ElidingLabel(words, ink="text2", shorter=self.tr("New as they arrive"))
        self._follow_words.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._follow = Switch(words)
        self._follow.setObjectName("follow")
        self._follow.setChecked(True)
        self._lay_out(
            (self._contents, self._listener, self._window),
            (self._seen, self._stop, self._follow_words, self._follow),
        )
        self._listener.chosen.connect(self.listener_chosen)
        self._contents.clicked.connect(self.contents_chosen)
        self._stop.clicked.connect(self.stop_wanted)
        self._follow.clicked.connect(self.follow_chosen)
        self.show_search(ListStatus())
        self.show_listeners((), None)

    def show_wanted(self, wanted: Wanted) -> None:
        """Show filters that were set elsewhere."""
        self.show_text(wanted.text)
        self._contents.setChecked(wanted.in_contents)
        self._listener.set_value(wanted.listener_id)
        self._window.set_value(wanted.window)
        self._kind.set_value(wanted.segment)

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
        for part in (self._follow_words, self._follow):
            part.setVisible(status.seen is None)  # what contents hold is not looked up again

    def show_counts(self, counts: Mapping[Segment, int]) -> None:
        """Show how many deliveries each state has, where the platform said so."""
        for segment in Segment:
            count = counts.get(segment)
            self._kind.set_count(segment, "" if count is None else times.number(count))


def _segments() -> tuple[tuple[Segment, str], ...]:
    return (
        (Segment.ALL, translate("deliveries", "All")),
        (Segment.DELIVERED, translate("deliveries", "Delivered")),
        (Segment.FAILED, translate("deliveries", "Failed")),
        (Segment.WAITING, translate("deliveries", "Waiting")),
        (Segment.CANCELLED, translate("deliveries", "Cancelled")),
    )
