"""Sends the credentials that wait: before the listeners that name them.

They are deleted after the listeners that named them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

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
    ServerFault,
)
from app.domain.pending import ChangeKind
from app.domain.sync_state import SyncState
from app.domain.times import utc_now
from app.domain.waiting_credential import (
    CREATED_VERSION,
    WaitingCredential,
    is_created_only,
    is_nothing,
    is_ours,
)
from app.services.kept_credentials import KeptCredentials
from app.services.waiting_credentials import WaitingCredentials, new_key

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.control import JobControl
    from app.domain.credential import CredentialDraft
    from app.domain.ports import LocalStore, PlatformApi, SecretStore
    from app.domain.secret import Secret
    from app.domain.times import Clock

_TRIES: Final = 3
_Wanted = Callable[[WaitingCredential], bool]


class CredentialOutbox(WaitingCredentials):
    """The waiting credentials of one connection, and their way to the platform."""

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
        super().__init__(
            store, secrets, connection_id=connection_id, announce=announce, clock=clock
        )
        self._api = api
        self._kept = KeptCredentials(store)

    def push(self, control: JobControl) -> int:
        """Send new and changed ones; says how many the platform took.

        One that is refused holds up no other.

        Raises:
            AppError: What will fail for all of them; everything still waits.
        """
        self.check_secrets()
        return self._send_all(control, lambda one: one.kind is not ChangeKind.DELETE)

    def push_deletions(self, control: JobControl) -> int:
        """Send deletions: after the listeners, which may have named them."""
        return self._send_all(control, lambda one: one.kind is ChangeKind.DELETE)

    def _send_all(self, control: JobControl, wanted: _Wanted) -> int:
        sent = 0
        for one in self.waiting():
            if one.is_waiting and wanted(one):
                control.check()
                sent += self._send(control, one.id, wanted)
        if sent:
            self._announce(Changed.CREDENTIALS)
        return sent

    def _send(self, control: JobControl, credential_id: str, wanted: _Wanted) -> bool:
        for _try in range(_TRIES):
            out = self._mark(credential_id, wanted)
            if out is None:
                return False
            try:
                answer, draft = self._ask(control, out)
            except (NotAuthorised, Busy, ServerFault):
                self._settle(out, replace(out, state=SyncState.WAITING))
                raise
            except ApiError as exc:
                if isinstance(exc, NotFound) and out.kind is ChangeKind.DELETE:
                    self._take(out, None)  # it is done, by whomever
                    return True
                if _is_idle(exc, out):
                    self._take(out, waiting_credential.resource_of(exc))
                    return True
                again = self._after(exc, out)
                self._settle(out, again)
                if not again.is_waiting:
                    self._announce(Changed.CREDENTIALS)
                    return False
            except BaseException:
                self._settle(out, replace(out, state=SyncState.WAITING))
                raise
            else:
                self._take(out, answer, draft)
                return True
        return False

    def _mark(self, credential_id: str, wanted: _Wanted) -> WaitingCredential | None:
        """Have it on the disk that it leaves now, as it is now; None: it is not to leave."""
        with self.turn():
            now = self.find(credential_id)
            if now is None or not now.is_waiting or not wanted(now):
                return None
            out = waiting_credential.leaving(now)
            self._put(out)
            return out

    def _ask(
        self, control: JobControl, one: WaitingCredential
    ) -> tuple[Credential | None, CredentialDraft | None]:
        """What the platform answers, and to what."""
        if one.kind is ChangeKind.DELETE:
            self._delete(control, one)
            return None, None
        draft = self._whole(one)
        if one.base is None:
            return self._api.create_credential(control, one.id, draft), draft
        etag = one.base.etag
        return self._api.update_credential(control, one.id, draft, etag=etag, key=one.key), draft

    def _delete(self, control: JobControl, one: WaitingCredential) -> None:
        base = one.base or self._arrived(control, one.id) or self._used_up(control, one)
        if base is None:
            return
        if one.base is None and base.version != CREATED_VERSION:
            # Nobody here has seen what another made of it: as if the platform had refused.
            exc = Conflict(f"{one.id} was changed there", status=412)
            exc.resource = base
            raise exc
        self._api.delete_credential(control, one.id, etag=base.etag, key=one.key)

    def _arrived(self, control: JobControl, credential_id: str) -> Credential | None:
        """One that was sent and never answered, if it is there."""
        return next(
            (one for one in self._api.credentials(control) if one.id == credential_id), None
        )

    def _used_up(self, control: JobControl, one: WaitingCredential) -> Credential | None:
        """One whose creation may still arrive, created so that its id is never taken again."""
        if not one.sent:
            return None
        try:
            return self._api.create_credential(control, one.id, self._whole(one))
        except (NotAuthorised, Busy, ServerFault):
            raise
        except Conflict as exc:  # there by now
            return exc.resource if isinstance(exc.resource, Credential) else None
        except ApiError:  # nor would the other be taken, whenever it arrives
            return None

    def _after(self, exc: ApiError, out: WaitingCredential) -> WaitingCredential:
        """What a refusal means; what comes out waiting is sent once more."""
        if isinstance(exc, NotFound):
            return waiting_credential.in_conflict(out, None)
        if isinstance(exc, Conflict) and exc.status == 412:
            there = waiting_credential.resource_of(exc)
            if there is None:
                return waiting_credential.in_conflict(out, None)
            if is_created_only(out, there) or is_ours(out, there):
                # What was sent before has arrived; what has been typed since comes on top.
                return replace(_on_top(out, there), key=new_key(), state=SyncState.WAITING)
            return _against(out, there)
        if exc.code == "idempotency_key_reused":
            return replace(out, key=new_key(), state=SyncState.WAITING)
        detail = exc.detail or exc.code or f"HTTP {exc.status}"
        return waiting_credential.refused(out, exc.fields, detail)

    def _whole(self, one: WaitingCredential) -> CredentialDraft:
        secrets: dict[str, Secret] = {}
        for name in one.secret_names:
            secret = self._secrets.get(one, name)
            if secret is None:  # kept for a session that is over, or taken out of the keyring
                reason = FieldRefusal(f"/secrets/{name}", "required")
                raise ApiError(
                    f"the secret of {one.id} is gone", status=422, code="required", fields=(reason,)
                )
            secrets[name] = secret
        return replace(waiting_credential.draft_of(one), secrets=secrets)

    def _settle(self, out: WaitingCredential, new: WaitingCredential) -> None:
        """Keep what came of it, unless the person has typed something else meanwhile."""
        with self.turn():
            now = self.find(out.id)
            if new.base is not None and new.base != out.base:  # it is in the list from now on
                self._kept.put(new.base)
            if now == out:
                self._put(new)
            elif now is not None and new.base is not None and now.base != new.base:
                self._put(_on_top(now, new.base))

    def _take(
        self,
        out: WaitingCredential,
        answer: Credential | None,
        draft: CredentialDraft | None = None,
    ) -> None:
        with self.turn():
            now = self.find(out.id)
            if answer is not None:
                self._kept.put(answer, draft)
            else:
                self._kept.drop(out.id)
            if now == out:
                self._drop(out)
            elif now is not None and answer is not None:  # edited meanwhile: on top of it
                on_top = replace(_on_top(now, answer), sent=())
                seen = out.base is not None or answer.version == CREATED_VERSION
                self._put(on_top if seen or is_nothing(on_top) else _against(now, answer))


def _is_idle(exc: ApiError, out: WaitingCredential) -> bool:
    """Whether somebody else changed it, and nothing is wanted here that could be in conflict."""
    if not is_nothing(out):
        return False
    there = waiting_credential.resource_of(exc)
    if there is None:
        return isinstance(exc, NotFound)
    return not is_ours(out, there)


def _on_top(one: WaitingCredential, base: Credential) -> WaitingCredential:
    """It was typed while another version of it was taken."""
    kind = ChangeKind.EDIT if one.kind is ChangeKind.CREATE else one.kind
    return replace(one, kind=kind, base=base)


def _against(one: WaitingCredential, theirs: Credential) -> WaitingCredential:
    """In conflict; a new one is known to be there, so that no listener waits for it."""
    known = one if one.base is not None else _on_top(one, theirs)
    return waiting_credential.in_conflict(known, theirs)
