"""Who changed what, and how one such change is undone by a new one.

A listener's undo goes the way of every change made here: into the local copy first, so
that it can be made offline, and from there with `If-Match`.  A credential's goes to the
platform at once where that can be reached, with `If-Match` too, and waits where it cannot.
Neither loses what came later, see `domain.undo`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from app.domain.errors import Conflict
from app.domain.undo import Undo, UndoKind, WhyNot, undo_of

if TYPE_CHECKING:
    from app.domain.audit import AuditEntry, AuditFilter, AuditPage, LastSeen
    from app.domain.control import JobControl
    from app.domain.credential import Credential
    from app.domain.listener import ListenerSettings
    from app.domain.ports import LocalStore, PlatformApi
    from app.domain.sync_state import LocalListener
    from app.services.credentials import CredentialService
    from app.services.former_listeners import FormerListeners
    from app.services.listeners import ListenerService


class AuditService:
    """The audit log of one connection, always asked of the platform."""

    def __init__(
        self,
        api: PlatformApi,
        store: LocalStore,
        listeners: ListenerService,
        credentials: CredentialService,
        former: FormerListeners | None = None,
    ) -> None:
        self._api = api
        self._store = store
        self._listeners = listeners
        self._credentials = credentials
        self._former = former

    def list(
        self, control: JobControl, wanted: AuditFilter, cursor: str | None = None
    ) -> AuditPage:
        """One page of the log, newest first."""
        page = self._api.audit(control, wanted, cursor)
        if self._former is not None:
            self._former.learn(page.items)
        return page

    def former(self, control: JobControl, listener_ids: Iterable[str]) -> Mapping[str, LastSeen]:
        """What those of these listeners were that are not there any more."""
        return {} if self._former is None else self._former.of(control, listener_ids)

    def undo_of(self, entry: AuditEntry) -> Undo:
        """Whether a change can be undone as things are now, and how."""
        if entry.resource_type == "credential" and entry.resource_id in self._credentials.waiting():
            return Undo(why_not=WhyNot.WAITING_HERE)
        return undo_of(
            entry,
            listener=self._store.listener(entry.resource_id),
            credential=self._credential(entry.resource_id),
        )

    def is_on_its_way(self, entry: AuditEntry) -> bool:
        """Whether an undo that was made here waits to be sent: a listener's always does first."""
        is_listener = entry.resource_type == "listener"
        return is_listener or entry.resource_id in self._credentials.waiting()

    def undo(self, control: JobControl, entry: AuditEntry) -> Undo:
        """Undo a change by a new one; answers which.

        Raises:
            Conflict: It cannot be undone any more: the same things were changed since.
        """
        control.check()
        undo = self.undo_of(entry)
        of = entry.resource_id
        match undo.kind:
            case None:
                raise _changed_since(of)
            case UndoKind.CREATE_AGAIN if undo.settings is not None:
                self._listeners.create(control, undo.settings)
            case UndoKind.PUT_BACK if undo.draft is not None:
                self._credentials.update(control, of, undo.draft)
            case UndoKind.PUT_BACK:
                self._listeners.edit_by(control, of, lambda row: _put_back(entry, row))
            case UndoKind.DELETE if entry.resource_type == "credential":
                self._credentials.delete(control, of)
            case UndoKind.DELETE:
                self._listeners.delete(control, [of])
            case UndoKind.CREATE_AGAIN:
                raise _changed_since(of)
        return undo

    def _credential(self, credential_id: str) -> Credential | None:
        return next((one for one in self._store.credentials() if one.id == credential_id), None)


def _put_back(entry: AuditEntry, row: LocalListener) -> ListenerSettings:
    settings = undo_of(entry, listener=row, credential=None).settings
    if settings is None:
        raise _changed_since(row.id)
    return settings


def _changed_since(resource_id: str) -> Conflict:
    words = f"{resource_id} was changed again since"
    return Conflict(words, status=412, code="changed_meanwhile")
