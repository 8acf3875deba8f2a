"""One test in full: what came of it on top, its time, and the exchange side by side below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from app.ui.charts import Waterfall
from app.ui.test_sends import result as results
from app.ui.test_sends.exchange import Exchange
from app.ui.test_sends.parts import Advice, ResultLine
from app.ui.test_sends.trials import Trial
from app.ui.text import times
from app.ui.theme import em, follow_text_size
from app.ui.widgets import Card


class ResultView(QScrollArea):
    """Shows a `Trial`; scrolls where there is little room. Its parts say what is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.advice = Advice()
        self.request = Exchange("request", self.tr("Request"))
        self.response = Exchange("response", self.tr("Response"))
        self._line = ResultLine()
        self._timing = Card(self.tr("Timing"))
        self._waterfall = Waterfall(self.tr("Timing"))
        self._waterfall.setObjectName("waterfall")
        self._timing.body.addWidget(self._waterfall)
        self._timing.body.addStretch(1)
        self._build()

    @property
    def tab_stops(self) -> list[QWidget]:
        """What takes the focus, in reading order."""
        return [*self.advice.tab_stops, *self.request.tab_stops, *self.response.tab_stops]

    def show_trial(self, trial: Trial, *, may_send_here: bool, has_mailbox: bool) -> None:
        """Show another test.

        Args:
            trial: What was sent, and what came of it.
            may_send_here: It can be sent from this computer, too.
            has_mailbox: A message that was sent can be looked at.
        """
        shown = results.of(trial, credential_name=trial.subject.credential)
        self._line.show_result(shown)
        self.advice.show_result(shown, may_send_here=may_send_here, has_mailbox=has_mailbox)
        total = self.tr("{time} in total").format(time=times.duration(trial.attempt.duration_ms))
        self._timing.set_title(self.tr("Timing"), total)
        self._waterfall.set_phases(shown.phases)
        self.request.show_request(trial.attempt.request)
        self.response.show_response(trial.attempt)

    def _build(self) -> None:
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(24, 16, 24, 16)
        grid.setSpacing(16)
        grid.addWidget(self._line, 0, 0, 1, 2)
        grid.addWidget(self.advice, 1, 0)
        grid.addWidget(self._timing, 1, 1)
        grid.addWidget(self.request, 2, 0)
        grid.addWidget(self.response, 2, 1)
        grid.setRowStretch(2, 1)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)

        def leave_room() -> None:
            grid.setRowMinimumHeight(2, em(260))
            for column in (0, 1):
                grid.setColumnMinimumWidth(column, em(300))

        follow_text_size(content, leave_room)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
