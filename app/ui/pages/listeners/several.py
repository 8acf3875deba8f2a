"""The panel's other face (mockup 01-bulk): what several selected listeners come to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.charts import Bar, BarChart
from app.ui.pages.listeners import selection_sum
from app.ui.pages.listeners.day import hour_labels
from app.ui.pages.side_panel import SidePanel
from app.ui.text import times
from app.ui.theme import TextRole
from app.ui.widgets import (
    ElidingLabel,
    IconLabel,
    KeyValueGrid,
    PlainLabel,
    SecondLine,
    line,
)
from app.ui.widgets.layouts import remove_widgets

if TYPE_CHECKING:
    from app.domain.times import Clock
    from app.ui.pages.listeners.rows import ListenerRow
    from app.ui.pages.listeners.selection_sum import SelectionSum


class SeveralPanel(SidePanel):
    """How many, in which states, their last 24 hours, and what they have in common."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("several", parent)
        self._clock = clock
        self._title.setObjectName("several_title")
        self._states = SecondLine(wrap=True)
        self._states.setObjectName("several_states")
        self._names = QGridLayout()
        self._names.setHorizontalSpacing(8)
        self._names.setVerticalSpacing(8)
        self._names.setColumnStretch(2, 1)
        self._more = SecondLine()
        self._chart = BarChart(self.tr("Last 24 hours"))
        self._chart.setObjectName("several_chart")
        self._figures = [PlainLabel("", TextRole.SECTION, tabular=True) for _one in range(3)]
        self._shared = KeyValueGrid(name_width=104)
        self._shared_names: tuple[str, ...] = ()
        self._build()

    def show_rows(self, rows: Sequence[ListenerRow]) -> None:
        """Show the sum of these."""
        found = selection_sum.of(rows)
        self._title.setText(self.tr("%Ln listener(s) selected", "", found.count))
        self._states.setText(found.states)
        self._show_names(found)
        bars = [
            Bar(delivered + failed, failed, label)
            for (delivered, failed), label in zip(
                found.hours, hour_labels(self._clock()), strict=False
            )
        ]
        sentence = self.tr("{delivered} delivered, {failed} failed").format(
            delivered=times.number(found.delivered), failed=times.number(found.failed)
        )
        self._chart.set_bars(bars, sentence)
        texts = (times.number(found.tries), times.number(found.failed), found.success)
        for figure, text in zip(self._figures, texts, strict=True):
            figure.setText(text)
        self._figures[1].set_ink("bad" if found.failed else "text")
        self._numbers.setVisible(bool(found.tries))
        self._show_shared(found)

    def _show_shared(self, found: SelectionSum) -> None:
        names = tuple(name for name, _value in found.shared)
        if names == self._shared_names:
            for name, value in found.shared:
                self._shared.set_value(name, value)
            return
        self._shared_names = names
        self._shared.clear()
        for name, value in found.shared:
            self._shared.add(name, value)

    def _show_names(self, found: SelectionSum) -> None:
        remove_widgets(self._names)
        for at, row in enumerate(found.first):
            status = row.status
            self._names.addWidget(IconLabel(status.icon, f"{status.tone}_fill", 14), at, 0)
            self._names.addWidget(ElidingLabel(row.entity, TextRole.STRONG), at, 1)
            self._names.addWidget(ElidingLabel(row.label or row.function, ink="text2"), at, 2)
            if failed := row.day.failed:
                words = self.tr("{count} failed").format(count=times.number(failed))
                last = SecondLine(words)
                last.set_ink("bad" if status.tone == "bad" else "warn")
            else:
                last = SecondLine(status.word)
            last.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._names.addWidget(last, at, 3)
        self._more.setText(self.tr("and %Ln more", "", found.more))
        self._more.setVisible(bool(found.more))

    def _build(self) -> None:
        column = self._scrolling()
        column.setContentsMargins(20, 8, 16, 12)
        column.setSpacing(12)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addLayout(self._head(close_name="close_panel"))
        names.addWidget(self._states)
        column.addLayout(names)
        column.addLayout(self._names)
        column.addWidget(self._more)
        column.addWidget(line())
        column.addWidget(PlainLabel(self.tr("Last 24 hours"), TextRole.STRONG))
        column.addWidget(self._chart)
        column.addWidget(self._build_numbers())
        column.addWidget(line())
        column.addWidget(PlainLabel(self.tr("Settings"), TextRole.STRONG))
        column.addWidget(self._shared)
        column.addStretch(1)

    def _build_numbers(self) -> QWidget:
        self._numbers = QWidget()
        row = QHBoxLayout(self._numbers)
        row.setContentsMargins(0, 0, 0, 0)
        names = (self.tr("Deliveries"), self.tr("Failed"), self.tr("Success"))
        for number, (figure, name) in enumerate(zip(self._figures, names, strict=True)):
            box = QVBoxLayout()
            box.setSpacing(0)
            box.addWidget(figure)
            box.addWidget(SecondLine(name))
            if number:
                row.addStretch(1)
            row.addLayout(box)
        return self._numbers
