"""What was changed here and is not on the platform yet: to be looked at and taken back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from app.domain.pending import pending_of
from app.domain.sync_state import SyncState

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.pending import PendingChange
    from app.domain.ports import LocalStore
    from app.services.credentials import CredentialService
    from app.services.listeners import ListenerService

ToSend = frozenset[tuple[str, datetime | None]]  # which, and since when

_NEVER: Final = datetime.min.replace(tzinfo=UTC)


class PendingService:
    """The changes of one connection that wait, were refused, or are in conflict."""

    def __init__(
        self,
        store: LocalStore,
        listeners: ListenerService,
        credentials: CredentialService | None = None,
    ) -> None:
        self._store = store
        self._listeners = listeners
        self._credentials = credentials

    def changes(self) -> list[PendingChange]:
        """All of them, the oldest first; answers at once."""
        found = [pending_of(row) for row in self._store.unsettled()]
        if self._credentials is not None:
            found += [one.pending for one in self._credentials.waiting().values()]
        return sorted(found, key=lambda one: (one.since is not None, one.since or _NEVER, one.id))

    def to_send(self) -> ToSend:
        """What is still to be sent: another set as soon as a change is made, by whomever."""
        return frozenset(
            (one.id, one.since)
            for one in self.changes()
            if one.state in (SyncState.WAITING, SyncState.SENDING)
        )

    def find(self, change_id: str) -> PendingChange | None:
        """The change of one listener or credential; None when nothing of it waits."""
        return next((one for one in self.changes() if one.id == change_id), None)

    def discard(self, control: JobControl, change_id: str) -> None:
        """Take a change back: what the platform has stands.

        A change that has been sent already, without an answer so far, is undone there.

        Raises:
            NotFound: It is not here any more.
        """
        if self._credentials is None or not self._credentials.take_back(control, change_id):
            self._listeners.take_back(control, change_id)
