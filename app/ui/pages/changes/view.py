"""The Changes page (mockup 13): filters, the log by day, and one change beside it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from app.domain.errors import AppError
from app.domain.times import Clock, utc_now
from app.domain.workspace import Connection, Me
from app.ui.away import Away
from app.ui.dialogs import Dialogs
from app.ui.exports.button import ExportButton
from app.ui.exports.presenter import ExportPresenter
from app.ui.exports.strip import ExportStrip
from app.ui.pages.changes import words
from app.ui.pages.changes.access import access_of
from app.ui.pages.changes.detail_panel import DetailPanel
from app.ui.pages.changes.detail_presenter import ChangeDetailPresenter, Detail
from app.ui.pages.changes.filter_bar import FilterBar
from app.ui.pages.changes.list_presenter import Body, ChangeListPresenter, ListStatus
from app.ui.pages.changes.menu import ChangeMenu
from app.ui.pages.changes.placeholders import ListPlaceholder
from app.ui.pages.changes.wanted import recalled
from app.ui.pages.failing import FailureBanner
from app.ui.pages.frame import PageHead
from app.ui.pages.kept_list import KeptList
from app.ui.pages.list_page import ListPage, inset, taking_turns
from app.ui.question import Question, ask
from app.ui.shell import PageContext, Shell
from app.ui.tables import TableView
from app.ui.text import errors
from app.ui.widgets import LoadingBar, Skeleton


class ChangesPage(ListPage):
    """Shows what the presenters hold."""

    def __init__(
        self,
        changes: ChangeListPresenter,
        detail: ChangeDetailPresenter,
        export: ExportPresenter,
        shell: Shell,
        dialogs: Dialogs,
        *,
        me: Me | None = None,
        away: Away | None = None,
        clock: Clock = utc_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("changes", shell, live=changes, parent=parent)
        self._list, self._detail, self._dialogs = changes, detail, dialogs
        self._head = PageHead(
            self.tr("Changes"),
            self.tr("Everything that was changed on the platform, by whom and when"),
        )
        self._away = away
        self._save = ExportButton(export, dialogs, clock=changes.now)
        self._head.add_action(self._save)
        self._strip = ExportStrip(export, shell)
        self._loading = LoadingBar()
        self._filters = FilterBar(me.user_id if me is not None else "")
        self._search = self._filters.search
        self._banner = FailureBanner("changes_error")
        self._table = TableView(self.tr("Changes"), two_lines=False, multiple=False)
        self._table.setObjectName("change_table")
        self._table.set_model(changes.model, sortable=False)
        self._nothing = ListPlaceholder(me)
        self._skeleton = Skeleton(8)
        self._stack = taking_turns(self._table, self._nothing, self._skeleton)
        self._panel = DetailPanel(clock)
        self._menu = ChangeMenu(self._table, self)
        self._lay_out(
            (self._head, self._loading),
            (inset(self._banner), self._strip, self._filters),
            self._stack,
            self._panel,
        )
        if away is not None:
            away.setParent(self)
            away.changed.connect(self._judge_export)
        my_id = me.user_id if me is not None else ""
        self._kept = KeptList(
            "changes", shell, self._table, self._body, lambda: changes.wanted.to_keep(my_id)
        )
        changes.wanted = recalled(self._kept.memory.filters, my_id)
        self._connect()
        self._show_status(changes.status)

    # What the window asks ---------------------------------------------------

    def enter(self, **context: object) -> None:
        """Show the page, narrowed down to the resource one came from."""
        resource_id = context.get("resource_id")
        name = context.get("name")
        if isinstance(resource_id, str):
            self._kept.pass_over()
            self._list.clear_filters()
            self._list.choose_resource(resource_id)
        self._filters.show_wanted(self._list.wanted, name if isinstance(name, str) else "")

    @property
    def is_narrowed(self) -> bool:
        return not self._list.wanted.is_everything

    @property
    def under_way(self) -> str:
        return self._strip.under_way

    def take_standing(self, connection: Connection, me: Me | None) -> bool:
        self._detail.take_standing(access_of(connection, me), connection.environment)
        return True

    @property
    def has_failed(self) -> bool:
        """Whether the list could not be read."""
        return self._list.status.error is not None

    @Slot()
    def refresh(self) -> None:
        """Look again now."""
        self._list.refresh()
        self._detail.judge()

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z is about the change that is looked at, where that can be undone."""
        is_undo = (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
        )
        if is_undo and self._detail.detail is not None and self._detail.detail.can_undo:
            event.accept()  # else the window takes it, for the last change of a listener
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) and self._detail.detail is not None:
            self._detail.ask_undo()
        else:
            super().keyPressEvent(event)

    # Showing ------------------------------------------------------------------

    @Slot(object)
    def _show_status(self, status: ListStatus) -> None:
        self._loading.set_active(status.is_loading and status.body is not Body.LOADING)
        match status.body:
            case Body.LOADING:
                self._stack.setCurrentWidget(self._skeleton)
            case Body.TABLE:
                self._stack.setCurrentWidget(self._table)
            case _:
                self._nothing.show_status(status)
                self._stack.setCurrentWidget(self._nothing)
        self._filters.show_narrowed(self.is_narrowed)
        if status.as_of is not None:
            self._kept.select()
        self._kept.note_filters()
        self._filters.setVisible(not self._why_none(status.body))
        self._judge_export()
        is_fresh = status.as_of is not None and not status.is_loading and status.error is None
        if is_fresh and self._away is not None:
            self._away.heard()
        is_said = status.body in {Body.FAILED, Body.NO_PERMISSION}
        self._banner.show_failure(None if is_said else status.error, status.as_of)

    @Slot()
    def _judge_export(self) -> None:
        why_away = self._away.why if self._away is not None else ""
        self._save.refuse(self._why_none(self._list.status.body) or why_away)

    def _why_none(self, body: Body) -> str:
        """Why there never are changes here."""
        if body is Body.NO_PERMISSION:
            return self.tr("Your account may not view changes")
        return self.tr("This platform tells no changes") if body is Body.NOT_KEPT else ""

    @Slot(object)
    def _show_people(self, people: tuple[tuple[str, str], ...]) -> None:
        self._filters.show_people(people)

    @Slot(object)
    def _show_detail(self, detail: Detail | None) -> None:
        self._panel.show_detail(detail)
        if detail is not None:
            self._menu.follow(self._panel)
        self._body.set_has_content(detail is not None)

    def context(self) -> PageContext | None:
        """For the command palette: the selected change."""
        detail = self._detail.detail
        if detail is None:
            return None
        return PageContext(words.title(detail.entry, detail.known), self._menu.possible)

    # What a person does ---------------------------------------------------------

    @Slot(tuple)
    def _select(self, keys: tuple[str, ...]) -> None:
        self._detail.show(self._list.entry(keys[0]) if keys else None)

    @Slot()
    def _clear_filters(self) -> None:
        self._list.clear_filters()
        self._filters.show_wanted(self._list.wanted)

    @Slot()
    def _drop_resource(self) -> None:
        self._list.choose_resource(None)
        self._filters.show_wanted(self._list.wanted)
        self._filters.search.setFocus()

    @Slot()
    def _only_others(self) -> None:
        detail = self._detail.detail
        if detail is not None:
            self._list.choose_resource(detail.entry.resource_id)
            name = words.title(detail.entry, detail.known)
            self._filters.show_wanted(self._list.wanted, name)

    @Slot()
    def _copy_differences(self) -> None:
        detail = self._detail.detail
        if detail is not None:
            self._copy(words.as_text(detail.entry, detail.known))

    @Slot()
    def _copy_ids(self) -> None:
        detail = self._detail.detail
        if detail is not None:
            self._copy(f"{detail.entry.id}\n{detail.entry.resource_id}")

    @Slot()
    def _open_selected(self) -> None:
        if self._detail.detail is not None:
            self._open_listener(self._detail.detail.entry.resource_id)

    @Slot(object)
    def _ask(self, question: Question) -> None:
        ask(self._dialogs, question)

    @Slot(object)
    def _tell_failed(self, error: AppError) -> None:
        said = errors.of(error)
        self._shell.announce(f"{said.title}. {said.text}", assertive=True)

    @Slot(str)
    def _open_listener(self, listener_id: str) -> None:
        self._shell.open_page("listener_form", listener_id=listener_id)

    @Slot()
    def _scrolled(self) -> None:
        if self._table.is_near_end:
            self._list.load_more()

    def _connect(self) -> None:
        self._list.status_changed.connect(self._show_status)
        self._list.people_changed.connect(self._show_people)
        self._detail.changed.connect(self._show_detail)
        self._detail.question.connect(self._ask)
        self._detail.undone.connect(self._tell)
        self._detail.failed.connect(self._tell_failed)
        self._filters.search_changed.connect(self._list.search)
        self._filters.actor_chosen.connect(self._list.choose_actor)
        self._filters.window_chosen.connect(self._list.choose_window)
        self._filters.kind_chosen.connect(self._list.choose_about)
        self._filters.refresh_wanted.connect(self.refresh)
        self._filters.clear_wanted.connect(self._clear_filters)
        self._filters.resource_dropped.connect(self._drop_resource)
        self._banner.again_wanted.connect(self._list.refresh)
        self._nothing.clear_wanted.connect(self._clear_filters)
        self._nothing.further_wanted.connect(self._list.load_more)
        self._nothing.again_wanted.connect(self.refresh)
        self._nothing.copy_wanted.connect(self._copy)
        self._table.selection_changed.connect(self._select)
        self._table.row_activated.connect(self._body.open_panel)
        self._table.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._panel.undo_wanted.connect(self._detail.ask_undo)
        self._panel.listener_wanted.connect(self._open_listener)
        self._menu.undo_wanted.connect(self._detail.ask_undo)
        self._menu.listener_wanted.connect(self._open_selected)
        self._menu.others_wanted.connect(self._only_others)
        self._menu.copy_wanted.connect(self._copy_differences)
        self._menu.copy_ids_wanted.connect(self._copy_ids)
