"""The window in which a conflict is decided, setting by setting (mockup 07)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.domain.conflict import Side
from app.domain.times import utc_now
from app.domain.workspace import Environment
from app.ui.pages.frame import scrolling
from app.ui.text import times
from app.ui.theme import TextRole, Tone, em, size_in_em
from app.ui.widgets import (
    Banner,
    Button,
    Card,
    ElidingLabel,
    EnvironmentTag,
    Hint,
    IconLabel,
    PlainLabel,
    RadioCard,
    SecondLine,
    line,
)

if TYPE_CHECKING:
    from app.domain.times import Clock
    from app.ui.pages.listeners.conflict_presenter import (
        Choice,
        ConflictPresenter,
        ConflictState,
        Words,
    )

_WIDTH: Final = 920  # where there is room
_LEAST: Final = 560
_HEIGHT: Final = 520  # at most: more settings are scrolled to
_AIR: Final = 24  # between the last words and the buttons


class ConflictDialog(QDialog):
    """Shows a `ConflictPresenter`; closing it decides nothing and keeps everything."""

    def __init__(
        self,
        conflict: ConflictPresenter,
        parent: QWidget | None = None,
        *,
        clock: Clock = utc_now,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("conflict_dialog")
        self.setWindowTitle(self.tr("Resolve conflict"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        conflict.setParent(self)
        self._conflict = conflict
        self._clock = clock
        self._cards: dict[tuple[str, Side], RadioCard] = {}
        self._shown: tuple[tuple[str, Words, Words, Words], ...] = ()
        self._summary = SecondLine("", wrap=True)
        self._summary.setObjectName("conflict_summary")
        self._moved = Banner(Tone.WARN)
        self._moved.setObjectName("conflict_moved")
        self._moved.set_message(
            Tone.WARN,
            self.tr("It changed again"),
            self.tr("What you had chosen for the settings that changed is open again."),
        )
        self._same = Hint("", Tone.MUTE, icon_name="equals")
        self._table = Card()
        self._all_mine = Button(self.tr("Use all of mine"))
        self._all_mine.setObjectName("use_all_mine")
        self._all_theirs = Button(self.tr("Use all of the platform's"))
        self._all_theirs.setObjectName("use_all_theirs")
        self._later = Button(self.tr("Decide later"))
        self._later.setObjectName("decide_later")
        self._save = Button(self.tr("Save"), kind="primary")
        self._save.setObjectName("save_decision")
        self._tag: EnvironmentTag | None = None
        self._build()
        self._connect()
        if conflict.state is not None:
            self._show(conflict.state)
        self._fit()

    @Slot(object)
    def _show(self, state: ConflictState) -> None:
        self._summary.setText(
            self.tr(
                "{name} was saved on the platform {when}, while your own changes were waiting. "
                "Choose what to keep, setting by setting."
            ).format(name=state.row.name, when=times.short(state.theirs.updated_at, self._clock()))
        )
        self._moved.setVisible(state.has_moved)
        self._show_environment(state)
        shown = tuple((one.name, one.before, one.mine, one.theirs) for one in state.choices)
        if shown != self._shown:
            self._shown = shown
            self._fill(state)
        for one in state.choices:
            for side in Side:
                self._cards[one.name, side].setChecked(one.side is side)
        self._same.set_message(
            self.tr("The same on both sides: {settings}.").format(settings=", ".join(state.same))
        )
        self._same.setVisible(bool(state.same))
        why = "" if state.is_decided else self.tr("Choose a side for every setting first")
        self._save.set_reason(why)

    def _fill(self, state: ConflictState) -> None:
        """Make the rows anew: other settings, or other values."""
        self._cards.clear()
        old = self._table.body.takeAt(0)
        if old is not None and (widget := old.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for column, stretch in ((1, 2), (2, 4), (3, 5), (4, 5)):
            grid.setColumnStretch(column, stretch)
        self._head(grid, state)
        at = grid.rowCount()
        grid.addWidget(line(), at, 0, 1, 5)
        merged = [one for one in state.choices if not one.is_conflict]
        self._rows(grid, [one for one in state.choices if one.is_conflict])
        if merged:
            at = grid.rowCount()
            words = self.tr("Merged for you, only one side changed")
            grid.addWidget(PlainLabel(words, TextRole.LABEL, ink="text2"), at, 0, 1, 5)
            self._rows(grid, merged)
        self._table.body.addWidget(rows)

    def _head(self, grid: QGridLayout, state: ConflictState) -> None:
        now, local = self._clock(), state.row.local
        when = times.short(local.changed_at, now) if local.changed_at is not None else ""
        heads = (
            (self.tr("Setting"), ""),
            (self.tr("Before"), ""),
            (self.tr("Yours"), self.tr("Changed {when}").format(when=when) if when else ""),
            (self.tr("Platform"), times.short(state.theirs.updated_at, now)),
        )
        for column, (title, text) in enumerate(heads):
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(PlainLabel(title, TextRole.STRONG))
            words.addWidget(SecondLine(text))
            span = (0, 0, 1, 2) if column == 0 else (0, column + 1, 1, 1)
            grid.addLayout(words, *span)

    def _rows(self, grid: QGridLayout, choices: Sequence[Choice]) -> None:
        for one in choices:
            at = grid.rowCount()
            icon, ink = ("git-fork", "warn") if one.is_conflict else ("check", "ok")
            grid.addWidget(IconLabel(icon, ink), at, 0)
            grid.addWidget(PlainLabel(one.field, TextRole.MEDIUM, wrap=True), at, 1)
            before = QVBoxLayout()
            before.setSpacing(0)
            before.addWidget(ElidingLabel(one.before.first, ink="text2"))
            if one.before.second:
                second = ElidingLabel(one.before.second, TextRole.SECOND, ink="text3")
                before.addWidget(second)
            grid.addLayout(before, at, 2, Qt.AlignmentFlag.AlignVCenter)
            group = QButtonGroup(grid.parentWidget())
            for column, side, words in ((3, Side.MINE, one.mine), (4, Side.THEIRS, one.theirs)):
                card = RadioCard(words.first, words.second)
                card.setObjectName(f"{one.name}_{side}")
                card.setAccessibleName(f"{one.field}, {self._side_word(side)}: {words.first}")
                card.clicked.connect(partial(self._conflict.choose, one.name, side))
                group.addButton(card)
                grid.addWidget(card, at, column)
                self._cards[one.name, side] = card

    def _show_environment(self, state: ConflictState) -> None:
        """Which may be another while somebody decides."""
        if self._tag is not None:
            self._tag.set_environment(state.environment, state.hue)
        is_production = state.environment is Environment.PRODUCTION
        self._save.set_kind("prod" if is_production else "primary")
        self._save.set_words(self.tr("Save to Production") if is_production else self.tr("Save"))

    def _side_word(self, side: Side) -> str:
        return self.tr("yours") if side is Side.MINE else self.tr("the platform's")

    def _build(self) -> None:
        state = self._conflict.state
        title = QHBoxLayout()
        title.addWidget(PlainLabel(self.tr("Two people changed this listener"), TextRole.HEADING))
        title.addStretch(1)
        if state is not None:
            self._tag = EnvironmentTag(state.environment, state.hue)
            title.addWidget(self._tag)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self._all_mine, self._all_theirs):
            buttons.addWidget(button)
        buttons.addStretch(1)
        for button in (self._later, self._save):
            buttons.addWidget(button)
        inner = QWidget()
        middle = QVBoxLayout(inner)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addWidget(self._table)
        middle.addWidget(self._same)
        middle.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(title)
        column.addWidget(self._summary)
        column.addWidget(self._moved)
        column.addWidget(scrolling(inner), 1)
        column.addLayout(buttons)
        size_in_em(self, min_width=_LEAST)
        self._column = column

    def _fit(self) -> None:
        """As high as what there is to decide needs."""
        parent = self.parentWidget()
        room = parent.window().width() if parent is not None else em(_WIDTH)
        width = max(min(em(_WIDTH), room), self.minimumWidth())
        wanted = self._column.totalHeightForWidth(width) + em(_AIR)
        self.resize(width, min(wanted, em(_HEIGHT)))

    def _connect(self) -> None:
        self._conflict.state_changed.connect(self._show)
        self._conflict.over.connect(self.accept)
        self._all_mine.clicked.connect(partial(self._conflict.choose_all, Side.MINE))
        self._all_theirs.clicked.connect(partial(self._conflict.choose_all, Side.THEIRS))
        self._later.clicked.connect(self.reject)
        self._save.clicked.connect(self._conflict.save)
