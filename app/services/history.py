"""What was done here last, so that it can be undone: before it was sent, and after.

Undoing is a change like any other: it waits, is sent with the version that it changes, and
touches only what is still as it was left.  Nothing of this is kept beyond the session.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain import local_changes
from app.domain.conflict import FIELDS
from app.domain.ids import new_id
from app.domain.listener import ListenerSettings
from app.domain.sync_state import SyncState

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.ports import LocalStore
    from app.domain.sync_state import LocalListener
    from app.domain.times import Clock

_DEPTH = 50


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one listener; None: it was not there before, or is not any more."""

    listener_id: str
    before: ListenerSettings | None
    after: ListenerSettings | None


@dataclass(frozen=True, slots=True)
class Undone:
    """How much of the last change was undone; what others changed since stays theirs."""

    done: int = 0
    skipped: int = 0


class Past:
    """What was done with one connection, newest last; stays when that is closed."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.actions: list[tuple[Step, ...]] = []


class Pasts:
    """The past of each connection, for as long as the app runs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._of: dict[str, Past] = {}

    def of(self, connection_id: str) -> Past:
        """The one of this connection, whichever opening it is."""
        with self._lock:
            return self._of.setdefault(connection_id, Past())


class History:
    """The last changes of one connection, on its local copy as it is open now."""

    def __init__(self, store: LocalStore, clock: Clock, past: Past | None = None) -> None:
        self._store = store
        self._clock = clock
        self._past = past or Past()
        self._lock = self._past.lock

    def keep(self, steps: Sequence[Step]) -> None:
        """Remember what a person did in one go."""
        changed = tuple(one for one in steps if one.before != one.after)
        if changed:
            with self._lock:
                self._past.actions = [*self._past.actions, changed][-_DEPTH:]

    @property
    def newest(self) -> tuple[Step, ...]:
        """What `undo` would undo; empty when there is nothing."""
        with self._lock:
            return self._past.actions[-1] if self._past.actions else ()

    def undo(self, control: JobControl, only: Sequence[Step] = ()) -> Undone | None:
        """Undo the newest; None when there is nothing to undo.

        With `only`, which is what a person agreed to, nothing is done once another change came.
        """
        control.check()
        with self._lock:
            if not self._past.actions:
                return None
            if only and self._past.actions[-1] is not only:
                return Undone(0, len(only))
            steps = self._past.actions.pop()
        done, left = 0, list(steps)
        try:
            while left:
                done += self._undo(left[-1])
                left.pop()
        finally:
            if left:  # the copy could not be written: what is left of it can be undone yet
                self.keep(left)
        return Undone(done, len(steps) - done)

    def _undo(self, step: Step) -> bool:
        while True:
            row = self._store.listener(step.listener_id)
            new = self._reverted(row, step)
            if new == row:
                return False
            rows, dropped = ([new], []) if new is not None else ([], [step.listener_id])
            expected = {} if row is None else {row.id: row}
            if self._store.apply_rows(rows, dropped, expected=expected):
                return True

    def _reverted(self, row: LocalListener | None, step: Step) -> LocalListener | None:
        """The row without the step; the same row where that cannot be."""
        now = self._clock()
        if step.after is None and step.before is not None:
            return _restored(row, step.before, self._clock)
        if row is None or row.state is SyncState.CONFLICT or row.delete_wanted:
            return row
        if step.before is None:
            return local_changes.deleted(row, now) if row.settings == step.after else row
        back = {
            name: getattr(step.before, name)
            for name in FIELDS
            if getattr(step.before, name) != getattr(step.after, name)
            and getattr(row.settings, name) == getattr(step.after, name)
        }
        if not back:
            return row
        return local_changes.edited(row, replace(row.settings, **back), now)


def _restored(
    row: LocalListener | None, settings: ListenerSettings, clock: Clock
) -> LocalListener | None:
    """A deleted listener as it was: the same while its deletion waits, else a new one."""
    if row is None:
        return local_changes.created(new_id("lst"), settings, clock())
    if not row.delete_wanted or row.state is SyncState.CONFLICT:
        return row
    return local_changes.edited(row, settings, clock())
