"""Who one is on the open connection, and what that is for: followed for as long as it is open.

The platform says both, and may say something else than when the connection was opened. Whoever
works there is to see it at once, whatever page they are on: they are asked as in Production from
then on, or offered no more than they may do.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.errors import PermissionMissing
from app.domain.workspace import ConnectionNews

if TYPE_CHECKING:
    from app.domain.errors import AppError
    from app.domain.workspace import Connection, Me, SyncOverview
    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner
    from app.ui.session import Session

_EVERY_MS: Final = 60_000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class StandingNews:
    """The connection and who one is there, before and now; `me_before` is None at first."""

    before: Connection
    now: Connection
    me_before: Me | None
    me: Me

    @property
    def is_other_kind(self) -> bool:
        """Whether the instance is for something else."""
        return self.now.environment is not self.before.environment

    @property
    def lost(self) -> frozenset[str]:
        """The permissions that one had."""
        return self.me_before.permissions - self.me.permissions if self.me_before else frozenset()

    @property
    def gained(self) -> frozenset[str]:
        """The permissions that one had not."""
        return self.me.permissions - self.me_before.permissions if self.me_before else frozenset()


class Standing(QObject):
    """Takes over what the platform says by now, and asks it where it refuses something.

    Signals:
        changed: `StandingNews`; session and window have it already.
    """

    changed = Signal(object)

    def __init__(
        self, session: Session, runner: TaskRunner, events: AppEvents, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._runner = runner
        self._is_asking = False
        self._regularly = QTimer(self)  # a stream tells nothing of it, and makes syncs rare
        self._regularly.setInterval(_EVERY_MS)
        self._regularly.timeout.connect(self.ask)
        session.closed.connect(self._regularly.stop)
        events.sync_changed.connect(self._follow)
        events.standing_changed.connect(self.look)
        runner.refused.connect(self._heed)

    @Slot()
    def look(self) -> None:
        """Take over what is known by now of the open connection; of another it is no news here."""
        workspace = self._session.workspace
        me = workspace.sync.me() if workspace is not None else None
        if workspace is None or me is None or me == workspace.me:
            return
        before, me_before = workspace.connection, workspace.me
        now = replace(before, environment=me.environment)
        workspace.me, workspace.connection = me, now
        if now != before:
            self._keep(now)
        self._session.take(ConnectionNews((now,)))
        self.changed.emit(StandingNews(before, now, me_before, me))

    @Slot()
    def ask(self) -> None:
        """Ask the platform; whoever else asks it says what is wrong where it does not answer."""
        workspace = self._session.workspace
        if workspace is None or self._is_asking:
            return
        self._is_asking = True
        task = self._runner.submit(workspace.sync.ask_me, name="standing.ask", owner=self)
        task.failed.connect(self._not_told)
        task.finished.connect(self._asked)

    @Slot(object)
    def _follow(self, overview: SyncOverview) -> None:
        """Only one that answers is asked by itself: a token it refused looks like an attack."""
        is_well = overview.online and overview.fault is None
        if is_well and not self._regularly.isActive():
            self._regularly.start()
        elif not is_well:
            self._regularly.stop()

    @Slot(object)
    def _heed(self, error: AppError) -> None:
        """It refuses what we thought one may do."""
        workspace = self._session.workspace
        me = workspace.me if workspace is not None else None
        if not isinstance(error, PermissionMissing):
            return
        if me is None or not error.permission or me.may(error.permission):
            self.ask()

    def _keep(self, connection: Connection) -> None:
        """So that the next start shows it before the platform says it again."""
        environment = connection.environment
        task = self._session.change(
            lambda upkeep, control: upkeep.as_told(control, connection.id, environment)
        )
        task.failed.connect(self._not_kept)

    @Slot()
    def _asked(self) -> None:
        self._is_asking = False

    @Slot(object)
    def _not_told(self, error: AppError) -> None:
        log.info("who one is there was not told: %s", type(error).__name__)

    @Slot(object)
    def _not_kept(self, error: AppError) -> None:
        log.warning("the environment of a connection was not kept: %s", type(error).__name__)
