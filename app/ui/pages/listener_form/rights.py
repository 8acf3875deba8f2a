"""Who fills the form in, in which environment, and what they may do there now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.workspace import Connection, Environment, Me
from app.ui import access

if TYPE_CHECKING:
    from app.domain.workspace import SyncOverview
    from app.runtime.events import AppEvents


class Rights(QObject):
    """Follows whether the platform can be reached, and who one is there.

    Signals:
        changed: Something may be done now that could not be before, or the other way round.
    """

    changed = Signal()

    def __init__(
        self, connection: Connection, me: Me | None, events: AppEvents, parent: QObject
    ) -> None:
        super().__init__(parent)
        self.connection = connection
        self.me = me
        self._overview = events.overview
        events.sync_changed.connect(self._follow)

    @property
    def environment(self) -> Environment:
        """What the platform says it is, else what is known of the connection."""
        return self.me.environment if self.me is not None else self.connection.environment

    @property
    def is_offline(self) -> bool:
        """Whether the platform is away."""
        return self._overview.offline_since is not None

    @property
    def access(self) -> access.Access:
        """What may be done, and why not."""
        return access.of(self.me, self.connection, self._overview)

    def take_standing(self, connection: Connection, me: Me | None) -> None:
        """Another account, or one that may do something else, or something else that it is in."""
        self.connection, self.me = connection, me
        self.changed.emit()

    @Slot(object)
    def _follow(self, overview: SyncOverview) -> None:
        self._overview = overview
        self.changed.emit()
