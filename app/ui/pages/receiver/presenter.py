"""Decides what the Receiver page shows: the receiver's life, its answers, what came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.control import JobControl
from app.domain.errors import AppError
from app.domain.received import (
    AnswerPlan,
    ReceivedRequest,
    first_of_each,
    judge_signature,
    previous_of,
    repeat_of,
)
from app.runtime.turns import next_turn
from app.services.receiver import ReceiverState
from app.ui.pages.receiver.checker import SignatureChecker
from app.ui.pages.receiver.lines import Line, line_of, make_model

if TYPE_CHECKING:
    from app.runtime.events import AppEvents
    from app.runtime.tasks import TaskRunner

_IN_A_TURN: Final = 16  # requests of a quarter of a megabyte: some 20 ms


class Receiver(Protocol):
    """What the page needs from the receiver service."""

    def state(self) -> ReceiverState: ...
    def start(self, control: JobControl, port: int | None = None) -> ReceiverState: ...
    def stop(self) -> None: ...
    def set_plan(self, plan: AnswerPlan) -> None: ...
    def clear(self) -> None: ...


class Life(Enum):
    """What the receiver is doing."""

    STOPPED = auto()
    STARTING = auto()
    LISTENING = auto()
    STOPPING = auto()


@dataclass(frozen=True, slots=True)
class Status:
    """All the page needs beside the rows."""

    life: Life = Life.STOPPED
    base_url: str = ""
    plan: AnswerPlan = AnswerPlan()  # noqa: RUF009 - a value
    count: int = 0
    shown: int = 0
    searched: str = ""
    forgotten: int = 0
    error: AppError | None = None
    events: tuple[tuple[str, str], ...] = ()  # (entity, function) that came
    event: tuple[str, str] | None = None  # the only one that is shown

    @property
    def offered(self) -> tuple[tuple[str, str], ...]:
        """The events to choose from; that of the last time may not have come yet."""
        chosen = () if self.event is None else (self.event,)
        return tuple(sorted({*self.events, *chosen}))


class ReceiverPresenter(QObject):
    """Shows what the service has; judges every signature with the secret of now."""

    status_changed = Signal(object)  # Status
    selected_changed = Signal(object)  # Line | None

    def __init__(
        self,
        receiver: Receiver,
        checker: SignatureChecker,
        runner: TaskRunner,
        events: AppEvents,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._receiver, self._checker, self._runner = receiver, checker, runner
        self.model = make_model(self)
        self.status = Status()
        self.selected: Line | None = None
        self._requests: tuple[ReceivedRequest, ...] = ()
        self._lines: dict[int, Line] = {}
        self._unjudged: set[int] = set()  # lines of before another secret was known
        self._is_due = False
        self._text = ""
        self._is_active = False
        events.received_changed.connect(self._hear)
        checker.secrets_changed.connect(self._judge_all)

    # The receiver's life ---------------------------------------------------------

    @Slot()
    def start(self) -> None:
        """Listen."""
        self._set(replace(self.status, life=Life.STARTING, error=None))
        self._run(self._receiver.start)

    @Slot()
    def stop(self) -> None:
        """Stop listening; what came stays."""
        self._set(replace(self.status, life=Life.STOPPING, error=None))
        self._run(lambda _control: self._receiver.stop())

    def set_active(self, *, is_active: bool) -> None:
        """The page came into view, or went: what nobody sees is not worked out."""
        self._is_active = is_active
        if is_active:
            self.look()

    def set_plan(self, plan: AnswerPlan) -> None:
        """Answer so from now on."""
        self._receiver.set_plan(plan)

    @Slot()
    def clear(self) -> None:
        """Forget what came."""
        self._receiver.clear()

    def _run(self, job: Callable[[JobControl], object]) -> None:
        task = self._runner.submit(job, name="receiver.life", key="receiver.life", owner=self)
        task.succeeded.connect(self._settled)
        task.failed.connect(self._explain)

    @Slot(object)
    def _settled(self, _state: object) -> None:
        self.look()

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        self._set(replace(self.status, life=Life.STOPPED, error=error))

    @Slot()
    def _hear(self) -> None:
        if self._is_active:
            self._look_soon()

    def _look_soon(self) -> None:
        """Once for all that is heard until then."""
        if not self._is_due:
            self._is_due = True
            next_turn(self, self._look_as_planned)

    def _look_as_planned(self) -> None:
        self._is_due = False
        self.look()

    # What came --------------------------------------------------------------------

    @Slot()
    def look(self) -> None:
        """Show what the service has now."""
        state = self._receiver.state()
        is_moving = self.status.life in {Life.STARTING, Life.STOPPING}
        is_over = state.is_listening == (self.status.life is Life.STARTING)
        life = Life.LISTENING if state.is_listening else Life.STOPPED
        if is_moving and not is_over:
            life = self.status.life
        port_changed = state.base_url != self.status.base_url
        self._requests = self._with_selected(state)
        has_more = len(self._requests) - len(state.requests)
        self._work_out()
        self._show(
            replace(
                self.status,
                life=life,
                base_url=state.base_url,
                plan=state.plan,
                forgotten=state.forgotten - has_more,
                error=None if state.is_listening else self.status.error,
            )
        )
        if port_changed:
            self._checker.look_for(state.base_url)

    def search(self, text: str) -> None:
        """Only requests with `text` in them."""
        self._text = text.strip()
        self.model.set_search(self._text)
        shown = self.model.rowCount()
        self._set(replace(self.status, searched=self._text, shown=shown))

    def choose_event(self, event: tuple[str, str] | None) -> None:
        """Only one kind of event; None for all."""
        self.model.set_filter(
            None
            if event is None
            else lambda line: (line.request.entity, line.request.function) == event
        )
        self._set(replace(self.status, shown=self.model.rowCount(), event=event))

    @property
    def is_filtered(self) -> bool:
        """Whether something may be left out."""
        return bool(self._text) or self.status.event is not None

    def select(self, number: int | None) -> None:
        """Show one request in full; None shows none."""
        self._select(self._lines.get(number) if number is not None else None)
        if self._is_active:
            self._look_soon()  # what stayed for being looked at may go now

    def number_of(self, event_id: str) -> int | None:
        """The newest request that brought this event, while it is kept."""
        came = (one.number for one in self._requests if one.header("webhook-id") == event_id)
        return max(came, default=None)

    def previous(self, request: ReceivedRequest) -> ReceivedRequest | None:
        """The last event of the same record before it."""
        return previous_of(request, self._requests)

    def first_of(self, request: ReceivedRequest) -> ReceivedRequest | None:
        """What this request repeats."""
        return repeat_of(request, self._requests)

    def _with_selected(self, state: ReceiverState) -> tuple[ReceivedRequest, ...]:
        """What came; and what a person is looking at, though the room is needed for others."""
        came, looked_at = state.requests, self.selected
        if looked_at is None or not came or not state.forgotten:
            return came
        is_gone = looked_at.request.number < came[-1].number
        return (*came, looked_at.request) if is_gone else came

    def _work_out(self) -> None:
        """The lines of what came, the newest first, and no more of them than a turn has room for.

        A signature is judged over the whole body: hundreds of large ones take a second.
        """
        there = {one.number for one in self._requests}
        self._lines = {number: line for number, line in self._lines.items() if number in there}
        done = self._lines.keys() - self._unjudged
        wanting = [one for one in self._requests if one.number not in done]
        if not wanting:
            self._unjudged = set()
            return
        first = first_of_each(self._requests)
        secrets = self._checker.revealed()
        for one in wanting[:_IN_A_TURN]:
            self._unjudged.discard(one.number)
            is_repeat = first.get(one.header("webhook-id"), one).number < one.number
            judged = judge_signature(one, secrets)
            self._lines[one.number] = line_of(one, judged, is_repeat=is_repeat)
        if len(wanting) > _IN_A_TURN:
            self._look_soon()

    def _show(self, status: Status) -> None:
        lines = (self._lines.get(one.number) for one in self._requests)
        self.model.sync(filter(None, lines))
        met = {(one.entity, one.function) for one in self._requests if one.is_event}
        shown = self.model.rowCount()
        count = len(self._requests)
        self._set(replace(status, count=count, shown=shown, events=tuple(sorted(met))))
        if self.selected is not None:
            self._select(self._lines.get(self.selected.request.number))

    @Slot()
    def _judge_all(self) -> None:
        self._unjudged = {one.number for one in self._requests}
        self._work_out()
        self._show(self.status)

    def _select(self, line: Line | None) -> None:
        if line != self.selected:
            self.selected = line
            self.selected_changed.emit(line)

    def _set(self, status: Status) -> None:
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)
