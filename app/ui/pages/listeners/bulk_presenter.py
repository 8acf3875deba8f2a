"""What can be done with all selected listeners at once, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from app.services.bulk import BulkAction, BulkRun
from app.ui.pages import delivery_access
from app.ui.pages.listeners import bulk_words
from app.ui.pages.listeners.bulk_words import Elsewhere, Report, Wish
from app.ui.text.names import listener_words

if TYPE_CHECKING:
    from app.domain.control import Progress
    from app.domain.errors import AppError
    from app.runtime.tasks import TaskRunner
    from app.services.bulk import Listeners, Outcome, Tests
    from app.ui.pages.listeners.list_status import ListStatus
    from app.ui.pages.listeners.presenter import ListenersPresenter
    from app.ui.pages.listeners.rows import ListenerRow


@dataclass(frozen=True, slots=True)
class Running:
    """How far an action is; `total` is 0 where it is over in a moment."""

    action: BulkAction
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class BulkState:
    """All that the bulk bar shows.

    Attributes:
        count: How many are selected; 0 where that is no more than one.
        why_not: The reasons why something cannot be done, by action.
    """

    count: int = 0
    why_not: Mapping[Wish, str] = field(default_factory=dict)
    running: Running | None = None
    report: Report | None = None

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to show in place of the filters."""
        return bool(self.count or self.report or (self.running and self.running.total))


class BulkPresenter(QObject):
    """One action at a time on the selected listeners, with an outcome for each."""

    state_changed = Signal(object)  # BulkState
    question_asked = Signal(object)  # Question
    announced = Signal(str, bool)  # text, assertive
    report_opened = Signal(object)  # Report
    tested = Signal(list)  # of `Tested`, in the order in which they were sent
    replay_wanted = Signal(dict)  # the listeners' names by their ids

    def __init__(
        self,
        shown: ListenersPresenter,
        listeners: Listeners,
        tests: Callable[[], Tests],
        runner: TaskRunner,
        *,
        request_sync: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shown = shown
        self._listeners = listeners
        self._tests = tests
        self._runner = runner
        self._request_sync = request_sync
        self._rows: tuple[ListenerRow, ...] = ()
        self._run: BulkRun | None = None
        self._reported: frozenset[str] = frozenset()
        self.state = BulkState(why_not=self._why_not(shown.status))
        shown.status_changed.connect(self._judge)
        shown.rows_changed.connect(self._judge)

    @Slot(object)
    def select(self, rows: Sequence[ListenerRow]) -> None:
        """These are selected now, or as they are now; none where it is no more than one."""
        self._rows = tuple(rows)
        report = self.state.report
        if not self._reported.issuperset(row.id for row in rows):
            report = None  # a person has gone on to others
        self._set(replace(self.state, count=len(self._rows), report=report))

    @property
    def is_running(self) -> bool:
        """Whether an action is under way."""
        return self.state.running is not None

    # What a person does -------------------------------------------------------------

    def start(self, action: Wish) -> None:
        """Do it with all that are selected, after asking where it matters."""
        rows = self._rows
        why = self.state.why_not.get(action, "")
        if why:
            self.announced.emit(why, True)
        elif self._run is not None:
            self.announced.emit(self.tr("The action before is not over yet"), True)
        elif isinstance(action, Elsewhere):
            self.replay_wanted.emit({row.id: listener_words(row.local) for row in rows})
        elif rows:
            question = bulk_words.question(
                action, rows, self._shown.environment, lambda: self._start(action, rows)
            )
            if question is None:
                self._start(action, rows)
            else:
                self.question_asked.emit(question)

    def toggle(self) -> None:
        """Turn all of them on; off where all are on."""
        are_on = all(row.is_on for row in self._rows)
        self.start(BulkAction.TURN_OFF if are_on else BulkAction.TURN_ON)

    @Slot()
    def cancel(self) -> None:
        """Do the rest no more."""
        if self._run is not None:
            self._run.stop()

    @Slot()
    def dismiss(self) -> None:
        """What came of it has been read."""
        self._set(replace(self.state, report=None))

    @Slot()
    def open_report(self) -> None:
        """What became of each is wanted."""
        if self.state.report is not None:
            self.report_opened.emit(self.state.report)

    # Doing it -----------------------------------------------------------------------

    def _start(self, action: BulkAction, rows: Sequence[ListenerRow]) -> None:
        if self._run is not None:  # a question was answered twice
            return
        ids = [row.id for row in rows]
        run = self._run = BulkRun(
            self._listeners, self._tests(), action, ids, copy_name=bulk_words.copy_name
        )
        total = len(rows) if action is BulkAction.TEST else 0
        self._set(replace(self.state, running=Running(action, 0, total), report=None))
        task = self._runner.submit(run, name=f"listeners.bulk.{action}", owner=self)
        task.progressed.connect(self._on_progress)
        task.succeeded.connect(lambda outcomes: self._tell(action, outcomes, rows))
        task.failed.connect(self._explain)
        task.finished.connect(self._finished)

    @Slot(object)
    def _on_progress(self, news: Progress) -> None:
        running = self.state.running
        if running is not None and news.total is not None:
            self._set(replace(self.state, running=Running(running.action, news.done, news.total)))

    def _tell(
        self, action: BulkAction, outcomes: Sequence[Outcome], rows: Sequence[ListenerRow]
    ) -> None:
        if action is BulkAction.TEST:
            self._tell_tested(outcomes, {row.id: row for row in rows})
        report = bulk_words.report(action, outcomes, {row.id: row for row in rows})
        self._reported = frozenset(row.id for row in rows)
        is_worth_reading = report.failed or action is BulkAction.TEST
        self._set(replace(self.state, report=report if is_worth_reading else None))
        self.announced.emit(report.sentence, bool(report.failed))
        if action is not BulkAction.TEST:
            self._shown.reload()
            self._request_sync()

    def _tell_tested(self, outcomes: Sequence[Outcome], rows: Mapping[str, ListenerRow]) -> None:
        """They are tests as any other: each can be looked at and compared with others."""
        from app.ui.test_sends.trials import Tested  # many words of tests

        tested = [
            Tested(one.listener_id, rows[one.listener_id].local.settings, one.attempt)
            for one in outcomes
            if one.attempt is not None
        ]
        if tested:
            self.tested.emit(tested)

    @Slot(object)
    def _explain(self, error: AppError) -> None:
        self._shown.explain(error)

    @Slot()
    def _finished(self) -> None:
        self._run = None
        self._set(replace(self.state, running=None))

    # What may be done -----------------------------------------------------------------

    @Slot()
    def _judge(self) -> None:
        self._set(replace(self.state, why_not=self._why_not(self._shown.status)))

    def _why_not(self, status: ListStatus) -> Mapping[Wish, str]:
        why_no_test = status.access.why_no_test
        me = self._shown.me
        if me is not None and "test" not in me.capabilities:
            why_no_test = self.tr("This platform sends no tests.")
        why_no_change: Mapping[Wish, str] = dict.fromkeys(BulkAction, status.access.why_no_change)
        return {
            **why_no_change,
            BulkAction.TEST: why_no_test,
            Elsewhere.REPLAY: delivery_access.of(me, self._shown.connection).why_no_replay,
        }

    def _set(self, state: BulkState) -> None:
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)
