"""Keeps the selected delivery and its attempts up to date."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.control import JobControl
from app.domain.delivery import Delivery
from app.domain.errors import AppError

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner


class Deliveries(Protocol):
    """What the detail needs from the delivery service."""

    def get(self, control: JobControl, delivery_id: str) -> Delivery: ...


@dataclass(frozen=True, slots=True)
class Detail:
    """One delivery: as listed, and with its attempts once they are read."""

    listed: Delivery
    full: Delivery | None = None
    error: AppError | None = None


class DeliveryDetailPresenter(QObject):
    """Reads one delivery in full, and again whenever its row in the list changed."""

    changed = Signal(object)  # Detail | None

    def __init__(
        self, deliveries: Deliveries, runner: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._deliveries = deliveries
        self._runner = runner
        self.detail: Detail | None = None

    def show(self, listed: Delivery | None) -> None:
        """Show another delivery, or none."""
        if listed is None:
            self._set(None)
        elif self.detail is None or self.detail.listed.id != listed.id:
            self._set(Detail(listed))
            self._read(listed.id)

    def follow(self, listed: Delivery) -> None:
        """The list was read again: read the shown delivery too if its row has changed."""
        detail = self.detail
        if detail is not None and detail.listed.id == listed.id and detail.listed != listed:
            self._set(replace(detail, listed=listed))
            self._read(listed.id)

    @Slot()
    def refresh(self) -> None:
        """Read the shown delivery again."""
        if self.detail is not None:
            self._read(self.detail.listed.id)

    def _read(self, delivery_id: str) -> None:
        task = self._runner.submit(
            lambda control: self._deliveries.get(control, delivery_id),
            name="deliveries.get",
            key="deliveries.get",
            owner=self,
        )
        task.succeeded.connect(self._take)
        task.failed.connect(self._explain)

    @Slot(object)
    def _take(self, full: Delivery) -> None:
        if self.detail is not None and self.detail.listed.id == full.id:
            self._set(replace(self.detail, full=full, error=None))

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        if self.detail is not None:
            self._set(replace(self.detail, error=error))

    def _set(self, detail: Detail | None) -> None:
        if detail != self.detail:
            self.detail = detail
            self.changed.emit(detail)
