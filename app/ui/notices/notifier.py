"""Tells once when listeners come into trouble: in the window, and by the system while it is away.

All that one sync brings is one notice, and notices keep a distance from each other: what
happens meanwhile goes into the next.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.times import utc_now
from app.domain.trouble import Trouble, look
from app.ui.notices import words

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.preferences import Preferences
    from app.domain.sync_state import LocalListener
    from app.domain.times import Clock
    from app.domain.trouble import Known, News
    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner
    from app.services.workspace import Workspace
    from app.ui.notices.words import NoticeWords
    from app.ui.session import Session

APART_S: Final = 60.0
_LOOK_MS: Final = 5 * 60 * 1000  # an end comes nearer although nothing changes


class Notifier(QObject):
    """Watches the listeners of the open connection.

    Signals:
        told: `NoticeWords`, and the ids of the listeners that it is about.
    """

    told = Signal(object, object)

    def __init__(
        self,
        session: Session,
        runner: TaskRunner,
        events: AppEvents,
        preferences: Callable[[], Preferences],
        *,
        clock: Clock = utc_now,
        now_s: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._preferences = preferences
        self._clock = clock
        self._now_s = now_s
        self._workspace: Workspace | None = None
        self._known: Known | None = None
        self._waiting: dict[str, tuple[Trouble, LocalListener]] = {}
        self._told_s: float | None = None
        self._regularly = QTimer(self)
        self._regularly.setInterval(_LOOK_MS)
        self._regularly.timeout.connect(self.look)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._tell)
        session.opened.connect(self._open)
        session.closed.connect(self._close)
        events.listeners_changed.connect(self.look)

    @Slot()
    def look(self) -> None:
        """See whether something has become worse."""
        workspace, known, clock = self._workspace, self._known, self._clock
        if workspace is None:
            return

        def job(control: JobControl) -> tuple[Known, News]:
            return look(control.through(workspace.listeners.cached()), known, clock())

        task = self._runner.submit(job, name="notices.look", key="notices.look", owner=self)
        task.succeeded.connect(self._take)

    @Slot(object)
    def _open(self, workspace: Workspace) -> None:
        self._close()
        self._workspace = workspace
        self._regularly.start()
        self.look()

    @Slot()
    def _close(self) -> None:
        self._workspace = self._known = None
        self._waiting.clear()
        self._later.stop()
        self._regularly.stop()

    @Slot(object)
    def _take(self, found: tuple[Known, News]) -> None:
        if self._workspace is None:
            return
        self._known, news = found
        liked = self._preferences()
        for trouble, rows in news.of.items():
            is_wanted = liked.notify_suspending
            if trouble is Trouble.FAILING:
                is_wanted = liked.notify_failing
            if is_wanted:
                self._waiting |= {row.id: (trouble, row) for row in rows}
        if self._waiting and not self._later.isActive():
            passed_s = APART_S if self._told_s is None else self._now_s() - self._told_s
            self._later.start(max(0, round((APART_S - passed_s) * 1000)))

    @Slot()
    def _tell(self) -> None:
        # Whoever has recovered while the notice waited is none of its business any more.
        known = self._known or {}
        news: dict[Trouble, list[LocalListener]] = {}
        for row_id, (_trouble, row) in self._waiting.items():
            if row_id in known:
                news.setdefault(known[row_id], []).append(row)
        self._waiting.clear()
        if not news:
            return
        self._told_s = self._now_s()
        said: NoticeWords = words.of(news)
        self.told.emit(said, [row.id for rows in news.values() for row in rows])
