"""One delivery beside the list: its attempts, and what was sent and answered."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.delivery import Attempt
from app.domain.times import Clock
from app.ui.pages.deliveries.actions import Doing
from app.ui.pages.deliveries.attempt_view import AttemptView
from app.ui.pages.deliveries.detail_presenter import Detail
from app.ui.pages.deliveries.menu import Possible
from app.ui.pages.deliveries.timeline import events_of, summary
from app.ui.pages.delivery_access import is_unfinished
from app.ui.pages.side_panel import SidePanel, in_a_row
from app.ui.text import curl, errors, replays, states
from app.ui.text.names import function_label
from app.ui.text.places import host_of
from app.ui.theme import TextRole, Tone
from app.ui.widgets import (
    Button,
    ElidingLabel,
    Hint,
    PlainLabel,
    Timeline,
    ToolButton,
    line,
)
from app.ui.widgets.layouts import flush

translate = QCoreApplication.translate


class DetailPanel(SidePanel):
    """Shows a `Detail`; asks to close itself, to copy, to replay, to cancel, for the menu."""

    copy_wanted = Signal(str)  # the text for the clipboard
    replay_wanted = Signal()
    cancel_wanted = Signal()
    mail_wanted = Signal()
    menu_wanted = Signal(QPoint)  # on the screen

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("delivery_detail", parent)
        self._clock = clock
        self._detail: Detail | None = None
        self._function = PlainLabel("", ink="text2")
        self._second = ElidingLabel("", TextRole.SECOND, ink="text2")
        more = ToolButton("dots", self.tr("More"))
        more.setObjectName("more_with_delivery")
        self._replay = Button(self.tr("Replay now"), kind="primary", icon_name="replay")
        self._replay.setObjectName("replay_delivery")
        self._curl = Button(self.tr("Copy as cURL"), icon_name="terminal")
        self._curl.setObjectName("copy_curl")
        self._mail = Button(self.tr("Open in mailbox"), icon_name="envelope")
        self._mail.setObjectName("open_mail")
        self._cancel = Button(self.tr("Cancel delivery"), kind="link")
        self._cancel.setObjectName("cancel_delivery")
        self._refusal = Hint("", Tone.BAD)
        self._refusal.setObjectName("action_error")
        self._summary = PlainLabel("", TextRole.MEDIUM)
        self._timeline = Timeline(self.tr("Attempts"))
        self._timeline.setObjectName("attempts")
        self._trouble = Hint("", Tone.BAD)
        self._trouble.setObjectName("detail_error")
        self._attempt = AttemptView()
        self._build(more)
        more.clicked.connect(lambda: self.menu_wanted.emit(_below(more)))
        self._replay.clicked.connect(self.replay_wanted)
        self._cancel.clicked.connect(self.cancel_wanted)
        self._curl.clicked.connect(self.copy_curl)
        self._mail.clicked.connect(self.mail_wanted)
        self._attempt.attempt_changed.connect(lambda _attempt: self._offer_curl())

    def show_detail(self, detail: Detail | None) -> None:
        """Show another delivery, or news of the same one."""
        is_same = (
            detail is not None
            and self._detail is not None
            and detail.listed.id == self._detail.listed.id
        )
        self._detail = detail
        if detail is None:
            return
        delivery = detail.full or detail.listed
        self._title.setText(delivery.entity)
        self._function.setText(function_label(delivery.function))
        parts = [delivery.event_id, host_of(delivery.destination)]
        self._second.setText("  ·  ".join(part for part in parts if part))
        self._cancel.setVisible(is_unfinished(delivery))
        state = states.of_delivery(delivery)
        self._summary.setText(summary(delivery))
        self._summary.set_ink({"bad": "bad", "warn": "warn"}.get(state.tone, "text2"))
        self._timeline.set_events(events_of(delivery, now=self._clock()))
        words = errors.of(detail.error) if detail.error is not None else None
        self._trouble.set_message(f"{words.title}. {words.text}" if words else "", Tone.BAD)
        self._trouble.setVisible(words is not None)
        self._attempt.show_delivery(detail.full, keep=is_same)
        self._offer_curl()

    def show_possible(self, possible: Possible, doing: Doing | None) -> None:
        """What can be done with it, and what is being done or was refused."""
        shown = self._detail.listed.id if self._detail is not None else ""
        self._mail.setVisible(possible.has_mail)
        self._curl.setVisible(not possible.has_mail)  # a message is no request over HTTP
        now = doing if doing is not None and doing.delivery_id == shown else None
        is_busy = now is not None and now.error is None
        for button, words, is_replay in (
            (self._replay, self.tr("Sending..."), True),
            (self._cancel, self.tr("Cancelling..."), False),
        ):
            is_this = now is not None and is_busy and now.is_replay is is_replay
            button.set_busy(words if is_this else None)
        if not is_busy:
            self._replay.set_reason(possible.why_no_replay)
            self._cancel.set_reason(possible.why_no_cancel)
        error = now.error if now is not None else None
        self._refusal.set_message(replays.refusal(error) if error is not None else "", Tone.BAD)
        self._refusal.setVisible(error is not None)

    @property
    def why_no_curl(self) -> str:
        """Why the attempt that is shown cannot be copied; "" when it can."""
        if self._detail is not None and self._detail.full is None:
            return self.tr("Its attempts have not been read yet")
        return _why_no_curl(self._attempt.attempt)

    @Slot()
    def copy_curl(self) -> None:
        """Ask to copy the shown attempt's request as a command."""
        attempt = self._attempt.attempt
        if attempt is not None and curl.is_possible(attempt.request):
            self.copy_wanted.emit(curl.command(attempt.request))

    def _offer_curl(self) -> None:
        self._curl.set_reason(self.why_no_curl)

    def _build(self, more: ToolButton) -> None:
        attempts = QHBoxLayout()
        attempts.addWidget(PlainLabel(self.tr("Attempts"), TextRole.STRONG))
        attempts.addStretch(1)
        attempts.addWidget(self._summary)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 16, 16)
        column.setSpacing(6)
        column.addLayout(self._head(self._function, buttons=(more,)))
        column.addWidget(self._second)
        column.addSpacing(6)
        column.addLayout(in_a_row(self._replay, self._curl, self._mail))
        column.addWidget(self._refusal)
        column.addSpacing(10)
        column.addWidget(line())
        column.addSpacing(6)
        column.addLayout(attempts)
        column.addSpacing(4)
        column.addWidget(self._timeline)
        column.addLayout(flush(self._cancel))
        column.addWidget(self._trouble)
        column.addSpacing(10)
        column.addWidget(line())
        column.addWidget(self._attempt, 1)


def _why_no_curl(attempt: Attempt | None) -> str:
    if attempt is None:
        return translate("deliveries", "Nothing was sent yet")
    if not curl.is_possible(attempt.request):
        return translate("deliveries", "Only requests over HTTP can be copied")
    return ""


def _below(button: ToolButton) -> QPoint:
    return button.mapToGlobal(QPoint(0, button.height()))
