"""Keeps what was received, where a person wants it: as a sample, or as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from app.domain.control import JobControl
from app.domain.errors import AppError
from app.domain.received import ReceivedRequest
from app.domain.samples import SavedSample

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner


class Samples(Protocol):
    """What is needed from the sample service."""

    def keep(self, control: JobControl, entity: str, name: str, body: bytes) -> SavedSample: ...
    def delete(self, control: JobControl, sample_id: str) -> None: ...
    def write(self, control: JobControl, body: bytes, path: Path) -> Path: ...


class KeepingPresenter(QObject):
    """One thing at a time.

    Signals:
        kept: The `SavedSample` that there is now.
        refused: The `AppError` because of which there is none.
        taken_back: The name of the sample that was deleted again.
        written: The path of the file that there is now.
        failed: The `AppError` because of which nothing was written or deleted.
    """

    kept = Signal(object)
    refused = Signal(object)
    taken_back = Signal(str)
    written = Signal(object)
    failed = Signal(object)

    def __init__(self, samples: Samples, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._samples, self._runner = samples, runner

    def keep(self, request: ReceivedRequest, name: str) -> None:
        """Keep its body as a sample."""
        samples, entity, body = self._samples, request.entity, request.body
        task = self._runner.submit(
            lambda control: samples.keep(control, entity, name, body),
            name="receiver.keep",
            owner=self,
        )
        task.succeeded.connect(self.kept.emit)
        task.failed.connect(self.refused.emit)

    def take_back(self, sample: SavedSample) -> None:
        """Delete a sample that was kept a moment ago."""
        samples = self._samples

        def job(control: JobControl) -> str:
            samples.delete(control, sample.id)
            return sample.name

        task = self._runner.submit(job, name="receiver.take_back", owner=self)
        task.succeeded.connect(self.taken_back.emit)
        task.failed.connect(self.failed.emit)

    def write(self, request: ReceivedRequest, path: Path) -> None:
        """Write its body to a file."""
        samples, body = self._samples, request.body
        task = self._runner.submit(
            lambda control: samples.write(control, body, path), name="receiver.write", owner=self
        )
        task.succeeded.connect(self.written.emit)
        task.failed.connect(self.failed.emit)


def refusal_of(error: AppError) -> str:
    """Which part was refused: `sample_name`, `payload` or `samples`; "" for any other failure."""
    fields = getattr(error, "fields", ())
    return fields[0].pointer.removeprefix("/") if fields else ""
