"""Whether the change that is looked at is this person's to undo, and why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from app.domain.audit import AuditEntry
    from app.domain.workspace import Connection, Me

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Access:
    """Why somebody may not change listeners or credentials here; "" where one may."""

    listeners: str = ""
    credentials: str = ""

    def why_not(self, entry: AuditEntry) -> str:
        """Why the undo of a change is not this person's to make."""
        return self.credentials if entry.resource_type == "credential" else self.listeners


def access_of(connection: Connection, me: Me | None) -> Access:
    """Judge by safe mode and by permissions."""
    if connection.read_only:
        words = translate("changes", "This connection is read only.")
        return Access(words, words)
    words = translate("changes", "Your account may not change this: {permission} is missing.")

    def reason(permission: str) -> str:
        return "" if me is None or me.may(permission) else words.format(permission=permission)

    return Access(reason("listeners:write"), reason("credentials:write"))
