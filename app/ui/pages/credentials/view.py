"""The Credentials page (mockup 12, as far as the platform says something)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QWidget

from app.domain.credential import Credential
from app.domain.errors import AppError
from app.domain.times import Clock, utc_now
from app.domain.workspace import Me
from app.ui.credential_dialog.dialog import CredentialDialog
from app.ui.dialogs import Dialogs
from app.ui.pages.credentials.check_all import CheckAll
from app.ui.pages.credentials.columns import CredentialRow
from app.ui.pages.credentials.detail_panel import DetailPanel
from app.ui.pages.credentials.filter_row import FilterRow
from app.ui.pages.credentials.list_status import ListStatus, Phase
from app.ui.pages.credentials.nothing import Nothing, Shown
from app.ui.pages.credentials.presenter import CredentialsPresenter
from app.ui.pages.credentials.token_test import TokenTest
from app.ui.pages.failing import FailureBanner
from app.ui.pages.frame import PageHead
from app.ui.pages.kept_list import KeptList
from app.ui.pages.list_page import ListPage, inset, taking_turns
from app.ui.shell import PageContext, Shell
from app.ui.tables import TableView
from app.ui.test_sends.secrets_dialog import SecretsDialog
from app.ui.test_sends.trials import SecretsRequest
from app.ui.text import errors
from app.ui.widgets import (
    Button,
    LoadingBar,
    Skeleton,
)

MakeDialog = Callable[[Credential | None, QWidget], CredentialDialog]


class CredentialsPage(ListPage):
    """Shows the presenter's credentials; the dialog makes and changes them."""

    def __init__(
        self,
        presenter: CredentialsPresenter,
        make_dialog: MakeDialog,
        dialogs: Dialogs,
        shell: Shell,
        *,
        reason_to_only_read: str = "",
        me: Me | None = None,
        tokens: TokenTest | None = None,
        clock: Clock = utc_now,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("credentials", shell, parent=parent)
        self._tokens = tokens
        self._presenter = presenter
        self._make_dialog = make_dialog
        self._dialogs = dialogs
        self._only_read = reason_to_only_read
        self._wanted_id: str | None = None
        self._new = Button(self.tr("New credential"), kind="primary", icon_name="plus")
        self._new.setObjectName("new_credential")
        self._check_all = CheckAll(tokens)
        self._filters = FilterRow(self._check_all)
        self._search = self._filters.search
        self._loading = LoadingBar()
        self._banner = FailureBanner("credentials_error")
        self._table = TableView(self.tr("Credentials"), multiple=False)
        self._table.setObjectName("credential_table")
        self._table.set_model(presenter.model)
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._nothing = Nothing(me)
        self._skeleton = Skeleton(4)
        self._stack = taking_turns(self._table, self._nothing, self._skeleton)
        self._panel = DetailPanel(clock, reason_to_only_read=reason_to_only_read)
        head = PageHead(
            self.tr("Credentials"),
            self.tr("What your endpoints ask for before they accept a delivery"),
        )
        head.add_action(self._new)
        self._lay_out(
            (head, self._loading),
            (inset(self._banner), self._filters),
            self._stack,
            self._panel,
            width=352,
        )
        self._kept = KeptList(
            "credentials", shell, self._table, self._body, lambda: presenter.to_keep
        )
        presenter.choose_type(self._kept.memory.filters.get("type", ""))
        self._connect()
        self._show(presenter.status)

    def enter(self, **context: object) -> None:
        """Show what is kept, and ask the platform; select the credential that was asked for."""
        wanted = context.get("credential_id")
        self._wanted_id = wanted if isinstance(wanted, str) else None
        if self._wanted_id:
            self._kept.pass_over()
        self._presenter.start()
        self._follow()

    @property
    def is_narrowed(self) -> bool:
        return self._presenter.status.is_filtered

    @Slot()
    def _clear_filters(self) -> None:
        if self._filters.clear_all.hasFocus():  # it goes, and the keys stay in this row
            self._search.setFocus()
        self._search.clear()
        self._presenter.choose_type("")

    @Slot()
    def refresh(self) -> None:
        """Ask the platform again."""
        self._presenter.refresh()

    @Slot(object)
    def _show(self, status: ListStatus) -> None:
        is_said_by_bar = status.is_forbidden or not status.is_empty
        self._loading.set_active(status.phase is Phase.LOADING and is_said_by_bar)
        has_types = bool(status.auth_types)
        self._check_all.show_clients(self._presenter.clients)
        self._new.set_reason(
            self._only_read or ("" if has_types else self.tr("Waiting for the platform's types"))
        )
        is_there = self._filters.offer(status.auth_types, self._presenter.type_name)
        if has_types and not is_there:  # it is of the last time, and gone
            self._clear_filters()
            return
        self._filters.set_visible(not status.is_forbidden)
        self._filters.clear_all.setVisible(status.is_filtered and not status.is_forbidden)
        self._kept.note_filters()
        shown = self._nothing.show_status(status, can_create=has_types and not self._only_read)
        self._banner.show_failure(None if shown.says_error else status.error, status.as_of)
        if shown is not Shown.ROWS:
            self._stack.setCurrentWidget(
                self._skeleton if shown is Shown.SKELETON else self._nothing
            )
        else:
            self._stack.setCurrentWidget(self._table)
            if status.phase is Phase.READY:
                self._kept.select()
        self._follow()

    def _follow(self) -> None:
        """Select what was asked for, as soon as it is there."""
        wanted = self._wanted_id
        if wanted is not None and self._presenter.model.row_number(wanted) is not None:
            self._table.select_keys([self._wanted_id])
            self._wanted_id = None

    @Slot(object)
    def _show_selected(self, row: CredentialRow | None) -> None:
        self._panel.show_row(row)
        self._body.set_has_content(row is not None)

    @Slot(tuple)
    def _select(self, keys: tuple[str, ...]) -> None:
        self._presenter.select(keys[0] if keys else None)

    @Slot()
    def _create(self) -> None:
        self._open(None)

    @Slot()
    def _edit(self) -> None:
        self._replace("")

    @Slot(str)
    def _replace(self, field: str) -> None:
        """Change what is selected, from this field on."""
        row = self._presenter.selected
        if row is not None and not self._is_refused(self._panel.why_no_edit):
            self._open(row.credential, field)

    def _open(self, credential: Credential | None, field: str = "") -> None:
        dialog = self._make_dialog(credential, self)
        dialog.credential_saved.connect(self._take_saved)
        if field:
            dialog.begin_at(field)
            dialog.finished.connect(self._table.setFocus)  # the link that asked is made anew
        dialog.open()

    @Slot(object)
    def _take_saved(self, credential: Credential) -> None:
        self._shell.announce(self.tr("{name} was saved").format(name=credential.name))
        self._presenter.select_when_listed(credential.id)

    @Slot(str)
    def _mark(self, credential_id: str) -> None:
        self._table.select_keys([credential_id])

    @Slot()
    def _delete(self) -> None:
        row = self._presenter.selected
        if row is None or self._is_refused(self._panel.why_no_delete):
            return
        title = self.tr("Delete {name}?").format(name=row.credential.name)
        text = self.tr("The platform forgets its secret. This cannot be undone.")
        if self._dialogs.confirm(title, text, self.tr("Delete"), kind="danger"):
            self._presenter.delete()

    def _is_refused(self, why: str) -> bool:
        """Tell the keys what the buttons have beside them."""
        if why:
            self._shell.announce(why, assertive=True)
        return bool(why)

    @Slot(str)
    def _tell_deleted(self, name: str) -> None:
        self._shell.announce(self.tr("{name} was deleted").format(name=name))

    @Slot()
    def _test_token(self) -> None:
        row = self._presenter.selected
        if self._tokens is not None and row is not None and row.auth_type is not None:
            self._tokens.run(row.credential, row.auth_type)

    @Slot(str, bool)
    def _tell_checked(self, text: str, is_bad: bool) -> None:
        self._shell.announce(text, assertive=is_bad)

    @Slot(object)
    def _ask_for_secrets(self, request: SecretsRequest) -> None:
        dialog = SecretsDialog(request, self)
        dialog.finished.connect(self._table.setFocus)  # the button that asked is busy by then
        dialog.open()

    @Slot(object)
    def _say_failed(self, error: AppError) -> None:
        words = errors.of(error)
        self._shell.announce(f"{words.title}. {words.text}", assertive=True)

    def context(self) -> PageContext | None:
        """For the command palette: the selected credential."""
        row = self._presenter.selected
        if row is None:
            return None
        actions = [one for one in self._panel.menu.actions() if one.isVisible()]
        return PageContext(row.credential.name, actions)

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        if self._presenter.selected is not None:
            self._panel.menu.popup(self._table.viewport().mapToGlobal(at))

    @Slot()
    def _show_changes(self) -> None:
        row = self._presenter.selected
        if row is not None:
            of = row.credential
            self._shell.open_page("changes", resource_id=of.id, name=of.name)

    def _connect(self) -> None:
        self._new.clicked.connect(self._create)
        self._banner.again_wanted.connect(self._presenter.refresh)
        self._nothing.again_wanted.connect(self._presenter.refresh)
        self._nothing.copy_wanted.connect(self._copy)
        self._nothing.clear_wanted.connect(self._clear_filters)
        self._nothing.new_wanted.connect(self._create)
        self._search.search_changed.connect(self._presenter.search)
        self._filters.clear_all.clicked.connect(self._clear_filters)
        self._filters.type.chosen.connect(self._presenter.choose_type)
        self._table.selection_changed.connect(self._select)
        self._table.delete_wanted.connect(self._delete)
        self._table.row_activated.connect(self._edit)
        self._panel.edit_wanted.connect(self._edit)
        self._panel.replace_wanted.connect(self._replace)
        self._panel.delete_wanted.connect(self._delete)
        self._panel.test_wanted.connect(self._test_token)
        self._panel.menu.changes_wanted.connect(self._show_changes)
        self._table.customContextMenuRequested.connect(self._show_menu)
        if self._tokens is not None:
            self._tokens.asking_changed.connect(self._panel.show_asking)
            self._tokens.found.connect(self._presenter.take_check)
            self._tokens.found.connect(self._panel.show_token)
            self._check_all.told.connect(self._tell_checked)
            self._tokens.failed.connect(self._say_failed)
            self._tokens.secrets_wanted.connect(self._ask_for_secrets)
            self._tokens.secrets_wanted.connect(self._panel.not_kept.clear)
            self._tokens.not_kept.connect(self._panel.not_kept.tell)
            self._tokens.not_kept.connect(self._say_failed)
        self._presenter.status_changed.connect(self._show)
        self._presenter.selected_changed.connect(self._show_selected)
        self._presenter.listed.connect(self._mark)
        self._presenter.deleted.connect(self._tell_deleted)
