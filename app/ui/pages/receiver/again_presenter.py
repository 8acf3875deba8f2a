"""Decides how a received request is sent again, sends it, and tells what came of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.control import JobControl
from app.domain.delivery import Attempt, Delivery
from app.domain.errors import AppError
from app.domain.received import ReceivedRequest
from app.domain.resend import may_be_signed
from app.domain.sync_state import LocalListener
from app.domain.url import parse_url
from app.domain.validation import Problem, refusals
from app.services.resending import Replayed
from app.ui.pages.delivery_access import Access

if TYPE_CHECKING:
    from app.runtime.tasks import Task, TaskRunner


_Found = tuple[tuple[Delivery, ...], Mapping[str, LocalListener]]


class Resending(Protocol):
    """What is needed from the service."""

    def deliveries_of(self, control: JobControl, event_id: str) -> tuple[Delivery, ...]: ...
    def by_platform(self, control: JobControl, delivery_id: str) -> Replayed: ...
    def from_here(
        self,
        control: JobControl,
        request: ReceivedRequest,
        url: str,
        *,
        signing_secrets: Sequence[str] = (),
    ) -> Attempt: ...


class Listeners(Protocol):
    """Whose a delivery is, as far as this computer knows."""

    def cached(self) -> list[LocalListener]: ...


class Way(Enum):
    """Who sends it."""

    PLATFORM = auto()
    HERE = auto()


@dataclass(frozen=True, slots=True)
class AgainState:
    """Everything there is to show.

    Attributes:
        deliveries: Of this event, those that came here first.
        listeners: Those whose deliveries these are, by id; one that is gone is not among them.
        why_no_platform: Why the platform cannot send it; "" where it can.
        why_not_anew: Why no new signature can be made; "" where one can.
        is_looking: It is not known yet what the platform has of it.
        problem: What is wrong with the address.
        replayed: What became of the delivery.
        attempt: The try that was made.
    """

    way: Way
    url: str
    deliveries: tuple[Delivery, ...] = ()
    listeners: Mapping[str, LocalListener] = field(default_factory=dict)
    delivery_id: str = ""
    why_no_platform: str = ""
    why_not_anew: str = ""
    signs_anew: bool = False
    is_looking: bool = False
    is_sending: bool = False
    problem: Problem | None = None
    error: AppError | None = None
    replayed: Replayed | None = None
    attempt: Attempt | None = None
    was_stopped: bool = False

    @property
    def delivery(self) -> Delivery | None:
        """The one that is sent again."""
        return next((one for one in self.deliveries if one.id == self.delivery_id), None)


def address_of(request: ReceivedRequest) -> str:
    """Where it was sent to: the receiver takes only what names its own host."""
    port = request.header("host").rpartition(":")[2]
    return f"http://127.0.0.1:{port}{request.target}"


class AgainPresenter(QObject):
    """One request, sent as often as a person likes."""

    changed = Signal(object)  # AgainState

    def __init__(
        self,
        resending: Resending,
        listeners: Listeners,
        runner: TaskRunner,
        request: ReceivedRequest,
        access: Access,
        *,
        url: str = "",
        signing_secrets: Sequence[str] = (),
        parent: QObject | None = None,
    ) -> None:
        """Begin.

        Args:
            resending: Sends.
            listeners: Tell whose a delivery is.
            runner: Runs the jobs.
            request: What was received.
            access: What may be done on this connection.
            url: Where it was sent last from here; "" is where it came.
            signing_secrets: What signatures are checked with, and can be made.
            parent: What it lives as long as.
        """
        super().__init__(parent)
        self._resending, self._listeners, self._runner = resending, listeners, runner
        self.request, self.access = request, access
        self._came_to = address_of(request)
        self._secrets = tuple(signing_secrets)
        self._task: Task[Attempt] | Task[Replayed] | None = None
        why = self._why_no_platform()
        self.state = AgainState(
            Way.HERE if why else Way.PLATFORM,
            url or self._came_to,
            why_no_platform=why,
            why_not_anew=self._why_not_anew(),
            is_looking=not why,
        )
        if not why:
            self._look()

    def choose_way(self, way: Way) -> None:
        """Who sends it from now on."""
        if way is Way.HERE or not self.state.why_no_platform:
            self._set(self._fresh(way=way))

    def choose_delivery(self, delivery_id: str) -> None:
        """Which delivery the platform sends again."""
        self._set(self._fresh(delivery_id=delivery_id))

    def enter_url(self, text: str) -> None:
        """Where this computer sends it."""
        self._set(replace(self.state, url=text, problem=None))

    def sign_anew(self, wanted: bool) -> None:
        """Whether time and signature are of now."""
        self._set(replace(self.state, signs_anew=wanted and not self.state.why_not_anew))

    @Slot()
    def send(self) -> None:
        """Send it; nothing while it is being sent."""
        if self.state.is_sending or self.state.is_looking:
            return
        if self.state.way is Way.HERE:
            self._send_from_here()
        elif self.state.delivery is not None:
            resending, delivery_id = self._resending, self.state.delivery_id
            task = self._runner.submit(
                lambda control: resending.by_platform(control, delivery_id),
                name="receiver.replay",
                owner=self,
            )
            self._follow(task)
            task.succeeded.connect(self._take_replayed)

    @Slot()
    def stop(self) -> None:
        """Wait no longer."""
        if self._task is not None:
            self._task.cancel()

    def _send_from_here(self) -> None:
        state, request, resending = self.state, self.request, self._resending
        found = refusals(parse_url, state.url, "url")
        if found:
            self._set(self._fresh(problem=found[0]))
            return
        secrets = self._secrets if state.signs_anew else ()
        task = self._runner.submit(
            lambda control: resending.from_here(
                control, request, state.url, signing_secrets=secrets
            ),
            name="receiver.again",
            owner=self,
        )
        self._follow(task)
        task.succeeded.connect(self._take_attempt)

    def _follow(self, task: Task[Attempt] | Task[Replayed]) -> None:
        self._task = task
        self._set(self._fresh(is_sending=True))
        task.failed.connect(self._explain)
        task.cancelled.connect(self._end)

    def _look(self) -> None:
        resending, event_id = self._resending, self.request.header("webhook-id")
        listeners = self._listeners

        def job(control: JobControl) -> _Found:
            found = resending.deliveries_of(control, event_id)
            theirs = {one.listener_id for one in found}
            return found, {one.id: one for one in listeners.cached() if one.id in theirs}

        task = self._runner.submit(job, name="receiver.deliveries", owner=self)
        task.succeeded.connect(self._take_deliveries)
        task.failed.connect(self._explain_look)

    @Slot(object)
    def _take_deliveries(self, news: _Found) -> None:
        found, listeners = news
        came_here = [one for one in found if one.destination == self._came_to]
        ordered = (*came_here, *(one for one in found if one not in came_here))
        if not ordered:
            self._cannot(self.tr("This platform does not know the event."))
            return
        state = replace(self.state, deliveries=ordered, listeners=listeners)
        self._set(replace(state, delivery_id=ordered[0].id, is_looking=False))

    @Slot(object)
    def _explain_look(self, error: AppError) -> None:
        from app.ui.text import errors

        self._cannot(f"{errors.of(error).title}.")

    def _cannot(self, why: str) -> None:
        self._set(replace(self.state, is_looking=False, why_no_platform=why, way=Way.HERE))

    @Slot(object)
    def _take_replayed(self, replayed: Replayed) -> None:
        self._task = None
        self._set(self._fresh(replayed=replayed, attempt=replayed.attempt))

    @Slot(object)
    def _take_attempt(self, attempt: Attempt) -> None:
        self._task = None
        self._set(self._fresh(attempt=attempt))

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        self._task = None
        self._set(self._fresh(error=error))

    @Slot()
    def _end(self) -> None:
        self._task = None
        self._set(self._fresh(was_stopped=True))

    def _why_no_platform(self) -> str:
        if not self.request.is_event:
            return self.tr("It is no event of a platform.")
        if self.request.is_test:
            return self.tr("A test is no delivery.")
        why = self.access.why_no_replay
        return f"{why}." if why else ""

    def _why_not_anew(self) -> str:
        if not may_be_signed(self.request):
            return self.tr("It is no event of a platform.")
        if not self._secrets:
            return self.tr("Choose a secret to check signatures with first")
        return ""

    def _fresh(self, **changes: object) -> AgainState:
        """What is there now, without what came of an earlier try."""
        over: dict[str, object] = {
            "is_sending": False, "problem": None, "error": None,
            "replayed": None, "attempt": None, "was_stopped": False,
        }  # fmt: skip
        return replace(self.state, **(over | changes))  # type: ignore[arg-type]

    def _set(self, state: AgainState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit(state)
