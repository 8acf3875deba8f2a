"""The window in which many are replayed: counted first, then sent, then told."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.replay import ReplayStatus
from app.domain.times import Clock, utc_now
from app.domain.workspace import Environment, Hue
from app.ui.pages.deliveries import replay_words
from app.ui.pages.deliveries.replay_form import ReplayForm
from app.ui.pages.deliveries.replay_presenter import (
    ReplayManyPresenter,
    ReplayState,
    Stage,
)
from app.ui.text import replays, times
from app.ui.theme import TextRole, Tone, size_in_em
from app.ui.widgets import (
    Banner,
    Button,
    GrowingDialog,
    Hint,
    PlainLabel,
    ProgressBar,
    SecondLine,
    line,
)
from app.ui.widgets.dialog_rows import button_row, title_row
from app.ui.widgets.environment import EnvironmentTag

_WIDTH: Final = 560


class ReplayDialog(GrowingDialog):
    """Shows a `ReplayManyPresenter`; while it sends, closing it stops it first.

    Signals:
        shown_wanted: The deliveries that were sent again are to be seen; listener id or None.
    """

    shown_wanted = Signal(object)

    def __init__(
        self,
        replay: ReplayManyPresenter,
        parent: QWidget | None = None,
        *,
        clock: Clock = utc_now,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("replay_dialog")
        self.setWindowTitle(self.tr("Replay deliveries"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        replay.setParent(self)
        self._replay = replay
        self._clock = clock
        self._shown_stage = replay.state.stage
        self._form = ReplayForm(replay.around, replay.state.choice)
        self._count = PlainLabel("", TextRole.STRONG, wrap=True)
        self._count.setObjectName("replay_count")
        self._range = SecondLine("", wrap=True)
        self._range.setObjectName("replay_range")
        self._left_out = Hint("", Tone.WARN)
        self._left_out.setObjectName("replay_left_out")
        self._error = Banner(Tone.BAD, speaks=True)
        self._error.setObjectName("replay_error")
        again = self._error.add_button(self.tr("Try again"))
        again.setObjectName("count_again")
        self._twice = Hint(
            self.tr(
                "Receivers may get an event twice. Every try carries the same webhook-id, "
                "so that they can drop what they have."
            ),
            Tone.WARN,
        )
        self._bar = ProgressBar(self.tr("Progress of the replay"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(6)
        self._show_them = Button(self.tr("Show these deliveries"))
        self._show_them.setObjectName("show_replayed")
        self._close = Button(self.tr("Cancel"))
        self._close.setObjectName("close_replay")
        self._go = Button(self.tr("Replay"), kind="primary", icon_name="replay")
        self._go.setObjectName("start_replay")
        self._build()
        self._connect()
        again.clicked.connect(replay.count)
        self._show(replay.state)

    def closeEvent(self, event: QCloseEvent) -> None:
        """While it sends, the first wish to close stops it; the second does not wait."""
        if self._is_sending and not self._replay.state.is_stopping:
            event.ignore()
            self._replay.stop()
            return
        super().closeEvent(event)

    def reject(self) -> None:
        """Esc and Cancel: as closing the window."""
        if self._is_sending and not self._replay.state.is_stopping:
            self._replay.stop()
            return
        super().reject()

    def take_environment(self, environment: Environment, hue: Hue) -> None:
        """The instance is for something else than when this was opened."""
        self._replay.around = replace(self._replay.around, environment=environment, hue=hue)
        for tag in self.findChildren(EnvironmentTag):
            tag.set_environment(environment, hue)
        self._show(self._replay.state)

    @property
    def _is_sending(self) -> bool:
        return self._replay.state.stage is Stage.SENDING

    @Slot(object)
    def _show(self, state: ReplayState) -> None:
        is_choosing = state.stage in {Stage.COUNTING, Stage.COUNTED}
        self._form.show_choice(state.choice)
        self._form.setEnabled(is_choosing)
        self._twice.setVisible(state.stage is not Stage.OVER)
        self._bar.setVisible(state.stage is Stage.SENDING)
        self._show_words(state)
        self._show_error(state)
        self._show_buttons(state)
        if state.stage is Stage.OVER:
            self._show_outcome(state)

    def _show_words(self, state: ReplayState) -> None:
        plan, progress = state.plan, state.progress
        count = second = left_out = ""
        if state.stage is Stage.COUNTING:
            count = self.tr("Counting...")
            if progress is not None and progress.total is None:
                second = self.tr("{count} looked at").format(count=times.number(progress.done))
        elif state.stage is Stage.SENDING and progress is not None and progress.total:
            words = self.tr("Stopping...") if state.is_stopping else self.tr("Sending...")
            of = self.tr("{done} of {total} on the way again").format(
                done=times.number(progress.done), total=times.number(progress.total)
            )
            count, second = words, of
            self._bar.set_progress(progress.done, progress.total)
        elif plan is not None and state.stage is Stage.COUNTED:
            count = replay_words.of_count(plan)
            second = replay_words.of_range(plan, self._clock())
            left_out = "\n".join(replay_words.of_refused(plan, self._form.name_of))
        for label, text in ((self._count, count), (self._range, second)):
            label.setText(text)
            label.setVisible(bool(text))
        self._left_out.set_message(left_out, Tone.WARN)
        self._left_out.setVisible(bool(left_out))

    def _show_error(self, state: ReplayState) -> None:
        self._error.setVisible(state.error is not None)
        if state.error is not None:
            title = self.tr("It could not be counted")
            if state.stage is Stage.OVER:
                title = self.tr("It was not carried out to its end")
            self._error.set_message(Tone.BAD, title, replays.refusal(state.error))
        for button in self._error.buttons:
            button.setVisible(state.stage is Stage.COUNTED)

    def _show_buttons(self, state: ReplayState) -> None:
        count = state.plan.count if state.plan is not None else 0
        is_over = state.stage is Stage.OVER
        is_production = self._replay.around.environment is Environment.PRODUCTION
        number = times.number(count)
        words = self.tr("Replay {count}").format(count=number) if count else self.tr("Replay")
        if is_production and count:
            words = self.tr("Replay {count} in Production").format(count=number)
        self._go.set_words(words)
        self._go.set_kind("prod" if is_production else "primary")
        self._go.setVisible(state.stage in {Stage.COUNTING, Stage.COUNTED})
        is_ready = state.stage is Stage.COUNTED and count > 0
        self._go.set_reason("" if is_ready else self.tr("There is nothing to send again yet"))
        self._show_them.setVisible(is_over and state.outcome is not None)
        if is_over:
            self._close.set_words(self.tr("Close"))
        elif state.stage is Stage.SENDING:
            self._close.set_words(self.tr("Stop"))
            self._close.set_reason(
                self.tr("It stops after what is being sent now") if state.is_stopping else ""
            )
        if is_over:
            self._close.set_reason("")
        if state.stage is not self._shown_stage and not self._go.isVisible():
            self._close.setFocus()
        self._shown_stage = state.stage

    def _show_outcome(self, state: ReplayState) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if state.plan is None or state.outcome is None:
            return
        found = replay_words.of_outcome(state.plan, state.outcome, self._form.name_of)
        for tone, words in found:
            hint = Hint(words, Tone(tone))
            hint.setObjectName("replay_result")
            self._lines.addWidget(hint)

    @Slot()
    def _show_deliveries(self) -> None:
        self.shown_wanted.emit(self._replay.state.choice.listener_id)
        self.accept()

    def _build(self) -> None:
        around = self._replay.around
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(10)
        title = self.tr("Replay deliveries")
        column.addLayout(title_row(title, around.environment, around.hue))
        column.addWidget(self._form)
        column.addWidget(line())
        for widget in (self._count, self._range, self._bar, self._left_out, self._error):
            column.addWidget(widget)
        column.addLayout(self._lines)
        column.addWidget(self._twice)
        column.addStretch(1)
        column.addLayout(button_row(self._show_them, self._close, self._go))
        size_in_em(self, min_width=_WIDTH)

    def _connect(self) -> None:
        replay, form = self._replay, self._form
        replay.changed.connect(self._show)
        form.listener_chosen.connect(replay.choose_listener)
        form.window_chosen.connect(replay.choose_window)
        form.rate_chosen.connect(replay.choose_rate)
        form.newest_only_chosen.connect(replay.choose_newest_only)
        form.status_chosen.connect(self._choose_status)
        self._go.clicked.connect(replay.start)
        self._close.clicked.connect(self.reject)
        self._show_them.clicked.connect(self._show_deliveries)

    @Slot(object, bool)
    def _choose_status(self, status: ReplayStatus, is_wanted: bool) -> None:
        self._replay.choose_status(status, is_wanted=is_wanted)
