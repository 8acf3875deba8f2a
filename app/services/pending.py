"""What was changed here and is not on the platform yet: to be looked at and taken back."""

from __future__ import annotations

from app.domain.control import JobControl
from app.domain.pending import PendingChange, pending_of
from app.domain.ports import LocalStore
from app.services.listeners import ListenerService


class PendingService:
    """The changes of one connection that wait, were refused, or are in conflict."""

    def __init__(self, store: LocalStore, listeners: ListenerService) -> None:
        self._store = store
        self._listeners = listeners

    def changes(self) -> list[PendingChange]:
        """All of them, the oldest first; answers at once."""
        return [pending_of(row) for row in self._store.unsettled()]

    def find(self, change_id: str) -> PendingChange | None:
        """The change of one listener or credential; None when nothing of it waits."""
        return next((one for one in self.changes() if one.id == change_id), None)

    def discard(self, control: JobControl, change_id: str) -> None:
        """Take a change back: what the platform has stands.

        A change that has been sent already, without an answer so far, is undone there.

        Raises:
            NotFound: It is not here any more.
        """
        self._listeners.take_back(control, change_id)
