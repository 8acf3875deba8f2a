"""Follows each saved record until its webhooks have arrived, or it is clear why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.control import JobControl
from app.domain.errors import AppError
from app.domain.sync_state import LocalListener
from app.domain.times import Clock, utc_now
from app.ui.pages.sandbox_records.watched import FOR, Deliveries, Saved, Watched, look

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner

_EVERY_MS: Final = 250
_KEPT: Final = 20


class Listeners(Protocol):
    """What names and readiness of listeners are read from."""

    def cached(self) -> list[LocalListener]: ...


class WatchPresenter(QObject):
    """The newest saved record in detail, and the ones before it in a line each."""

    changed = Signal()

    def __init__(
        self,
        deliveries: Deliveries,
        listeners: Listeners,
        runner: TaskRunner,
        *,
        clock: Clock = utc_now,
        every_ms: int = _EVERY_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._deliveries = deliveries
        self._listeners = listeners
        self._runner = runner
        self._clock = clock
        self._watched: tuple[Watched, ...] = ()
        self.listeners: dict[str, LocalListener] = {}
        self.error: AppError | None = None
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(every_ms)
        self._again.timeout.connect(self._look)

    @property
    def current(self) -> Watched | None:
        """The record that was saved last."""
        return self._watched[0] if self._watched else None

    @property
    def before(self) -> tuple[Watched, ...]:
        """What was saved earlier in this session, newest first."""
        return self._watched[1:]

    @Slot(object)
    def follow(self, saved: Saved) -> None:
        """Start watching what a save sets off."""
        self._watched = (Watched(saved), *self._watched)[:_KEPT]
        self.error = None
        self.changed.emit()
        self._look()

    @Slot()
    def clear(self) -> None:
        """Forget everything that was watched."""
        self._again.stop()
        self._watched = ()
        self.error = None
        self.changed.emit()

    @Slot()
    def _look(self) -> None:
        unsettled = [one for one in self._watched if not one.is_settled]
        if not unsettled:
            return
        now = self._clock()

        def job(control: JobControl) -> tuple[list[Watched], list[LocalListener]]:
            seen = [look(control, self._deliveries, one, now) for one in unsettled]
            return seen, self._listeners.cached()

        task = self._runner.submit(job, name="records.watch", key="records.watch", owner=self)
        task.succeeded.connect(self._take)
        task.failed.connect(self._explain)

    @Slot(object)
    def _take(self, news: tuple[list[Watched], list[LocalListener]]) -> None:
        seen = {one.key: one for one in news[0]}
        self._watched = tuple(seen.get(one.key, one) for one in self._watched)
        self.listeners = {one.id: one for one in news[1]}
        self.error = None
        self.changed.emit()
        self._go_on()

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        self.error = error
        self.changed.emit()
        current = self.current
        if current is not None and error.retryable and self._clock() - current.saved.at < FOR:
            self._again.start()

    def _go_on(self) -> None:
        if any(not one.is_settled for one in self._watched):
            self._again.start()
