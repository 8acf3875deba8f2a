"""A credential that endpoints ask for: readable fields, and secrets that only go in.

Contract section 5.  A `Credential` never holds a secret; a `CredentialDraft` does,
as `Secret`, for as long as a dialog is open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from app.domain.secret import Secret
from app.domain.text import check_name
from app.domain.validation import Code, Problem, refusals

if TYPE_CHECKING:
    from app.domain.catalog import AuthType
    from app.domain.validation import Problems


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
        else:
            found += refusals(check_name, self.name, "name")
        for one in auth_type.fields:
            if one.secret:
                value = self.secrets[one.name].reveal() if one.name in self.secrets else ""
            else:
                value = self.fields.get(one.name, "")
            if value:
                rule = partial(_check_value, auth_type.name)
                found += refusals(rule, value, one.name)
            elif one.required and not (one.secret and replacing):
                found.append(Problem(one.name, Code.REQUIRED))
        return tuple(found)


def _check_value(auth_type: str, text: str, *, field: str) -> None:
    # Whoever only shows credentials, as the start of the window does, needs none of the rules.
    from app.domain.credential_rules import check_credential_value

    check_credential_value(auth_type, field, text)
