"""Writes the deliveries that a filter lets through into a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.delivery_export import COLUMNS, row_of
from app.services.exports import PAGE, ExportPage, ExportWriter

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.delivery import DeliveryFilter
    from app.domain.export import ExportKind
    from app.domain.ports import PlatformApi, WholeFile
    from app.services.listeners import ListenerService


class DeliveryExportService:
    """Exports of one connection's deliveries."""

    def __init__(self, api: PlatformApi, listeners: ListenerService, whole_file: WholeFile) -> None:
        self._api = api
        self._listeners = listeners
        self._writer = ExportWriter(whole_file, COLUMNS)

    def write(
        self, control: JobControl, wanted: DeliveryFilter, path: Path, kind: ExportKind
    ) -> int:
        """Write them, newest first, and say how many.

        They are read from the newest back, so what comes meanwhile is not in it.  No moment
        is named for that: the clock here may be wrong.

        Raises:
            StoreError: The file cannot be written; what was there before is unchanged.
        """
        names = {one.id: one.settings.name for one in self._listeners.cached()}

        def read(cursor: str | None) -> ExportPage:
            page = self._api.deliveries(control, wanted, cursor, limit=PAGE, counts=cursor is None)
            rows = [row_of(one, names) for one in page.items]
            statuses = wanted.statuses or page.counts
            total = sum(page.counts.get(one, 0) for one in statuses) if page.counts else None
            return ExportPage(rows, len(rows), page.next_cursor, total)

        return self._writer.write(control, path, kind, read)
