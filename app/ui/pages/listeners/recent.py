"""The lower half of the detail panel: the last 24 hours and the newest deliveries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.delivery import DeliveryStatus
from app.ui.charts import Bar, BarChart
from app.ui.pages.listeners.columns import bars_of, is_dimmed
from app.ui.pages.listeners.day import hour_labels
from app.ui.text import errors, states, times
from app.ui.theme import TextRole, Tone, size_in_em
from app.ui.widgets import Button, Chip, ElidingLabel, Hint, PlainLabel, SecondLine, set_tooltip
from app.ui.widgets.layouts import flush_at_end

if TYPE_CHECKING:
    from app.domain.delivery import Delivery
    from app.domain.times import Clock
    from app.domain.workspace import SyncOverview
    from app.ui.pages.listeners.day import Day
    from app.ui.pages.listeners.detail import Detail, Recent


class LastDay(QWidget):
    """A day in bars, and three figures under them."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._aside = SecondLine()
        self._chart = BarChart(self.tr("Last 24 hours"))
        self._chart.setObjectName("last_day")
        names = (self.tr("Success"), self.tr("Median"), self.tr("95th percentile"))
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Last 24 hours"), TextRole.STRONG), 1)
        head.addWidget(self._aside)
        self._numbers = QWidget()
        row = QHBoxLayout(self._numbers)
        row.setContentsMargins(0, 4, 0, 0)
        self._figures = [
            (PlainLabel("", TextRole.SECTION, tabular=True), SecondLine(name)) for name in names
        ]
        for number, (figure, title) in enumerate(self._figures):
            box = QVBoxLayout()
            box.setSpacing(0)
            box.addWidget(figure)
            box.addWidget(title)
            if number:
                row.addStretch(1)
            row.addLayout(box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self._chart)
        column.addWidget(self._numbers)

    def show_detail(self, detail: Detail, overview: SyncOverview) -> None:
        """Show the numbers of a listener, as of the last sync."""
        row, day = detail.row, detail.row.day
        bars = [
            Bar(bar.total, bar.failed, label)
            for bar, label in zip(bars_of(row), hour_labels(self._clock()), strict=False)
        ]
        sentence = self.tr("{delivered} delivered, {failed} failed").format(
            delivered=times.number(day.delivered), failed=times.number(day.failed)
        )
        self._chart.set_bars(bars, sentence, dimmed=is_dimmed(row))
        self._chart.setVisible(bool(bars) or not day.tries)  # not every platform tells hours
        self._aside.setText(self._aside_of(day, overview))
        self._aside.set_ink("bad" if day.failed else "text2")
        self._numbers.setVisible(bool(day.tries))
        for (figure, name), text in zip(
            self._figures,
            (day.success, times.duration(day.p50_ms), times.duration(day.p95_ms)),
            strict=True,
        ):
            figure.setText(text)
            figure.setVisible(bool(text))  # not every platform tells answer times
            name.setVisible(bool(text))
            figure.setAccessibleName(f"{name.text()}: {text}")
        self._figures[0][0].set_ink("warn" if day.is_success_low else "text")

    def _aside_of(self, day: Day, overview: SyncOverview) -> str:
        if overview.offline_since is not None and overview.synced_at is not None:
            when = times.clock(overview.synced_at)[:5]
            return self.tr("As of {time}").format(time=when)
        if day.failed:
            return self.tr("{failed} of {total} failed").format(
                failed=times.number(day.failed), total=times.number(day.tries)
            )
        if not day.tries:
            return ""
        return self.tr("{count} delivered").format(count=times.number(day.tries))


class RecentDeliveries(QWidget):
    """The newest deliveries of one listener.

    Signals:
        all_wanted: Show the Deliveries page for this listener.
    """

    all_wanted = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._recent: Recent | None = None
        self._all = Button(self.tr("Show all"), kind="link")
        self._all.setObjectName("all_deliveries")
        self._all.clicked.connect(self.all_wanted)
        self._note = Hint("")
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(self.tr("Recent deliveries"), TextRole.STRONG), 1)
        head.addLayout(flush_at_end(self._all))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._note)
        column.addWidget(self._rows)

    def show_recent(self, recent: Recent) -> None:
        """Show what is known; what was shown stays while it is read again."""
        if recent == self._recent:
            return
        self._recent = recent
        note, tone = "", Tone.MUTE
        if recent.error is not None:
            words = errors.of(recent.error)
            note, tone = f"{words.title}. {words.text}", Tone.WARN
        elif recent.deliveries is None:
            note = self.tr("Reading the deliveries")
        elif not recent.deliveries:
            note = self.tr("No deliveries yet")
        self._note.set_message(note, tone)
        self._note.setVisible(bool(note))
        self._fill(recent.deliveries or ())

    def _fill(self, deliveries: tuple[Delivery, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._rows.setVisible(bool(deliveries))
        for number, delivery in enumerate(deliveries):
            status = states.of_delivery(delivery)
            code = str(delivery.last_status) if delivery.last_status is not None else ""
            chip = Chip(code, Tone(status.tone), icon_name="" if code else status.icon)
            size_in_em(chip, min_width=40)
            words = _words_of(delivery)
            when = delivery.last_attempt_at or delivery.created_at
            time = PlainLabel(times.clock(when), TextRole.SECOND, ink="text2", tabular=True)
            set_tooltip(time, times.utc_tooltip(when))
            took = PlainLabel(
                times.duration(delivery.last_duration_ms),
                TextRole.SECOND,
                ink="text2",
                tabular=True,
            )
            took.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            for at, widget in enumerate((chip, ElidingLabel(words), took, time)):
                widget.setAccessibleName(f"{code} {words}, {times.short(when, self._clock())}")
                self._grid.addWidget(widget, number, at)


def _words_of(delivery: Delivery) -> str:
    status = states.of_delivery(delivery)
    if delivery.status is DeliveryStatus.DELIVERED and delivery.attempts > 1:
        return f"{status.word} ({times.number(delivery.attempts)})"
    if delivery.last_error and delivery.status is not DeliveryStatus.DELIVERED:
        return f"{status.word}: {states.attempt_error(delivery.last_error)}"
    return status.word
