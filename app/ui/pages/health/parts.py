"""The small parts of the page: a figure, what needs attention, and where they stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.pages.health.words import Concern, Figure
from app.ui.text import times
from app.ui.theme import TextRole, size_in_em
from app.ui.widgets import Button, Card, ElidingLabel, IconLabel, PlainLabel, SecondLine, line
from app.ui.widgets.layouts import remove_widgets

_SHOWN = 5
_HEAD_PX = 32


class FigureCard(Card):
    """A name, a figure, and how it moved."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName(name)
        self._name = SecondLine()
        self._value = ElidingLabel("", TextRole.HERO, tabular=True)
        self._icon = IconLabel("", "text2", 12, beside=TextRole.SECOND)
        self._note = PlainLabel("", TextRole.SECOND, ink="text2", wrap=True)
        note = QHBoxLayout()
        note.setSpacing(6)
        note.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        note.addWidget(self._note, 1)
        self.body.setSpacing(4)
        self.body.addWidget(self._name)
        self.body.addWidget(self._value)
        self.body.addLayout(note)
        self.body.addStretch(1)

    def show_figure(self, figure: Figure) -> None:
        """Show another figure."""
        self._name.setText(figure.name)
        self._value.setText(figure.value)
        self._note.setText(figure.note)
        self._note.set_ink(figure.tone)
        self._icon.set_icon(figure.icon, figure.tone)
        self._icon.setVisible(bool(figure.icon))
        self.setAccessibleName(f"{figure.name}: {figure.value}")
        self.setAccessibleDescription(figure.note)


class Attention(Card):
    """The listeners that need somebody, each with a way to it.

    Signals:
        wanted: The id of a listener to show.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setObjectName("attention")
        size_in_em(self._title, min_height=_HEAD_PX)  # level with the charts beside it
        self._shown: tuple[Concern, ...] | None = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.body.addLayout(self._rows)
        self.body.addStretch(1)
        self.show_concerns(())

    def show_concerns(self, concerns: Sequence[Concern]) -> None:
        """Show these; nothing happens where they are the same."""
        if tuple(concerns) == self._shown:
            return
        self._shown = tuple(concerns)
        self.set_title(self.tr("Needs attention"), times.number(len(concerns)) if concerns else "")
        remove_widgets(self._rows)
        if not concerns:
            self._rows.addWidget(PlainLabel(self.tr("Nothing does"), ink="text2"))
        for at, concern in enumerate(concerns[:_SHOWN]):
            if at:
                self._rows.addWidget(line())
            self._rows.addWidget(self._row(concern))
        more = len(concerns) - _SHOWN
        if more > 0:
            self._rows.addWidget(SecondLine(self.tr("and %Ln more", "", more)))

    def _row(self, concern: Concern) -> QWidget:
        made = QWidget()
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ElidingLabel(concern.title, TextRole.MEDIUM))
        words.addWidget(ElidingLabel(concern.text, TextRole.SECOND, ink="text2"))
        show = Button(self.tr("Show"))
        show.setObjectName(f"show_{concern.listener_id}")
        show.setAccessibleName(self.tr("Show {what}").format(what=concern.title))
        show.clicked.connect(lambda: self.wanted.emit(concern.listener_id))
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(
            IconLabel(concern.icon, concern.ink, 16, beside=TextRole.MEDIUM),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        row.addLayout(words, 1)
        row.addWidget(show)
        return made


def arrange(
    grid: QGridLayout, figures: Sequence[QWidget], parts: Sequence[QWidget], *, is_narrow: bool
) -> None:
    """Two parts side by side and four figures in a row, or half as many."""
    for at, card in enumerate(figures):
        across = 2 if is_narrow else 4
        grid.addWidget(card, at // across, at % across * (4 // across), 1, 4 // across)
    below = 2 if is_narrow else 1
    for at, part in enumerate(parts):
        row, column = (below + at, 0) if is_narrow else (below + at // 2, at % 2 * 2)
        grid.addWidget(part, row, column, 1, 4 if is_narrow else 2)
    for column in range(4):
        grid.setColumnStretch(column, 1)
