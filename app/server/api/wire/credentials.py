"""Credentials on the wire (contract section 5); secrets only ever go in."""

from __future__ import annotations

from typing import Any, Final

from pydantic import Field

from app.server.api.wire.base import Body, Shown, Time
from app.server.store.rows import Row
from app.server.store.times import written

READ_ONLY: Final = frozenset(
    {
        "id",
        "secret_hints",
        "used_by",
        "last_success_at",
        "version",
        "etag",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
    }
)
SECRETS: Final = "secrets"


class CredentialBody(Body):
    """What a person sets about a credential."""

    name: str = ""
    auth_type: str
    fields: dict[str, str] = Field(default_factory=dict)
    secrets: dict[str, str | None] = Field(default_factory=dict)


class Credential(Shown):
    """A credential as the platform describes it."""

    id: str
    name: str
    auth_type: str
    fields: dict[str, str]
    secret_hints: dict[str, str] = Field(
        description="The last 4 characters of a secret of 12 or more, after an ellipsis; else empty"
    )
    used_by: list[str]
    last_success_at: Time | None
    version: int
    etag: str
    created_at: Time
    created_by: str
    updated_at: Time
    updated_by: str


class CredentialPage(Shown):
    """One page of credentials, oldest first."""

    items: list[Credential]
    next_cursor: str | None


def settings_of(row: Row) -> dict[str, Any]:
    """The settings of a stored credential: what a merge patch is applied to."""
    return {"name": row["name"], "auth_type": row["auth_type"], "fields": dict(row["fields"])}


def credential_json(row: Row, used_by: list[str]) -> dict[str, Any]:
    """A credential as it goes over the wire."""
    return {
        "id": row["id"],
        **settings_of(row),
        "secret_hints": dict(row["secret_hints"]),
        "used_by": used_by,
        "last_success_at": written(row["last_success_ms"]),
        "version": row["version"],
        "etag": row["etag"],
        "created_at": written(row["created_ms"]),
        "created_by": row["created_by"],
        "updated_at": written(row["updated_ms"]),
        "updated_by": row["updated_by"],
    }
