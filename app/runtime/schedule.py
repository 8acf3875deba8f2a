"""When to sync: at the start, after an edit, every minute, and ever less while it fails."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.errors import AppError, Busy, NotAuthorised
from app.runtime.tasks import Job, SignalOf, Task, TaskRunner

INTERVAL_S = 60.0
FIRST_RETRY_S = 5.0
LAST_RETRY_S = 300.0


def retry_after_s(failures: int, jitter: Callable[[], float]) -> float:
    """Seconds to wait after so many failures in a row; `jitter` gives 0 to 1."""
    planned_s = min(LAST_RETRY_S, FIRST_RETRY_S * 2.0 ** min(failures - 1, 16))
    return planned_s * (0.8 + 0.4 * jitter())


class SyncSchedule(QObject):
    """Runs one sync job, never twice at once."""

    failed: SignalOf[AppError] = cast("SignalOf[AppError]", Signal(object))
    running_changed: SignalOf[bool] = cast("SignalOf[bool]", Signal(bool))

    def __init__(
        self,
        runner: TaskRunner,
        *,
        interval_s: float = INTERVAL_S,
        jitter: Callable[[], float] = random.random,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._interval_s = interval_s
        self._jitter = jitter
        self._job: Job[object] | None = None
        self._task: Task[object] | None = None
        self._again = False
        self._failures = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.request)

    @property
    def is_running(self) -> bool:
        """Whether a sync is under way."""
        return self._task is not None

    @property
    def next_s(self) -> float | None:
        """Seconds until the next sync; None when none is planned."""
        return self._timer.remainingTime() / 1000 if self._timer.isActive() else None

    def start(self, job: Job[object]) -> None:
        """Sync with `job` from now on, beginning at once."""
        self.stop()
        self._job = job
        self.request()

    @Slot()
    def stop(self) -> None:
        """Sync no more; a sync under way is cancelled."""
        self._timer.stop()
        self._job = None
        self._again = False
        self._failures = 0
        if self._task is not None:
            self._task.cancel()

    @Slot()
    def request(self) -> None:
        """Sync now, or once more when the one under way is done."""
        if self._job is None:
            return
        if self._task is not None:
            self._again = True
            return
        self._timer.stop()
        task = self._runner.submit(self._job, name="sync", owner=self)
        self._task = task
        task.succeeded.connect(self._succeeded)
        task.failed.connect(self._failed)
        task.finished.connect(self._finished)
        self.running_changed.emit(True)

    @Slot(object)
    def _succeeded(self, _report: object) -> None:
        self._failures = 0
        self._plan(self._interval_s)

    @Slot(object)
    def _failed(self, error: AppError) -> None:
        self._failures += 1
        wait_s = retry_after_s(self._failures, self._jitter)
        if isinstance(error, Busy) and error.retry_after_s is not None:
            wait_s = max(wait_s, error.retry_after_s)
        if isinstance(error, NotAuthorised):
            self._again = False  # asking with the same token again only looks like an attack
        else:
            self._plan(wait_s if error.retryable else max(wait_s, self._interval_s))
        self.failed.emit(error)

    @Slot()
    def _finished(self) -> None:
        self._task = None
        self.running_changed.emit(False)
        if self._again:
            self._again = False
            self.request()

    def _plan(self, wait_s: float) -> None:
        if self._job is not None:
            self._timer.start(int(wait_s * 1000))
