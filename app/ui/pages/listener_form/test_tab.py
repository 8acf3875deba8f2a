"""The Test tab: sends without saving, and says what came of it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.domain.listener import ListenerSettings
from app.domain.listener_draft import ListenerDraft
from app.domain.validation import Refused
from app.ui.charts import Waterfall
from app.ui.pages.frame import scrolling
from app.ui.test_sends import result as results
from app.ui.test_sends.exchange import Exchange
from app.ui.test_sends.keeping import NotKeptHint
from app.ui.test_sends.parts import Advice, ResultLine
from app.ui.test_sends.presenter import SendTestPresenter
from app.ui.test_sends.trials import Phase, Sender, TestState, Trial
from app.ui.text import errors
from app.ui.theme import TextRole, Tone, size_in_em
from app.ui.widgets import Banner, Button, Hint, LoadingBar, PlainLabel, Segmented
from app.ui.widgets.focus import show_in_turn


class TestTab(QWidget):
    """Chooses the sender, sends, and shows the newest result in short.

    Signals:
        send_wanted: Send the draft as it is.
        full_wanted: Show the full result of the test with this number.
        action_wanted: What a step of the advice offers, see `CauseStep`.
        copy_wanted: The text goes to the clipboard.
        secret_copy_wanted: Likewise, for a short while.
    """

    __test__ = False  # not a test case, whatever its name makes pytest think

    send_wanted = Signal()
    full_wanted = Signal(int)
    action_wanted = Signal(str)
    copy_wanted = Signal(str)
    secret_copy_wanted = Signal(str)

    def __init__(self, tests: SendTestPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tests = tests
        self._settings: ListenerSettings | None = None
        self._why_no_platform = ""
        self._reasons: tuple[str, str] | None = None
        self._sender = Segmented(self.tr("Sent by"))
        self._sender.setObjectName("sender")
        self._note = Hint("")
        self._send = Button(self.tr("Send test"), kind="primary", icon_name="deliveries")
        self._send.setObjectName("send_test")
        self._cancel = Button(self.tr("Cancel"), kind="link")
        self._cancel.setObjectName("cancel_test")
        self._loading = LoadingBar()
        self._error = Banner(Tone.BAD, speaks=True)
        self._error.setObjectName("test_error")
        self._not_kept = NotKeptHint()
        self._line = ResultLine(with_figures=False)
        self._advice = Advice()
        self._timing = PlainLabel(self.tr("Timing"), TextRole.STRONG)
        self._waterfall = Waterfall(self.tr("Timing"))
        self._response = Exchange("response", self.tr("Response"))
        size_in_em(self._response, min_height=200)
        self._full = Button(self.tr("Open full result"), kind="link")
        self._full.setObjectName("full_result")
        self._result = QWidget()
        self._build()
        tests.state_changed.connect(self._show)
        tests.not_kept.connect(self._not_kept.tell)
        tests.secrets_wanted.connect(self._not_kept.clear)
        self._sender.chosen.connect(tests.choose_sender)
        self._send.clicked.connect(self.send_wanted)
        self._cancel.clicked.connect(tests.cancel)
        self._full.clicked.connect(self._on_full)
        self._advice.action_wanted.connect(self.action_wanted)
        self._advice.other_wanted.connect(self._on_here)
        self._advice.secret_wanted.connect(self._on_secret)
        self._response.copy_wanted.connect(self.copy_wanted)
        self._show(tests.state)

    @property
    def tab_stops(self) -> list[QWidget]:
        """What takes the focus, in reading order."""
        senders = self._sender.findChildren(QRadioButton)
        result = [*self._advice.tab_stops, *self._response.tab_stops, self._full]
        return [*senders, self._send, self._cancel, *result]

    def focus_response(self) -> None:
        """Bring what was answered into sight."""
        self._response.focus_text()

    def show_draft(self, draft: ListenerDraft, *, why_no_platform: str = "") -> None:
        """The draft changed: not every sender can send everything, or may now."""
        self._why_no_platform = why_no_platform
        try:
            self._settings = draft.settings()
        except Refused:
            self._settings = None
        self._offer_senders()

    def _offer_senders(self) -> None:
        reasons = (
            self._tests.senders.why_not(Sender.PLATFORM, self._settings) or self._why_no_platform,
            self._tests.senders.why_not(Sender.HERE, self._settings),
        )
        if reasons != self._reasons:
            self._reasons = reasons
            self._sender.clear()
            platform = self._sender.add(
                Sender.PLATFORM, self.tr("By the platform"), reason=reasons[0]
            )
            platform.setObjectName("sender_platform")
            here = self._sender.add(Sender.HERE, self.tr("From this computer"), reason=reasons[1])
            here.setObjectName("sender_here")
        self._sender.set_value(self._tests.state.sender)
        is_here = self._tests.state.sender is Sender.HERE
        why = reasons[1] if is_here else reasons[0]
        text = why or self.tr("Sent from the platform's network. Nothing is saved.")
        if is_here and not why:
            text = self.tr("Sent from here: other networks may be reachable, or not.")
            text = f"{reasons[0]} {text}".strip()  # why there is no other way
        self._note.set_message(text, Tone.WARN if why else Tone.MUTE)
        self._send.set_reason(why)

    @Slot(object)
    def _show(self, state: TestState) -> None:
        is_sending = state.phase is Phase.SENDING
        self._offer_senders()
        self._send.set_busy(self.tr("Sending...") if is_sending else None)
        show_in_turn(self._cancel, self._send, is_sending)
        self._loading.set_active(is_sending)
        self._error.setVisible(state.phase is Phase.FAILED)
        if state.phase is Phase.FAILED and state.error is not None:
            words = errors.of(state.error)
            self._error.set_message(Tone.BAD, words.title, words.text)
        shown = state.shown if state.phase in {Phase.DONE, Phase.SENDING} else None
        self._result.setVisible(shown is not None)
        if shown is not None:
            self._show_trial(shown)

    def _show_trial(self, trial: Trial) -> None:
        shown = results.of(trial, credential_name=trial.subject.credential)
        self._line.show_result(shown)
        other = self._tests.other_sender
        self._advice.show_result(shown, other=other if other is Sender.HERE else None)
        self._waterfall.set_phases(shown.phases)
        self._timing.setVisible(bool(shown.phases))
        self._waterfall.setVisible(bool(shown.phases))
        self._response.show_response(trial.attempt)

    @Slot()
    def _on_full(self) -> None:
        shown = self._tests.state.shown
        if shown is not None:
            self.full_wanted.emit(shown.number)

    @Slot()
    def _on_here(self) -> None:
        self._tests.choose_sender(Sender.HERE)
        self.send_wanted.emit()

    @Slot()
    def _on_secret(self) -> None:
        shown = self._tests.state.shown
        if shown is not None:
            self.secret_copy_wanted.emit(shown.attempt.signing_secret or "")

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._send)
        row.addWidget(self._cancel)
        row.addStretch(1)
        result = QVBoxLayout(self._result)
        result.setContentsMargins(0, 8, 0, 0)
        result.setSpacing(12)
        result.addWidget(self._line)
        result.addWidget(self._advice)
        result.addWidget(self._timing)
        result.addWidget(self._waterfall)
        result.addWidget(self._response, 1)
        full = QHBoxLayout()
        full.addWidget(self._full)
        full.addStretch(1)
        result.addLayout(full)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 12, 4, 0)
        column.setSpacing(10)
        column.addWidget(self._sender)
        column.addWidget(self._note)
        column.addLayout(row)
        column.addWidget(self._loading)
        column.addWidget(self._error)
        column.addWidget(self._not_kept)
        column.addWidget(self._result, 1)
        column.addStretch(0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inner, see_through=True))
