"""The rows of the Deliveries page, or what takes their place; new rows leave it in place."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMargins, QModelIndex, QPoint, Qt, Signal, SignalInstance, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.delivery import Delivery
from app.domain.workspace import Me
from app.ui.pages.deliveries.list_status import ListStatus, Phase
from app.ui.pages.list_page import inset
from app.ui.pages.no_deliveries import NoDeliveries
from app.ui.tables import KeyedTableModel, TableView
from app.ui.text import errors
from app.ui.theme import Tone
from app.ui.widgets import Button, Skeleton

_Offer = tuple[str, str, SignalInstance]  # the button's name, its words, what it asks for
_BELOW_PX: Final = 4  # the line that tells of new rows


class ListArea(QStackedWidget):
    """Table, skeleton or placeholder, by the list's status.

    Signals:
        end_neared: Older rows will soon be scrolled to.
        again_wanted: The list is to be read once more.
        clear_wanted: The filters leave nothing over.
        contents_wanted: The text is to be looked for in contents, too.
        new_wanted: Deliveries that were only counted are to be shown.
        menu_wanted: A menu at this place of the table's viewport.
        copy_wanted: A text for the clipboard.
    """

    end_neared = Signal()
    again_wanted = Signal()
    clear_wanted = Signal()
    contents_wanted = Signal()
    new_wanted = Signal()
    menu_wanted = Signal(QPoint)
    copy_wanted = Signal(str)

    def __init__(
        self, model: KeyedTableModel[str, Delivery], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._unseen = 0  # they are there, above what is seen
        self._status = ListStatus()
        self._new = Button("", kind="link", icon_name="chevron-up")
        self._new.setObjectName("new_deliveries")
        self._new.hide()
        self.table = TableView(self.tr("Deliveries"), two_lines=False, multiple=False)
        self.table.setObjectName("delivery_table")
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.set_model(model, sortable=False)
        self._nothing = NoDeliveries("deliveries")
        self._nothing.setObjectName("deliveries_placeholder")
        self._nothing.again_wanted.connect(self.again_wanted)
        self._nothing.copy_wanted.connect(self.copy_wanted)
        self._skeleton = Skeleton(8)
        self._rows = QWidget()
        column = QVBoxLayout(self._rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(inset(self._new, QMargins(24, 0, 12, _BELOW_PX)))
        column.addWidget(self.table, 1)
        for widget in (self._rows, self._nothing, self._skeleton):
            self.addWidget(widget)
        model.rowsInserted.connect(self._rows_arrived)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.table.customContextMenuRequested.connect(self.menu_wanted)
        self._new.clicked.connect(self._show_new)

    def take_me(self, me: Me | None) -> None:
        """Who one is, as far as it is known."""
        self._nothing.me = me
        self.show_status(self._status)

    def show_status(self, status: ListStatus) -> None:
        """Show the rows, or say why there are none."""
        self._status = status
        self._tell_new()
        is_first_load = status.as_of is None
        if status.error is not None and is_first_load:
            words = errors.of(status.error)
            if self._nothing.begins((words.title, words.text, self._nothing.me)):
                self._nothing.say_why_not(status.error)
            self.setCurrentWidget(self._nothing)
        elif status.phase is Phase.LOADING and is_first_load:
            self.setCurrentWidget(self._skeleton)
        elif status.is_empty and status.is_searching:
            self._say(
                "search",
                self.tr("Looking through what was sent and answered"),
                self.tr("Each delivery that the other filters leave is read in full."),
            )
        elif status.is_empty and status.is_filtered:
            self._say_no_match(status)
        elif status.is_empty:
            self._say(
                "deliveries",
                self.tr("No deliveries yet"),
                self.tr("As soon as a record is created or updated, its webhooks show up here."),
            )
        else:
            self.setCurrentWidget(self._rows)

    def _say_no_match(self, status: ListStatus) -> None:
        clear = ("placeholder_action", self.tr("Clear filters"), self.clear_wanted)
        title = self.tr("No deliveries match")
        if status.searched:
            title = self.tr("No deliveries match “{text}”").format(text=status.searched)
        if not status.can_search_contents:
            self._say("search", title, "", clear)
            return
        deeper = ("search_contents", self.tr("Search in contents"), self.contents_wanted)
        text = self.tr("No ID or number has this text in it.")
        self._say("search", title, text, deeper, clear)

    def _say(self, icon: str, title: str, text: str, *offers: _Offer) -> None:
        """Say it, once: said again by every quiet look, it leaves its buttons alone."""
        if self._nothing.begins((title, text, len(offers))):
            self._nothing.set_message(icon, title, text, tone=Tone.MUTE)
            for name, words, wanted in offers:
                action = self._nothing.add_button(words)
                action.setObjectName(name)
                action.clicked.connect(wanted)
        self.setCurrentWidget(self._nothing)

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if value == bar.minimum():
            self._unseen = 0
            self._tell_new()
        if self.table.is_near_end:
            self.end_neared.emit()

    @Slot(QModelIndex, int, int)
    def _rows_arrived(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Keep in place what is read while rows arrive above it."""
        bar = self.table.verticalScrollBar()
        row = self.table.verticalHeader().defaultSectionSize()
        top = bar.minimum() + (0 if self._new.isHidden() else self._line_px)
        if bar.value() <= top or first * row > bar.value():
            return
        added = last - first + 1
        bar.setMaximum(bar.maximum() + added * row)
        bar.setValue(bar.value() + added * row)
        self._unseen += added
        self._tell_new()

    def _tell_new(self) -> None:
        """Say how many there are that are not seen: above the rows, or not shown at all."""
        count = self._unseen + self._status.waiting
        words = self.tr("%Ln new", "", count)
        if self._status.more_wait:
            words = self.tr("More than %Ln new", "", count)
        self._new.set_words(words)
        if self._new.isHidden() == (count > 0):
            self._make_line(is_shown=count > 0)

    def _make_line(self, *, is_shown: bool) -> None:
        """Show the line over the rows, or not: what is read stays under the pointer."""
        bar = self.table.verticalScrollBar()
        moved_px = self._line_px if is_shown else -self._line_px
        self._new.setVisible(is_shown)
        if bar.maximum() > bar.minimum() or bar.value() > bar.minimum():
            bar.setMaximum(bar.maximum() + moved_px)  # the table is lower in a moment
            bar.setValue(bar.value() + moved_px)

    @property
    def _line_px(self) -> int:
        return self._new.sizeHint().height() + _BELOW_PX

    @Slot()
    def _show_new(self) -> None:
        self.table.scrollToTop()
        if self._status.waiting:
            self.new_wanted.emit()
