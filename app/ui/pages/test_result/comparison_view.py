"""Two tests of one listener side by side: outcome and times in a table, their texts below."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollBar, QVBoxLayout, QWidget

from app.ui.test_sends import result as results
from app.ui.test_sends.comparison import Comparison, Fact, Sides, compare
from app.ui.test_sends.trials import TestState, Trial
from app.ui.theme import TextRole, Tone, em, follow_text_size, size_in_em
from app.ui.widgets import (
    Card,
    Chip,
    CodeView,
    ComboBox,
    ComboItem,
    ElidingLabel,
    Field,
    FieldLabel,
    PlainLabel,
    SecondLine,
    TabRow,
)
from app.ui.widgets.layouts import remove_widgets


class Part(Enum):
    """What the tabs show."""

    RESPONSE = auto()
    REQUEST = auto()


class ComparisonView(QWidget):
    """The earlier test on the left, the one that the page shows on the right.

    Signals:
        other_chosen: The number of another test to compare with.
    """

    other_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparison")
        self._shown: tuple[Trial, Trial] | None = None
        self._sides: dict[Part, Sides] = {}
        self._other = ComboBox(name=self.tr("Compared with"))
        self._other.setObjectName("compare_with")
        size_in_em(self._other, min_width=216)
        self._this = ElidingLabel("", TextRole.STRONG)
        self._this.setObjectName("compared_test")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._tabs = TabRow(self.tr("What is compared"), edge=False)
        self._tabs.setObjectName("comparison_parts")
        self._tabs.add(Part.RESPONSE, self.tr("Response"))
        self._tabs.add(Part.REQUEST, self.tr("Request"))
        self._note = SecondLine(wrap=True)
        self._note.setObjectName("comparison_note")
        self._before = CodeView(self.tr("Earlier test"), numbered=False)
        self._before.setObjectName("comparison_before")
        self._after = CodeView(self.tr("This test"), numbered=False)
        self._after.setObjectName("comparison_after")
        self._build()
        self._tabs.chosen.connect(self._show_part)
        self._other.chosen.connect(self.other_chosen)

    @property
    def tab_stops(self) -> list[QWidget]:
        """What takes the focus, in reading order."""
        return [self._other, self._tabs, self._before, self._after]

    def show_state(self, state: TestState) -> None:
        """Show what is compared; nothing changes where nothing is."""
        before, after = state.compared, state.shown
        if before is None or after is None:
            return
        others = [one for one in state.earlier if one.number != after.number]
        self._other.set_items(ComboItem(results.chooser_text(one), one.number) for one in others)
        self._other.set_value(before.number)
        if self._shown != (before, after):
            self._shown = (before, after)
            self._this.setText(results.chooser_text(after))
            self._show_comparison(compare(before, after))

    def _show_comparison(self, comparison: Comparison) -> None:
        remove_widgets(self._grid)
        for row, fact in enumerate(comparison.facts):
            self._add_fact(row, fact)
        self._sides = {Part.RESPONSE: comparison.response, Part.REQUEST: comparison.request}
        self._show_part()

    def _add_fact(self, row: int, fact: Fact) -> None:
        role = TextRole.STRONG if fact.is_marked else None
        name = PlainLabel(fact.name, ink="text2")
        none = "\N{EN DASH}"
        before, after = (
            PlainLabel(text or none, role or TextRole.BODY, tabular=True)
            for text in (fact.before, fact.after)
        )
        words = self.tr("{name}: before {before}, now {after}")
        after.setAccessibleName(
            words.format(name=fact.name, before=fact.before or none, after=fact.after or none)
        )
        for column, label in enumerate((name, before, after)):
            self._grid.addWidget(label, row, column)
        if fact.change:
            chip = Chip(fact.change, Tone.WARN if fact.is_marked else Tone.MUTE)
            self._grid.addWidget(chip, row, 3, Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def _show_part(self) -> None:
        sides = self._sides.get(self._tabs.value)
        if sides is None:
            return
        at = self._after.verticalScrollBar().value()
        self._before.set_code(sides.before, "http", sides.before_marks)
        self._after.set_code(sides.after, "http", sides.after_marks)
        self._after.verticalScrollBar().setValue(at)
        self._note.setText(self._words(sides))

    def _words(self, sides: Sides) -> str:
        if sides.note:
            return sides.note
        if not sides.differ:
            return self.tr("Nothing differs but what is new in every test.")
        return self.tr("What is new in every test, such as webhook-id, is not marked.")

    def _leave_room(self) -> None:
        for view in (self._before, self._after):
            view.setMinimumHeight(em(220))
        self._this.setMinimumHeight(self._other.sizeHint().height())  # level with it

    def _build(self) -> None:
        card = Card(self.tr("Outcome and times"))
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Field(self.tr("Compared with"), self._other), 1)
        this = QVBoxLayout()
        this.setSpacing(4)
        this.addWidget(FieldLabel(self.tr("This test"), self._this))
        this.addWidget(self._this)
        head.addLayout(this, 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        card.body.addLayout(self._grid)
        tabs = QHBoxLayout()
        tabs.addWidget(self._tabs)
        tabs.addStretch(1)
        texts = QHBoxLayout()
        texts.setSpacing(16)
        texts.addWidget(self._before, 1)
        texts.addWidget(self._after, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(card)
        column.addLayout(tabs)
        column.addWidget(self._note)
        column.addLayout(texts, 1)
        follow_text_size(self, self._leave_room)
        for bar_of in (CodeView.verticalScrollBar, CodeView.horizontalScrollBar):
            _move_together(bar_of(self._before), bar_of(self._after))


def _move_together(one: QScrollBar, other: QScrollBar) -> None:
    one.valueChanged.connect(other.setValue)
    other.valueChanged.connect(one.setValue)
