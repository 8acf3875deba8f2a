"""Credentials: hints come out, secrets only go in (contract section 5)."""

from __future__ import annotations

from typing import Any

from app.adapters.wire.reading import Members
from app.domain.credential import Credential, CredentialDraft


def read_credential(value: Any) -> Credential:
    """One credential."""
    members = Members(value, "credential")
    return Credential(
        id=members.text("id"),
        name=members.text("name", ""),
        auth_type=members.text("auth_type"),
        fields=members.text_map("fields"),
        secret_hints=members.text_map("secret_hints"),
        used_by=members.texts("used_by"),
        last_success_at=members.time_or_none("last_success_at"),
        version=members.integer("version"),
        etag=members.etag(),
        created_at=members.time("created_at"),
        updated_at=members.time("updated_at"),
    )


def write_credential(draft: CredentialDraft) -> dict[str, Any]:
    """The body of a create."""
    return {"name": draft.name.strip(), **write_inline(draft)}


def write_inline(draft: CredentialDraft) -> dict[str, Any]:
    """A credential for one test-send."""
    return {
        "auth_type": draft.auth_type,
        "fields": {name: value for name, value in draft.fields.items() if value},
        "secrets": _secrets(draft),
    }


def write_credential_patch(draft: CredentialDraft) -> dict[str, Any]:
    """A merge patch: an empty field is cleared, an empty secret keeps the old one."""
    patch: dict[str, Any] = {
        "name": draft.name.strip(),
        "fields": {name: value or None for name, value in draft.fields.items()},
    }
    secrets = _secrets(draft)
    return patch | {"secrets": secrets} if secrets else patch


def _secrets(draft: CredentialDraft) -> dict[str, str]:
    return {name: secret.reveal() for name, secret in draft.secrets.items() if secret}
