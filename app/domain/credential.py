"""A credential that endpoints ask for: readable fields, and secrets that only go in.

Contract section 5.  A `Credential` never holds a secret; a `CredentialDraft` does,
as `Secret`, for as long as a dialog is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from app.domain.catalog import AuthType
from app.domain.secret import Secret
from app.domain.validation import Code, Problem, Problems

NAME_LIMIT: Final = 200


@dataclass(frozen=True, slots=True)
class Credential:
    """A credential as the platform describes it; secrets appear only as hints."""

    id: str
    name: str
    auth_type: str
    fields: Mapping[str, str]
    secret_hints: Mapping[str, str]
    used_by: tuple[str, ...]
    last_success_at: datetime | None
    version: int
    etag: str
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class CredentialDraft:
    """What a person is typing into the credential dialog."""

    auth_type: str
    name: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, Secret] = field(default_factory=dict)

    def problems(self, auth_type: AuthType, *, replacing: bool = False) -> Problems:
        """Every reason this draft cannot be saved, in field order.

        Args:
            auth_type: The catalog's description of `self.auth_type`.
            replacing: An existing credential is edited, so an empty secret keeps the old one.
        """
        found: list[Problem] = []
        if not self.name.strip():
            found.append(Problem("name", Code.REQUIRED))
        elif len(self.name.strip()) > NAME_LIMIT:
            found.append(Problem("name", Code.TOO_LONG, {"limit": NAME_LIMIT}))
        for one in auth_type.fields:
            if one.secret:
                value = self.secrets[one.name].reveal() if one.name in self.secrets else ""
            else:
                value = self.fields.get(one.name, "")
            if one.required and not value and not (one.secret and replacing):
                found.append(Problem(one.name, Code.REQUIRED))
        return tuple(found)
