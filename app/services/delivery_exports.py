"""Writes the deliveries that a filter lets through into a file, page by page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.domain.delivery_export import head_of, line_of, values_of
from app.domain.errors import ProtocolError
from app.domain.times import utc_now

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.delivery import DeliveryFilter
    from app.domain.delivery_export import ExportKind
    from app.domain.ports import PlatformApi, WholeFile
    from app.domain.times import Clock
    from app.services.listeners import ListenerService

_PAGE: Final = 500


class DeliveryExportService:
    """Exports of one connection; a file is there as a whole or not at all."""

    def __init__(
        self,
        api: PlatformApi,
        listeners: ListenerService,
        whole_file: WholeFile,
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._api = api
        self._listeners = listeners
        self._whole_file = whole_file
        self._clock = clock

    def write(
        self, control: JobControl, wanted: DeliveryFilter, path: Path, kind: ExportKind
    ) -> int:
        """Write them, newest first, and say how many; told after every page.

        What happens after it has begun is not in it, so it comes to an end.

        Raises:
            StoreError: The file cannot be written; what was there before is unchanged.
        """
        wanted = replace(wanted, until=wanted.until or self._clock())
        names = {one.id: one.settings.name for one in self._listeners.cached()}
        cursor, done, total = None, 0, None
        with self._whole_file(path) as write:
            write(head_of(kind))
            while True:
                page = self._api.deliveries(
                    control, wanted, cursor, limit=_PAGE, counts=cursor is None
                )
                if page.counts:
                    statuses = wanted.statuses or page.counts
                    total = sum(page.counts.get(one, 0) for one in statuses)
                lines = [line_of(kind, values_of(one, names)) for one in page.items]
                write(b"".join(lines))
                done += len(lines)
                control.progress(done, total)
                if page.next_cursor is None:
                    return done
                if page.next_cursor == cursor:
                    raise ProtocolError("deliveries: the pages do not end")
                cursor = page.next_cursor
