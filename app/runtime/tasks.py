"""Blocking jobs off the GUI thread, results back on it.

The pool is Python's; only the hop home is Qt's.  Workers never touch a QObject
other than by emitting one private, always-queued signal on the runner, so no
QObject can be created, used or destroyed on the wrong thread.  Every public
signal below is emitted on the GUI thread, whatever the slot happens to be.

A job is often a method of a QObject, so the last reference to a job is dropped on
the GUI thread too: a worker hands its own back before it reports.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Hashable
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from enum import Enum, auto
from itertools import count
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar, TypeVarTuple, cast

from PySide6.QtCore import SIGNAL, QObject, Qt, Signal, Slot

from app.domain.control import Cancelled, JobControl, Progress
from app.domain.errors import AppError, UnexpectedError

if TYPE_CHECKING:
    from app.runtime.window_first import WindowFirst

T = TypeVar("T")
Ts = TypeVarTuple("Ts")
Job = Callable[[JobControl], T]

log = logging.getLogger(__name__)

_WORKERS = 5  # one of them listens to the stream all day


class SignalOf(Protocol[*Ts]):
    """The statically checked face of a bound Qt signal."""

    def connect(self, slot: Callable[[*Ts], object]) -> object: ...
    def emit(self, *args: *Ts) -> None: ...


class TaskState(Enum):
    """Where a task stands; every task leaves RUNNING exactly once."""

    RUNNING = auto()
    SUCCEEDED = auto()
    FAILED = auto()
    CANCELLED = auto()


class Task(QObject, Generic[T]):
    """The GUI-side handle of one running job."""

    progressed: SignalOf[Progress] = cast("SignalOf[Progress]", Signal(object))
    succeeded: SignalOf[T] = cast("SignalOf[T]", Signal(object))
    failed: SignalOf[AppError] = cast("SignalOf[AppError]", Signal(object))
    cancelled: SignalOf[()] = cast("SignalOf[()]", Signal())
    finished: SignalOf[()] = cast("SignalOf[()]", Signal())  # last, and exactly once

    def __init__(self, name: str, control: JobControl, settle: Callable[[_Event], None]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.state = TaskState.RUNNING
        self._control = control
        self._settle = settle

    @Slot()
    def cancel(self) -> None:
        """Stop caring now; the worker notices at its next `check()`."""
        if self.state is TaskState.RUNNING:
            self._control.cancel()
            self._settle(_Cancelled())


@dataclass(frozen=True, slots=True)
class _Succeeded:
    value: Any


@dataclass(frozen=True, slots=True)
class _Failed:
    error: AppError


@dataclass(frozen=True, slots=True)
class _Cancelled:
    pass


_Event = Progress | _Succeeded | _Failed | _Cancelled


class TaskRunner(QObject):
    """Starts jobs, delivers their outcome, and cleans up after them."""

    busy_changed = Signal(bool)
    failure_unhandled = Signal(object)  # an AppError nobody connected to
    refused = Signal(object)  # an AppError that ended a task, whoever else deals with it
    _arrived = Signal(int, object)  # the one signal emitted by worker threads

    def __init__(
        self,
        executor: Executor | None = None,
        parent: QObject | None = None,
        *,
        first: WindowFirst | None = None,
    ) -> None:
        """Run nothing yet.

        Args:
            executor: Has the workers; some of our own otherwise.
            parent: Its owner.
            first: Whom jobs give way to; owned from now on.
        """
        super().__init__(parent)
        if first is not None:
            first.setParent(self)
        self._give_way = None if first is None else first.give_way
        self._executor = executor or ThreadPoolExecutor(_WORKERS, thread_name_prefix="job")
        self._ids = count(1)
        self._tasks: dict[int, Task[Any]] = {}
        self._busy: set[int] = set()  # those of the tasks that somebody waits for
        self._keys: dict[tuple[int, Hashable], Task[Any]] = {}  # by the owner's `id`, too
        self._jobs: dict[int, Job[Any]] = {}  # those of workers that have not reported yet
        self._futures: dict[Future[None], str] = {}
        self._closed = False
        self._arrived.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether any task that comes to an end by itself is still running."""
        return bool(self._busy)

    @property
    def is_shut_down(self) -> bool:
        """Whether no job can be started any more."""
        return self._closed

    def submit(
        self,
        job: Job[T],
        *,
        name: str,
        key: Hashable | None = None,
        owner: QObject | None = None,
        is_lasting: bool = False,
    ) -> Task[T]:
        """Run `job` on a worker thread and return its handle; cancelled after the shutdown.

        Args:
            job: A callable taking a `JobControl`; must not touch Qt objects.
            name: What to call it in logs.
            key: A newer task of this owner with the same key cancels the older one, so only
                the latest answer is ever shown.
            owner: The task is cancelled when this object is destroyed.
            is_lasting: It goes on until it is cancelled, so nobody waits for its end.
        """
        if self._closed:  # an event that came late: what it asks for is not begun
            late: Task[T] = Task(name, JobControl(), lambda _event: None)
            late.state = TaskState.CANCELLED
            return late
        mine = (id(owner), key)
        if key is not None and mine in self._keys:
            self._keys[mine].cancel()

        ident, arrived = next(self._ids), self._arrived
        control = JobControl(lambda news: arrived.emit(ident, news), give_way=self._give_way)
        task: Task[T] = Task(name, control, lambda event: self._deliver(ident, event))
        self._tasks[ident] = task
        if key is not None:
            self._keys[mine] = task
        if owner is not None:
            owner.destroyed.connect(task.cancel)
        if not is_lasting:
            self._busy.add(ident)
            if len(self._busy) == 1:
                self.busy_changed.emit(True)

        self._jobs[ident] = job
        future = self._executor.submit(
            _work, [job], control, name, lambda event: arrived.emit(ident, event)
        )
        futures = self._futures  # not self: a worker must never hold a QObject
        futures[future] = name
        future.add_done_callback(lambda done: futures.pop(done, None))
        return task

    def shutdown(self, *, timeout_s: float = 5.0) -> bool:
        """Cancel everything and wait.  False if some job ignored us."""
        self._closed = True
        for task in list(self._tasks.values()):
            task.cancel()
        self._executor.shutdown(wait=False, cancel_futures=True)
        _done, stuck = wait(list(self._futures), timeout_s)
        for future in stuck:
            log.warning("job %r did not stop within %.1f s", self._futures.get(future), timeout_s)
        return not stuck

    @Slot(int, object)
    def _hear(self, ident: int, event: _Event) -> None:
        """Take what a worker says; with its outcome it has let go of the job."""
        job = None if isinstance(event, Progress) else self._jobs.pop(ident, None)
        self._deliver(ident, event)
        del job  # no earlier: its owner may be what the outcome is delivered to

    def _deliver(self, ident: int, event: _Event) -> None:
        task = self._tasks.get(ident)
        if task is None:  # settled already: a late answer to a cancelled question
            return
        if isinstance(event, Progress):
            task.progressed.emit(event)
            return

        del self._tasks[ident]
        was_busy = ident in self._busy
        self._busy.discard(ident)
        self._keys = {key: live for key, live in self._keys.items() if live is not task}
        match event:
            case _Succeeded(value):
                task.state = TaskState.SUCCEEDED
                task.succeeded.emit(value)
            case _Failed(error):
                task.state = TaskState.FAILED
                if task.receivers(SIGNAL("failed(PyObject)")):
                    task.failed.emit(error)
                else:
                    self.failure_unhandled.emit(error)
                self.refused.emit(error)
            case _Cancelled():
                task.state = TaskState.CANCELLED
                task.cancelled.emit()
        task.finished.emit()
        if was_busy and not self._busy:
            self.busy_changed.emit(False)


def _work(
    given: list[Job[Any]], control: JobControl, name: str, report: Callable[[_Event], None]
) -> None:
    """The worker side: run the job and turn whatever happens into one event.

    `given` holds the job, and nothing when it has been run: who started this worker
    keeps `given` for longer than the report takes.
    """
    event = _outcome(given.pop(), control, name)
    report(event)


def _outcome(job: Job[Any], control: JobControl, name: str) -> _Event:
    try:
        control.check()
        return _Succeeded(job(control))
    except Cancelled:
        return _Cancelled()
    except AppError as exc:
        return _Failed(exc)
    except Exception as exc:
        log.exception("job %r crashed", name)
        error = UnexpectedError(f"{name}: {exc!r}")
        error.__cause__ = exc
        return _Failed(error)
