"""Keeps one job listening to the platform's stream for as long as a connection is open."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from app.domain.errors import AppError
    from app.runtime.tasks import Job, Task, TaskRunner

log = logging.getLogger(__name__)


class StreamListening(QObject):
    """Runs one job that listens; another takes its place."""

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._task: Task[None] | None = None

    @property
    def is_listening(self) -> bool:
        """Whether the job has not ended."""
        return self._task is not None

    def start(self, job: Job[None]) -> None:
        """Listen with `job` until it ends or is stopped."""
        self.stop()
        task = self._runner.submit(job, name="stream", owner=self, is_lasting=True)
        self._task = task
        task.failed.connect(self._failed)
        task.finished.connect(self._finished)

    @Slot()
    def stop(self) -> None:
        """Listen no more."""
        if self._task is not None:
            self._task.cancel()

    @Slot(object)
    def _failed(self, error: AppError) -> None:
        """No message: the sync meets the same, and asks a person."""
        log.info("nobody listens to the stream: %s", type(error).__name__)

    @Slot()
    def _finished(self) -> None:
        self._task = None
