"""The rows of the local copy as a person changes them: as they are then, told, and undoable."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from app.domain.announce import Changed
from app.domain.errors import NotFound
from app.domain.sync_state import LocalListener
from app.services.history import History, Past, Step

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.control import JobControl
    from app.domain.listener import ListenerSettings
    from app.domain.ports import LocalStore
    from app.domain.times import Clock

_MANY: Final = 200  # rows in one transaction

Change = Callable[[LocalListener], LocalListener | None]  # None: the row goes
Changes = Sequence[tuple[LocalListener | None, LocalListener | None]]  # before and after


class ListenerRows:
    """Applies pure changes, however often a row changes underneath.

    Attributes:
        history: What was done, so that it can be undone.
    """

    def __init__(
        self, store: LocalStore, announce: Announce, clock: Clock, past: Past | None = None
    ) -> None:
        self._store = store
        self._announce = announce
        self.history = History(store, clock, past)

    def put(
        self, new: Sequence[LocalListener], *, in_place_of: LocalListener | None = None
    ) -> bool:
        """Put new rows in, all or none; one may go with it.

        Returns:
            Whether it was done: not when the one that is to go has changed since.
        """
        lost = in_place_of
        dropped, expected = ([lost.id], {lost.id: lost}) if lost is not None else ([], {})
        if not self._store.apply_rows(new, dropped, expected=expected):
            return False
        self.note([(None, row) for row in new])
        return True

    def change(self, listener_id: str, change: Change) -> LocalListener | None:
        """Apply `change` to a row as it is now.

        Raises:
            NotFound: It is not here.
        """
        changed = self._apply([listener_id], change)
        if not changed:
            raise gone(listener_id)
        self.note(changed)
        return changed[0][1]

    def change_many(
        self, control: JobControl, listener_ids: Sequence[str], change: Change
    ) -> list[LocalListener | None]:
        """Apply `change` to those that are here, many in one transaction."""
        changed: list[tuple[LocalListener | None, LocalListener | None]] = []
        try:
            for chunk in chunks(listener_ids):
                control.check()
                changed += self._apply(chunk, change)
                control.progress(len(changed), len(listener_ids))
        finally:  # cancelled half-way, too: what was done is undone in one go
            self.note(changed)
        return [after for _before, after in changed]

    def note(self, changes: Changes) -> None:
        """These were done in one go: remember and tell it."""
        self.history.keep([_step(before, after) for before, after in changes])
        self.tell()

    def tell(self) -> None:
        """Say that there is something new to show and to send."""
        self._announce(Changed.LISTENERS)
        self._announce(Changed.LISTENER_WAITING)

    def _apply(self, listener_ids: Sequence[str], change: Change) -> Changes:
        """The rows as they were and are now."""
        while True:
            found = (self._store.listener(one) for one in dict.fromkeys(listener_ids))
            before: dict[str, LocalListener | None] = {row.id: row for row in found if row}
            after = {one: change(row) for one, row in before.items() if row is not None}
            new = [row for row in after.values() if row is not None]
            dropped = [one for one, row in after.items() if row is None]
            if self._store.apply_rows(new, dropped, expected=before):
                return [(before[one], row) for one, row in after.items()]


def chunks(listener_ids: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many at a time as go into one transaction."""
    for start in range(0, len(listener_ids), _MANY):
        yield listener_ids[start : start + _MANY]


def gone(listener_id: str) -> NotFound:
    """What is raised where a listener is not here, or was deleted."""
    return NotFound(f"{listener_id} is not here any more", status=404, code="not_found")


def _step(before: LocalListener | None, after: LocalListener | None) -> Step:
    row = after or before
    if row is None:
        raise ValueError("a step is about one listener")
    return Step(row.id, _wanted(before), _wanted(after))


def _wanted(row: LocalListener | None) -> ListenerSettings | None:
    return None if row is None or row.delete_wanted else row.settings
