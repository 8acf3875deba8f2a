"""The Checks tab: what can be known about the destination before anything is sent to it."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.endpoint_check import CheckStep, Finding
from app.domain.listener import Kind, ListenerSettings
from app.domain.listener_draft import ListenerDraft
from app.domain.validation import Refused
from app.ui.pages.frame import scrolling
from app.ui.pages.listener_form.checks import ChecksPresenter, ChecksState, steps_of
from app.ui.test_sends.keeping import NotKeptHint
from app.ui.text import checks, messages, times
from app.ui.text.checks import CheckText
from app.ui.theme import Tone, em, follow_text_size
from app.ui.widgets import (
    Button,
    ElidingLabel,
    Hint,
    IconLabel,
    LoadingBar,
    PlainLabel,
    SecondLine,
    line,
)
from app.ui.widgets.focus import show_in_turn

_ICON_PX: Final = 16
_GAP: Final = 10


class ChecksTab(QWidget):
    """Shows a `ChecksState`, and when there is none what would be checked.

    Signals:
        run_wanted: Check the draft as it is.
        action_wanted: What a step offers, and what the finding is: see `CheckText`.
    """

    run_wanted = Signal()
    action_wanted = Signal(str, object)  # action, Finding

    def __init__(self, presenter: ChecksPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("checks_tab")
        self._presenter = presenter
        self._settings: ListenerSettings | None = None
        self._run = Button(self.tr("Check now"), kind="primary", icon_name="check")
        self._run.setObjectName("run_checks")
        self._cancel = Button(self.tr("Cancel"), kind="link")
        self._cancel.setObjectName("cancel_checks")
        self._note = Hint(
            self.tr(
                "Seen from this computer, without sending anything. The platform is elsewhere "
                "and may see it differently: its own test is the proof."
            )
        )
        self._loading = LoadingBar()
        self._not_kept = NotKeptHint()
        self._when = SecondLine()
        self._when.setObjectName("checks_when")
        self._rows = {step: _Row(step) for step in CheckStep}
        self._build()
        presenter.state_changed.connect(self._show)
        presenter.not_kept.connect(self._not_kept.tell)
        presenter.secrets_wanted.connect(self._not_kept.clear)
        self._run.clicked.connect(self.run_wanted)
        self._cancel.clicked.connect(presenter.cancel)
        self._show(presenter.state)

    @property
    def tab_stops(self) -> list[QWidget]:
        """What takes the focus, in reading order."""
        buttons = [button for row in self._rows.values() for button in row.buttons]
        return [self._run, self._cancel, *buttons]

    @property
    def settings(self) -> ListenerSettings | None:
        """What would be checked; None while there is no whole destination."""
        return self._settings

    def show_draft(self, draft: ListenerDraft) -> None:
        """The draft changed: what was found may be about another destination."""
        try:
            self._settings = draft.settings()
        except Refused:
            self._settings = None
        if self._presenter.state.subject is not None and not self._presenter.is_about(
            self._settings
        ):
            self._presenter.forget()

    @Slot(object)
    def _show(self, state: ChecksState) -> None:
        is_running = bool(state.running)
        self._run.set_words(
            self.tr("Check now") if state.subject is None else self.tr("Check again")
        )
        self._run.set_busy(self.tr("Checking...") if is_running else None)
        show_in_turn(self._cancel, self._run, is_running)
        if is_running:
            self._take_keys_from_rows()
        self._loading.set_active(is_running)
        self._when.setVisible(state.finished_at is not None)
        if state.finished_at is not None:
            self._when.setText(
                self.tr("Checked at {time}").format(time=times.clock(state.finished_at))
            )
        steps = steps_of(state.subject) if state.subject is not None else ()
        host = _host(state.subject) if state.subject is not None else ""
        url = state.subject.destination.url if state.subject is not None else ""
        now = self._presenter.clock()
        for step, row in self._rows.items():
            row.setVisible(step in steps)
            found = state.findings.get(step)
            if found is None:
                row.show_open(is_running=step in state.running)
            else:
                row.show_finding(found, checks.of(found, host=host, now=now, url=url))

    def _take_keys_from_rows(self) -> None:
        """Their buttons go, and Qt would give the keys to what comes next: the form's Cancel.

        Not to what is busy, either: a window that comes to the front gives them to its first part.
        """
        focus: QWidget | None = self.window().focusWidget()
        if focus is not None and any(row.isAncestorOf(focus) for row in self._rows.values()):
            self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._run)
        row.addWidget(self._cancel)
        row.addStretch(1)
        row.addWidget(self._when)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 12, 4, 0)
        column.setSpacing(10)
        column.addWidget(self._note)
        column.addLayout(row)
        column.addWidget(self._loading)
        column.addWidget(self._not_kept)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        for one in self._rows.values():
            rows.addWidget(one)
            one.action_wanted.connect(self.action_wanted)
        column.addLayout(rows)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolling(inner, see_through=True))


class _Row(QWidget):
    """One step: how it ended, what was seen, what to do; made anew only where it changed.

    Signals:
        action_wanted: What a button offers, and the `Finding` it is about.
    """

    action_wanted = Signal(str, object)

    def __init__(self, step: CheckStep) -> None:
        super().__init__()
        self.setObjectName(f"check_{step.value}")
        self._step = step
        self._shown: Finding | bool | None = None
        self.buttons: list[QWidget] = []
        self._icon = IconLabel("dashed-circle", "mute_fill", _ICON_PX)
        self._title = PlainLabel("", wrap=True)
        self._value = ElidingLabel("", ink="text2")
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._below: QWidget | None = None
        head = QHBoxLayout()
        head.setSpacing(_GAP)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 3)
        head.addWidget(self._value, 2, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 10, 0, 10)
        self._column.setSpacing(6)
        self._column.addLayout(head)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._column)
        outer.addWidget(line())

    def show_open(self, *, is_running: bool) -> None:
        """It is being looked at, or will be, or was not."""
        if self._shown is is_running:
            return
        self._shown = is_running
        value = self.tr("Checking...") if is_running else self.tr("Not checked")
        self._say("dashed-circle", Tone.MUTE, CheckText(checks.title_of(self._step), value))

    def show_finding(self, found: Finding, words: CheckText) -> None:
        """How it ended."""
        if self._shown == found:
            return
        self._shown = found
        icon, tone = checks.look_of(found.outcome)
        self._say(icon, tone, words)

    def _say(self, icon: str, tone: Tone, words: CheckText) -> None:
        self._icon.set_icon(icon, f"{tone}_fill")
        self._title.setText(words.title)
        self._value.setText(words.value)
        self._value.setVisible(bool(words.value))  # else the title has its room
        self.setAccessibleName(". ".join(part for part in (words.title, words.value) if part))
        self.setAccessibleDescription(words.text)
        if self._below is not None:
            self._below.hide()
            self._below.deleteLater()
        self._below, self.buttons = None, []
        if words.text or words.steps:
            self._below = self._more(tone, words)
            self._column.addWidget(self._below)
            self._below.show()

    def _more(self, tone: Tone, words: CheckText) -> QWidget:
        """The sentences and buttons under the line."""
        below = QWidget()
        column = QVBoxLayout(below)
        follow_text_size(below, lambda: column.setContentsMargins(em(_ICON_PX) + _GAP, 0, 0, 0))
        column.setSpacing(6)
        if words.text:
            column.addWidget(_text(words.text, "bad" if tone is Tone.BAD else "text2"))
        for step in words.steps:
            if step.text:
                column.addWidget(_text(step.text, "text2"))
            if step.action is not None:
                button = Button(step.button)
                button.setObjectName(f"check_fix_{step.action}")
                button.clicked.connect(partial(self._want, step.action))
                self.buttons.append(button)
                column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return below

    def _want(self, action: str, _is_checked: bool = False) -> None:
        self.action_wanted.emit(action, self._shown)


def _text(text: str, ink: str) -> SecondLine:
    label = SecondLine(text, wrap=True)
    label.set_ink(ink)
    return label


def _host(settings: ListenerSettings) -> str:
    to = settings.destination
    return to.address if to.kind is Kind.EMAIL else messages.split_url(to.url)[0]
