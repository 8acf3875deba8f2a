"""The samples that a person keeps of one entity: offered, renamed, deleted, put back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.control import JobControl
from app.domain.errors import AppError
from app.domain.samples import SavedSample

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner


class Samples(Protocol):
    """What is needed from the sample service."""

    def of_entity(self, control: JobControl, entity: str) -> list[SavedSample]: ...
    def delete(self, control: JobControl, sample_id: str) -> None: ...
    def put_back(self, control: JobControl, sample: SavedSample) -> None: ...
    def rename(self, control: JobControl, sample_id: str, name: str) -> SavedSample: ...


class SavedSamples(QObject):
    """Those of the entity that is looked at; one that was just deleted can be had again."""

    changed = Signal()

    def __init__(
        self,
        samples: Samples,
        runner: TaskRunner,
        events: AppEvents,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._samples, self._runner = samples, runner
        self._entity = ""
        self.items: tuple[SavedSample, ...] = ()
        self.deleted: SavedSample | None = None
        self.error: AppError | None = None
        events.samples_changed.connect(self._read)

    def show(self, entity: str) -> None:
        """Look at those of another entity; "" of none."""
        if entity != self._entity:
            self._entity = entity
            self.items, self.deleted, self.error = (), None, None
            self._read()

    def find(self, sample_id: str) -> SavedSample | None:
        """The one of that id, while it is kept."""
        return next((one for one in self.items if one.id == sample_id), None)

    def delete(self, sample_id: str) -> None:
        """Delete one, which can be put back until another entity is looked at."""
        sample = self.find(sample_id)
        if sample is None:
            return
        samples = self._samples

        def job(control: JobControl) -> SavedSample:
            samples.delete(control, sample.id)
            return sample

        self._change(job, self._take_deleted)

    def rename(self, sample_id: str, name: str) -> None:
        """Call one otherwise."""
        samples = self._samples

        def job(control: JobControl) -> SavedSample:
            return samples.rename(control, sample_id, name)

        self._change(job, self._take_renamed)

    @Slot()
    def put_back(self) -> None:
        """Keep the one that was deleted last after all."""
        sample, samples = self.deleted, self._samples
        if sample is None:
            return

        def job(control: JobControl) -> None:
            samples.put_back(control, sample)

        self._change(job, self._take_put_back)

    def _change(self, job: Callable[[JobControl], object], then: Callable[..., None]) -> None:
        task = self._runner.submit(job, name="samples.change", owner=self)  # each of them is meant
        task.succeeded.connect(then)
        task.failed.connect(self._explain)

    @Slot(object)
    def _take_deleted(self, sample: SavedSample) -> None:
        if sample.entity == self._entity:
            self.deleted, self.error = sample, None
            self.items = tuple(one for one in self.items if one.id != sample.id)
            self.changed.emit()

    @Slot(object)
    def _take_renamed(self, sample: SavedSample) -> None:
        self.error = None
        self.items = tuple(sample if one.id == sample.id else one for one in self.items)
        self.changed.emit()

    @Slot(object)
    def _take_put_back(self, _nothing: object) -> None:
        self.deleted = self.error = None
        self.changed.emit()

    @Slot()
    def _read(self) -> None:
        entity, samples = self._entity, self._samples
        if not entity:
            return
        task = self._runner.submit(
            lambda control: (entity, tuple(samples.of_entity(control, entity))),
            name="samples.read",
            key="samples.read",
            owner=self,
        )
        task.succeeded.connect(self._take)
        task.failed.connect(self._explain)

    @Slot(object)
    def _take(self, found: tuple[str, tuple[SavedSample, ...]]) -> None:
        entity, items = found
        if entity == self._entity and (items, None) != (self.items, self.error):
            self.items, self.error = items, None
            self.changed.emit()

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        self.error = error
        self.changed.emit()
