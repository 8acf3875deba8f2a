"""Writes the changes that a filter lets through into a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.audit_export import COLUMNS, row_of
from app.services.exports import PAGE, ExportPage, ExportWriter

if TYPE_CHECKING:
    from app.domain.audit import AuditEntry, AuditFilter
    from app.domain.control import JobControl
    from app.domain.export import ExportKind
    from app.domain.ports import PlatformApi, WholeFile
    from app.services.credentials import CredentialService
    from app.services.listeners import ListenerService

Keeps = Callable[["AuditEntry"], bool]


class AuditExportService:
    """Exports of one connection's audit log."""

    def __init__(
        self,
        api: PlatformApi,
        listeners: ListenerService,
        credentials: CredentialService,
        whole_file: WholeFile,
    ) -> None:
        self._api = api
        self._listeners = listeners
        self._credentials = credentials
        self._writer = ExportWriter(whole_file, COLUMNS)

    def write(
        self, control: JobControl, wanted: AuditFilter, keeps: Keeps, path: Path, kind: ExportKind
    ) -> int:
        """Write them, newest first, and say how many.

        The log is read from its newest entry back, so what comes meanwhile is not in it.

        Args:
            control: Cancels, and is told how many entries were looked through.
            wanted: What the platform leaves out.
            keeps: What of the rest is written.
            path: The file.
            kind: How its lines are written.

        Raises:
            StoreError: The file cannot be written; what was there before is unchanged.
        """
        names = {one.id: one.settings.name for one in self._listeners.cached()}
        names |= {one.id: one.name for one in self._credentials.cached()}

        def read(cursor: str | None) -> ExportPage:
            page = self._api.audit(control, wanted, cursor, limit=PAGE)
            rows = [row_of(one, names) for one in control.through(page.items) if keeps(one)]
            return ExportPage(rows, len(page.items), page.next_cursor)

        return self._writer.write(control, path, kind, read)
