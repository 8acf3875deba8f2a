"""Has one delivery sent again or given up, and says what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.control import JobControl
from app.domain.delivery import Delivery, DeliveryStatus
from app.domain.errors import AppError
from app.domain.workspace import Environment
from app.ui.pages.delivery_access import Access, is_unfinished
from app.ui.question import Answer, Question
from app.ui.text.names import function_label
from app.ui.text.places import host_of

if TYPE_CHECKING:
    from app.runtime.tasks import TaskRunner
    from app.ui.away import Away


class Deliveries(Protocol):
    """What the actions need from the delivery service."""

    def replay(self, control: JobControl, delivery_id: str) -> Delivery: ...
    def cancel(self, control: JobControl, delivery_id: str) -> Delivery: ...


@dataclass(frozen=True, slots=True)
class Doing:
    """What is done with a delivery; `error` is why it was not, None while it goes on."""

    delivery_id: str
    is_replay: bool
    error: AppError | None = None


class DeliveryActions(QObject):
    """One thing at a time; a second click while it goes on does nothing."""

    changed = Signal(object)  # Doing | None
    asked = Signal(object)  # Question
    refused = Signal(str)  # why a key or menu did nothing
    changed_delivery = Signal(object)  # the Delivery as it is now
    done = Signal(str)  # what was done, in words

    def __init__(
        self,
        deliveries: Deliveries,
        runner: TaskRunner,
        access: Access,
        parent: QObject | None = None,
        *,
        away: Away | None = None,
    ) -> None:
        super().__init__(parent)
        self._deliveries = deliveries
        self._runner = runner
        self._access = access
        self._away = away
        self.doing: Doing | None = None
        if away is not None:
            away.setParent(self)
            away.changed.connect(lambda: self.changed.emit(self.doing))

    @property
    def access(self) -> Access:
        """What may be done now; nothing of it while the platform is away."""
        why = self._access.why_no_replay or self.why_away
        return replace(self._access, why_no_replay=why)

    @property
    def why_away(self) -> str:
        """Why nothing can be asked of the platform now."""
        return self._away.why if self._away is not None else ""

    def take_access(self, access: Access) -> None:
        """What may be done by now."""
        self._access = access
        self.changed.emit(self.doing)

    def why_no_cancel(self, delivery: Delivery) -> str:
        """Why a delivery cannot be given up; "" when it can."""
        if self.access.why_no_replay:
            return self.access.why_no_replay
        return "" if is_unfinished(delivery) else self.tr("It has ended already")

    def replay(self, delivery: Delivery) -> None:
        """Send it again; Production is asked about first."""
        why = self.access.why_no_replay
        if why:
            self.refused.emit(why)
        elif not self._is_busy:
            self._ask(
                self.tr("Replay this delivery in Production?"),
                self.tr(
                    "{entity}, {function} is sent to {host} again. "
                    "The receiver may get the event twice."
                ).format(
                    entity=delivery.entity,
                    function=function_label(delivery.function),
                    host=host_of(delivery.destination),
                ),
                self.tr("Replay in Production"),
                lambda: self._start(delivery.id, is_replay=True),
            )

    def cancel(self, delivery: Delivery) -> None:
        """Give an unfinished one up; Production is asked about first."""
        why = self.why_no_cancel(delivery)
        if why:
            self.refused.emit(why)
        elif not self._is_busy:
            self._ask(
                self.tr("Cancel this delivery in Production?"),
                self.tr("It is not tried again, unless someone replays it."),
                self.tr("Cancel delivery in Production"),
                lambda: self._start(delivery.id, is_replay=False),
            )

    @property
    def _is_busy(self) -> bool:
        return self.doing is not None and self.doing.error is None

    def _ask(self, title: str, text: str, button: str, then: Callable[[], None]) -> None:
        if self.access.environment is Environment.PRODUCTION:
            self.asked.emit(Question(title, text, Answer(button, then, "prod")))
        else:
            then()

    def _start(self, delivery_id: str, *, is_replay: bool) -> None:
        if self._is_busy:
            return
        do = self._deliveries.replay if is_replay else self._deliveries.cancel
        self._set(Doing(delivery_id, is_replay))
        task = self._runner.submit(
            lambda control: do(control, delivery_id), name="deliveries.act", owner=self
        )
        task.succeeded.connect(self._finish)
        task.failed.connect(self._explain)
        task.cancelled.connect(self._forget)

    @Slot(object)
    def _finish(self, delivery: Delivery) -> None:
        doing = self.doing
        self._set(None)
        self.changed_delivery.emit(delivery)
        if doing is not None and not doing.is_replay:
            self.done.emit(self.tr("Delivery cancelled"))
        elif delivery.status is DeliveryStatus.HELD:
            self.done.emit(self.tr("Kept, to be sent when the listener is turned on"))
        else:
            self.done.emit(self.tr("On its way again"))

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        if self.doing is not None:
            self._set(Doing(self.doing.delivery_id, self.doing.is_replay, error))

    @Slot()
    def _forget(self) -> None:
        self._set(None)

    def _set(self, doing: Doing | None) -> None:
        self.doing = doing
        self.changed.emit(doing)
