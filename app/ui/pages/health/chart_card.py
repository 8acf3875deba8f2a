"""A card around a chart: the picture, or the same values as a table (T)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.ui.charts.lines import LineChart
from app.ui.charts.ranked import FRAME_PX, RankedBars
from app.ui.tables import Column, KeyedTableModel, TableView
from app.ui.theme import TextRole
from app.ui.widgets import Card, PlainLabel, SecondLine, ToolButton
from app.ui.widgets.layouts import reaching


@dataclass(frozen=True, slots=True)
class ValueRow:
    """One line of the table."""

    key: str
    cells: tuple[str, ...]


class ChartCard(Card):
    """Shows a chart; T, or its button, shows the table in its place."""

    def __init__(
        self,
        name: str,
        title: str,
        aside: str,
        chart: LineChart | RankedBars,
        columns: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        """A card.

        Args:
            name: Object name; the table is called `name_table`.
            title: What it shows.
            aside: A quieter word at the right.
            chart: The picture.
            columns: The titles of the table.
            parent: Its owner.
        """
        super().__init__(parent=parent)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.chart = chart
        chart.setObjectName(f"{name}_chart")
        self._as_table = self.tr("Show the values as a table (T)")
        self._as_chart = self.tr("Show the chart (T)")
        self._toggle = ToolButton("list", self._as_table)
        self._toggle.setObjectName(f"{name}_toggle")
        self.model = KeyedTableModel[str, ValueRow](
            [_column(title, at) for at, title in enumerate(columns)],
            lambda row: row.key,
            self,
            sentence=lambda row: ", ".join(
                f"{column} {cell}" for column, cell in zip(columns, row.cells, strict=True)
            ),
        )
        self._table = TableView(title, two_lines=False, multiple=False)
        self._table.setObjectName(f"{name}_table")
        self._table.set_compact(True)
        self._table.begin_at(FRAME_PX)  # where the card's words begin
        self._table.set_model(self.model, sortable=False)
        self._stack = QStackedWidget()
        self._stack.addWidget(chart)
        self._stack.addWidget(self._table)
        head = QHBoxLayout()
        head.addWidget(PlainLabel(title, TextRole.STRONG))
        head.addStretch(1)
        head.addWidget(SecondLine(aside))
        head.addWidget(self._toggle)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(reaching(self._stack, left_px=FRAME_PX, right_px=FRAME_PX), 1)
        self.body.addLayout(column)
        self._toggle.clicked.connect(self.toggle)
        chart.table_wanted.connect(self.toggle)
        # A shortcut, because a table takes letters for the beginning of a word to go to.
        back = QShortcut(QKeySequence("T"), self._table)
        back.setContext(Qt.ShortcutContext.WidgetShortcut)
        back.activated.connect(self.toggle)

    @property
    def shows_table(self) -> bool:
        """Whether the table stands in the place of the chart."""
        return self._stack.currentWidget() is self._table

    def take_focus(self) -> None:
        """The keys go to what is shown."""
        (self._table if self.shows_table else self.chart).setFocus()

    def set_rows(self, rows: Iterable[ValueRow]) -> None:
        """Show these values in the table."""
        self.model.sync(rows)

    @Slot()
    def toggle(self) -> None:
        """Change between the chart and its table; the focus goes along."""
        left: QWidget = self._table
        shown: QWidget = self.chart
        if not self.shows_table:
            left, shown = self.chart, self._table
        had_focus = left.hasFocus()
        self._stack.setCurrentWidget(shown)
        if self.shows_table:
            self._toggle.set_face("health", self._as_chart)
        else:
            self._toggle.set_face("list", self._as_table)
        if had_focus:
            shown.setFocus(Qt.FocusReason.OtherFocusReason)


def _column(title: str, at: int) -> Column[ValueRow]:
    return Column[ValueRow](
        title, lambda row: row.cells[at], numeric=at > 0, width_em=92 if at else 0
    )
