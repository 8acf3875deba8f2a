"""Credentials: made and changed on the platform directly where it can be reached.

So a person learns at once what it refuses, and the secret is kept nowhere else.  Where it
cannot be reached, the change waits: its secrets in the keyring, the rest in the local copy.
A note of what leaves is kept until the answer is known (`sent_credentials`).
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Final

from app.domain import waiting_credential
from app.domain.announce import Changed, nobody_listens
from app.domain.credential import CredentialDraft
from app.domain.errors import Conflict, NetworkError, NotFound
from app.domain.pending import ChangeKind
from app.services.kept_credentials import KeptCredentials
from app.services.sent_credentials import SentCredentials
from app.services.waiting_credentials import new_key

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.announce import Announce
    from app.domain.control import JobControl
    from app.domain.credential import Credential
    from app.domain.ports import LocalStore, PlatformApi
    from app.domain.waiting_credential import SentNote, WaitingCredential
    from app.services.credential_outbox import CredentialOutbox
    from app.services.known_secrets import KnownSecrets

_TRIES: Final = 3  # to read the list while nobody changes one


class CredentialService:
    """The credentials of one connection."""

    def __init__(
        self,
        api: PlatformApi,
        store: LocalStore,
        *,
        outbox: CredentialOutbox | None = None,
        known: KnownSecrets | None = None,
        announce: Announce = nobody_listens,
    ) -> None:
        """Prepare.

        Args:
            api: The platform.
            store: The local copy.
            outbox: Where changes wait; None: they fail where there is no network.
            known: The secrets that this computer knows; those of deleted ones go.
            announce: Told of every change.
        """
        self._api = api
        self._kept = KeptCredentials(store)
        self._outbox = outbox
        self._known_secrets = known
        self._announce = announce
        self._left = outbox.left if outbox is not None else SentCredentials(store, nullcontext)

    def cached(self) -> list[Credential]:
        """The credentials as last read, with what waits to be sent."""
        kept, waiting = self._kept.all(), self.waiting()
        if not waiting:
            return kept
        shown = {one.id: waiting[one.id].shown if one.id in waiting else one for one in kept}
        shown |= {one.id: one.shown for one in waiting.values() if one.base is None}
        return [
            one
            for one in shown.values()
            if one.id not in waiting or waiting[one.id].kind is not ChangeKind.DELETE
        ]

    def waiting(self) -> Mapping[str, WaitingCredential]:
        """What waits to be sent, by credential."""
        return {one.id: one for one in self._outbox.waiting()} if self._outbox is not None else {}

    def ends(self) -> Mapping[str, datetime]:
        """When the tokens end that were typed on this computer and say so, by credential."""
        return self._kept.ends()

    def refresh(self, control: JobControl) -> list[Credential]:
        """Read all credentials again."""
        for _try in range(_TRIES):
            before = self._kept.all()
            if self._take_over(list(self._api.credentials(control)), before):
                break  # else one was changed meanwhile, and the answer is older than that
        kept = self.cached()
        if self._known_secrets is not None:
            self._known_secrets.forget_others({one.id for one in kept})
        return kept

    def create(self, control: JobControl, draft: CredentialDraft) -> Credential:
        """Create a credential; trying the same draft again never makes a second one.

        Where the platform cannot be reached it waits, and is shown as it will be.
        """
        tries = _TRIES
        while True:
            credential_id, has_left = self._left.id_for(draft)
            tries -= 1
            try:
                with self._left.leaving(credential_id, draft, None):
                    made = self._api.create_credential(control, credential_id, draft)
                    self._put(made, draft)
            except NetworkError as exc:
                if self._outbox is None:
                    raise
                kind = ChangeKind.CREATE
                return self._later(exc, self._outbox, kind, credential_id, draft, None)
            except Conflict as exc:
                there = waiting_credential.resource_of(exc)
                if has_left and there is not None and there.version == 1:  # with another secret
                    self._put(there)
                    return self.update(control, there.id, draft)
                if exc.status != 412 or not tries:
                    raise
                self._left.forget(credential_id)  # changed or deleted since: this is another one
            else:
                return made

    def update(self, control: JobControl, credential_id: str, draft: CredentialDraft) -> Credential:
        """Change a credential; an absent secret keeps the old one.

        Where the platform cannot be reached it waits; where a change waits already, this
        one comes on top of it.

        Raises:
            NotFound: It is not here any more.
            Conflict: Someone else changed it first; the local copy has that version now.
        """
        outbox = self._outbox
        if outbox is not None:
            outbox.look()
        if outbox is not None and outbox.find(credential_id) is not None:
            return outbox.keep(ChangeKind.EDIT, credential_id, draft, None).shown
        while True:
            known, key = self._known(credential_id), new_key()
            note = self._left.find(credential_id)
            try:
                with self._left.leaving(credential_id, draft, known):
                    new = self._api.update_credential(
                        control, credential_id, draft, etag=known.etag, key=key
                    )
                    self._put(new, draft)
            except NetworkError as exc:
                if outbox is None:
                    raise
                kind = ChangeKind.EDIT
                return self._later(exc, outbox, kind, credential_id, draft, known, key, note)
            except (Conflict, NotFound) as exc:
                there = self._left.recognise(exc, known, note=note)
                if there is None:
                    self.refresh(control)
                    raise
                self._put(there)  # what left before has arrived; this comes on top of it
            else:
                return new

    def delete(self, control: JobControl, credential_id: str) -> None:
        """Delete a credential; one that is gone already is done.

        Where the platform cannot be reached, or whether it is there is not known, it waits;
        one that was never sent simply goes.

        Raises:
            Conflict: It is in use, or someone else changed it first.
        """
        outbox = self._outbox
        if outbox is not None and outbox.discard(credential_id, if_never_sent=True):
            return
        waits = outbox.find(credential_id) if outbox is not None else None
        known = next((one for one in self._kept.all() if one.id == credential_id), None)
        if outbox is not None and known is None and waits is not None and waits.base is None:
            # It was sent and not answered: the next round finds out whether it is there.
            draft = CredentialDraft(waits.auth_type, waits.name, waits.fields)
            outbox.keep(ChangeKind.DELETE, credential_id, draft, None)
            return
        while known is not None:
            note, sent = self._left.find(credential_id), waits.sent if waits is not None else ()
            try:
                self._api.delete_credential(control, credential_id, etag=known.etag)
                break
            except NotFound:
                break
            except NetworkError:
                if outbox is None:
                    raise
                draft = CredentialDraft(known.auth_type, known.name, known.fields)
                outbox.keep(ChangeKind.DELETE, credential_id, draft, known, left=note)
                return
            except Conflict as exc:
                there = self._left.recognise(exc, known, *sent, note=note)
                if there is None:
                    self.refresh(control)
                    raise
                self._put(there)  # our own change, that nobody had heard of
                known = there
        # First the list: what waits shows what was typed last for as long as it is in it.
        with self._turn():
            self._kept.drop(credential_id)
        if outbox is not None:
            outbox.discard(credential_id)
        self._announce(Changed.CREDENTIALS)

    def take_back(self, control: JobControl, credential_id: str) -> bool:
        """Give a waiting change up; whether there was one.

        One that may have arrived is undone there: a new credential is deleted, a changed one
        gets its settings back, and only its secret stays what was sent.
        """
        control.check()
        outbox = self._outbox
        one = outbox.find(credential_id) if outbox is not None else None
        if outbox is None or one is None:
            return False
        if not one.is_waiting or not one.sent or one.kind is ChangeKind.DELETE:
            return outbox.discard(credential_id)
        if one.base is not None:
            return outbox.undo(credential_id)
        draft = CredentialDraft(one.auth_type, one.name, one.fields)
        outbox.keep(ChangeKind.DELETE, credential_id, draft, None)
        return True

    def _later(
        self,
        why: NetworkError,
        outbox: CredentialOutbox,
        kind: ChangeKind,
        credential_id: str,
        draft: CredentialDraft,
        base: Credential | None,
        key: str = "",
        left: SentNote | None = None,
    ) -> Credential:
        """It waits; what was tried may have arrived all the same."""
        was_sent = not why.never_left
        return outbox.keep(
            kind, credential_id, draft, base, key=key, was_sent=was_sent, left=left
        ).shown

    def _known(self, credential_id: str) -> Credential:
        for one in self._kept.all():
            if one.id == credential_id:
                return one
        raise NotFound(f"{credential_id} is not here any more", status=404, code="not_found")

    def _take_over(self, fresh: list[Credential], before: list[Credential]) -> bool:
        """Keep what the platform said, unless what is kept has changed since it was asked."""
        with self._turn():
            kept = self._kept.all()
            if kept != before:
                return False
            if fresh != kept:
                self._kept.replace(fresh)
            self._left.settle(fresh)
        if fresh != kept:
            self._announce(Changed.CREDENTIALS)
        return True

    def _put(self, new: Credential, typed: CredentialDraft | None = None) -> None:
        with self._turn():
            self._kept.put(new, typed)
        self._announce(Changed.CREDENTIALS)

    def _turn(self) -> AbstractContextManager[None]:
        return self._outbox.turn() if self._outbox is not None else nullcontext()
