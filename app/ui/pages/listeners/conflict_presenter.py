"""What a person decides of a conflict: setting by setting, on what is known now (mockup 07)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.conflict import FIELDS, Side, differences
from app.domain.listener import Listener
from app.domain.sync_state import SyncState
from app.domain.workspace import Environment, Hue
from app.ui.pages.listeners.rows import ListenerRow
from app.ui.text.setting_words import (
    Surroundings,
    field_name,
    second_word_of,
    word_of,
)

if TYPE_CHECKING:
    from app.domain.conflict import Difference
    from app.domain.listener import ListenerSettings
    from app.domain.sync_state import LocalListener
    from app.ui.pages.listeners.presenter import ListenersPresenter


class Resolving(Protocol):
    """Who carries a decision out."""

    def resolve(self, seen: LocalListener, choices: Mapping[str, Side]) -> None: ...


@dataclass(frozen=True, slots=True)
class Words:
    """A value of a setting."""

    first: str
    second: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One setting that differs.

    Attributes:
        is_conflict: Both sides changed it, so nothing stands by itself.
        side: What is chosen; None while a person has not.
    """

    name: str
    field: str
    before: Words
    mine: Words
    theirs: Words
    is_conflict: bool
    side: Side | None


@dataclass(frozen=True, slots=True)
class ConflictState:
    """All of the window.

    Attributes:
        choices: What both sides changed goes first.
        same: The settings that are equal on both sides, in words.
        has_moved: A side changed while the window was open, so some choices are open again.
    """

    row: ListenerRow
    theirs: Listener
    choices: tuple[Choice, ...]
    same: tuple[str, ...]
    environment: Environment
    hue: Hue
    has_moved: bool

    @property
    def is_decided(self) -> bool:
        """Whether every setting has a side."""
        return all(one.side is not None for one in self.choices)


class ConflictPresenter(QObject):
    """Follows the listener while its window is open.

    Signals:
        state_changed: The `ConflictState` to show.
        over: There is nothing to decide any more.
    """

    state_changed = Signal(object)
    over = Signal()

    def __init__(
        self,
        shown: ListenersPresenter,
        changes: Resolving,
        listener_id: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shown = shown
        self._changes = changes
        self._id = listener_id
        self._chosen: dict[str, Side] = {}
        self._seen: dict[str, Difference] = {}
        self._has_moved = False
        self.state: ConflictState | None = None
        self._follow()
        shown.rows_changed.connect(self._follow)

    def choose(self, name: str, side: Side) -> None:
        """This side's value of a setting."""
        self._chosen[name] = side
        self._settle()

    def choose_all(self, side: Side) -> None:
        """This side's value of everything."""
        self._chosen = dict.fromkeys(self._seen, side)
        self._settle()

    def save(self) -> None:
        """Carry it out, once all is decided."""
        state = self.state
        if state is not None and state.is_decided:
            self._changes.resolve(state.row.local, dict(self._chosen))

    @Slot()
    def _follow(self) -> None:
        """Decide on what is known now: a choice stands while both its values do (F25)."""
        row = self._row()
        theirs = row.local.theirs if row is not None else None
        if row is None or theirs is None:
            self.state = None
            self.over.emit()
            return
        now = {one.name: one for one in differences(row.local, theirs.settings)}
        stale = [name for name, before in self._seen.items() if now.get(name) != before]
        for name in stale:
            self._chosen.pop(name, None)
        self._has_moved = self._has_moved or bool(stale)
        self._seen = now
        self._settle()

    def _settle(self) -> None:
        row = self._row()
        theirs = row.local.theirs if row is not None else None
        if row is None or theirs is None:
            return
        around = Surroundings(
            self._shown.status.access,
            self._shown.snapshot.catalog,
            self._shown.snapshot.credentials,
            self._shown.me,
        )
        choices = [self._choice(one, row.local, theirs, around) for one in self._seen.values()]
        state = ConflictState(
            row=row,
            theirs=theirs,
            choices=tuple(sorted(choices, key=lambda one: not one.is_conflict)),
            same=tuple(field_name(name) for name in FIELDS if name not in self._seen),
            environment=self._shown.environment,
            hue=self._shown.connection.hue,
            has_moved=self._has_moved,
        )
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)

    def _choice(
        self, one: Difference, local: LocalListener, theirs: Listener, around: Surroundings
    ) -> Choice:
        def words(settings: ListenerSettings) -> Words:
            return Words(
                word_of(one.name, settings, around), second_word_of(one.name, settings, around)
            )

        agreed = local.base.settings if local.base is not None else None
        return Choice(
            name=one.name,
            field=field_name(one.name),
            before=words(agreed) if agreed is not None else Words(""),
            mine=words(local.settings),
            theirs=words(theirs.settings),
            is_conflict=one.side is None,
            side=self._chosen.get(one.name, one.side),
        )

    def _row(self) -> ListenerRow | None:
        for row in self._shown.rows_of([self._id]):
            if row.local.state is SyncState.CONFLICT:
                return row
        return None
