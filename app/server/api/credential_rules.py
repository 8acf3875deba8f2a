"""What a credential may hold, how its secrets are sealed, and how they are hinted at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from app.domain import strict_json
from app.domain.catalog import AuthType
from app.domain.credential_rules import check_credential_value
from app.domain.outbound import CredentialMaterial
from app.domain.secret import Secret, looks_masked
from app.domain.text import check_name
from app.domain.url import check_literal_address, parse_url
from app.domain.validation import Code, Refused
from app.server.api.call import Call
from app.server.api.problems import FieldError, pointer_of, refused
from app.server.api.wire.base import refusal_of
from app.server.api.wire.credentials import CredentialBody
from app.server.store.rows import Row
from app.server.store.sealing import Sealer

_HINT_FROM: Final = 12  # shorter secrets are not hinted at
_HINT_LENGTH: Final = 4
_TOKEN_URL: Final = "token_url"  # noqa: S105 - a member, not a token


@dataclass(frozen=True, slots=True)
class CheckedCredential:
    """A credential that every rule let through, with its secrets in clear."""

    name: str
    auth_type: str
    fields: Mapping[str, str]
    secrets: Mapping[str, str]

    def columns(self, sealer: Sealer) -> dict[str, Any]:
        """The columns that it is stored as."""
        return {
            "name": self.name,
            "auth_type": self.auth_type,
            "fields": dict(self.fields),
            "secrets_sealed": sealer.seal(strict_json.dumps(dict(self.secrets))),
            "secret_hints": {name: hint_of(value) for name, value in self.secrets.items()},
        }


def check_credential(
    call: Call, body: CredentialBody, *, kept: Mapping[str, str], at: str = ""
) -> CheckedCredential:
    """Judge a credential whole.

    Args:
        call: The call.
        body: The credential; null among its secrets clears one.
        kept: The secrets that are there already.
        at: The pointer of the credential in the body.

    Raises:
        ApiProblem: 422 with every refused member; no value of a secret in it.
    """
    auth_type = call.platform.catalog.rules.auth_type(body.auth_type)
    if auth_type is None or not auth_type.fields:
        words = "no authentication type of the catalog that has a credential"
        raise refused(FieldError(f"{at}/auth_type", Code.UNKNOWN_AUTH_TYPE, words))
    errors = _unknown(auth_type, body, at)
    errors += [
        FieldError(at + pointer_of(["secrets", name]), Code.MASKED_SECRET, "this is a mask")
        for name, value in body.secrets.items()
        if value is not None and looks_masked(value)
    ]
    fields = dict(body.fields)
    secrets = dict(kept)
    for secret_name, value in body.secrets.items():
        if value is None:
            secrets.pop(secret_name, None)
        else:
            secrets[secret_name] = value
    errors += _value_errors(auth_type, fields, secrets, at, known={e.pointer for e in errors})
    if not errors and _TOKEN_URL in fields:
        errors += _judge_token_url(call, fields, at)
    name = ""
    try:
        name = check_name(body.name)
    except Refused as error:
        errors.append(refusal_of(f"{at}/name", error))
    if errors:
        raise refused(*errors)
    return CheckedCredential(name, body.auth_type, fields, secrets)


def open_secrets(sealer: Sealer, row: Row) -> dict[str, str]:
    """The secrets of a stored credential, in clear."""
    opened: dict[str, str] = strict_json.loads(sealer.open(row["secrets_sealed"]))
    return opened


def material_of(checked: CheckedCredential) -> CredentialMaterial:
    """A checked credential as the sender takes it."""
    secrets = {name: Secret(value) for name, value in checked.secrets.items()}
    return CredentialMaterial(checked.auth_type, checked.fields, secrets)


def stored_material(sealer: Sealer, row: Row) -> CredentialMaterial:
    """A stored credential as the sender takes it."""
    secrets = {name: Secret(value) for name, value in open_secrets(sealer, row).items()}
    return CredentialMaterial(row["auth_type"], row["fields"], secrets)


def hint_of(secret: str) -> str:
    """What may be shown of a secret: the end of a long one."""
    return f"…{secret[-_HINT_LENGTH:]}" if len(secret) >= _HINT_FROM else ""


def _judge_token_url(call: Call, fields: dict[str, str], at: str) -> list[FieldError]:
    """Put the token URL into its canonical form; why it cannot be called (T27), if so."""
    url = parse_url(fields[_TOKEN_URL])
    try:
        check_literal_address(url, allow=call.platform.settings.allow)
    except Refused as error:
        return [refusal_of(f"{at}/fields/{_TOKEN_URL}", error)]
    fields[_TOKEN_URL] = url.text
    return []


def _unknown(auth_type: AuthType, body: CredentialBody, at: str) -> list[FieldError]:
    given: dict[str, Iterable[str]] = {"fields": body.fields, "secrets": body.secrets}
    known = {
        "fields": {one.name for one in auth_type.fields if not one.secret},
        "secrets": {one.name for one in auth_type.fields if one.secret},
    }
    words = f"{auth_type.name} has no such member"
    return [
        FieldError(at + pointer_of([part, name]), Code.UNKNOWN_FIELD, words)
        for part, members in given.items()
        for name in members
        if name not in known[part]
    ]


def _value_errors(
    auth_type: AuthType,
    fields: Mapping[str, str],
    secrets: Mapping[str, str],
    at: str,
    *,
    known: set[str],
) -> list[FieldError]:
    errors: list[FieldError] = []
    for one in auth_type.fields:
        part, values = ("secrets", secrets) if one.secret else ("fields", fields)
        pointer = at + pointer_of([part, one.name])
        value = values.get(one.name, "")
        if pointer in known:
            continue
        if not value:
            if one.required:
                errors.append(FieldError(pointer, Code.REQUIRED, "a value is needed"))
            continue
        try:
            check_credential_value(auth_type.name, one.name, value)
        except Refused as error:
            errors.append(refusal_of(pointer, error))
    return errors
