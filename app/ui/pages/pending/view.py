"""The page of waiting changes: opened from the sync card."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from app.domain.pending import Subject
from app.domain.sync_state import SyncState
from app.domain.times import Clock, utc_now
from app.ui.dialogs import Dialogs
from app.ui.pages.frame import PageHead
from app.ui.pages.kept_list import KeptList
from app.ui.pages.list_page import ListPage, inset, taking_turns
from app.ui.pages.pending.panel import ChangePanel
from app.ui.pages.pending.presenter import PendingPresenter, PendingStatus
from app.ui.pages.pending.words import PendingRow
from app.ui.shell import Page, Shell
from app.ui.tables import TableView
from app.ui.text import errors, times
from app.ui.theme import Tone
from app.ui.widgets import Banner, Button, Placeholder, Skeleton


class PendingPage(ListPage):
    """Shows the presenter's changes; each can be opened, mended, and taken back."""

    focus_search = Page.focus_search  # there is none

    def __init__(
        self,
        presenter: PendingPresenter,
        dialogs: Dialogs,
        shell: Shell,
        *,
        clock: Clock = utc_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("pending", shell, parent=parent)
        self._presenter = presenter
        self._dialogs = dialogs
        self._head = PageHead(self.tr("Waiting changes"))
        self._send = Button(self.tr("Send now"), kind="primary", icon_name="refresh")
        self._send.setObjectName("send_now")
        self._banner = Banner()
        self._banner.setObjectName("pending_banner")
        self._table = TableView(self.tr("Waiting changes"), multiple=False)
        self._table.setObjectName("pending_table")
        self._table.set_model(presenter.model)
        self._nothing = Placeholder("check-circle")
        self._nothing.setObjectName("pending_placeholder")
        self._skeleton = Skeleton(4)
        self._stack = taking_turns(self._table, self._nothing, self._skeleton)
        self._panel = ChangePanel(clock)
        self._head.add_action(self._send)
        self._lay_out((self._head,), (inset(self._banner),), self._stack, self._panel, width=352)
        self._kept = KeptList("pending", shell, self._table, self._body)
        self._connect()
        self._show(presenter.status)

    def enter(self, **context: object) -> None:  # noqa: ARG002
        """Show what waits now."""
        self._presenter.reload()

    def refresh(self) -> None:
        """Send what waits, and see what comes of it."""
        self._presenter.send()

    @Slot(object)
    def _show(self, status: PendingStatus) -> None:
        self._head.set_second(self._second_line(status))
        self._send.setEnabled(status.overview.waiting > 0)
        self._show_banner(status)
        if status.has_read and status.error is None:
            self._kept.select()
        if not status.has_read:
            self._stack.setCurrentWidget(self._skeleton)
        elif status.count:
            self._stack.setCurrentWidget(self._table)
        else:
            self._nothing.set_message(
                "check-circle",
                self.tr("Everything is synced"),
                self.tr("What you change is sent to the platform at once."),
                tone=Tone.OK,
            )
            self._stack.setCurrentWidget(self._nothing)

    def _second_line(self, status: PendingStatus) -> str:
        progress = status.sending
        if progress is not None and progress.total:
            text = self.tr("Sending {done} of {total}")
            return text.format(done=times.number(progress.done), total=times.number(progress.total))
        if not status.count:
            return self.tr("What is changed here and is not on the platform yet")
        return self.tr("%Ln change(s) made here that the platform does not have", "", status.count)

    def _show_banner(self, status: PendingStatus) -> None:
        overview, fault = status.overview, status.error or status.overview.fault
        self._banner.setVisible(fault is not None or overview.offline_since is not None)
        if fault is not None:
            words = errors.of(fault)
            self._banner.set_message(Tone.BAD, words.title, words.text)
        elif overview.offline_since is not None:
            self._banner.set_message(
                Tone.WARN,
                self.tr("You are offline"),
                self.tr("What waits here is sent when the connection is back."),
                icon_name="cloud-off-fill",
            )

    @Slot(object)
    def _show_selected(self, row: PendingRow | None) -> None:
        self._panel.show_row(row, self._presenter.why_no_change)
        self._body.set_has_content(row is not None)

    @Slot(tuple)
    def _select(self, keys: tuple[str, ...]) -> None:
        self._presenter.select(keys[0] if keys else None)

    @Slot()
    def _open(self) -> None:
        """To where it can be mended: the list for a conflict, else the form."""
        row = self._presenter.selected
        if row is None or not self._panel.can_open:
            return
        if row.change.subject is Subject.CREDENTIAL:
            self._shell.open_page("credentials", credential_id=row.change.id)
            return
        is_conflict = row.change.state is SyncState.CONFLICT
        page = "listeners" if is_conflict else "listener_form"
        self._shell.open_page(page, listener_id=row.change.id)

    @Slot()
    def _take_back(self) -> None:
        row = self._presenter.selected
        if row is None or self._presenter.why_no_change:
            return
        title = self.tr("Take this change back?")
        text = self.tr("{name} stays as it is on the platform. What was changed here is lost.")
        words = text.format(name=row.label or row.title)
        if self._dialogs.confirm(title, words, self.tr("Take back"), kind="danger"):
            self._presenter.take_back()

    @Slot(str, bool)
    def _announce(self, text: str, assertive: bool) -> None:
        self._shell.announce(text, assertive=assertive)

    def _connect(self) -> None:
        self._send.clicked.connect(self._presenter.send)
        self._table.selection_changed.connect(self._select)
        self._table.delete_wanted.connect(self._take_back)
        self._table.row_activated.connect(self._open)
        self._panel.open_wanted.connect(self._open)
        self._panel.take_back_wanted.connect(self._take_back)
        self._presenter.status_changed.connect(self._show)
        self._presenter.selected_changed.connect(self._show_selected)
        self._presenter.announced.connect(self._announce)
