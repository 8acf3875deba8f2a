"""Why records can be looked at only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from app.domain.workspace import Connection, Me

translate = QCoreApplication.translate


def why_only_read(connection: Connection, me: Me | None) -> str:
    """Why records cannot be changed over this connection, if so."""
    if connection.read_only:
        return translate("sandbox", "This connection only reads")
    if me is not None and not me.may("records:write"):
        return translate("sandbox", "Your account may not change records: records:write is missing")
    return ""
