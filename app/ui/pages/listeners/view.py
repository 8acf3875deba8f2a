"""The Listeners page (mockups 01, 10-empty, 10-offline, 10-no-permission)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.times import utc_now
from app.services.bulk import BulkAction
from app.ui.pages.frame import PageHead
from app.ui.pages.kept_list import KeptList
from app.ui.pages.list_page import ListPage, clear_button
from app.ui.pages.listeners import bulk_menu, menu
from app.ui.pages.listeners.banner import StateBanner
from app.ui.pages.listeners.bar_place import BarPlace
from app.ui.pages.listeners.commands import Commands
from app.ui.pages.listeners.filter_bar import FilterBar
from app.ui.pages.listeners.filters import recalled
from app.ui.pages.listeners.first_table import listener_table
from app.ui.pages.listeners.late_panel import LatePanel
from app.ui.pages.listeners.list_body import ListBody
from app.ui.pages.listeners.list_status import Body
from app.ui.pages.listeners.scope import ScopeLink, count_words
from app.ui.widgets import Button, LoadingBar, line

if TYPE_CHECKING:
    from app.domain.stats import StatsBucket
    from app.domain.times import Clock
    from app.domain.workspace import Connection, Me
    from app.ui.live_answer import LiveAnswer
    from app.ui.pages.listeners.bulk_presenter import BulkPresenter
    from app.ui.pages.listeners.changes import ListenerChanges
    from app.ui.pages.listeners.detail import Detail, NoticeAction
    from app.ui.pages.listeners.draft_notice import DraftNotice
    from app.ui.pages.listeners.list_status import ListStatus
    from app.ui.pages.listeners.panel_presenter import PanelPresenter
    from app.ui.pages.listeners.placeholders import ListPlaceholder
    from app.ui.pages.listeners.presenter import ListenersPresenter
    from app.ui.pages.listeners.rows import ListenerRow
    from app.ui.shell import PageContext, Shell
    from app.ui.tables import TableView


class ListenersPage(ListPage):
    """Shows what the presenters hold, and passes on what a person does."""

    def __init__(
        self,
        listeners: ListenersPresenter,
        changes: ListenerChanges,
        bulk: BulkPresenter,
        figures: LiveAnswer[Mapping[str, StatsBucket]],
        details: PanelPresenter,
        notice: DraftNotice,
        shell: Shell,
        *,
        first: TableView | None = None,
        clock: Clock = utc_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("listeners", shell, live=figures, parent=parent)
        self._list = listeners
        self._changes = changes
        self._bulk = bulk
        self._figures = figures
        self._details = details
        self._notice = notice
        self._wanted_id: str | None = None
        self._head = PageHead(self.tr("Webhook Listeners"))
        self._new = Button(self.tr("New Webhook Listener"), kind="primary", icon_name="plus")
        self._new.setObjectName("new_listener")
        self._scope = ScopeLink()
        self._clear = clear_button()  # behind how many are shown of how many
        self._edge = line(strong=True)  # only where no table begins under the head
        self._loading = LoadingBar()
        self._banner = StateBanner()
        self._filters = FilterBar()
        self._search = self._filters.search
        self._bars = BarPlace(self._filters, bulk)
        self._table = first or listener_table(listeners.model)
        self._filters.menu.fill_columns = self._table.fill_column_menu
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._stack = ListBody(self._table, lambda: self._nothing)
        self._doing = Commands(listeners, changes, shell)
        self._panel = LatePanel(self._doing, clock)
        self._menu = QMenu(self)
        self._head.add_to_second(self._clear)
        self._head.add_to_second(self._scope)
        self._head.add_action(self._new)
        self._lay_out(
            (self._head, self._edge, self._loading),
            (self._banner, self._notice, self._bars),
            self._stack,
            self._panel,
            width=352,
        )
        self._kept = KeptList(
            "listeners", shell, self._table, self._body, lambda: listeners.filters.to_keep
        )
        listeners.recall(recalled(self._kept.memory.filters), is_shown=first is not None)
        self._connect()
        self._show_status(listeners.status)

    def enter(self, **context: object) -> None:
        """Show the list as it is here; select the listener one comes from."""
        listener_id = context.get("listener_id")
        self._wanted_id = listener_id if isinstance(listener_id, str) else None
        if self._wanted_id:
            self._kept.pass_over()
        self._list.reload()
        self._notice.look()

    @property
    def is_settled(self) -> bool:
        return self._list.is_settled

    @property
    def under_way(self) -> str:
        return self.tr("An action on several listeners") if self._bulk.is_running else ""

    def take_standing(self, connection: Connection, me: Me | None) -> bool:
        self._list.take_standing(connection, me)
        return True

    @property
    def is_narrowed(self) -> bool:
        return self._list.status.filters.is_active

    @property
    def first_part(self) -> QWidget | None:
        return self._table if self._stack.currentWidget() is self._table else None

    @Slot()
    def refresh(self) -> None:
        """Ask the platform now."""
        self._list.refresh()
        self._figures.ask()

    def send_test(self) -> None:
        """Test what is selected."""
        if self._details.several:
            self._bulk.start(BulkAction.TEST)
        elif self._details.detail is not None:
            self._doing.send_test_of(self._details.detail.row.id)
        else:
            self._shell.announce(self.tr("Select a listener first"), assertive=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = self._table.selected_keys
        if event.key() == Qt.Key.Key_Space and keys and self._table.hasFocus():
            self._toggle(keys)
        else:
            super().keyPressEvent(event)

    # Showing --------------------------------------------------------------------------

    @Slot(object)
    def _show_status(self, status: ListStatus) -> None:
        is_forbidden = status.body is Body.NO_PERMISSION
        self._head.set_second(self._list.connection.name if is_forbidden else count_words(status))
        self._scope.show_status(status, self._list.me)
        self._new.set_reason(status.access.why_no_change)
        self._new.setVisible(status.body not in {Body.EMPTY, Body.NO_PERMISSION})
        self._filters.show_status(status, self._list.channels)
        has_list = status.body in {Body.TABLE, Body.NO_MATCH, Body.LOADING}
        self._clear.setVisible(status.filters.is_active and has_list)
        self._bars.setVisible(has_list)
        self._loading.set_active(status.is_refreshing and status.body is not Body.LOADING)
        self._edge.setVisible(status.body in {Body.EMPTY, Body.NO_PERMISSION, Body.FAILED})
        self._banner.show_status(status)
        if status.body not in {Body.TABLE, Body.LOADING}:
            self._nothing.show_status(status, self._list.me, self._list.connection.name)
        self._stack.show_body(status.body)

    @cached_property
    def _nothing(self) -> ListPlaceholder:
        from app.ui.pages.listeners.placeholders import ListPlaceholder  # most have listeners

        nothing = ListPlaceholder()
        nothing.new_wanted.connect(self._doing.create)
        nothing.clear_wanted.connect(self._clear_filters)
        nothing.help_wanted.connect(self._shell.show_help)
        nothing.again_wanted.connect(self.refresh)
        nothing.copy_wanted.connect(self._copy)
        return nothing

    @Slot()
    def _follow(self) -> None:
        """After a reload: select what was asked for, as soon as it is there."""
        if self._list.is_settled and self._kept.select():
            self._details.select(self._table.selected_keys)  # also one of the start's list
        if self._wanted_id is not None and self._list.rows_of([self._wanted_id]):
            self._table.select_keys([self._wanted_id])
            self._wanted_id = None

    @Slot(object)
    def _show_detail(self, detail: Detail | None) -> None:
        self._panel.show_detail(detail, self._list.status.overview)
        self._body.set_has_content(detail is not None or bool(self._details.several))

    @Slot(object)
    def _show_several(self, rows: tuple[ListenerRow, ...]) -> None:
        if rows:
            self._panel.show_several(rows)
        self._body.set_has_content(bool(rows) or self._details.detail is not None)

    # What a person does -------------------------------------------------------------------

    def _toggle(self, keys: tuple[str, ...]) -> None:
        if len(keys) > 1:
            self._bulk.toggle()
        else:
            self._changes.toggle(keys[0])

    @Slot()
    def _clear_selection(self) -> None:
        super()._clear_selection()
        self._keys_to_list()

    @Slot()
    def _keys_to_list(self) -> None:
        """Out of the bar that is gone."""
        self._table.setFocus()

    def context(self) -> PageContext | None:
        """What can be done with what is selected."""
        detail = self._details.detail
        if detail is not None:
            return menu.context(self._menu, detail.row, detail.access, self._doing)
        return bulk_menu.context(self._menu, self._bulk) if self._details.several else None

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        if self.context() is not None:
            self._menu.popup(self._table.viewport().mapToGlobal(at))

    @Slot()
    def _delete_selected(self) -> None:
        if self._details.several:
            self._bulk.start(BulkAction.DELETE)
        else:
            self._changes.delete(self._table.selected_keys)

    @Slot()
    def _toggle_detail(self) -> None:
        if self._details.detail is not None:
            self._changes.toggle(self._details.detail.row.id)

    @Slot()
    def _undo(self) -> None:
        if self._details.detail is not None:
            self._changes.take_back(self._details.detail.row.id)

    @Slot(object)
    def _on_notice(self, action: NoticeAction) -> None:
        if self._details.detail is not None:
            self._doing.answer(self._details.detail.row.id, action)

    @Slot()
    def _clear_filters(self) -> None:
        self._list.clear_filters()
        self._table.setFocus()

    @Slot()
    def _clear_by_link(self) -> None:
        self._search.setFocus()  # the link goes, and the keys go on from where the filters are
        self._list.clear_filters()

    def _connect(self) -> None:
        self._list.status_changed.connect(self._show_status)
        self._list.rows_changed.connect(self._follow)
        self._list.settled.connect(self.settled)
        self._details.detail_changed.connect(self._show_detail)
        self._details.several_changed.connect(self._show_several)
        self._bars.clear_wanted.connect(self._clear_selection)
        self._bars.left_with_keys.connect(self._keys_to_list)
        self._new.clicked.connect(self._doing.create)
        self._clear.clicked.connect(self._clear_by_link)
        self._scope.chosen.connect(self._list.set_channel)
        self._filters.filters_changed.connect(self._list.set_filters)
        self._list.status_changed.connect(self._kept.note_filters)
        self._filters.refresh_wanted.connect(self.refresh)
        self._filters.details_wanted.connect(self.toggle_details)
        self._banner.again_wanted.connect(self.refresh)
        self._banner.deletions_accepted.connect(self._list.accept_deletions)
        self._banner.sign_in_wanted.connect(self._shell.sign_in)
        self._table.selection_changed.connect(self._details.select)
        self._table.delete_wanted.connect(self._delete_selected)
        self._table.row_activated.connect(self._doing.edit)
        self._table.customContextMenuRequested.connect(self._show_menu)
        self._panel.copy_wanted.connect(self._copy)
        self._panel.undo_wanted.connect(self._undo)
        self._panel.notice_chosen.connect(self._on_notice)
        self._panel.credential_wanted.connect(self._doing.show_credential)
        self._panel.switched.connect(self._toggle_detail)
