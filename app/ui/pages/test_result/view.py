"""The page with the full result of a test (mockups 03)."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.domain.errors import AppError
from app.ui.charts import Waterfall
from app.ui.pages.test_result.layout import fill_area
from app.ui.secret_clipboard import SecretClipboard
from app.ui.shell import Page, Shell
from app.ui.test_sends import result as results
from app.ui.test_sends.exchange import Exchange
from app.ui.test_sends.parts import Advice, ResultLine
from app.ui.test_sends.presenter import SendTestPresenter
from app.ui.test_sends.secrets_dialog import SecretsDialog
from app.ui.test_sends.trials import Phase, SecretsRequest, Sender, TestState, Trial
from app.ui.text import errors, times
from app.ui.theme import TextRole, Tone, size_in_em
from app.ui.widgets import (
    Button,
    Card,
    ComboBox,
    ComboItem,
    ElidingLabel,
    LoadingBar,
    Placeholder,
    line,
)


class TestResultPage(Page):
    """Shows one test of this session, sends it again, and offers the earlier ones."""

    __test__ = False  # not a test case, whatever its name makes pytest think

    def __init__(
        self, tests: SendTestPresenter, shell: Shell, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("test_result")
        self._tests = tests
        self._shell = shell
        self._wants_focus = False
        self._secret_clipboard = SecretClipboard(self)
        self._back = Button("", kind="link", icon_name="arrow-left")
        self._back.setObjectName("back")
        self._chooser = ComboBox(name=self.tr("Tests of this session"))
        self._chooser.setObjectName("earlier_tests")
        self._edit = Button(self.tr("Edit listener"))
        self._edit.setObjectName("edit_listener")
        self._again = Button(self.tr("Send again"), kind="primary", icon_name="deliveries")
        self._again.setObjectName("send_again")
        self._loading = LoadingBar()
        self._line = ResultLine()
        self._advice = Advice()
        self._timing = Card(self.tr("Timing"))
        self._waterfall = Waterfall(self.tr("Timing"))
        self._waterfall.setObjectName("waterfall")
        self._request = Exchange("request", self.tr("Request"))
        self._response = Exchange("response", self.tr("Response"))
        self._nothing = Placeholder("deliveries")
        self._nothing.setObjectName("test_placeholder")
        self._area = QScrollArea()
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

    def refresh(self) -> None:
        """A result does not change."""

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
        self._again.setVisible(state.subject is not None)
        self._edit.setVisible(state.subject is not None)
        self._back.set_words(self._origin(state))
        self._chooser.setVisible(len(state.earlier) > 1)
        self._chooser.set_items(
            ComboItem(results.chooser_text(one), one.number) for one in state.earlier
        )
        if state.phase is Phase.FAILED:
            self._show_failure(state)
        elif state.shown is not None:
            self._chooser.set_value(state.shown.number)
            self._show_trial(state.shown)
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
        shown = results.of(trial, credential_name=trial.subject.credential)
        self._line.show_result(shown)
        self._advice.show_result(shown, may_send_here=self._tests.may_send_here)
        total = self.tr("{time} in total").format(time=times.duration(trial.attempt.duration_ms))
        self._timing.set_title(self.tr("Timing"), total)
        self._waterfall.set_phases(shown.phases)
        self._request.show_request(trial.attempt.request)
        self._response.show_response(trial.attempt)
        self._stack.setCurrentWidget(self._area)
        stops = [*self._advice.tab_stops, *self._request.tab_stops, *self._response.tab_stops]
        for before, after in pairwise([self._again, *stops]):
            QWidget.setTabOrder(before, after)

    def _show_failure(self, state: TestState) -> None:
        if state.error is None:
            return
        words = errors.of(state.error)
        self._say("cloud-off", words.title, words.text)
        again = self._nothing.add_button(self.tr("Try again"), "primary")
        again.setObjectName("try_again")
        again.clicked.connect(self._tests.send_again)
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
            case "show_response":
                self._response.focus_text()
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
    def _send_from_here(self) -> None:
        self._tests.choose_sender(Sender.HERE)
        self._tests.send_again()

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
        names = QWidget()
        words = QVBoxLayout(names)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        words.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        words.addWidget(ElidingLabel(self.tr("Test delivery"), TextRole.TITLE))
        top = QWidget()
        top.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        head = QHBoxLayout(top)
        head.setContentsMargins(24, 10, 24, 12)
        head.setSpacing(8)
        head.addWidget(names, 1)
        for widget in (self._chooser, self._edit, self._again):
            head.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        size_in_em(self._chooser, min_width=216)
        self._timing.body.addWidget(self._waterfall)
        self._timing.body.addStretch(1)
        fill_area(self._area, self._line, self._advice, self._timing, self._request, self._response)
        self._stack.addWidget(self._area)
        self._stack.addWidget(self._nothing)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(top)
        outer.addWidget(line(strong=True))
        outer.addWidget(self._loading)
        outer.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self._tests.state_changed.connect(self._show)
        self._tests.secrets_wanted.connect(self._ask_for_secrets)
        self._tests.announced.connect(self._announce)
        self._back.clicked.connect(self._shell.go_back)
        self._chooser.chosen.connect(self._tests.show)
        self._edit.clicked.connect(self._edit_listener)
        self._again.clicked.connect(self.send_test)
        self._advice.action_wanted.connect(self._act)
        self._advice.secret_wanted.connect(self._copy_secret)
        self._advice.here_wanted.connect(self._send_from_here)
        self._request.copy_wanted.connect(self._copy)
        self._response.copy_wanted.connect(self._copy)
        self._request.secrets_wanted.connect(self._tests.ask_for_command)
        self._tests.command_made.connect(self._copy_with_secrets)
        self._tests.not_kept.connect(self._tell)
