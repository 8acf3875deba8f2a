"""Writes what is to be remembered: one thing after another, so that the last one stands."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.errors import StoreError

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner

log = logging.getLogger(__name__)


class Keeping(QObject):
    """Keeps the newest value of a kind on the disk; nothing waits for it.

    Signals:
        failed: An `AppError`: it could not be written; the next change tries again.
    """

    failed = Signal(object)

    def __init__(
        self,
        kept: Any,
        write: Callable[[Any], None],
        runner: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        """Begin.

        Args:
            kept: What the disk has.
            write: Puts a value there; called on a worker, and at the end of the app here.
            runner: Has the worker.
            parent: Owns this.
        """
        super().__init__(parent)
        self._write = write
        self._runner = runner
        self._wanted: object = kept
        self._written: object = kept
        self._is_writing = False

    def keep(self, value: object) -> None:
        """Remember `value` from now on."""
        self._wanted = value
        self._go_on()

    def flush(self) -> None:
        """At the end of the app, when there is no worker any more: write what still waits."""
        if not self._is_writing and self._wanted == self._written:
            return
        self._written = self._wanted
        try:
            self._write(self._wanted)
        except StoreError as exc:
            log.warning("not kept: %s", exc)

    def _go_on(self) -> None:
        if self._is_writing or self._wanted == self._written or self._runner.is_shut_down:
            return
        wanted, write = self._wanted, self._write
        self._is_writing = True
        self._written = wanted  # also when it fails: the next change tries again
        task = self._runner.submit(lambda _control: write(wanted), name="settings.keep")
        task.failed.connect(self.failed.emit)
        task.cancelled.connect(self._not_written)
        task.finished.connect(self._finished)

    @Slot()
    def _not_written(self) -> None:
        """The app ends: `flush` writes it."""
        self._written = object()

    @Slot()
    def _finished(self) -> None:
        self._is_writing = False
        self._go_on()
