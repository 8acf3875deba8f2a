"""What happened when, joined by a line; rows change in place, so that nothing flickers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import TextRole, current
from app.ui.widgets.labels import ElidingLabel, IconLabel, PlainLabel


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One thing that happened or will happen."""

    title: str
    text: str = ""
    aside: str = ""
    icon_name: str = "check-circle-fill"
    ink: str = "ok_fill"
    title_ink: str = "text"


class _Row:
    """The widgets of one event."""

    def __init__(self, grid: QGridLayout, number: int) -> None:
        self.mark = IconLabel("", size_px=18, beside=TextRole.MEDIUM)
        self._title = ElidingLabel("", TextRole.MEDIUM)
        self._text = ElidingLabel("", TextRole.SECOND, ink="text2")
        self._aside = PlainLabel("", TextRole.SECOND, ink="text2", tabular=True)
        self._words = QWidget()
        lines, head = QVBoxLayout(self._words), QHBoxLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(1)
        head.setSpacing(10)
        lines.addLayout(head)
        head.addWidget(self._title, 1)
        lines.addWidget(self._text)  # as wide as there is room, whatever is aside
        head.addWidget(self._aside)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.mark, number, 0, top)
        grid.addWidget(self._words, number, 1, top)
        self._event: TimelineEvent | None = None

    def show(self, event: TimelineEvent | None) -> None:
        """Show an event, or nothing."""
        if event != self._event and event is not None:
            self.mark.set_icon(event.icon_name, event.ink)
            self._title.setText(event.title)
            self._title.set_ink(event.title_ink)
            self._text.setText(event.text)
            self._text.setVisible(bool(event.text))
            self._aside.setText(event.aside)
            self._aside.setVisible(bool(event.aside))
        if event != self._event:
            for widget in (self.mark, self._words):
                widget.setVisible(event is not None)  # now: a layout would do so a moment later
        self._event = event


class Timeline(QWidget):
    """Events under each other, joined by a line."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._rows: list[_Row] = []
        self._shown = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(14)
        self._grid.setColumnStretch(1, 1)

    def set_events(self, events: Sequence[TimelineEvent]) -> None:
        """Show these events, from top to bottom."""
        self._rows += [_Row(self._grid, at) for at in range(len(self._rows), len(events))]
        for at, row in enumerate(self._rows):
            row.show(events[at] if at < len(events) else None)
        self._shown = len(events)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setPen(QPen(QColor(current().border), 1))
        marks = [row.mark.geometry() for row in self._rows[: self._shown]]
        for upper, lower in pairwise(marks):
            x = upper.center().x() + 0.5
            painter.drawLine(QPointF(x, upper.bottom() + 3), QPointF(x, lower.top() - 3))
