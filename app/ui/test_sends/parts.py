"""The parts of a result: the line on top, what to try, the figures of its time."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.test_sends.result import Result
from app.ui.test_sends.trials import Sender
from app.ui.text.causes import CauseText
from app.ui.theme import TextRole
from app.ui.widgets import (
    Button,
    Card,
    Chip,
    ElidingLabel,
    IconLabel,
    PlainLabel,
    SecondLine,
    set_property,
)
from app.ui.widgets.layouts import flush


class ResultLine(QFrame):
    """Outcome, who answered and when, and three figures."""

    def __init__(self, *, with_figures: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("result_line")
        self._icon = IconLabel("check-circle-fill", "ok_fill", 24 if with_figures else 18)
        self._title = ElidingLabel("", TextRole.HEADING if with_figures else TextRole.STRONG)
        self._title.setObjectName("result_title")
        self._line = ElidingLabel("", TextRole.SECOND, ink="text2")
        self._sender = ElidingLabel("", TextRole.SECOND, ink="text2")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._title)
        words.addWidget(self._line)
        words.addWidget(self._sender)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 12, 20, 12)
        row.setSpacing(16)
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        self._figures: list[tuple[PlainLabel, PlainLabel]] = []
        names = (self.tr("Total"), self.tr("Sent"), self.tr("Received")) if with_figures else ()
        for name in names:
            figure = PlainLabel("", TextRole.HEADING, tabular=True)
            label = SecondLine(name)
            box = QVBoxLayout()
            box.setSpacing(0)
            box.addWidget(figure, 0, Qt.AlignmentFlag.AlignRight)
            box.addWidget(label, 0, Qt.AlignmentFlag.AlignRight)
            row.addSpacing(8)
            row.addLayout(box)
            self._figures.append((figure, label))

    def show_result(self, result: Result) -> None:
        """Show another result."""
        set_property(self, "tone", result.tone)
        self._icon.set_icon(result.icon, f"{result.tone}_fill")
        self._title.setText(result.title)
        line = result.line
        if not self._figures:
            line = f"{line}, {result.total}"
        self._line.setText(line)
        self._sender.setText(result.sender)
        self._sender.setVisible(bool(result.sender))
        texts = (result.total, result.sent, result.received)
        for (figure, label), text in zip(self._figures, texts, strict=False):
            figure.setText(text)
            figure.setVisible(bool(text))
            label.setVisible(bool(text))
        self.setAccessibleName(result.title)
        said = (line, result.sender)
        self.setAccessibleDescription(". ".join(part for part in said if part))


class Advice(Card):
    """Checks when it went well, what to try when it did not.

    Signals:
        action_wanted: What a step offers to do, see `CauseStep`.
        secret_wanted: The one-time signing secret goes to the clipboard.
        other_wanted: Send once more, by whom it was not sent.
        mail_wanted: The message that was sent, in the mailbox.
    """

    action_wanted = Signal(str)
    secret_wanted = Signal()
    other_wanted = Signal()
    mail_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("advice")
        self._buttons: list[QWidget] = []
        self._summary = SecondLine(wrap=True)
        self._summary.setObjectName("cause_summary")
        self._rows = QGridLayout()
        self._rows.setHorizontalSpacing(10)
        self._rows.setVerticalSpacing(8)
        self._rows.setColumnStretch(1, 1)
        self._secret = Button(self.tr("Copy one-time signing secret"), kind="link")
        self._secret.setObjectName("copy_signing_secret")
        self._secret.clicked.connect(self.secret_wanted)
        self._other = Button("", kind="link")
        self._other.setObjectName("send_otherwise")
        self._other.clicked.connect(self.other_wanted)
        self._mail = Button(self.tr("Open in mailbox"), kind="link")
        self._mail.setObjectName("open_mail")
        self._mail.clicked.connect(self.mail_wanted)
        self.body.addWidget(self._summary)
        self.body.addLayout(self._rows)
        for link in (self._mail, self._secret, self._other):
            self.body.addLayout(flush(link))
        self.body.addStretch(1)

    @property
    def tab_stops(self) -> list[QWidget]:
        """What takes the focus, in reading order."""
        return [*self._buttons, self._mail, self._secret, self._other]

    def show_result(
        self, result: Result, *, other: Sender | None, has_mailbox: bool = False
    ) -> None:
        """Show what goes with a result; `other` could send it, too."""
        focused = next((one.objectName() for one in self._buttons if one.hasFocus()), "")
        self._clear()
        cause = result.cause
        self.set_title(self.tr("Checks") if cause is None else self.tr("What to try"))
        self._summary.setText("" if cause is None else cause.summary)
        self._summary.setVisible(cause is not None)
        self._mail.setVisible(has_mailbox and bool(result.message_id))
        self._secret.setVisible(bool(result.signing_secret))
        self._offer(other if cause is not None or other is Sender.PLATFORM else None)
        if cause is not None:
            self._show_steps(cause)
            self._focus_again(focused)
            return
        for row, check in enumerate(result.checks):
            self._rows.addWidget(IconLabel("check-circle-fill", "ok_fill", 14), row, 0)
            self._rows.addWidget(ElidingLabel(check.text), row, 1)
            value = PlainLabel(check.value, ink="text2")
            value.setAccessibleName(f"{check.text}: {check.value}")
            self._rows.addWidget(value, row, 2, Qt.AlignmentFlag.AlignRight)

    def _offer(self, other: Sender | None) -> None:
        """A test that went from here tells nothing of the network that counts, even if it came."""
        self._other.setVisible(other is not None)
        if other is Sender.PLATFORM:
            self._other.set_words(self.tr("Send by the platform instead"))
        else:
            self._other.set_words(self.tr("Send from this computer instead"))

    def _focus_again(self, name: str) -> None:
        """Whoever presses the same step again must not press another: Qt takes the next one."""
        for button in self._buttons:
            if name and button.objectName() == name:
                button.show()  # it would be, in the next turn
                button.setFocus()

    def _show_steps(self, cause: CauseText) -> None:
        for row, step in enumerate(cause.steps):
            self._rows.addWidget(Chip(str(row + 1)), row, 0)
            self._rows.addWidget(PlainLabel(step.text, wrap=True), row, 1)
            if step.action is not None:
                button = Button(step.button)
                button.setObjectName(f"fix_{step.action}")
                button.clicked.connect(lambda _on=False, one=step.action: self._want(one))
                self._rows.addWidget(button, row, 2, Qt.AlignmentFlag.AlignRight)
                self._buttons.append(button)

    def _want(self, action: str) -> None:
        self.action_wanted.emit(action)

    def _clear(self) -> None:
        self._buttons.clear()
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
