"""The form of a credential: its name, and what its authentication type asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from app.domain.catalog import AuthField, AuthType
from app.domain.credential import Credential, CredentialDraft
from app.domain.secret import Secret
from app.ui.forms.bound_form import FieldSpec
from app.ui.forms.editors import SecretEditor, TextEditor

translate = QCoreApplication.translate
NAME: Final = "name"


class CredentialBinding:
    """Reaches into a draft: the name, readable fields, and secrets that are only written."""

    def __init__(self, auth_type: AuthType) -> None:
        self._secret_names = {one.name for one in auth_type.fields if one.secret}

    def get(self, draft: CredentialDraft, name: str) -> Any:
        if name == NAME:
            return draft.name
        if name in self._secret_names:
            return draft.secrets.get(name, Secret(""))
        return draft.fields.get(name, "")

    def put(self, draft: CredentialDraft, name: str, value: Any) -> CredentialDraft:
        if name == NAME:
            return replace(draft, name=value)
        if name in self._secret_names:
            others = {key: kept for key, kept in draft.secrets.items() if key != name}
            return replace(draft, secrets={**others, name: value} if value else others)
        others_read = {key: kept for key, kept in draft.fields.items() if key != name}
        return replace(draft, fields={**others_read, name: value} if value else others_read)


def specs(auth_type: AuthType, credential: Credential | None) -> tuple[FieldSpec, ...]:
    """The form's fields, with what an existing secret ends in where that is known."""
    name = FieldSpec(
        NAME,
        translate("credentials", "Name"),
        partial(TextEditor, placeholder=translate("credentials", "CRM production")),
    )
    hints = credential.secret_hints if credential is not None else None
    return (name, *(_spec(one, hints) for one in auth_type.fields))


def _spec(one: AuthField, hints: Mapping[str, str] | None) -> FieldSpec:
    label = one.label if one.required else _optional(one.label)
    if not one.secret:
        return FieldSpec(one.name, label, TextEditor)
    if hints is None:
        return FieldSpec(one.name, label, SecretEditor)
    ending = hints.get(one.name, "")
    hint = translate("credentials", "Leave empty to keep the present one.")
    if ending:
        hint = translate("credentials", "Leave empty to keep the present one, which ends in {end}.")
    return FieldSpec(
        one.name,
        label,
        partial(SecretEditor, placeholder=translate("credentials", "Unchanged")),
        hint=hint.format(end=ending.lstrip("…")),
    )


def _optional(label: str) -> str:
    return translate("credentials", "{label} (optional)").format(label=label)
