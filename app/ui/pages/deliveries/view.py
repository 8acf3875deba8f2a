"""The Deliveries page (mockup 04): filters, the list, and one delivery beside it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.catalog import Catalog
from app.domain.times import Clock, utc_now
from app.domain.workspace import Connection, Me
from app.ui.dialogs import Dialogs
from app.ui.exports.button import ExportButton
from app.ui.exports.presenter import ExportPresenter
from app.ui.exports.strip import ExportStrip
from app.ui.pages import delivery_access
from app.ui.pages.deliveries import menu
from app.ui.pages.deliveries.actions import DeliveryActions
from app.ui.pages.deliveries.commands import Commands
from app.ui.pages.deliveries.detail_panel import DetailPanel
from app.ui.pages.deliveries.detail_presenter import DeliveryDetailPresenter, Detail
from app.ui.pages.deliveries.filter_bar import FilterBar
from app.ui.pages.deliveries.head import DeliveriesHead, MakeReplay
from app.ui.pages.deliveries.list_area import ListArea
from app.ui.pages.deliveries.list_presenter import DeliveryListPresenter
from app.ui.pages.deliveries.list_status import ListStatus, Phase
from app.ui.pages.deliveries.wanted import recalled
from app.ui.pages.failing import FailureBanner
from app.ui.pages.kept_list import KeptList
from app.ui.pages.list_page import ListPage, inset
from app.ui.question import Question, ask
from app.ui.shell import PageContext, Shell
from app.ui.text.names import function_label
from app.ui.widgets import LoadingBar


class DeliveriesPage(ListPage):
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
        super().__init__("deliveries", shell, live=deliveries, parent=parent)
        self._list = deliveries
        self._wanted_id = ""  # to be selected as soon as it is there
        self._detail = detail
        self._actions = actions
        self._dialogs = dialogs
        save = ExportButton(export, dialogs, clock=deliveries.now)
        self._head = DeliveriesHead(deliveries, actions, make_replay, save)
        self._strip = ExportStrip(export, shell)
        self._loading = LoadingBar()
        self._filters = FilterBar()
        self._search = self._filters.search
        self._banner = FailureBanner("deliveries_error")
        self._area = ListArea(deliveries.model)
        self._table = self._area.table
        self._panel = DetailPanel(clock)
        self._commands = Commands(deliveries, detail, actions, self._panel, shell)
        self._menu = QMenu(self)
        self._lay_out(
            (self._head, self._loading),
            (inset(self._banner), self._strip, self._filters),
            self._area,
            self._panel,
        )
        self._kept = KeptList(
            "deliveries", shell, self._table, self._body, lambda: deliveries.wanted.to_keep
        )
        deliveries.wanted = recalled(self._kept.memory.filters)
        self._recalled_id = deliveries.wanted.listener_id
        self._connect()
        self._show_status(deliveries.status)

    # What the window asks ---------------------------------------------------

    def enter(self, **context: object) -> None:
        """Show the page, narrowed down to the listener or the delivery one came from.

        With `replay_of`, listeners' names by their ids, it is asked at once what to replay.
        """
        listener_id, delivery_id = context.get("listener_id"), context.get("delivery_id")
        if isinstance(listener_id, str) or isinstance(delivery_id, str):
            self._kept.pass_over()
            self._recalled_id = None
        if isinstance(listener_id, str):
            self._list.clear_filters()
            self._list.choose_listener(listener_id)
            self._list.listeners.ask_about(listener_id)
        elif isinstance(delivery_id, str):
            self._wanted_id = delivery_id
            self._list.show_only(delivery_id)
        self._filters.show_listeners(self._list.listeners.names, self._list.wanted.listener_id)
        self._filters.show_wanted(self._list.wanted)
        replay_of = context.get("replay_of")
        if isinstance(replay_of, dict):
            self._head.replay_of(replay_of)

    @property
    def is_narrowed(self) -> bool:
        return not self._list.wanted.is_everything

    @property
    def under_way(self) -> str:
        return self._strip.under_way

    def take_standing(self, connection: Connection, me: Me | None) -> bool:
        access = delivery_access.of(me, connection)
        self._actions.take_access(access)
        self._area.take_me(me)
        return True

    @property
    def has_failed(self) -> bool:
        """Whether the list could not be read."""
        return self._list.status.error is not None

    @Slot()
    def refresh(self) -> None:
        """Look again now."""
        self._list.refresh()
        self._detail.refresh()

    # Showing ------------------------------------------------------------------

    @Slot(object)
    def show_catalog(self, catalog: Catalog | None) -> None:
        """Say for how long this platform keeps what is shown."""
        if catalog is not None:
            days = catalog.limits.attempt_retention_days
            self._head.set_second(
                self.tr(
                    "Every attempt to reach an endpoint or a mailbox, kept for %Ln day(s)", "", days
                )
            )

    @Slot(object)
    def _show_status(self, status: ListStatus) -> None:
        self._loading.set_active(status.phase is Phase.LOADING and status.as_of is not None)
        self._filters.show_counts(status.counts)
        self._filters.show_search(status)
        self._area.show_status(status)
        self._filters.show_narrowed(self.is_narrowed)
        self._kept.note_filters()
        is_first_load = status.as_of is None  # then the error has the list's place
        self._banner.show_failure(None if is_first_load else status.error, status.as_of)

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
        self._kept.select()
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
    def _search_contents(self) -> None:
        self._list.choose_contents(True)
        self._filters.show_wanted(self._list.wanted)

    @Slot()
    def _clear_filters(self) -> None:
        self._list.clear_filters()
        self._filters.show_wanted(self._list.wanted)

    @Slot()
    def _tell_copied(self) -> None:
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

    @Slot(str)
    def _refuse(self, why: str) -> None:
        self._shell.announce(why, assertive=True)

    # Wiring ---------------------------------------------------------------------

    def _connect(self) -> None:
        self._list.status_changed.connect(self._show_status)
        self._list.listeners.changed.connect(self._offer_listeners)
        self._list.refreshed.connect(self._follow_selection)
        self._detail.changed.connect(self._show_detail)
        self._actions.changed.connect(self._show_possible)
        self._actions.changed_delivery.connect(self._list.take)
        self._actions.asked.connect(self._ask)
        self._actions.done.connect(self._tell)
        self._actions.refused.connect(self._refuse)
        self._head.why_wanted.connect(self._ask_why)
        self._head.narrowed.connect(self._show_filters)
        self._filters.search_changed.connect(self._list.search)
        self._filters.listener_chosen.connect(self._list.choose_listener)
        self._filters.window_chosen.connect(self._list.choose_window)
        self._filters.kind_chosen.connect(self._list.choose_segment)
        self._filters.refresh_wanted.connect(self.refresh)
        self._filters.clear_wanted.connect(self._clear_filters)
        self._filters.contents_chosen.connect(self._list.choose_contents)
        self._filters.stop_wanted.connect(self._list.stop_search)
        self._banner.again_wanted.connect(self._list.refresh)
        self._filters.follow_chosen.connect(self._list.follow)
        self._area.new_wanted.connect(self._list.refresh)
        self._area.again_wanted.connect(self._list.refresh)
        self._area.copy_wanted.connect(self._copy)
        self._area.clear_wanted.connect(self._clear_filters)
        self._area.contents_wanted.connect(self._search_contents)
        self._area.end_neared.connect(self._list.load_more)
        self._area.menu_wanted.connect(self._show_menu_of_row)
        self._table.selection_changed.connect(self._select)
        self._table.row_activated.connect(self._body.open_panel)
        self._panel.copy_wanted.connect(self._copy)
        self._panel.menu_wanted.connect(self._show_menu)
        self._panel.replay_wanted.connect(self._commands.replay)
        self._panel.cancel_wanted.connect(self._commands.cancel)
        self._panel.mail_wanted.connect(self._commands.open_mail)
        copy = QShortcut(QKeySequence("Ctrl+Shift+C"), self)
        copy.activated.connect(self._panel.copy_curl)
        replay = QShortcut(QKeySequence("R"), self._table)  # only there: elsewhere R is a letter
        replay.setContext(Qt.ShortcutContext.WidgetShortcut)
        replay.setAutoRepeat(False)
        replay.activated.connect(self._commands.replay)

    @Slot(object)
    def _offer_listeners(self, _listeners: object) -> None:
        recalled_id, self._recalled_id = self._recalled_id, None
        if recalled_id is not None and self._list.listeners.find(recalled_id) is None:
            self._list.choose_listener(None)  # it is gone since the last time
        self._filters.show_listeners(self._list.listeners.names, self._list.wanted.listener_id)
        self._show_possible()
