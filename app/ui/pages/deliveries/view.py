"""The Deliveries page (mockup 04): filters, the list, and one delivery beside it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import (
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.domain.times import Clock, utc_now
from app.ui.dialogs import Dialogs
from app.ui.pages.deliveries import menu
from app.ui.pages.deliveries.actions import DeliveryActions
from app.ui.pages.deliveries.commands import Commands
from app.ui.pages.deliveries.detail_panel import DetailPanel
from app.ui.pages.deliveries.detail_presenter import DeliveryDetailPresenter, Detail
from app.ui.pages.deliveries.export_presenter import ExportPresenter, ExportState, Stage
from app.ui.pages.deliveries.export_strip import ExportStrip
from app.ui.pages.deliveries.filter_bar import FilterBar
from app.ui.pages.deliveries.head import DeliveriesHead, MakeReplay
from app.ui.pages.deliveries.list_area import ListArea
from app.ui.pages.deliveries.list_presenter import DeliveryListPresenter
from app.ui.pages.deliveries.list_status import ListStatus, Phase
from app.ui.pages.frame import ListAndPanel
from app.ui.question import Question, ask
from app.ui.shell import Page, PageContext, Shell
from app.ui.text import errors, times
from app.ui.text.names import function_label
from app.ui.theme import Tone
from app.ui.widgets import Banner, LoadingBar


class DeliveriesPage(Page):
    """Shows what the two presenters hold; new rows leave selection and scroll alone."""

    def __init__(
        self,
        deliveries: DeliveryListPresenter,
        detail: DeliveryDetailPresenter,
        actions: DeliveryActions,
        make_replay: MakeReplay,
        export: ExportPresenter,
        shell: Shell,
        dialogs: Dialogs,
        *,
        clock: Clock = utc_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("deliveries")
        self._list = deliveries
        self._wanted_id = ""  # to be selected as soon as it is there
        self._detail = detail
        self._actions = actions
        self._shell = shell
        self._dialogs = dialogs
        self._head = DeliveriesHead(deliveries, actions.access, make_replay, export, dialogs)
        self._strip = ExportStrip(export)
        self._export = export
        self._loading = LoadingBar()
        self._filters = FilterBar()
        self._banner = Banner(Tone.BAD)
        self._banner.setObjectName("deliveries_error")
        self._banner.add_button(self.tr("Try again")).clicked.connect(deliveries.refresh)
        self._banner.hide()
        self._area = ListArea(deliveries.model)
        self._table = self._area.table
        self._panel = DetailPanel(clock)
        self._commands = Commands(deliveries, detail, actions, self._panel, shell)
        self._menu = QMenu(self)
        self._build()
        self._connect()
        self._show_status(deliveries.status)

    # What the window asks ---------------------------------------------------

    def enter(self, **context: object) -> None:
        """Show the page, narrowed down to the listener or the delivery one came from."""
        listener_id, delivery_id = context.get("listener_id"), context.get("delivery_id")
        if isinstance(listener_id, str):
            self._list.clear_filters()
            self._list.choose_listener(listener_id)
        elif isinstance(delivery_id, str):
            self._wanted_id = delivery_id
            self._list.show_only(delivery_id)
        self._filters.show_listeners(self._list.listeners.names, self._list.wanted.listener_id)
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
        self._filters.show_search(status)
        self._area.show_status(status)
        words = errors.of(status.error) if status.error is not None else None
        is_first_load = status.as_of is None
        has_banner = words is not None and not is_first_load
        self._banner.setVisible(has_banner)
        if words is not None and status.as_of is not None:
            as_of = self.tr("As of {time}.").format(time=times.clock(status.as_of))
            self._banner.set_message(Tone.BAD, words.title, f"{as_of} {words.text}")

    @Slot(object)
    def _show_detail(self, detail: Detail | None) -> None:
        self._panel.show_detail(detail)
        self._show_possible()
        self._body.set_has_content(detail is not None)

    @Slot()
    def _show_possible(self) -> None:
        self._panel.show_possible(self._commands, self._actions.doing)

    @Slot()
    def _follow_selection(self) -> None:
        if self._wanted_id and self._list.model.row_number(self._wanted_id) is not None:
            self._table.select_keys([self._wanted_id])
            self._wanted_id = ""
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

    def context(self) -> PageContext | None:
        """What can be done with the selected delivery."""
        selected = self._commands.selected
        if selected is None:
            return None
        menu.fill(self._menu, self._commands)
        what = f"{selected.entity}, {function_label(selected.function)}"
        title = self.tr("Delivery: {what}").format(what=what)
        return PageContext(title, self._menu.actions())

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        """The menu of the selected delivery, at a place on the screen."""
        if self.context() is not None:
            self._menu.popup(at)

    @Slot(QPoint)
    def _show_menu_of_row(self, at: QPoint) -> None:
        self._show_menu(self._table.viewport().mapToGlobal(at))

    @Slot()
    def _ask_why(self) -> None:
        """Ask about what is selected or searched for, else about whatever is entered there."""
        if self._commands.selected is not None:
            self._commands.ask_why()
        elif self._list.wanted.text and self._list.status.is_empty:
            self._shell.open_page("why", record_id=self._list.wanted.text)
        else:
            self._shell.open_page("why")

    @Slot()
    def _show_filters(self) -> None:
        self._filters.show_wanted(self._list.wanted)

    @Slot(object)
    def _ask(self, question: Question) -> None:
        ask(self._dialogs, question)

    @Slot(object)
    def _tell_export(self, state: ExportState) -> None:
        """Say the end of an export aloud; the strip shows it."""
        if state.stage is Stage.WRITTEN:
            self._shell.announce(self.tr("Exported to {file}").format(file=state.path.name))
        elif state.stage is Stage.FAILED:
            text = self.tr("{file} was not written").format(file=state.path.name)
            self._shell.announce(text, assertive=True)

    @Slot(str)
    def _refuse(self, why: str) -> None:
        self._shell.announce(why, assertive=True)

    # Building -------------------------------------------------------------------

    def _build(self) -> None:
        banner = QVBoxLayout()
        banner.setContentsMargins(24, 0, 12, 8)
        banner.addWidget(self._banner)
        main = QWidget()
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(banner)
        column.addWidget(self._strip)
        column.addWidget(self._filters)
        column.addWidget(self._area, 1)
        self._body = ListAndPanel(main, self._panel)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head)
        outer.addWidget(self._loading)
        outer.addWidget(self._body, 1)

    def _connect(self) -> None:
        self._list.status_changed.connect(self._show_status)
        self._list.listeners.changed.connect(self._offer_listeners)
        self._list.refreshed.connect(self._follow_selection)
        self._detail.changed.connect(self._show_detail)
        self._actions.changed.connect(self._show_possible)
        self._actions.changed_delivery.connect(self._list.take)
        self._actions.asked.connect(self._ask)
        self._actions.done.connect(self._shell.announce)
        self._actions.refused.connect(self._refuse)
        self._export.changed.connect(self._tell_export)
        self._head.why_wanted.connect(self._ask_why)
        self._head.narrowed.connect(self._show_filters)
        self._filters.search_changed.connect(self._list.search)
        self._filters.listener_chosen.connect(self._list.choose_listener)
        self._filters.window_chosen.connect(self._list.choose_window)
        self._filters.segment_chosen.connect(self._list.choose_segment)
        self._filters.refresh_wanted.connect(self.refresh)
        self._filters.contents_chosen.connect(self._list.choose_contents)
        self._filters.stop_wanted.connect(self._list.stop_search)
        self._area.again_wanted.connect(self._list.refresh)
        self._area.clear_wanted.connect(self._clear_filters)
        self._area.end_neared.connect(self._list.load_more)
        self._area.menu_wanted.connect(self._show_menu_of_row)
        self._table.selection_changed.connect(self._select)
        self._table.row_activated.connect(self._body.open_panel)
        self._panel.close_wanted.connect(self._close_panel)
        self._panel.copy_wanted.connect(self._copy)
        self._panel.menu_wanted.connect(self._show_menu)
        self._panel.replay_wanted.connect(self._commands.replay)
        self._panel.cancel_wanted.connect(self._commands.cancel)
        copy = QShortcut(QKeySequence("Ctrl+Shift+C"), self)
        copy.activated.connect(self._panel.copy_curl)
        replay = QShortcut(QKeySequence("R"), self._table)  # only there: elsewhere R is a letter
        replay.setContext(Qt.ShortcutContext.WidgetShortcut)
        replay.setAutoRepeat(False)
        replay.activated.connect(self._commands.replay)

    @Slot(object)
    def _offer_listeners(self, _listeners: object) -> None:
        self._filters.show_listeners(self._list.listeners.names, self._list.wanted.listener_id)
        self._show_possible()
