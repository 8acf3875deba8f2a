"""One waiting change beside the list: the difference, why it is not there yet, what can be done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.pending import ChangeKind, Subject
from app.domain.sync_state import SyncState
from app.domain.times import Clock
from app.ui.pages.pending.words import DifferenceWords, PendingRow, kind_word, note_of, state_word
from app.ui.pages.side_panel import SidePanel, in_a_row
from app.ui.text import times
from app.ui.theme import TextRole, Tone
from app.ui.widgets import (
    Banner,
    Button,
    Card,
    Chip,
    ElidingLabel,
    Hint,
    IconLabel,
    KeyValueGrid,
    PlainLabel,
    SecondLine,
    set_tooltip,
)

translate = QCoreApplication.translate


class ChangePanel(SidePanel):
    """Shows a `PendingRow`; wishes go to the page."""

    open_wanted = Signal()
    take_back_wanted = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__("change_panel", parent)
        self._clock = clock
        self._about = Chip()
        self._label = SecondLine()
        self._open = Button(self.tr("Edit"), icon_name="pencil")
        self._open.setObjectName("open_change")
        self._take_back = Button(self.tr("Take back..."), icon_name="replay")
        self._take_back.setObjectName("take_back")
        self._why = Hint("")
        self._reasons = Banner(Tone.BAD)
        self._reasons.setObjectName("refusal_reasons")
        self._state_icon = IconLabel("clock-fill", "info_fill", 16)
        self._state = PlainLabel("", TextRole.STRONG)
        self._facts = KeyValueGrid()
        self._none = PlainLabel("", ink="text2", wrap=True)
        self._cards = QVBoxLayout()
        self._build()
        self._open.clicked.connect(self.open_wanted)
        self._take_back.clicked.connect(self.take_back_wanted)

    @property
    def can_open(self) -> bool:
        """Whether there is a page where the change can be mended."""
        return not self._open.isHidden()

    def show_row(self, row: PendingRow | None, why_no_change: str) -> None:
        """Show another change, or news of the same one."""
        if row is None:
            return
        change = row.change
        self._title.setText(row.title)
        self._about.set_chip(row.about)
        self._label.setText(row.label)
        self._label.setVisible(bool(row.label) and row.label != row.title)
        icon, tone, word = state_word(change)
        self._state_icon.set_icon(icon, f"{tone}_fill")
        self._state.setText(word)
        is_listener = change.subject is Subject.LISTENER
        is_conflict = change.state is SyncState.CONFLICT and is_listener
        self._open.set_words(self.tr("Resolve...") if is_conflict else self.tr("Edit"))
        self._open.setVisible(is_conflict or change.kind is not ChangeKind.DELETE)
        for button in (self._open, self._take_back):
            button.set_reason(why_no_change)
        self._why.set_message(why_no_change)
        self._why.setVisible(bool(why_no_change))
        is_refused = change.state is SyncState.REFUSED
        self._reasons.setVisible(is_refused)
        if is_refused:
            title = self.tr("The platform refused this change")
            self._reasons.set_message(Tone.BAD, title, row.reasons)
        self._facts.clear()
        self._facts.add(self.tr("What"), kind_word(change))
        if change.since is not None:
            since = ElidingLabel(times.short(change.since, self._clock()))
            set_tooltip(since, times.utc_tooltip(change.since))
            self._facts.add(self.tr("Since"), since)
        self._show_differences(row)

    def _show_differences(self, row: PendingRow) -> None:
        while (item := self._cards.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if row.change.kind is ChangeKind.CREATE and row.change.state is not SyncState.CONFLICT:
            self._cards.addWidget(_whole(row.differences))
        else:
            for one in row.differences:
                self._cards.addWidget(_card(one))
        note = note_of(row.change)
        self._none.setText(note)
        self._none.setVisible(bool(note))

    def _build(self) -> None:
        state = QHBoxLayout()
        state.setSpacing(8)
        state.addWidget(self._state_icon)
        state.addWidget(self._state, 1)
        column = self._scrolling()
        column.addLayout(self._head(self._about, close_name="close_change"))
        column.addWidget(self._label)
        column.addLayout(in_a_row(self._open, self._take_back))
        column.addWidget(self._why)
        column.addSpacing(6)
        column.addWidget(self._reasons)
        column.addLayout(state)
        column.addWidget(self._facts)
        column.addSpacing(6)
        column.addWidget(self._none)
        self._cards.setSpacing(8)
        column.addLayout(self._cards)
        column.addStretch(1)


def _whole(settings: tuple[DifferenceWords, ...]) -> Card:
    """Something new: all of it, as there is nothing to compare it with."""
    card = Card(sunken=True)
    grid = KeyValueGrid()
    for one in settings:
        grid.add(one.name, one.mine or translate("pending", "None"))
    card.body.addWidget(grid)
    return card


def _card(one: DifferenceWords) -> Card:
    """One setting: before, and what is wanted; in a conflict also what is there now."""
    card = Card(sunken=True)
    card.body.addWidget(PlainLabel(one.name, TextRole.MEDIUM))
    grid = KeyValueGrid(name_width=88)
    if one.before:
        grid.add(translate("pending", "Before"), one.before)
    grid.add(translate("pending", "Here"), one.mine or translate("pending", "None"))
    if one.theirs and one.theirs != one.before:
        grid.add(translate("pending", "Platform"), one.theirs)
    card.body.addWidget(grid)
    return card
