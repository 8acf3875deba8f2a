"""Replaying many: what is chosen, what a dry run counts, how it goes, what came of it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from app.domain.control import JobControl, Progress
from app.domain.errors import AppError
from app.domain.replay import ReplayOutcome, ReplayPlan, ReplayStatus, ReplayWanted
from app.domain.times import Clock, utc_now
from app.domain.workspace import Environment, Hue
from app.ui.pages.deliveries.wanted import Segment, Wanted, Window

if TYPE_CHECKING:
    from app.runtime.tasks import Task, TaskRunner

RATES: Final[tuple[int | None, ...]] = (None, 50, 10, 1)  # a second; None: the platform's own
_OF_SEGMENT: Final = {
    Segment.DELIVERED: ReplayStatus.DELIVERED,
    Segment.CANCELLED: ReplayStatus.CANCELLED,
}


class Replays(Protocol):
    """What is needed from the replay service."""

    def plan(self, control: JobControl, wanted: ReplayWanted, *listener_ids: str) -> ReplayPlan: ...
    def carry_out(
        self,
        control: JobControl,
        plan: ReplayPlan,
        *,
        enough: threading.Event,
        per_second: int | None = None,
    ) -> ReplayOutcome: ...


class Stage(Enum):
    """How far it has come."""

    COUNTING = auto()
    COUNTED = auto()
    SENDING = auto()
    OVER = auto()


@dataclass(frozen=True, slots=True)
class Choice:
    """What a person chose."""

    listener_id: str | None = None
    window: Window = Window.KEPT
    statuses: frozenset[ReplayStatus] = frozenset({ReplayStatus.FAILED})
    newest_only: bool = True
    per_second: int | None = None


@dataclass(frozen=True, slots=True)
class ReplayState:
    """All that the dialog shows.

    Attributes:
        plan: What the dry run has found; None while it runs, or when it failed.
        progress: Of the counting, or of the sending.
        error: Why there is no plan, or no outcome.
    """

    stage: Stage
    choice: Choice
    plan: ReplayPlan | None = None
    progress: Progress | None = None
    outcome: ReplayOutcome | None = None
    error: AppError | None = None
    is_stopping: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """What the dialog is opened with.

    Attributes:
        listeners: The id and the name of each.
        search: Of the page; a replay cannot be narrowed down by it.
        is_selection: These listeners were selected, so that none but them are meant.
    """

    listeners: tuple[tuple[str, str], ...] = ()
    environment: Environment = Environment.SANDBOX
    hue: Hue = Hue.OWN
    search: str = ""
    is_selection: bool = False

    @property
    def named(self) -> tuple[str, ...]:
        """The listeners to ask for where no single one is chosen; none stands for all."""
        return tuple(one for one, _name in self.listeners) if self.is_selection else ()


class ReplayManyPresenter(QObject):
    """Counts at every choice; sends only what the last count has shown."""

    changed = Signal(object)  # ReplayState

    def __init__(
        self,
        replays: Replays,
        runner: TaskRunner,
        around: Around,
        choice: Choice,
        *,
        clock: Clock = utc_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._replays = replays
        self._runner = runner
        self.around = around
        self._clock = clock
        self._enough = threading.Event()
        self._task: Task[ReplayOutcome] | None = None
        self.state = ReplayState(Stage.COUNTING, choice)

    def choose_listener(self, listener_id: str | None) -> None:
        """One listener, or all; for skipped events the listeners must be named."""
        statuses = self.state.choice.statuses
        if listener_id is None and not self.around.is_selection:
            statuses = statuses - {ReplayStatus.SKIPPED} or frozenset({ReplayStatus.FAILED})
        self._choose(replace(self.state.choice, listener_id=listener_id, statuses=statuses))

    def choose_window(self, window: Window) -> None:
        """How far back."""
        self._choose(replace(self.state.choice, window=window))

    def choose_status(self, status: ReplayStatus, *, is_wanted: bool) -> None:
        """Whether what is in this state is sent again."""
        before = self.state.choice.statuses
        after = before | {status} if is_wanted else before - {status}
        self._choose(replace(self.state.choice, statuses=after))

    def choose_newest_only(self, newest_only: bool) -> None:
        """Whether versions that newer ones make pointless are left out."""
        self._choose(replace(self.state.choice, newest_only=newest_only))

    def choose_rate(self, per_second: int | None) -> None:
        """How many a second; counts nothing anew."""
        if self.state.stage in {Stage.COUNTING, Stage.COUNTED}:
            choice = replace(self.state.choice, per_second=per_second)
            self._set(replace(self.state, choice=choice))

    @Slot()
    def count(self) -> None:
        """Do the dry run of what is chosen."""
        choice = self.state.choice
        self._set(ReplayState(Stage.COUNTING, choice))
        if not choice.statuses:
            self._take_plan(ReplayPlan(self._wanted(choice), ()))
            return
        wanted, chosen = self._wanted(choice), choice.listener_id
        ids = self.around.named if chosen is None else (chosen,)
        task = self._runner.submit(
            lambda control: self._replays.plan(control, wanted, *ids),
            name="deliveries.replay_plan",
            key="deliveries.replay_plan",
            owner=self,
        )
        task.progressed.connect(self._take_progress)
        task.succeeded.connect(self._take_plan)
        task.failed.connect(self._explain)

    @Slot()
    def start(self) -> None:
        """Send again what was counted."""
        plan = self.state.plan
        if self.state.stage is not Stage.COUNTED or plan is None or not plan.count:
            return
        self._enough = enough = threading.Event()
        per_second = self.state.choice.per_second
        self._set(replace(self.state, stage=Stage.SENDING, progress=Progress(0, plan.count)))
        self._task = self._runner.submit(
            lambda control: self._replays.carry_out(
                control, plan, enough=enough, per_second=per_second
            ),
            name="deliveries.replay_many",
            owner=self,
        )
        self._task.progressed.connect(self._take_progress)
        self._task.succeeded.connect(self._take_outcome)
        self._task.failed.connect(self._explain)

    @Slot()
    def stop(self) -> None:
        """Send no more; what is being sent now is still told."""
        if self.state.stage is Stage.SENDING:
            self._enough.set()
            self._set(replace(self.state, is_stopping=True))

    def _choose(self, choice: Choice) -> None:
        may_choose = self.state.stage in {Stage.COUNTING, Stage.COUNTED}
        if may_choose and choice != self.state.choice:
            self.state = replace(self.state, choice=choice)
            self.count()

    def _wanted(self, choice: Choice) -> ReplayWanted:
        now = self._clock()
        since = now - choice.window.value if choice.window.value is not None else None
        statuses = tuple(one for one in ReplayStatus if one in choice.statuses)
        return ReplayWanted(now, since, statuses, skip_superseded=choice.newest_only)

    @Slot(object)
    def _take_progress(self, progress: Progress) -> None:
        self._set(replace(self.state, progress=progress))

    @Slot(object)
    def _take_plan(self, plan: ReplayPlan) -> None:
        self._set(ReplayState(Stage.COUNTED, self.state.choice, plan))

    @Slot(object)
    def _take_outcome(self, outcome: ReplayOutcome) -> None:
        self._set(replace(self.state, stage=Stage.OVER, outcome=outcome, is_stopping=False))

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        stage = Stage.OVER if self.state.stage is Stage.SENDING else Stage.COUNTED
        self._set(replace(self.state, stage=stage, error=error, is_stopping=False))

    def _set(self, state: ReplayState) -> None:
        if state != self.state or state.stage is Stage.COUNTING:
            self.state = state
            self.changed.emit(state)


def choice_of(wanted: Wanted) -> Choice:
    """What the page shows, as the first choice of a replay."""
    status = _OF_SEGMENT.get(wanted.segment, ReplayStatus.FAILED)
    return Choice(wanted.listener_id, wanted.window, frozenset({status}))
