"""Credentials that wait to be sent: their secrets in the keyring, everything else in the copy.

They go before the listeners that name them, and are deleted after those that named them.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from app.domain import waiting_credential
from app.domain.announce import Changed, nobody_listens
from app.domain.credential import Credential
from app.domain.errors import (
    ApiError,
    Busy,
    Conflict,
    FieldRefusal,
    NotAuthorised,
    NotFound,
    SecretStoreError,
    ServerFault,
)
from app.domain.pending import ChangeKind
from app.domain.plain import PlainRefused, from_plain, to_plain
from app.domain.sync_state import SyncState
from app.domain.times import utc_now
from app.domain.waiting_credential import WaitingCredential

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.control import JobControl
    from app.domain.credential import CredentialDraft
    from app.domain.ports import LocalStore, PlatformApi, SecretStore
    from app.domain.secret import Secret
    from app.domain.times import Clock

log = logging.getLogger(__name__)

_DOCUMENT: Final = "waiting_credential/"
_TRIES: Final = 3


class CredentialOutbox:
    """The waiting credentials of one connection."""

    def __init__(
        self,
        api: PlatformApi,
        store: LocalStore,
        secrets: SecretStore,
        *,
        connection_id: str,
        announce: Announce = nobody_listens,
        clock: Clock = utc_now,
    ) -> None:
        self._api = api
        self._store = store
        self._secrets = secrets
        self._connection_id = connection_id
        self._announce = announce
        self._clock = clock
        self._lock = threading.RLock()

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

    def secrets_of(self, credential_id: str) -> Mapping[str, Secret]:
        """The secrets that wait for one credential; empty unless all of them are known.

        A change that brings only some leaves the others to the platform.

        Raises:
            SecretStoreError: The keyring cannot be asked.
        """
        one = self.find(credential_id)
        if one is None or one.base is not None:
            return {}
        found = {
            name: self._secrets.get(self._secret_name(one.id, name)) for name in one.secret_names
        }
        known = {name: secret for name, secret in found.items() if secret is not None}
        return known if len(known) == len(found) else {}

    def secret_names(self) -> list[str]:
        """Under which names the secrets that wait are kept."""
        waiting = self.waiting()
        return [self._secret_name(one.id, name) for one in waiting for name in one.secret_names]

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
    ) -> WaitingCredential:
        """Keep a change in place of one that waits already; its secrets go to the keyring.

        Args:
            kind: What was done.
            credential_id: To which credential.
            draft: What is wanted.
            base: What the platform last said.
            key: That a first try used.
            was_sent: That try may have reached the platform.

        Raises:
            SecretStoreError: A secret could not be kept; nothing of the change is.
            StoreError: Likewise.
        """
        with self._lock:
            old = self.find(credential_id)
            for name, secret in draft.secrets.items():
                self._secrets.set(self._secret_name(credential_id, name), secret)
            names = {*draft.secrets, *(old.secret_names if old is not None else ())}
            new = WaitingCredential(
                credential_id,
                old.kind if old is not None and old.base is None and kind is ChangeKind.EDIT
                else kind,
                draft.name,
                draft.auth_type,
                self._clock(),
                key or new_key(),
                dict(draft.fields),
                tuple(sorted(names)),
                old.theirs or old.base if old is not None else base,
                old.sent if old is not None else (),
            )  # fmt: skip
            if was_sent:
                new = replace(waiting_credential.leaving(new), state=SyncState.WAITING)
            self._put(new)
        self._tell()
        return new

    def discard(self, credential_id: str) -> bool:
        """Give the change up; whether there was one."""
        with self._lock:
            one = self.find(credential_id)
            if one is None:
                return False
            self._drop(one)
        self._tell()
        return True

    def push(self, control: JobControl) -> int:
        """Send new and changed ones; says how many the platform took.

        One that is refused holds up no other.

        Raises:
            AppError: What will fail for all of them; everything still waits.
        """
        return self._send_all(control, lambda one: one.kind is not ChangeKind.DELETE)

    def push_deletions(self, control: JobControl) -> int:
        """Send deletions: after the listeners, which may have named them."""
        return self._send_all(control, lambda one: one.kind is ChangeKind.DELETE)

    def _send_all(self, control: JobControl, wanted: Callable[[WaitingCredential], bool]) -> int:
        sent = 0
        for one in self.waiting():
            if one.is_waiting and wanted(one):
                control.check()
                sent += self._send(control, one)
        if sent:
            self._announce(Changed.CREDENTIALS)
        return sent

    def _send(self, control: JobControl, one: WaitingCredential) -> bool:
        for _try in range(_TRIES):
            out = waiting_credential.leaving(one)
            self._put(out)
            try:
                answer = self._ask(control, out)
            except (NotAuthorised, Busy, ServerFault):
                self._settle(out, replace(out, state=SyncState.WAITING))
                raise
            except ApiError as exc:
                again = self._after(exc, out)
                self._settle(out, again)
                if not again.is_waiting:
                    self._announce(Changed.CREDENTIALS)
                    return False
                one = again
            except BaseException:
                self._settle(out, replace(out, state=SyncState.WAITING))
                raise
            else:
                self._take(out, answer)
                return True
        return False

    def _ask(self, control: JobControl, one: WaitingCredential) -> Credential | None:
        if one.kind is ChangeKind.DELETE:
            if one.base is not None:
                self._api.delete_credential(control, one.id, etag=one.base.etag, key=one.key)
            return None
        draft = self._whole(one)
        if one.base is None:
            return self._api.create_credential(control, one.id, draft)
        return self._api.update_credential(control, one.id, draft, etag=one.base.etag, key=one.key)

    def _after(self, exc: ApiError, out: WaitingCredential) -> WaitingCredential:
        """What a refusal means; what comes out waiting is sent once more."""
        if isinstance(exc, NotFound):
            return waiting_credential.in_conflict(out, None)
        if isinstance(exc, Conflict) and exc.status == 412:
            there = exc.resource if isinstance(exc.resource, Credential) else None
            if there is not None and (out.base is None or waiting_credential.is_ours(out, there)):
                # What was sent before has arrived; what has been typed since comes on top.
                kind = ChangeKind.EDIT if out.kind is ChangeKind.CREATE else out.kind
                key = new_key()
                return replace(out, kind=kind, base=there, key=key, state=SyncState.WAITING)
            return waiting_credential.in_conflict(out, there)
        if exc.code == "idempotency_key_reused":
            return replace(out, key=new_key(), state=SyncState.WAITING)
        detail = exc.detail or exc.code or f"HTTP {exc.status}"
        return waiting_credential.refused(out, exc.fields, detail)

    def _whole(self, one: WaitingCredential) -> CredentialDraft:
        secrets: dict[str, Secret] = {}
        for name in one.secret_names:
            secret = self._secrets.get(self._secret_name(one.id, name))
            if secret is None:  # kept for a session that is over, or taken out of the keyring
                reason = FieldRefusal(f"/secrets/{name}", "required")
                raise ApiError(
                    f"the secret of {one.id} is gone", status=422, code="required", fields=(reason,)
                )
            secrets[name] = secret
        return replace(waiting_credential.draft_of(one), secrets=secrets)

    def _settle(self, out: WaitingCredential, new: WaitingCredential) -> None:
        """Keep what came of it, unless the person has typed something else meanwhile."""
        with self._lock:
            now = self.find(out.id)
            if now == out:
                self._put(new)
            elif now is not None and new.base is not None and now.base != new.base:
                self._put(replace(now, base=new.base))

    def _take(self, out: WaitingCredential, answer: Credential | None) -> None:
        with self._lock:
            now = self.find(out.id)
            others = [one for one in self._store.credentials() if one.id != out.id]
            self._store.replace_credentials([*others, answer] if answer is not None else others)
            if now == out:
                self._drop(out)
            elif now is not None and answer is not None:  # edited meanwhile: on top of it
                kind = ChangeKind.EDIT if now.kind is ChangeKind.CREATE else now.kind
                self._put(replace(now, kind=kind, base=answer, sent=()))

    def _drop(self, one: WaitingCredential) -> None:
        self._store.put_document(_DOCUMENT + one.id, {})
        for name in one.secret_names:
            try:
                self._secrets.delete(self._secret_name(one.id, name))
            except SecretStoreError as exc:  # it is of no use to anybody any more
                log.warning("a waiting secret was left in the keyring: %s", exc.reason)

    def _put(self, one: WaitingCredential) -> None:
        self._store.put_document(_DOCUMENT + one.id, to_plain(one))

    def _secret_name(self, credential_id: str, name: str) -> str:
        return f"{self._connection_id}/{credential_id}/{name}"

    def _tell(self) -> None:
        self._announce(Changed.CREDENTIALS)
        self._announce(Changed.LISTENER_WAITING)


def new_key() -> str:
    """An Idempotency-Key."""
    return str(uuid.uuid4())


def _read(value: Mapping[str, Any]) -> WaitingCredential | None:
    try:
        return from_plain(WaitingCredential, value) if value else None
    except PlainRefused:  # another version of the app wrote it
        return None
