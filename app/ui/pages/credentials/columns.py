"""How a credential reads as one line of the list."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject

from app.domain.catalog import AuthType
from app.domain.credential import Credential
from app.domain.credential_state import CredentialState, Judged
from app.domain.sync_state import LocalListener, SyncState
from app.domain.times import Clock
from app.domain.waiting_credential import WaitingCredential
from app.ui.pages.credentials import state_words
from app.ui.tables import Cell, Column, Icon, KeyedTableModel, Text
from app.ui.text import times
from app.ui.theme import TextRole

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class CredentialRow:
    """A credential with the words that the catalog and the listeners have for it.

    Attributes:
        auth_type: The catalog's description of its type; None while that is not known.
        users: The listeners that use it and that this computer knows.
        used_by: How many the platform counts.
        waiting: What was done here and is not on the platform yet, in words.
        judged: Whether it still opens the door, as far as that is known.
    """

    credential: Credential
    auth_type: AuthType | None
    users: tuple[LocalListener, ...]
    used_by: int
    waiting: str = ""
    judged: Judged = field(default_factory=lambda: Judged(CredentialState.UNUSED))

    @property
    def type_label(self) -> str:
        """The authentication type as the catalog calls it, else its name."""
        return self.auth_type.label if self.auth_type is not None else self.credential.auth_type

    @property
    def second_line(self) -> str:
        """The type, and for an API key in which header it travels."""
        header = self.credential.fields.get("header", "")
        if self.credential.auth_type != "api_key" or not header:
            return self.type_label
        return translate("credentials", "{type}, header {header}").format(
            type=self.type_label, header=header
        )


def make_model(clock: Clock, parent: QObject) -> KeyedTableModel[str, CredentialRow]:
    """The table's model, empty."""

    def last_success(row: CredentialRow) -> str:
        at = row.credential.last_success_at
        return times.short(at, clock()) if at else translate("credentials", "Never")

    columns = (
        Column[CredentialRow](
            translate("credentials", "Credential"),
            lambda row: row.credential.name,
            cell=_name_cell,
        ),
        Column[CredentialRow](
            translate("credentials", "State"),
            lambda row: state_words.of(row.judged, clock()).word,
            cell=lambda row: _state_cell(row, clock()),
            sort=lambda row: state_words.of(row.judged, clock()).word,
            tooltip=lambda row: state_words.of(row.judged, clock()).detail,
            width_em=190,
        ),
        Column[CredentialRow](
            translate("credentials", "Used by"),
            lambda row: times.number(row.used_by),
            sort=lambda row: row.used_by,
            numeric=True,
            width_em=90,
        ),
        Column[CredentialRow](
            translate("credentials", "Last success"),
            last_success,
            sort=lambda row: row.credential.last_success_at or row.credential.created_at,
            tooltip=_last_success_utc,
            width_em=130,
        ),
    )
    return KeyedTableModel(
        columns,
        lambda row: row.credential.id,
        parent,
        sentence=lambda row: _sentence(row, clock()),
    )


def _name_cell(row: CredentialRow) -> Cell:
    return Cell(
        (Icon("key"), Text(row.credential.name, role=TextRole.MEDIUM)),
        (Icon("clock-fill", "info_fill"), Text(row.waiting, "info"))
        if row.waiting
        else (Text(row.second_line),),
    )


def _state_cell(row: CredentialRow, now: datetime) -> Cell:
    said = state_words.of(row.judged, now)
    ink = {"bad": "bad", "warn": "warn", "mute": "text2"}.get(said.tone, "")
    return Cell(
        (Icon(said.icon, f"{said.tone}_fill"), Text(said.word, ink, TextRole.MEDIUM)),
        (Text(said.detail),),
    )


def _last_success_utc(row: CredentialRow) -> str:
    at = row.credential.last_success_at
    return times.utc_tooltip(at) if at else ""


def _sentence(row: CredentialRow, now: datetime) -> str:
    said = state_words.of(row.judged, now)
    used = translate("credentials", "used by %Ln listener(s)", None, row.used_by)
    parts = (row.credential.name, row.second_line, said.word, said.detail, used, row.waiting)
    return ", ".join(part for part in parts if part)


def waiting_words(one: WaitingCredential | None) -> str:
    """What was done here and is not on the platform yet; empty for nothing."""
    if one is None:
        return ""
    match one.state:
        case SyncState.CONFLICT:
            return translate("credentials", "Conflict to resolve")
        case SyncState.REFUSED:
            return translate("credentials", "Refused, see why")
        case _ if one.base is None:
            return translate("credentials", "Created here, waiting to sync")
        case _:
            return translate("credentials", "Edited, waiting to sync")
