"""Credentials that wait to be sent: their secrets in the keyring, everything else in the copy.

Several processes of this computer may change the same one.  So whoever changes what waits
has his turn first: then he knows what the others left, and no secret of theirs is deleted.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from app.domain import waiting_credential
from app.domain.announce import Changed, nobody_listens
from app.domain.errors import StoreError
from app.domain.pending import ChangeKind
from app.domain.plain import PlainRefused, from_plain, to_plain
from app.domain.sync_state import SyncState
from app.domain.times import utc_now
from app.domain.waiting_credential import SentCredential, SentNote, WaitingCredential
from app.services.sent_credentials import SentCredentials
from app.services.waiting_secrets import WaitingSecrets

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.credential import Credential, CredentialDraft
    from app.domain.ports import LocalStore, SecretStore
    from app.domain.secret import Secret
    from app.domain.times import Clock

log = logging.getLogger(__name__)

_DOCUMENT: Final = "waiting_credential/"


class WaitingCredentials:
    """Those of one connection.

    Attributes:
        left: What left for the platform directly, and waits for its answer only.
    """

    def __init__(
        self,
        store: LocalStore,
        secrets: SecretStore,
        *,
        connection_id: str,
        announce: Announce = nobody_listens,
        clock: Clock = utc_now,
    ) -> None:
        self._store = store
        self._secrets = WaitingSecrets(store, secrets, self.find, connection_id=connection_id)
        self._announce = announce
        self._clock = clock
        self._lock = threading.RLock()
        self.left = SentCredentials(store, self.turn)

    def waiting(self) -> list[WaitingCredential]:
        """All of them, the oldest first; answers at once."""
        found = [
            one
            for name, value in self._store.documents().items()
            if name.startswith(_DOCUMENT) and (one := _read(value)) is not None
        ]
        return sorted(found, key=lambda one: (one.since, one.id))

    def find(self, credential_id: str) -> WaitingCredential | None:
        """What waits of one credential."""
        return _read(self._store.document(_DOCUMENT + credential_id) or {})

    def look(self) -> None:
        """Know what other processes left."""
        with self.turn():
            pass

    def secrets_of(self, credential_id: str) -> Mapping[str, Secret]:
        """The secrets that wait for one credential; empty unless all of them are known.

        A change that brings only some leaves the others to the platform.

        Raises:
            SecretStoreError: The keyring cannot be asked.
        """
        one = self.find(credential_id)
        if one is None or one.base is not None:
            return {}
        found = {name: self._secrets.get(one, name) for name in one.secret_names}
        known = {name: secret for name, secret in found.items() if secret is not None}
        return known if len(known) == len(found) else {}

    def secret_names(self) -> list[str]:
        """Under which names the secrets that wait are kept, or may have been left."""
        named = (self._secrets.places(one) for one in self.waiting())
        return sorted(self._secrets.noted_places().union(*named))

    @property
    def unborn(self) -> frozenset[str]:
        """Those that the platform does not know: no listener that names one can be sent."""
        return frozenset(one.id for one in self.waiting() if one.base is None)

    def keep(
        self,
        kind: ChangeKind,
        credential_id: str,
        draft: CredentialDraft,
        base: Credential | None,
        *,
        key: str = "",
        was_sent: bool = False,
        left: SentNote | None = None,
    ) -> WaitingCredential:
        """Keep a change in place of one that waits already; its secrets go to the keyring.

        Args:
            kind: What was done.
            credential_id: To which credential.
            draft: What is wanted.
            base: What the platform last said.
            key: That a first try used.
            was_sent: That try may have reached the platform.
            left: What had left directly before that: a list that was read meanwhile may have
                settled it, and its note is gone.

        Raises:
            SecretStoreError: A secret could not be kept; nothing of the change is.
            StoreError: Likewise.
        """
        with self.turn():
            old = self.find(credential_id)
            names = {*draft.secrets, *(old.secret_names if old is not None else ())}
            keys = old.secret_keys if old is not None else {}
            is_new = old is not None and old.base is None and kind is ChangeKind.EDIT
            new = WaitingCredential(
                credential_id,
                ChangeKind.CREATE if is_new else kind,
                draft.name,
                draft.auth_type,
                self._clock(),
                key or new_key(),
                dict(draft.fields),
                tuple(sorted(names)),
                base if old is None else old.theirs or old.base or base,
                secret_keys={**keys, **{name: new_key() for name in draft.secrets}},
            )
            new = replace(new, sent=self._sent_of(new, old, left))
            if was_sent:
                new = replace(waiting_credential.leaving(new), state=SyncState.WAITING)
            with self._secrets.changing(old, new, draft.secrets):
                self._put(new)
            try:
                self.left.forget(credential_id)
            except StoreError as exc:  # the change is kept; the next list settles the note
                log.warning("what left of a credential is noted still: %s", exc.reason)
        self._tell()
        return new

    def discard(self, credential_id: str, *, if_never_sent: bool = False) -> bool:
        """Give the change up; whether there was one.

        Args:
            credential_id: Of which credential.
            if_never_sent: Only if it is a new one that the platform cannot have.
        """
        with self.turn():
            one = self.find(credential_id)
            if one is None or (if_never_sent and (one.base is not None or one.sent)):
                return False
            self._drop(one)
        self._tell()
        return True

    def undo(self, credential_id: str) -> bool:
        """Give up a change that may have arrived: what the platform said before is sent.

        Returns:
            Whether there was one; a new credential is not undone but deleted.
        """
        with self.turn():
            one = self.find(credential_id)
            if one is None or one.base is None:
                return False
            undone = waiting_credential.undoing(one, one.base, new_key(), self._clock())
            with self._secrets.changing(one, undone, {}):
                self._put(undone)
        self._tell()
        return True

    def check_secrets(self) -> None:
        """Take out of the keyring what a killed process left there, or what was locked in."""
        if self._secrets.noted_places():
            with self.turn():
                self._secrets.check_all()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Be the only one who changes what waits, and know all of it."""
        with self._lock, self._store.outbox_turn():
            yield

    def _sent_of(
        self, new: WaitingCredential, old: WaitingCredential | None, left: SentNote | None
    ) -> tuple[SentCredential, ...]:
        """What the platform may hold of it: what waited, and what left directly."""
        kept, left = old.sent if old is not None else (), self.left.find(new.id) or left
        if left is None or left.base_version != (new.base.version if new.base is not None else 0):
            return kept
        return (*kept, *(one for one in left.sent if one not in kept))

    def _drop(self, one: WaitingCredential) -> None:
        with self._secrets.changing(one, None, {}):
            self._store.put_document(_DOCUMENT + one.id, {})

    def _put(self, one: WaitingCredential) -> None:
        self._store.put_document(_DOCUMENT + one.id, to_plain(one))

    def _tell(self) -> None:
        self._announce(Changed.CREDENTIALS)
        self._announce(Changed.LISTENER_WAITING)


def new_key() -> str:
    """An Idempotency-Key."""
    import uuid  # the window's start asks for none

    return str(uuid.uuid4())


def _read(value: Mapping[str, Any]) -> WaitingCredential | None:
    try:
        return from_plain(WaitingCredential, value) if value else None
    except PlainRefused:  # another version of the app wrote it
        return None
