"""One delivery beside the list: its attempts, and what was sent and answered."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.delivery import Attempt
from app.domain.sync_state import LocalListener
from app.domain.times import Clock
from app.ui.pages.deliveries.attempt_view import AttemptView
from app.ui.pages.deliveries.detail_presenter import Detail
from app.ui.pages.deliveries.timeline import events_of, summary
from app.ui.text import curl, errors, states
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


class DetailPanel(QWidget):
    """Shows a `Detail`; asks to close itself, to copy and to open the listener."""

    close_wanted = Signal()
    copy_wanted = Signal(str)  # the text for the clipboard
    listener_wanted = Signal(str)  # listener id

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("delivery_detail")
        self._clock = clock
        self._detail: Detail | None = None
        self._title = ElidingLabel("", TextRole.HEADING)
        self._function = PlainLabel("", ink="text2")
        self._second = ElidingLabel("", TextRole.SECOND, ink="text2")
        close = ToolButton("x", self.tr("Close details"))
        close.setObjectName("close_details")
        self._curl = Button(self.tr("Copy as cURL"), icon_name="terminal")
        self._curl.setObjectName("copy_curl")
        self._listener = Button(self.tr("Open listener"))
        self._listener.setObjectName("open_listener")
        self._summary = PlainLabel("", TextRole.MEDIUM)
        self._timeline = Timeline(self.tr("Attempts"))
        self._timeline.setObjectName("attempts")
        self._trouble = Hint("", Tone.BAD)
        self._trouble.setObjectName("detail_error")
        self._attempt = AttemptView()
        self._build(close)
        close.clicked.connect(self.close_wanted)
        self._curl.clicked.connect(self.copy_curl)
        self._listener.clicked.connect(self._open_listener)
        self._attempt.attempt_changed.connect(self._offer_curl)

    def show_detail(self, detail: Detail | None, listener: LocalListener | None) -> None:
        """Show another delivery, or news of the same one.

        Args:
            detail: What to show.
            listener: Whom it goes to; None when this computer does not know it.
        """
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
        self._listener.set_reason(
            "" if listener is not None else self.tr("This listener is not there any more")
        )
        state = states.of_delivery(delivery)
        self._summary.setText(summary(delivery))
        self._summary.set_ink({"bad": "bad", "warn": "warn"}.get(state.tone, "text2"))
        self._timeline.set_events(events_of(delivery, now=self._clock()))
        words = errors.of(detail.error) if detail.error is not None else None
        self._trouble.set_message(f"{words.title}. {words.text}" if words else "", Tone.BAD)
        self._trouble.setVisible(words is not None)
        self._attempt.show_delivery(detail.full, keep=is_same)
        self._offer_curl(self._attempt.attempt)

    @Slot()
    def copy_curl(self) -> None:
        """Ask to copy the shown attempt's request as a command."""
        attempt = self._attempt.attempt
        if attempt is not None and curl.is_possible(attempt.request):
            self.copy_wanted.emit(curl.command(attempt.request))

    @Slot(object)
    def _offer_curl(self, attempt: Attempt | None) -> None:
        if attempt is None:
            self._curl.set_reason(self.tr("Nothing was sent yet"))
        elif not curl.is_possible(attempt.request):
            self._curl.set_reason(self.tr("Only requests over HTTP can be copied"))
        else:
            self._curl.set_reason("")

    @Slot()
    def _open_listener(self) -> None:
        if self._detail is not None:
            self.listener_wanted.emit(self._detail.listed.listener_id)

    def _build(self, close: ToolButton) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._function)
        head.addStretch(1)
        head.addWidget(close)
        actions = QHBoxLayout()
        actions.setSpacing(8)
        actions.addWidget(self._curl)
        actions.addWidget(self._listener)
        actions.addStretch(1)
        attempts = QHBoxLayout()
        attempts.addWidget(PlainLabel(self.tr("Attempts"), TextRole.STRONG))
        attempts.addStretch(1)
        attempts.addWidget(self._summary)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 16, 16)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._second)
        column.addSpacing(6)
        column.addLayout(actions)
        column.addSpacing(10)
        column.addWidget(line())
        column.addSpacing(6)
        column.addLayout(attempts)
        column.addSpacing(4)
        column.addWidget(self._timeline)
        column.addWidget(self._trouble)
        column.addSpacing(10)
        column.addWidget(line())
        column.addWidget(self._attempt, 1)
