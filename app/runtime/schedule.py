"""When to sync: at the start, after an edit, when told, each minute; ever less while it fails."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.errors import Busy, NotAuthorised
from app.domain.retry import STREAMING_INTERVAL_S, SYNC_INTERVAL_S, reconnect_wait_s

if TYPE_CHECKING:
    from app.domain.control import Progress
    from app.domain.errors import AppError
    from app.runtime.tasks import Job, SignalOf, Task, TaskRunner

FRESH_S: Final = 5.0  # who returns to the window sees what is at most this old


class SyncSchedule(QObject):
    """Runs one sync job, never twice at once.

    What asks by itself (an edit, the stream, a timer) waits while the platform wants to
    be left alone, and after a 401 until a person has asked: the same token again only
    looks like an attack.
    """

    failed: SignalOf[AppError] = cast("SignalOf[AppError]", Signal(object))
    running_changed: SignalOf[bool] = cast("SignalOf[bool]", Signal(bool))
    progressed: SignalOf[Progress] = cast("SignalOf[Progress]", Signal(object))

    def __init__(
        self,
        runner: TaskRunner,
        *,
        interval_s: float = SYNC_INTERVAL_S,
        jitter: Callable[[], float] = random.random,
        now_s: Callable[[], float] = time.monotonic,  # wall clocks jump
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._usual_s = interval_s
        self._is_streaming = False
        self._jitter = jitter
        self._now_s = now_s
        self._job: Job[object] | None = None
        self._task: Task[object] | None = None
        self._again = False
        self._failures = 0
        self._needs_person = False
        self._not_before_s = 0.0
        self._synced_s: float | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.request)

    @property
    def is_running(self) -> bool:
        """Whether a sync is under way."""
        return self._task is not None

    @property
    def needs_person(self) -> bool:
        """Whether the platform does not take the token, and nothing is asked by itself."""
        return self._needs_person

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
        self._needs_person = False
        self._not_before_s = 0.0
        self._synced_s = None
        self._is_streaming = False
        if self._task is not None:
            self._task.cancel()

    @Slot()
    def request(self) -> None:
        """Sync as soon as the platform lets us; once more when a sync is under way."""
        if self._needs_person:
            return
        wait_s = self._not_before_s - self._now_s()
        if wait_s > 0 and self._task is None:
            self._plan(wait_s)
        else:
            self.request_now()

    @Slot()
    def request_now(self) -> None:
        """A person wants it: sync now, or once more when the one under way is done."""
        if self._job is None:
            return
        if self._task is not None:
            self._again = True
            return
        self._timer.stop()
        self._needs_person = False
        task = self._runner.submit(self._job, name="sync", owner=self)
        self._task = task
        task.progressed.connect(self.progressed.emit)
        task.succeeded.connect(self._succeeded)
        task.failed.connect(self._failed)
        task.cancelled.connect(self._cancelled)
        task.finished.connect(self._finished)
        self.running_changed.emit(True)

    @Slot()
    def refresh_stale(self) -> None:
        """A person is back at the window: sync, unless that was done a moment ago."""
        if self._synced_s is None or self._now_s() - self._synced_s >= FRESH_S:
            self.request()

    @Slot()
    def cancel(self) -> None:
        """End the sync under way; what was not sent goes with the next one."""
        self._again = False
        if self._task is not None:
            self._task.cancel()

    @Slot(bool)
    def set_streaming(self, is_streaming: bool) -> None:
        """Whether the platform tells by itself what happens there.

        It may stop because it is gone, which would not be noticed for a whole interval.
        """
        has_stopped = self._is_streaming and not is_streaming
        self._is_streaming = is_streaming
        self._hurry(reconnect_wait_s(1, self._jitter()) if has_stopped else self._interval_s)

    def set_interval(self, interval_s: float) -> None:
        """How long to wait when nothing gives a reason to sync earlier."""
        self._usual_s = interval_s
        self._hurry(self._interval_s)

    @property
    def _interval_s(self) -> float:
        return max(STREAMING_INTERVAL_S, self._usual_s) if self._is_streaming else self._usual_s

    def _hurry(self, wait_s: float) -> None:
        """Sync earlier than planned where that is too far off by now."""
        left_s = self.next_s
        if not self._failures and left_s is not None and left_s > wait_s:
            self._plan(wait_s)

    @Slot(object)
    def _succeeded(self, _report: object) -> None:
        self._failures = 0
        self._not_before_s = 0.0
        self._synced_s = self._now_s()
        self._plan(self._interval_s)

    @Slot(object)
    def _failed(self, error: AppError) -> None:
        self._failures += 1
        wait_s = reconnect_wait_s(self._failures, self._jitter())
        if isinstance(error, Busy) and error.retry_after_s is not None:
            wait_s = max(wait_s, error.retry_after_s)
            self._not_before_s = self._now_s() + wait_s
        if isinstance(error, NotAuthorised):
            self._again, self._needs_person = False, True
        else:
            self._plan(wait_s if error.retryable else max(wait_s, self._interval_s))
        self.failed.emit(error)

    @Slot()
    def _cancelled(self) -> None:
        self._plan(self._interval_s)

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
