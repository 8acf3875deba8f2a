"""The Mailbox page: the messages that the sandbox kept, and one of them in full."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMargins, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.domain.errors import AppError
from app.domain.mail import Mail, key_of
from app.domain.times import Clock, utc_now
from app.services.mailbox import LISTED
from app.ui.dialogs import Dialogs
from app.ui.pages.frame import PageHead
from app.ui.pages.kept_list import KeptList
from app.ui.pages.list_page import IN_LIST, ListPage, inset, taking_turns
from app.ui.pages.mailbox.detail_panel import DetailPanel
from app.ui.pages.mailbox.presenter import MailboxPresenter, Phase, Status
from app.ui.shell import Shell
from app.ui.tables import TableView
from app.ui.text import errors, times
from app.ui.theme import Tone, size_in_em
from app.ui.widgets import (
    Banner,
    Button,
    Placeholder,
    SearchField,
    SecondLine,
    Skeleton,
)


class MailboxPage(ListPage):
    """Shows what its presenter holds."""

    def __init__(
        self,
        mailbox: MailboxPresenter,
        shell: Shell,
        dialogs: Dialogs,
        *,
        clock: Clock = utc_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("mailbox", shell, live=mailbox, parent=parent)
        self._mailbox, self._dialogs = mailbox, dialogs
        self._head = PageHead(
            self.tr("Mailbox"),
            self.tr("Email of the sandbox stays here, exactly as it was sent"),
        )
        self._empty = Button(self.tr("Empty mailbox..."), icon_name="trash")
        self._empty.setObjectName("empty_mailbox")
        self._head.add_action(self._empty)
        self._banner = Banner(Tone.INFO, speaks=True)
        self._banner.setObjectName("mailbox_banner")
        self._banner.hide()
        self._search = SearchField(self.tr("Search in messages"))
        self._search.setObjectName("search")
        size_in_em(self._search, min_width=120, max_width=280)
        self._count = SecondLine()
        self._count.setObjectName("mail_count")
        self._table = TableView(self.tr("Messages"), multiple=False)
        self._table.setObjectName("mail_table")
        self._table.set_model(mailbox.model, sortable=False)
        self._nothing = Placeholder("envelope")
        self._nothing.setObjectName("mailbox_placeholder")
        self._skeleton = Skeleton(6)
        self._stack = taking_turns(self._table, self._nothing, self._skeleton)
        self._panel = DetailPanel(clock)
        self._lay_out(
            (self._head, inset(self._banner, QMargins(24, 0, 24, 8))),
            (self._filters(),),
            self._stack,
            self._panel,
            width=420,
        )
        self._kept = KeptList("mailbox", shell, self._table, self._body)
        self._connect()
        self._show_status(mailbox.status)

    # What the window asks ---------------------------------------------------

    def enter(self, **context: object) -> None:
        """Show the page, with the message of a delivery or of a test selected."""
        message, message_id = context.get("message"), context.get("message_id")
        if isinstance(message_id, str):
            message = key_of(message_id)
        if isinstance(message, str) and message:
            self._kept.pass_over()
            self._search.clear()
            self._mailbox.want(message)

    @property
    def is_narrowed(self) -> bool:
        return bool(self._search.text())

    @Slot()
    def _clear_filters(self) -> None:
        self._search.clear()

    @Slot()
    def refresh(self) -> None:
        """Look again now."""
        self._mailbox.look()

    # Showing ------------------------------------------------------------------

    @Slot(object)
    def _show_status(self, status: Status) -> None:
        self._show_count(status)
        self._show_banner(status)
        self._empty.set_busy(self.tr("Removing...") if status.is_busy else None)
        if not status.is_busy:
            self._empty.set_reason("" if status.count else self.tr("There is no message"))
        if status.phase is Phase.READY:
            self._kept.select()
        if status.shown:
            self._stack.setCurrentWidget(self._table)
        elif status.phase is Phase.LOADING:
            self._stack.setCurrentWidget(self._skeleton)
        else:
            self._show_nothing(status)

    def _show_count(self, status: Status) -> None:
        count = self.tr("%Ln message(s)", "", status.count)
        if status.shown != status.listed:
            count = self.tr("{shown} of {count}").format(
                shown=times.number(status.shown), count=count
            )
        elif status.listed < status.count:
            text = self.tr("{count}, the newest {listed} are listed")
            count = text.format(count=count, listed=times.number(LISTED))
        self._count.setText(count if status.count else "")

    def _show_banner(self, status: Status) -> None:
        if status.error is not None:
            words = errors.of(status.error)
            self._banner.set_message(Tone.BAD, words.title, words.text)
        elif status.mail_server and status.count:
            self._banner.set_message(
                Tone.INFO, self.tr("Email leaves this computer"), self._server_words(status)
            )
        self._banner.setVisible(
            status.error is not None or bool(status.mail_server and status.count)
        )

    def _show_nothing(self, status: Status) -> None:
        said = (status.searched if status.count else None, status.mail_server, status.error)
        if self._nothing.begins(said):
            self._say_nothing(status)
        self._stack.setCurrentWidget(self._nothing)

    def _say_nothing(self, status: Status) -> None:
        if status.count:
            title = self.tr("No messages match “{text}”").format(text=status.searched)
            self._nothing.set_message("search", title, tone=Tone.MUTE)
            clear = self._nothing.add_button(self.tr("Clear search"))
            clear.setObjectName("clear_search")
            clear.clicked.connect(self._search.clear)
            return
        if status.mail_server:
            title, text = self.tr("Email leaves this computer"), self._server_words(status)
        else:
            title = self.tr("No message yet")
            text = self.tr(
                "What a listener sends by email is kept here instead of being sent. Nothing"
                " leaves this computer."
            )
        self._nothing.set_message("envelope", title, text)
        if not status.mail_server:
            new = self._nothing.add_button(self.tr("New Webhook Listener"))
            new.setObjectName("first_mail_listener")
            new.clicked.connect(self._new_listener)

    def _server_words(self, status: Status) -> str:
        text = self.tr("The sandbox sends it through {server}, as it is set. Nothing is kept here.")
        return text.format(server=status.mail_server)

    @Slot(object)
    def _show_mail(self, mail: Mail | None) -> None:
        self._panel.show_mail(mail)
        self._body.set_has_content(mail is not None)

    @Slot(str)
    def _select_wanted(self, key: str) -> None:
        self._table.select_keys([key])
        self._body.open_panel()
        self._table.setFocus()

    # What a person does ---------------------------------------------------------

    @Slot(tuple)
    def _select(self, keys: tuple[str, ...]) -> None:
        self._mailbox.select(keys[0] if keys else None)

    @Slot()
    def _ask_to_empty(self) -> None:
        count = self._mailbox.status.count
        title = self.tr("Remove %Ln message(s)?", "", count)
        text = self.tr("They are deleted from this computer. Deliveries stay as they are.")
        if self._dialogs.confirm(title, text, self.tr("Remove"), kind="danger"):
            self._mailbox.empty()

    @Slot()
    def _ask_where_to_save(self) -> None:
        mail = self._mailbox.mail
        if mail is None:
            return
        suggestion = f"{mail.attached_as.removesuffix('.json') or 'message'}.eml"
        path = self._dialogs.save_file(
            self.tr("Save message"), suggestion, self.tr("Email messages (*.eml)")
        )
        if path is not None:
            self._mailbox.save(path)

    @Slot()
    def _show_delivery(self) -> None:
        mail = self._mailbox.mail
        if mail is not None:
            self._shell.open_page("deliveries", delivery_id=mail.kept.event_id)

    @Slot()
    def _new_listener(self) -> None:
        self._shell.open_page("listener_form")

    @Slot(object)
    def _tell_saved(self, path: Path) -> None:
        self._shell.announce(self.tr("Saved as {file}").format(file=path.name))

    @Slot(object)
    def _tell_failed(self, error: AppError) -> None:
        words = errors.of(error)
        self._shell.announce(f"{words.title}. {words.text}", assertive=True)

    @Slot()
    def _tell_missing(self) -> None:
        text = self.tr("This message is not in the mailbox. It was removed, or sent elsewhere.")
        self._shell.announce(text, assertive=True)

    # Building -------------------------------------------------------------------

    def _filters(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(IN_LIST)
        row.setSpacing(8)
        row.addWidget(self._search, 2)
        row.addStretch(1)
        row.addWidget(self._count)
        return row

    def _connect(self) -> None:
        self._mailbox.status_changed.connect(self._show_status)
        self._mailbox.opened.connect(self._show_mail)
        self._mailbox.selected.connect(self._select_wanted)
        self._mailbox.missing.connect(self._tell_missing)
        self._mailbox.saved.connect(self._tell_saved)
        self._mailbox.failed.connect(self._tell_failed)
        self._search.search_changed.connect(self._mailbox.search)
        self._table.selection_changed.connect(self._select)
        self._table.row_activated.connect(self._body.open_panel)
        self._panel.copied.connect(self._tell_copied)
        self._panel.save_wanted.connect(self._ask_where_to_save)
        self._panel.deliveries_wanted.connect(self._show_delivery)
        self._empty.clicked.connect(self._ask_to_empty)
        copy = QShortcut(QKeySequence("Ctrl+Shift+C"), self)
        copy.activated.connect(self._panel.copy_part)
