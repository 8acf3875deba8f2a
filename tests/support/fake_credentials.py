"""The credentials of the fake platform: versions, creation once, kept answers."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from app.domain.credential import Credential, CredentialDraft
from app.domain.errors import Conflict, NotFound, Rejected
from tests.support import builders


def _readable(draft: CredentialDraft) -> dict[str, Any]:
    fields = {name: value for name, value in draft.fields.items() if value}
    return {"name": draft.name, "fields": fields}


def _hints(draft: CredentialDraft) -> dict[str, str]:
    texts = {name: one.reveal() for name, one in draft.secrets.items()}
    return {name: f"…{text[-4:]}" if len(text) >= 12 else "" for name, text in texts.items()}


@dataclass
class FakeCredentials:
    """What the contract promises of credentials, in memory."""

    credentials_: dict[str, Credential] = field(default_factory=dict)
    secrets_: dict[str, dict[str, str]] = field(default_factory=dict)  # what arrived, by id
    _made_of: dict[str, CredentialDraft] = field(default_factory=dict)
    _answers: dict[str, tuple[object, object]] = field(default_factory=dict)  # by key

    def forget_keys(self) -> None:
        """A day has passed."""
        self._answers.clear()

    def _create_credential(self, credential_id: str, draft: CredentialDraft) -> Credential:
        if credential_id in self._made_of:
            there = self.credentials_.get(credential_id)
            if there is None:
                raise Conflict("deleted", status=412, code="id_deleted")
            if self._made_of[credential_id] != draft:
                raise _stale(there)
            return there
        self._made_of[credential_id] = draft
        self.secrets_[credential_id] = {n: one.reveal() for n, one in draft.secrets.items()}
        made = builders.a_credential(
            id=credential_id,
            auth_type=draft.auth_type,
            secret_hints=_hints(draft),
            version=1,
            etag=f'"{credential_id}-1"',
            **_readable(draft),
        )
        self.credentials_[credential_id] = made
        return made

    def _update_credential(
        self, credential_id: str, draft: CredentialDraft, etag: str, key: str
    ) -> Credential:
        request = (credential_id, draft)
        if key in self._answers:
            kept, answer = self._answers[key]
            if kept != request:
                raise Rejected("reused", status=422, code="idempotency_key_reused")
            assert isinstance(answer, Credential)
            return answer
        old = self._credential(credential_id, etag)
        version = old.version + 1
        new = replace(
            old,
            version=version,
            etag=f'"{credential_id}-{version}"',
            secret_hints={**old.secret_hints, **_hints(draft)},
            **_readable(draft),
        )
        self.credentials_[credential_id] = new
        arrived = {name: one.reveal() for name, one in draft.secrets.items()}
        self.secrets_.setdefault(credential_id, {}).update(arrived)
        if key:
            self._answers[key] = (request, new)
        return new

    def _delete_credential(self, credential_id: str, etag: str) -> None:
        if self._credential(credential_id, etag).used_by:
            raise Conflict("in use", status=409, code="credential_in_use")
        del self.credentials_[credential_id]

    def _credential(self, credential_id: str, etag: str) -> Credential:
        if credential_id not in self.credentials_:
            raise NotFound("no such credential", status=404, code="not_found")
        known = self.credentials_[credential_id]
        if known.etag != etag:
            raise _stale(known)
        return known


def _stale(there: Credential) -> Conflict:
    error = Conflict("stale", status=412, code="stale", current={})
    error.resource = there
    return error
