"""The days that say how much mail an e-mail listener would send."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.charts import Bar, BarChart
from app.ui.pages.listener_form.state import Volume
from app.ui.text import times
from app.ui.theme import TextRole
from app.ui.widgets import PlainLabel, SecondLine


class VolumeChart(QWidget):
    """A bar for each of the last days; nothing where nothing is known."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("expected_volume")
        self._chart = BarChart(self.tr("Expected volume"))
        self._chart.setObjectName("volume_chart")
        self._chart.set_empty_text(self.tr("No events"))
        self._caption = SecondLine(wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(PlainLabel(self.tr("Expected volume"), TextRole.STRONG))
        column.addWidget(self._chart)
        column.addWidget(self._caption)
        self.hide()

    def show_volume(self, volume: Volume) -> None:
        """Show other days."""
        self.setVisible(bool(volume.days))
        days = [(times.weekday(day), count) for day, count in volume.days]
        bars = [Bar(count, label=day, value_text=times.number(count)) for day, count in days]
        said = ", ".join(f"{day} {times.number(count)}" for day, count in days)
        caption = self.tr("Events per day in the last %Ln day(s) for {what}.", "", len(days))
        caption = caption.format(what=volume.what)
        self._caption.setText(caption)
        self._chart.set_bars(bars, f"{caption} {said}")
