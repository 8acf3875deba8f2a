"""One test in full: what came of it on top, its time, and the exchange side by side below."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from app.ui.charts import Waterfall
from app.ui.test_sends import result as results
from app.ui.test_sends.exchange import Exchange
from app.ui.test_sends.parts import Advice, ResultLine
from app.ui.test_sends.trials import Sender, Trial
from app.ui.text import times
from app.ui.theme import em, follow_text_size
from app.ui.widgets import Card

_MARGIN_PX: Final = 24
_GAP_PX: Final = 16
_COLUMN_PX: Final = 300
_EXCHANGE_PX: Final = 260


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
        self._columns: tuple[tuple[QWidget, ...], ...] = (
            (self.advice, self.request),
            (self._timing, self.response),
        )
        self._is_folded = False
        self._build()

    @property
    def tab_stops(self) -> list[QWidget]:
        """What takes the focus, in reading order."""
        return [*self.advice.tab_stops, *self.request.tab_stops, *self.response.tab_stops]

    def show_trial(self, trial: Trial, *, other: Sender | None, has_mailbox: bool) -> None:
        """Show another test.

        Args:
            trial: What was sent, and what came of it.
            other: Who could send it, too.
            has_mailbox: A message that was sent can be looked at.
        """
        shown = results.of(trial, credential_name=trial.subject.credential)
        self._line.show_result(shown)
        self.advice.show_result(shown, other=other, has_mailbox=has_mailbox)
        total = self.tr("{time} in total").format(time=times.duration(trial.attempt.duration_ms))
        self._timing.set_title(self.tr("Timing"), total)
        self._waterfall.set_phases(shown.phases)
        auth_type = trial.subject.settings.destination.auth_type
        self.request.show_request(trial.attempt.request, auth_type)
        self.response.show_response(trial.attempt)
        self._fold()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()

    def _build(self) -> None:
        content = QWidget()
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(_MARGIN_PX, 16, _MARGIN_PX, 16)
        self._grid.setSpacing(_GAP_PX)
        self._grid.addWidget(self._line, 0, 0, 1, 2)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)
        follow_text_size(content, self._place)

    def _fold(self) -> None:
        """Put everything below each other where two columns would have to be scrolled across."""
        needed = 2 * _MARGIN_PX + _GAP_PX + sum(map(_least, self._columns))
        is_folded = self.viewport().width() < needed
        if is_folded != self._is_folded:
            self._is_folded = is_folded
            self._place()

    def _place(self) -> None:
        (advice, request), (timing, response) = self._columns
        order = (advice, timing, request, response)
        for at, part in enumerate(order):
            self._grid.removeWidget(part)
            row, column = (at, 0) if self._is_folded else divmod(at, 2)
            self._grid.addWidget(part, row + 1, column, 1, 2 if self._is_folded else 1)
        exchanges = (3, 4) if self._is_folded else (2,)
        for row in (2, 3, 4):
            self._grid.setRowMinimumHeight(row, em(_EXCHANGE_PX) if row in exchanges else 0)
            self._grid.setRowStretch(row, 1 if row in exchanges else 0)
        for column in (0, 1):
            self._grid.setColumnMinimumWidth(column, 0 if self._is_folded else em(_COLUMN_PX))
            self._grid.setColumnStretch(column, 1)


def _least(column: tuple[QWidget, ...]) -> int:
    return max(em(_COLUMN_PX), *(part.minimumSizeHint().width() for part in column))
