"""The Deliveries page (mockup 04): filters, the list, and one delivery beside it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtGui import (
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.times import Clock, utc_now
from app.ui.pages.deliveries.detail_panel import DetailPanel
from app.ui.pages.deliveries.detail_presenter import DeliveryDetailPresenter, Detail
from app.ui.pages.deliveries.filter_bar import FilterBar
from app.ui.pages.deliveries.list_presenter import DeliveryListPresenter, ListStatus, Phase
from app.ui.pages.frame import ListAndPanel, PageHead
from app.ui.shell import Page, Shell
from app.ui.tables import TableView
from app.ui.text import errors, times
from app.ui.theme import Tone
from app.ui.widgets import Banner, Button, LoadingBar, Placeholder, Skeleton

_NEAR_THE_END_ROWS = 20


class DeliveriesPage(Page):
    """Shows what the two presenters hold; new rows leave selection and scroll alone."""

    def __init__(
        self,
        deliveries: DeliveryListPresenter,
        detail: DeliveryDetailPresenter,
        shell: Shell,
        *,
        clock: Clock = utc_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("deliveries")
        self._list = deliveries
        self._detail = detail
        self._shell = shell
        self._unseen = 0
        self._head = PageHead(
            self.tr("Deliveries"), self.tr("Every attempt to reach an endpoint or a mailbox")
        )
        self._loading = LoadingBar()
        self._filters = FilterBar()
        self._banner = Banner(Tone.BAD)
        self._banner.setObjectName("deliveries_error")
        self._banner.add_button(self.tr("Try again")).clicked.connect(deliveries.refresh)
        self._banner.hide()
        self._new = Button("", kind="link", icon_name="arrow-left")
        self._new.setObjectName("new_deliveries")
        self._new.hide()
        self._table = TableView(self.tr("Deliveries"), two_lines=False, multiple=False)
        self._table.setObjectName("delivery_table")
        self._table.set_model(deliveries.model, sortable=False)
        self._nothing = Placeholder("deliveries")
        self._nothing.setObjectName("deliveries_placeholder")
        self._stack = QStackedWidget()
        self._panel = DetailPanel(clock)
        self._build()
        self._connect()
        self._show_status(deliveries.status)

    # What the window asks ---------------------------------------------------

    def enter(self, **context: object) -> None:
        """Show the page, narrowed down to the listener one came from."""
        listener_id = context.get("listener_id")
        if isinstance(listener_id, str):
            self._list.clear_filters()
            self._list.choose_listener(listener_id)
        self._filters.show_listeners(self._list.listeners, self._list.wanted.listener_id)
        self._filters.show_wanted(self._list.wanted)

    @Slot()
    def refresh(self) -> None:
        """Look again now."""
        self._list.refresh()
        self._detail.refresh()

    def focus_search(self) -> None:
        """Put the cursor into the search."""
        self._filters.search.setFocus()
        self._filters.search.selectAll()

    def toggle_details(self) -> None:
        """Show or hide the panel."""
        self._body.toggle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._list.set_active(is_active=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._list.set_active(is_active=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Cancel) and self._table.selected_keys:
            self._table.clearSelection()
            event.accept()
            return
        super().keyPressEvent(event)

    # Showing ------------------------------------------------------------------

    @Slot(object)
    def _show_status(self, status: ListStatus) -> None:
        self._loading.set_active(status.phase is Phase.LOADING and status.as_of is not None)
        self._filters.show_counts(status.counts)
        words = errors.of(status.error) if status.error is not None else None
        is_first_load = status.as_of is None
        if words is not None and is_first_load:
            self._show_nothing(
                "cloud-off", words.title, words.text, self.tr("Try again"), self._list.refresh
            )
        elif status.phase is Phase.LOADING and is_first_load:
            self._stack.setCurrentWidget(self._skeleton)
        elif status.is_empty and status.is_filtered:
            self._show_nothing(
                "search",
                self.tr("No deliveries match"),
                "",
                self.tr("Clear filters"),
                self._clear_filters,
            )
        elif status.is_empty:
            self._show_nothing(
                "deliveries",
                self.tr("No deliveries yet"),
                self.tr("As soon as a record is created or updated, its webhooks show up here."),
                "",
                None,
            )
        else:
            self._stack.setCurrentWidget(self._rows)
        has_banner = words is not None and not is_first_load
        self._banner.setVisible(has_banner)
        if words is not None and status.as_of is not None:
            as_of = self.tr("As of {time}.").format(time=times.clock(status.as_of))
            self._banner.set_message(Tone.BAD, words.title, f"{as_of} {words.text}")

    def _show_nothing(
        self, icon: str, title: str, text: str, button: str, then: Callable[[], None] | None
    ) -> None:
        self._nothing.set_message(icon, title, text, tone=Tone.MUTE)
        self._nothing.clear_actions()
        if then is not None:
            action = self._nothing.add_button(button)
            action.setObjectName("placeholder_action")
            action.clicked.connect(then)
        self._stack.setCurrentWidget(self._nothing)

    @Slot(object)
    def _show_detail(self, detail: Detail | None) -> None:
        listener = self._list.listener(detail.listed.listener_id) if detail is not None else None
        self._panel.show_detail(detail, listener)
        self._body.set_has_content(detail is not None)

    @Slot()
    def _follow_selection(self) -> None:
        detail = self._detail.detail
        at = self._list.model.row_number(detail.listed.id) if detail is not None else None
        if at is not None:
            self._detail.follow(self._list.model.row(at))

    # What a person does ---------------------------------------------------------

    @Slot(tuple)
    def _select(self, keys: tuple[str, ...]) -> None:
        at = self._list.model.row_number(keys[0]) if keys else None
        self._detail.show(None if at is None else self._list.model.row(at))

    @Slot()
    def _clear_filters(self) -> None:
        self._list.clear_filters()
        self._filters.show_wanted(self._list.wanted)

    @Slot()
    def _close_panel(self) -> None:
        self._body.close_panel()
        self._table.setFocus()

    @Slot(str)
    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._shell.announce(self.tr("Copied as cURL, secrets masked"))

    @Slot(str)
    def _open_listener(self, listener_id: str) -> None:
        self._shell.open_page("listener_form", listener_id=listener_id)

    # Scrolling ------------------------------------------------------------------

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        bar = self._table.verticalScrollBar()
        if value == bar.minimum():
            self._unseen = 0
            self._new.hide()
        row = self._table.verticalHeader().defaultSectionSize()
        if value >= bar.maximum() - _NEAR_THE_END_ROWS * row:
            self._list.load_more()

    @Slot(QModelIndex, int, int)
    def _rows_arrived(self, _parent: QModelIndex, first: int, last: int) -> None:
        """Keep in place what is read while rows arrive above it."""
        bar = self._table.verticalScrollBar()
        row = self._table.verticalHeader().defaultSectionSize()
        if bar.value() == bar.minimum() or first * row > bar.value():
            return
        added = last - first + 1
        bar.setMaximum(bar.maximum() + added * row)
        bar.setValue(bar.value() + added * row)
        self._unseen += added
        self._new.set_words(self.tr("%n new", "", self._unseen))
        self._new.show()

    @Slot()
    def _show_new(self) -> None:
        self._table.scrollToTop()

    # Building -------------------------------------------------------------------

    def _build(self) -> None:
        self._skeleton = Skeleton(8)
        self._rows = QWidget()
        rows = QVBoxLayout(self._rows)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._new)
        rows.addWidget(self._table, 1)
        for widget in (self._rows, self._nothing, self._skeleton):
            self._stack.addWidget(widget)
        banner = QVBoxLayout()
        banner.setContentsMargins(24, 0, 12, 8)
        banner.addWidget(self._banner)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(banner)
        column.addWidget(self._filters)
        column.addWidget(self._stack, 1)
        self._body = ListAndPanel(main, self._panel)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head)
        outer.addWidget(self._loading)
        outer.addWidget(self._body, 1)

    def _connect(self) -> None:
        self._list.status_changed.connect(self._show_status)
        self._list.listeners_changed.connect(self._offer_listeners)
        self._list.refreshed.connect(self._follow_selection)
        self._list.model.rowsInserted.connect(self._rows_arrived)
        self._detail.changed.connect(self._show_detail)
        self._filters.search_changed.connect(self._list.search)
        self._filters.listener_chosen.connect(self._list.choose_listener)
        self._filters.window_chosen.connect(self._list.choose_window)
        self._filters.segment_chosen.connect(self._list.choose_segment)
        self._filters.refresh_wanted.connect(self.refresh)
        self._table.selection_changed.connect(self._select)
        self._table.row_activated.connect(self._body.open_panel)
        self._table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._new.clicked.connect(self._show_new)
        self._panel.close_wanted.connect(self._close_panel)
        self._panel.copy_wanted.connect(self._copy)
        self._panel.listener_wanted.connect(self._open_listener)
        copy = QShortcut(QKeySequence("Ctrl+Shift+C"), self)
        copy.activated.connect(self._panel.copy_curl)

    @Slot(object)
    def _offer_listeners(self, _listeners: object) -> None:
        self._filters.show_listeners(self._list.listeners, self._list.wanted.listener_id)
        self._show_detail(self._detail.detail)
