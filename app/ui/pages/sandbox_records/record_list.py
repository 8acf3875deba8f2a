"""The left part of the page: which entity, and its records."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui.pages.sandbox_records.list_presenter import ListStatus, Phase, RecordListPresenter
from app.ui.tables import TableView
from app.ui.text import errors
from app.ui.theme import Tone, size_in_em
from app.ui.widgets import Button, ComboBox, ComboItem, Hint, SearchField, Skeleton
from app.ui.widgets.announcing import Spoken

_NEAR_THE_END_ROWS = 10


class RecordList(QWidget):
    """Shows a `RecordListPresenter`.

    Attributes:
        table: The records.

    Signals:
        record_chosen: Its id; it is selected now.
        opened: Enter or a double click: it is to be edited.
    """

    record_chosen = Signal(str)
    opened = Signal()

    def __init__(self, presenter: RecordListPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._marked = ""  # the record that is edited
        self._is_narrowing = False
        self._entity = ComboBox(name=self.tr("Entity"), placeholder=self.tr("Entity"))
        self._entity.setObjectName("entity")
        self.search = SearchField(self.tr("Search"))
        self.search.setObjectName("search")
        self.table = TableView(self.tr("Records"), header=False, multiple=False)
        self.table.setObjectName("record_table")
        self.table.set_model(presenter.model, sortable=False)
        self._nothing = Hint("", Tone.MUTE)
        self._nothing.setObjectName("records_message")
        self._failed = Hint("", Tone.BAD)
        self._failed.setObjectName("records_failed")
        self._spoken = Spoken(self._failed)
        self._again = Button(self.tr("Try again"), kind="link")
        self._again.setObjectName("read_records_again")
        self._again.clicked.connect(presenter.refresh)
        self._stack = QStackedWidget()
        self._skeleton = Skeleton(6, columns=((0.6, 0.0),))
        self._build()
        self._entity.chosen.connect(presenter.choose_entity)
        self.search.search_changed.connect(self._narrow)
        self.table.selection_changed.connect(self._choose)
        self.table.row_activated.connect(self.opened)
        self.table.verticalScrollBar().valueChanged.connect(self._scrolled)
        presenter.status_changed.connect(self._show)
        self._show(presenter.status)

    def take_focus(self) -> None:
        """To the records where there are some, else to the search."""
        (self.table if self.table.isVisible() else self.search).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.table.go_in()
        else:
            super().keyPressEvent(event)

    def select(self, record_id: str) -> None:
        """Mark a record as the one that is edited; unknown ids mark none."""
        self._marked = record_id
        if self.table.selected_keys != (record_id,):
            self.table.select_keys([record_id])

    @Slot(object)
    def _show(self, status: ListStatus) -> None:
        items = [ComboItem(one.name, one.name) for one in status.entities]
        if [one.value for one in self._entity.items] != [one.value for one in items]:
            self._entity.set_items(items)
        self._entity.set_value(status.entity.name if status.entity is not None else None)
        has_failed = status.error is not None and not status.is_page_failing
        self._trouble.setVisible(has_failed)
        if not has_failed:
            self._spoken.hidden()
        self._nothing.setVisible(status.error is None)
        if status.error is not None and has_failed:
            words = errors.of(status.error)
            said = f"{words.title}. {words.text}"
            self._failed.set_message(said, Tone.BAD)
            self._spoken.set_text(said, assertive=True)
        elif status.is_filtered:
            text = self.search.text().strip()
            self._nothing.set_message(
                self.tr("No records match “{text}”.").format(text=text), Tone.MUTE
            )
        else:
            self._nothing.set_message(self.tr("No records yet. Create the first one."), Tone.MUTE)
        if not status.is_empty:
            self._stack.setCurrentWidget(self.table)
        elif status.phase is Phase.LOADING:
            self._stack.setCurrentWidget(self._skeleton)
        else:
            self._stack.setCurrentWidget(self._message)

    @Slot(str)
    def _narrow(self, text: str) -> None:
        """Look for records; the form keeps its own, which Qt would exchange for one beside it."""
        self._is_narrowing = True
        self._presenter.search(text)
        self._is_narrowing = False
        self.select(self._marked)

    @Slot(tuple)
    def _choose(self, keys: tuple[str, ...]) -> None:
        if keys and not self._is_narrowing:
            self.record_chosen.emit(keys[0])

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        row = self.table.verticalHeader().defaultSectionSize()
        if value >= bar.maximum() - _NEAR_THE_END_ROWS * row:
            self._presenter.load_more()

    def _build(self) -> None:
        self._message = QWidget()
        message = QVBoxLayout(self._message)
        message.setContentsMargins(16, 12, 16, 12)
        message.addWidget(self._nothing)
        message.addStretch(1)
        for widget in (self.table, self._message, self._skeleton):
            self._stack.addWidget(widget)
        self._trouble = QWidget()
        trouble = QVBoxLayout(self._trouble)
        trouble.setContentsMargins(16, 0, 16, 8)
        trouble.setSpacing(4)
        trouble.addWidget(self._failed)
        trouble.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        top = QHBoxLayout()
        top.setContentsMargins(16, 12, 16, 10)
        top.setSpacing(8)
        size_in_em(self._entity, max_width=122)
        top.addWidget(self._entity)
        top.addWidget(self.search, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._trouble)
        column.addWidget(self._stack, 1)
        size_in_em(self, min_width=256, max_width=272)
