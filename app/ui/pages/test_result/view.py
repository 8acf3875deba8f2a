"""The page with the full result of a test (mockups 03)."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import AppError
from app.ui.pages.frame import scrolling
from app.ui.pages.test_result.comparison_view import ComparisonView
from app.ui.pages.test_result.layout import head
from app.ui.pages.test_result.result_view import ResultView
from app.ui.secret_clipboard import SecretClipboard
from app.ui.shell import Page, Shell
from app.ui.test_sends import result as results
from app.ui.test_sends.presenter import SendTestPresenter
from app.ui.test_sends.secrets_dialog import SecretsDialog
from app.ui.test_sends.trials import Phase, SecretsRequest, TestState, Trial
from app.ui.text import errors
from app.ui.theme import Tone, size_in_em
from app.ui.widgets import (
    Button,
    ComboBox,
    ComboItem,
    LoadingBar,
    Placeholder,
    line,
)


class TestResultPage(Page):
    """Shows one test of this session, sends it again, and offers the earlier ones."""

    __test__ = False  # not a test case, whatever its name makes pytest think

    def __init__(
        self,
        tests: SendTestPresenter,
        shell: Shell,
        *,
        has_mailbox: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("test_result")
        self._tests = tests
        self._shell = shell
        self._has_mailbox = has_mailbox
        self._wants_focus = False
        self._secret_clipboard = SecretClipboard(self)
        self._back = Button("", kind="link", icon_name="arrow-left")
        self._back.setObjectName("back")
        self._chooser = ComboBox(name=self.tr("Tests of this session"))
        self._chooser.setObjectName("earlier_tests")
        self._compare = Button(self.tr("Compare"), icon_name="compare")
        self._compare.setObjectName("compare_tests")
        self._compare.setCheckable(True)
        self._edit = Button(self.tr("Edit listener"))
        self._edit.setObjectName("edit_listener")
        self._again = Button(self.tr("Send again"), kind="primary", icon_name="deliveries")
        self._again.setObjectName("send_again")
        self._loading = LoadingBar()
        self._result = ResultView()
        self._nothing = Placeholder("deliveries")
        self._nothing.setObjectName("test_placeholder")
        self._comparison = ComparisonView()
        self._compared_area = scrolling(self._comparison)
        self._stack = QStackedWidget()
        self._build()
        self._connect()
        self._show(tests.state)

    def enter(self, **context: object) -> None:
        """Show a test of this session (`attempt`: its number), or send one now."""
        number, listener_id = context.get("attempt"), context.get("listener_id")
        if isinstance(number, int):
            self._tests.show(number)
        elif isinstance(listener_id, str):
            self._tests.send_saved(listener_id)
        self._wants_focus = True
        self._take_focus()

    def way_back(self, opened_with: Mapping[str, object]) -> Mapping[str, object]:
        """The test that is shown: whoever comes back has not asked for another to be sent."""
        shown = self._tests.state.shown
        if shown is not None:
            return {"attempt": shown.number}
        return {} if self._tests.state.subject is not None else opened_with

    @Slot()
    def send_test(self) -> None:
        """The same once more."""
        self._tests.send_again()

    # Showing ------------------------------------------------------------------

    @Slot(object)
    def _show(self, state: TestState) -> None:
        is_sending = state.phase is Phase.SENDING
        self._loading.set_active(is_sending)
        self._again.set_busy(self.tr("Sending...") if is_sending else None)
        self._again.set_words(self.tr("Send again") if state.shown else self.tr("Send test"))
        self._again.setVisible(state.subject is not None)
        self._edit.setVisible(state.subject is not None)
        self._back.set_words(self._origin(state))
        for widget in (self._chooser, self._compare):
            widget.setVisible(len(state.earlier) > 1)
        self._compare.setChecked(state.compared is not None)
        self._chooser.set_items(
            ComboItem(results.chooser_text(one), one.number) for one in state.earlier
        )
        if state.phase is Phase.FAILED:
            self._show_failure(state)
        elif state.shown is not None:
            self._chooser.set_value(state.shown.number)
            self._show_trial(state.shown)
            self._show_comparison(state)
        elif is_sending:
            self._say("deliveries", self.tr("Sending a test"), self.tr("Nothing is saved by it."))
            cancel = self._nothing.add_button(self.tr("Cancel"))
            cancel.setObjectName("cancel_test")
            cancel.clicked.connect(self._cancel)
        else:
            self._say("deliveries", self.tr("No test was sent yet"), "")
        self._take_focus()

    def _take_focus(self) -> None:
        """Once after entering, as soon as the button can be used."""
        if self._wants_focus and self._again.isEnabled() and self._again.isVisible():
            self._wants_focus = False
            self._again.setFocus()

    def _origin(self, state: TestState) -> str:
        subject = state.subject
        if subject is None:
            return self.tr("Webhook Listeners")
        return f"{subject.settings.entity}, {subject.function or subject.settings.function}"

    def _show_trial(self, trial: Trial) -> None:
        self._result.show_trial(
            trial, other=self._tests.other_sender, has_mailbox=self._has_mailbox
        )
        self._stack.setCurrentWidget(self._result)
        for before, after in pairwise([self._again, *self._result.tab_stops]):
            QWidget.setTabOrder(before, after)

    def _show_comparison(self, state: TestState) -> None:
        if state.compared is not None:
            self._comparison.show_state(state)
            self._stack.setCurrentWidget(self._compared_area)

    def _show_failure(self, state: TestState) -> None:
        if state.error is None:
            return
        words = errors.of(state.error)
        self._say("cloud-off", words.title, words.text)
        self._announce(f"{words.title}. {words.text}", True)
        again = self._nothing.add_button(self.tr("Try again"), "primary")
        again.setObjectName("try_again")
        again.clicked.connect(self._try_again)
        again.setVisible(state.subject is not None)

    def _say(self, icon: str, title: str, text: str) -> None:
        self._nothing.set_message(icon, title, text, tone=Tone.MUTE)
        self._nothing.clear_actions()
        self._stack.setCurrentWidget(self._nothing)

    # What a person does ---------------------------------------------------------

    @Slot()
    def _cancel(self) -> None:
        self._tests.cancel()
        self._shell.go_back()

    @Slot()
    def _try_again(self) -> None:
        """Its button goes as the test is sent: the keys go where the next one is sent from."""
        self._wants_focus = True
        self._tests.send_again()

    @Slot(bool)
    def _toggle_comparison(self, is_on: bool) -> None:
        neighbour = self._tests.state.neighbour
        self._tests.compare(neighbour.number if is_on and neighbour is not None else None)

    @Slot()
    def _open_mail(self) -> None:
        shown = self._tests.state.shown
        if shown is not None:
            self._shell.open_page("mailbox", message_id=results.of(shown).message_id)

    @Slot()
    def _edit_listener(self) -> None:
        self._open_form()

    @Slot(str)
    def _act(self, action: str) -> None:
        shown = self._tests.state.shown
        if shown is None:
            return
        match action:
            case "open_credential":
                credential_id = shown.subject.settings.destination.credential_id
                self._shell.open_page("credentials", credential_id=credential_id)
            case "send_again":
                self._tests.send_again()
            case "give_secret":
                self._tests.send_again(anew=True)
            case "show_response":
                self._result.response.focus_text()
            case "show_receiver":
                self._shell.open_page("receiver")
            case "copy_report":
                self._copy(results.report(shown))
            case _:
                self._open_form(fix=action, location=results.redirect_target(shown))

    def _open_form(self, **context: object) -> None:
        subject = self._tests.state.subject
        if subject is None or subject.listener_id is None:
            self._shell.go_back()  # one that is not saved is still in the form it came from
        else:
            self._shell.open_page("listener_form", listener_id=subject.listener_id, **context)

    @Slot()
    def _copy_secret(self) -> None:
        shown = self._tests.state.shown
        if shown is not None:
            self._copy_with_secrets(shown.attempt.signing_secret or "")

    @Slot(str)
    def _copy_with_secrets(self, text: str) -> None:
        self._secret_clipboard.copy(text)
        self._shell.announce(self.tr("Copied, for ten seconds"))

    @Slot(str)
    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._shell.announce(self.tr("Copied"))

    @Slot(object)
    def _ask_for_secrets(self, request: SecretsRequest) -> None:
        if self.isVisible():  # the form's Test tab listens as well
            SecretsDialog(request, self).open()

    @Slot(object)
    def _tell(self, error: AppError) -> None:
        words = errors.of(error)
        self._announce(f"{words.title}. {words.text}", True)

    @Slot(str, bool)
    def _announce(self, text: str, assertive: bool) -> None:
        if self.isVisible():
            self._shell.announce(text, assertive=assertive)

    # Building -------------------------------------------------------------------

    def _build(self) -> None:
        size_in_em(self._chooser, min_width=216)
        for widget in (self._result, self._nothing, self._compared_area):
            self._stack.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        actions = (self._chooser, self._compare, self._edit, self._again)
        outer.addWidget(head(self._back, self.tr("Test delivery"), *actions))
        outer.addWidget(line(strong=True))
        outer.addWidget(self._loading)
        outer.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._tests.state_changed.connect(self._show)
        self._tests.secrets_wanted.connect(self._ask_for_secrets)
        self._tests.announced.connect(self._announce)
        self._back.clicked.connect(self._shell.go_back)
        self._chooser.chosen.connect(self._tests.show)
        self._compare.clicked.connect(self._toggle_comparison)
        self._comparison.other_chosen.connect(self._tests.compare)
        self._result.advice.mail_wanted.connect(self._open_mail)
        self._edit.clicked.connect(self._edit_listener)
        self._again.clicked.connect(self.send_test)
        self._result.advice.action_wanted.connect(self._act)
        self._result.advice.secret_wanted.connect(self._copy_secret)
        self._result.advice.other_wanted.connect(self._tests.send_otherwise)
        self._result.request.copy_wanted.connect(self._copy)
        copy = QShortcut(QKeySequence("Ctrl+Shift+C"), self)
        copy.activated.connect(self._result.request.copy_command)
        self._result.response.copy_wanted.connect(self._copy)
        self._result.request.secrets_wanted.connect(self._tests.ask_for_command)
        self._tests.command_made.connect(self._copy_with_secrets)
        self._tests.not_kept.connect(self._tell)
