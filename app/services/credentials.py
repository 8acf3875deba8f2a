"""Credentials: made and changed on the platform directly, because secrets are not kept here.

Only what the platform answers (names, hints, who uses them) stays in the local copy.
"""

from __future__ import annotations

import threading

from app.domain.announce import Announce, Changed, nobody_listens
from app.domain.control import JobControl
from app.domain.credential import Credential, CredentialDraft
from app.domain.errors import Conflict, NotFound
from app.domain.ids import new_id
from app.domain.ports import LocalStore, PlatformApi


class CredentialService:
    """The credentials of one connection."""

    def __init__(
        self, api: PlatformApi, store: LocalStore, *, announce: Announce = nobody_listens
    ) -> None:
        self._api = api
        self._store = store
        self._announce = announce
        self._lock = threading.Lock()
        self._unanswered: tuple[CredentialDraft, str] | None = None

    def cached(self) -> list[Credential]:
        """The credentials as last read."""
        return self._store.credentials()

    def refresh(self, control: JobControl) -> list[Credential]:
        """Read all credentials again."""
        fresh = list(self._api.credentials(control))
        if fresh != self.cached():
            self._keep(fresh)
        return fresh

    def create(self, control: JobControl, draft: CredentialDraft) -> Credential:
        """Create a credential; trying the same draft again never makes a second one."""
        credential_id = self._id_for(draft)
        made = self._api.create_credential(control, credential_id, draft)
        with self._lock:
            self._unanswered = None
        self._keep([one for one in self.cached() if one.id != made.id] + [made])
        return made

    def update(self, control: JobControl, credential_id: str, draft: CredentialDraft) -> Credential:
        """Change a credential; an absent secret keeps the old one.

        Raises:
            NotFound: It is not here any more.
            Conflict: Someone else changed it first; the local copy has that version now.
        """
        known = self._known(credential_id)
        try:
            new = self._api.update_credential(control, credential_id, draft, etag=known.etag)
        except (Conflict, NotFound):
            self.refresh(control)
            raise
        self._keep([new if one.id == credential_id else one for one in self.cached()])
        return new

    def delete(self, control: JobControl, credential_id: str) -> None:
        """Delete a credential; one that is gone already is done.

        Raises:
            Conflict: It is in use, or someone else changed it first.
        """
        try:
            known = self._known(credential_id)
            self._api.delete_credential(control, credential_id, etag=known.etag)
        except NotFound:
            pass
        except Conflict:
            self.refresh(control)
            raise
        self._keep([one for one in self.cached() if one.id != credential_id])

    def _id_for(self, draft: CredentialDraft) -> str:
        """A new id, or the one whose answer got lost when this draft was last tried."""
        with self._lock:
            if self._unanswered is None or self._unanswered[0] != draft:
                self._unanswered = (draft, new_id("crd"))
            return self._unanswered[1]

    def _known(self, credential_id: str) -> Credential:
        for one in self.cached():
            if one.id == credential_id:
                return one
        raise NotFound(f"{credential_id} is not here any more", status=404, code="not_found")

    def _keep(self, credentials: list[Credential]) -> None:
        self._store.replace_credentials(credentials)
        self._announce(Changed.CREDENTIALS)
