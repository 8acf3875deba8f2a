"""Whether the platform is away, and the words for what needs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.ui.text.sync_news import Reach, reach

if TYPE_CHECKING:
    from app.domain.workspace import SyncOverview
    from app.runtime.events import AppEvents


class Away(QObject):
    """Follows the sync, also for a page that is opened after it has failed.

    Signals:
        changed: The platform went away, or came back.
    """

    changed = Signal()

    def __init__(self, events: AppEvents, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._events = events
        self._is_away = _is_away(events.overview)
        events.sync_changed.connect(self._follow)

    @property
    def why(self) -> str:
        """Why nothing can be asked of the platform now; "" where it can."""
        return self.tr("This needs a connection, and the platform is away") if self._is_away else ""

    @Slot()
    def heard(self) -> None:
        """It has answered a page: so the sync, which knows nothing of that, looks as well."""
        if self._is_away:
            self._events.platform_moved.emit()

    @Slot(object)
    def _follow(self, overview: SyncOverview) -> None:
        if _is_away(overview) is not self._is_away:
            self._is_away = not self._is_away
            self.changed.emit()


def _is_away(overview: SyncOverview) -> bool:
    return reach(overview) in (Reach.OFFLINE, Reach.NOT_CONNECTED)
