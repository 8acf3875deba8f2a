"""The right part of the page: what the last save set off, and the ones before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.delivery import Delivery
from app.domain.times import Clock
from app.ui.pages.frame import ScrollColumn
from app.ui.pages.sandbox_records import story
from app.ui.pages.sandbox_records.on_computer import OnThisComputer
from app.ui.pages.sandbox_records.watch_presenter import WatchPresenter
from app.ui.pages.sandbox_records.watched import Watched
from app.ui.text import errors, times
from app.ui.theme import TextRole, Tone
from app.ui.widgets import (
    Button,
    ElidingLabel,
    Flow,
    Hint,
    IconLabel,
    PlainLabel,
    SecondLine,
    Timeline,
    line,
)
from app.ui.widgets.layouts import flush_at_end

_BEFORE = 8


class StoryPanel(QWidget):
    """Shows a `WatchPresenter`."""

    deliveries_wanted = Signal(object)  # Watched: what was delivered of it
    why_wanted = Signal(object)  # Record: who got it, and who did not
    received_wanted = Signal(object)  # Delivery: as the receiver on this computer has it
    mail_wanted = Signal(object)  # Delivery: as the mailbox has it

    def __init__(
        self,
        watch: WatchPresenter,
        clock: Clock,
        reach: OnThisComputer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._watch = watch
        self._clock = clock
        self._on_computer = reach
        self._received = Button(self.tr("Open in receiver"), icon_name="inbox")
        self._received.setObjectName("open_received")
        self._mail = Button(self.tr("Open in mailbox"), icon_name="envelope")
        self._mail.setObjectName("open_mail")
        self._clear = Button(self.tr("Clear"), kind="link")
        self._clear.setObjectName("clear_story")
        self._timeline = Timeline(self.tr("What happened"))
        self._timeline.setObjectName("what_happened")
        self._nothing = SecondLine(
            self.tr("Save a record to see which listeners get it, and what they answer."),
            wrap=True,
        )
        self._trouble = Hint("", Tone.BAD)
        self._trouble.setObjectName("story_error")
        self._late = Hint("", Tone.INFO)
        self._late.setObjectName("story_late")
        self._show_deliveries = Button(self.tr("Show deliveries"))
        self._show_deliveries.setObjectName("show_deliveries")
        self._why = Button(self.tr("Why did it not arrive?"))
        self._why.setObjectName("ask_why")
        self._before_title = PlainLabel(self.tr("Before that"), TextRole.STRONG)
        self._before = QGridLayout()
        self._before_line = line()
        self._build()
        self._clear.clicked.connect(watch.clear)
        self._show_deliveries.clicked.connect(self._ask_for_deliveries)
        self._received.clicked.connect(self._open_received)
        self._mail.clicked.connect(self._open_mail)
        self._why.clicked.connect(self._ask_why)
        watch.changed.connect(self._show)
        self._show()

    @Slot()
    def _show(self) -> None:
        current, before = self._watch.current, self._watch.before[:_BEFORE]
        has_any = current is not None
        self._nothing.setVisible(not has_any)
        for widget in (self._clear, self._timeline, self._show_deliveries, self._why):
            widget.setVisible(has_any)
        events = (
            story.events_of(current, self._watch.listeners, now=self._clock()) if current else []
        )
        self._timeline.set_events(events)
        received, mail = self._arrived_here()
        self._received.setVisible(received is not None)
        self._mail.setVisible(mail is not None)
        self._late.setVisible(current is not None and current.is_given_up)
        self._late.set_message(
            self.tr("Not finished after 30 seconds. Deliveries shows how it goes on."), Tone.INFO
        )
        words = errors.of(self._watch.error) if self._watch.error is not None else None
        self._trouble.setVisible(words is not None)
        self._trouble.set_message(f"{words.title}. {words.text}" if words else "", Tone.BAD)
        self._before_title.setVisible(bool(before))
        self._before_line.setVisible(bool(before))
        self._fill_before(before)

    def _arrived_here(self) -> tuple[Delivery | None, Delivery | None]:
        """What the receiver and the mailbox of this computer have of the last save."""
        current = self._watch.current
        if current is None:
            return None, None
        mail = story.delivered_mail(current) if self._on_computer.has_mailbox else None
        return story.delivered_to(current, self._on_computer.receiver_url()), mail

    @Slot()
    def _open_received(self) -> None:
        received, _mail = self._arrived_here()
        if received is not None:
            self.received_wanted.emit(received)

    @Slot()
    def _open_mail(self) -> None:
        _received, mail = self._arrived_here()
        if mail is not None:
            self.mail_wanted.emit(mail)

    @Slot()
    def _ask_for_deliveries(self) -> None:
        if self._watch.current is not None:
            self.deliveries_wanted.emit(self._watch.current)

    @Slot()
    def _ask_why(self) -> None:
        if self._watch.current is not None:
            self.why_wanted.emit(self._watch.current.saved.record)

    def _fill_before(self, before: tuple[Watched, ...]) -> None:
        while self._before.count():
            item = self._before.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row, one in enumerate(before):
            icon, ink, result = story.result_of(one)
            self._before.addWidget(IconLabel(icon, ink, 14), row, 0)
            self._before.addWidget(ElidingLabel(story.label_of(one)), row, 1)
            words = ElidingLabel(result, TextRole.SECOND, ink="text2")
            self._before.addWidget(words, row, 2, Qt.AlignmentFlag.AlignRight)
            clock = PlainLabel(
                times.clock(one.saved.at), TextRole.SECOND, ink="text2", tabular=True
            )
            self._before.addWidget(clock, row, 3)

    def _build(self) -> None:
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("What happened"), TextRole.STRONG))
        head.addStretch(1)
        head.addLayout(flush_at_end(self._clear))
        here = Flow(self._received, self._mail)
        actions = Flow(self._show_deliveries, self._why)
        self._before.setHorizontalSpacing(8)
        self._before.setVerticalSpacing(10)
        self._before.setColumnStretch(1, 1)
        area = ScrollColumn()
        column = area.body
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addSpacing(4)
        column.addWidget(self._nothing)
        column.addWidget(self._timeline)
        column.addWidget(self._late)
        column.addWidget(self._trouble)
        column.addSpacing(6)
        column.addLayout(here)
        column.addLayout(actions)
        column.addSpacing(6)
        column.addWidget(self._before_line)
        column.addWidget(self._before_title)
        column.addLayout(self._before)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
