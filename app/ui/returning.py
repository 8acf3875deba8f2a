"""Asks once more for what a page could not read, as soon as there is a platform again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from app.domain.workspace import SyncOverview
    from app.runtime.events import AppEvents
    from app.ui.workbench import Workbench


class Returning(QObject):
    """Follows stream and sync: whichever says first that somebody answers."""

    def __init__(
        self,
        bench_of: Callable[[], Workbench | None],
        events: AppEvents,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bench_of = bench_of
        self._was_online = True
        events.stream_changed.connect(self._on_stream)
        events.sync_changed.connect(self._on_sync)

    @Slot(bool)
    def _on_stream(self, is_open: bool) -> None:
        if is_open:
            self._ask_again()

    @Slot(object)
    def _on_sync(self, overview: SyncOverview) -> None:
        has_returned = overview.online and not self._was_online
        self._was_online = overview.online
        if has_returned:
            self._ask_again()

    def _ask_again(self) -> None:
        bench = self._bench_of()
        page = bench.page if bench is not None else None
        if page is not None and page.has_failed:
            page.refresh()
