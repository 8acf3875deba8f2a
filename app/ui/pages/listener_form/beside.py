"""What a person does on the right side of the form: preview, test, check, and put right."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.domain.endpoint_check import Finding, Outcome
from app.domain.errors import AppError, Rejected
from app.domain.redirect import usable_from
from app.ui.pages.listener_form.checks import ChecksPresenter
from app.ui.pages.listener_form.checks_tab import ChecksTab
from app.ui.pages.listener_form.presenter import ListenerFormPresenter
from app.ui.pages.listener_form.preview import PreviewPresenter
from app.ui.pages.listener_form.preview_tab import PreviewTab
from app.ui.pages.listener_form.side import Side, Tab
from app.ui.pages.listener_form.state import FormState
from app.ui.pages.listener_form.test_tab import TestTab
from app.ui.secret_clipboard import SecretClipboard
from app.ui.shell import Shell
from app.ui.test_sends import result as results
from app.ui.test_sends.presenter import SendTestPresenter
from app.ui.test_sends.secrets_dialog import SecretsDialog
from app.ui.test_sends.trials import SecretsRequest, TestState
from app.ui.text import checks as words
from app.ui.text import errors

# Where to go for a step of the advice, see `CauseStep` and `CheckText`.
_FIELD_OF: Final = {
    "choose_credential": "credential_id",
    "edit_auth": "auth_type",
    "edit_address": "address",
}


class Beside(QObject):
    """Carries out what the tabs ask for.

    Signals:
        field_wanted: The cursor belongs into this field.
        side_wanted: The right side belongs into sight.
        credential_wanted: The chosen credential is to be looked at.
        secret_wanted: Likewise the signing secret.
        left_for_a_look: The draft stays while something else is looked at.
    """

    field_wanted = Signal(str)
    side_wanted = Signal()
    credential_wanted = Signal()
    secret_wanted = Signal()
    left_for_a_look = Signal()

    def __init__(
        self,
        form: ListenerFormPresenter,
        preview: PreviewPresenter,
        tests: SendTestPresenter,
        checks: ChecksPresenter,
        shell: Shell,
        page: QWidget,
    ) -> None:
        super().__init__(page)
        self._form = form
        self._preview = preview
        self._tests = tests
        self._checks = checks
        self._shell = shell
        self._page = page
        self._told: AppError | None = None
        self._secret_clipboard = SecretClipboard(self)
        self.preview_tab = PreviewTab(preview)
        self.test_tab = TestTab(tests)
        self.checks_tab = ChecksTab(checks)
        self.side = Side(self.preview_tab, self.test_tab, self.checks_tab)
        self._connect()

    def begin(self) -> None:
        """Another listener is looked at: nothing of the last one stays."""
        self._tests.forget()
        self._checks.forget()
        self._preview.end_edit()
        self.side.open_tab(Tab.PREVIEW)

    def show_state(self, state: FormState) -> None:
        """Show what goes with the draft."""
        loaded = self._form.loaded
        if loaded is not None:
            self._preview.show(state.draft, loaded.catalog, loaded.credentials)
            self.preview_tab.volume.show_volume(state.volume)
            self.test_tab.show_draft(state.draft, why_no_platform=state.access.why_no_test)
            self.checks_tab.show_draft(state.draft)

    @Slot()
    def send_test(self, *, anew: bool = False) -> None:
        """Send the draft as it is; `anew` from here, with its secrets asked for again."""
        if self._preview.edit_error:
            self.act("edit_payload", "")
            self._announce(self._preview.edit_error, True)
            return
        self.side.open_tab(Tab.TEST)
        self.side_wanted.emit()
        subject = self._form.test_subject()
        if subject is not None:
            self._tests.send(subject, self._preview.payload, anew=anew)

    @Slot()
    def check(self) -> None:
        """Check the draft as it is."""
        settings = self.checks_tab.settings
        if settings is not None:
            self._checks.run(settings, self._form.state.listener_id or "")
        else:
            self._form.test_subject()  # says beside the fields what is lacking

    def act(self, action: str, location: str) -> None:
        """Carry out a step of the advice."""
        match action:
            case "use_redirect" if location:
                self._form.edit(url=location)
                self.field_wanted.emit("url")
            case "edit_payload":
                self.side.open_tab(Tab.PREVIEW)
                self.side_wanted.emit()
                if self._preview.preview.edited is None:
                    self._preview.begin_edit()
                self.preview_tab.focus_body()
            case "send_again":
                self.send_test()
            case "give_secret":
                self.send_test(anew=True)
            case "open_credential":
                self.credential_wanted.emit()
            case "show_signing":
                self.secret_wanted.emit()
            case "show_response":
                self.test_tab.focus_response()
            case "show_receiver":
                self._shell.open_page("receiver")
            case "copy_report":
                shown = self._tests.state.shown
                if shown is not None:
                    self._copy(results.report(shown))
            case _:
                self.field_wanted.emit(_FIELD_OF.get(action, "url"))

    @Slot(str)
    def _act_on_test(self, action: str) -> None:
        shown = self._tests.state.shown
        self.act(action, results.redirect_target(shown) if shown is not None else "")

    @Slot(str, object)
    def _act_on_check(self, action: str, found: Finding) -> None:
        url = self._form.state.draft.url
        match action:
            case "give_secret":
                self._ask_for_secret()
            case "show_twin":
                self.left_for_a_look.emit()
                self._shell.open_page("listeners", listener_id=found.twin_ids[0])
            case "send_again":
                self.check()
            case "copy_report":
                self._copy(words.report(found, url, now=self._checks.clock()))
            case _:
                location = found.answer.location if found.answer is not None else ""
                self.act(action, usable_from(url, location))

    def _ask_for_secret(self) -> None:
        loaded, draft = self._form.loaded, self._form.state.draft
        kind, credential = loaded.chosen(draft) if loaded is not None else (None, None)
        if kind is not None and credential is not None:
            self._checks.ask_secret(kind, credential)

    @Slot(object)
    def _opened(self, tab: Tab) -> None:
        """Who opens the checks wants to see some; nothing is sent by them."""
        settings = self.checks_tab.settings
        is_new = settings is not None and not self._checks.is_about(settings)
        if tab is Tab.CHECKS and is_new:
            self.check()

    @Slot(int)
    def _open_full_result(self, number: int) -> None:
        self.left_for_a_look.emit()
        self._shell.open_page("test_result", attempt=number)

    @Slot(str)
    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._shell.announce(self.tr("Copied"))

    @Slot(str)
    def _copy_secret(self, text: str) -> None:
        self._secret_clipboard.copy(text)
        self._shell.announce(self.tr("Copied, for ten seconds"))

    @Slot(object)
    def _show_refusals(self, state: TestState) -> None:
        """What the platform refuses of a draft is put right in the draft."""
        is_new, self._told = state.error is not self._told, state.error
        if is_new and isinstance(state.error, Rejected) and self._page.isVisible():
            self._form.refuse(state.error.fields)

    @Slot(object)
    def _ask_for_secrets(self, request: SecretsRequest) -> None:
        if self._page.isVisible():  # the page with the full result listens as well
            SecretsDialog(request, self._page).open()

    @Slot(object)
    def _tell_not_kept(self, error: AppError) -> None:
        said = errors.of(error)
        self._announce(f"{said.title}. {said.text}", True)

    @Slot()
    def _tell_checked(self) -> None:
        state = self._checks.state
        self._announce(words.summary(state.findings.values()), state.worst is Outcome.BAD)

    @Slot(str, bool)
    def _announce(self, text: str, assertive: bool) -> None:
        if self._page.isVisible():
            self._shell.announce(text, assertive=assertive)

    def _connect(self) -> None:
        self.side.opened.connect(self._opened)
        self.test_tab.send_wanted.connect(self.send_test)
        self.test_tab.full_wanted.connect(self._open_full_result)
        self.test_tab.action_wanted.connect(self._act_on_test)
        self.test_tab.copy_wanted.connect(self._copy)
        self.test_tab.secret_copy_wanted.connect(self._copy_secret)
        self.preview_tab.copy_wanted.connect(self._copy)
        self.checks_tab.run_wanted.connect(self.check)
        self.checks_tab.action_wanted.connect(self._act_on_check)
        self._checks.secrets_wanted.connect(self._ask_for_secrets)
        self._checks.ended.connect(self._tell_checked)
        self._checks.not_kept.connect(self._tell_not_kept)
        self._tests.state_changed.connect(self._show_refusals)
        self._tests.announced.connect(self._announce)
        self._tests.not_kept.connect(self._tell_not_kept)
        self._tests.secrets_wanted.connect(self._ask_for_secrets)
