"""What the detail panel decides: which listener it shows, and its newest deliveries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.times import utc_now
from app.ui.pages.listeners import detail
from app.ui.pages.listeners.detail import Recent
from app.ui.text.setting_words import Surroundings

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.delivery import Delivery
    from app.domain.errors import AppError
    from app.domain.times import Clock
    from app.runtime.tasks import TaskRunner
    from app.ui.pages.listeners.detail import Detail
    from app.ui.pages.listeners.presenter import ListenersPresenter
    from app.ui.pages.listeners.rows import ListenerRow
    from app.ui.pages.listeners.sources import Deliveries

RECENT: Final = 4


class PanelPresenter(QObject):
    """Follows the selection, and the selected listener as it changes."""

    detail_changed = Signal(object)  # Detail | None
    several_changed = Signal(object)  # tuple[ListenerRow, ...]: more than one, else empty

    def __init__(
        self,
        shown: ListenersPresenter,
        deliveries: Deliveries,
        runner: TaskRunner,
        *,
        clock: Clock = utc_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shown = shown
        self._deliveries = deliveries
        self._runner = runner
        self._clock = clock
        self._ids: tuple[str, ...] = ()
        self._recent = Recent()
        self._asked_of = ""  # whose deliveries were asked for since it was selected
        self.detail: Detail | None = None
        self.several: tuple[ListenerRow, ...] = ()
        shown.rows_changed.connect(self._settle)

    def select(self, ids: Sequence[str]) -> None:
        """Show these: one with everything, several as a sum."""
        if tuple(ids) == self._ids:
            return
        before = self.detail.row.id if self.detail is not None else None
        self._ids = tuple(ids)
        if self._ids != (before,):
            self._recent = Recent()
        self._asked_of = ""
        self._settle()

    @Slot()
    def read_deliveries(self) -> None:
        """Ask for the newest deliveries of the one that is shown."""
        if self.detail is None or self.detail.row.local.base is None:
            return
        from app.domain.delivery import DeliveryFilter  # and all that is known of deliveries

        listener_id = self._asked_of = self.detail.row.id
        wanted = DeliveryFilter(listener_id=listener_id)

        def job(control: JobControl) -> tuple[str, tuple[Delivery, ...]]:
            return listener_id, self._deliveries.list(control, wanted).items[:RECENT]

        task = self._runner.submit(
            job, name="listeners.deliveries", key="listeners.deliveries", owner=self
        )
        task.succeeded.connect(self._show)
        task.failed.connect(self._explain)

    @Slot(object)
    def _show(self, answer: tuple[str, tuple[Delivery, ...]]) -> None:
        listener_id, deliveries = answer
        if self._ids == (listener_id,):
            self._recent = Recent(deliveries)
            self._settle()

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        self._recent = Recent(self._recent.deliveries, error)
        self._settle()

    @Slot()
    def _settle(self) -> None:
        chosen = self._shown.rows_of(self._ids)
        several = tuple(chosen) if len(chosen) > 1 else ()
        one = self._detail_of(chosen[0]) if len(chosen) == 1 else None
        if several != self.several:
            self.several = several
            self.several_changed.emit(several)
        if one != self.detail:
            self.detail = one
            self.detail_changed.emit(one)
        if one is not None and one.row.local.base is not None and self._asked_of != one.row.id:
            self.read_deliveries()  # one made here is on the platform only after a while

    def _detail_of(self, row: ListenerRow) -> Detail:
        snapshot = self._shown.snapshot
        around = Surroundings(
            self._shown.status.access,
            snapshot.catalog,
            snapshot.credentials,
            self._shown.me,
        )
        recent = self._recent
        if recent.deliveries is None and row.local.base is None:
            recent = Recent(())
        return detail.of(row, around, recent, now=self._clock())
