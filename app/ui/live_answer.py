"""A question to the platform that is asked again and again while somebody looks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, Generic, TypeVar, cast

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal, Slot

from app.services.stream import DELIVERIES_EVERY_S

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.errors import AppError
    from app.runtime.events import AppEvents
    from app.runtime.tasks import SignalOf, Task, TaskRunner

T = TypeVar("T")

_EVERY_MS: Final = 60_000  # time goes on, and not every platform tells by itself
_AFTER_MS: Final = round(DELIVERIES_EVERY_S * 1000)
_REST: Final = 10  # times as long as an answer took, nothing is asked after it


class LiveAnswer(QObject, Generic[T]):
    """Asks while it is active: at once, soon after deliveries or a return, and every minute.

    Signals:
        due: Whatever is shown of deliveries may be out of date.
        answered: What the platform says; nothing is said of a failure, which the sync shows.
    """

    due: SignalOf[()] = cast("SignalOf[()]", Signal())
    answered: SignalOf[T] = cast("SignalOf[T]", Signal(object))

    def __init__(
        self,
        ask: Callable[[JobControl], T] | None,
        runner: TaskRunner,
        events: AppEvents,
        *,
        name: str,
        every_ms: int = _EVERY_MS,
        after_ms: int = _AFTER_MS,
        parent: QObject | None = None,
    ) -> None:
        """Ask nothing yet.

        Args:
            ask: The question; None where it cannot be asked, then there is only `due`.
            runner: Runs it.
            events: Tells of deliveries.
            name: What to call it in logs.
            every_ms: How often it is asked at least.
            after_ms: How soon after deliveries.
            parent: Its owner.
        """
        super().__init__(parent)
        self._ask = ask
        self._runner = runner
        self._name = name
        self._after_ms = after_ms
        self._is_active = False
        self._is_wanted_again = False
        self._has_failed = False
        self._took = QElapsedTimer()
        self._task: Task[T] | None = None
        self._every = self._timer(every_ms)
        self._soon = self._timer(after_ms)
        events.deliveries_changed.connect(self._on_deliveries)
        events.stream_changed.connect(self._on_stream)

    def set_active(self, *, is_active: bool) -> None:
        """Somebody looks, or nobody does any more."""
        if is_active == self._is_active:
            return
        self._is_active = is_active
        if is_active:
            self.ask()
        else:
            self._every.stop()
            self._soon.stop()

    @Slot()
    def ask(self) -> None:
        """Ask now, or once more when what is being asked has been answered."""
        if self._task is not None:
            self._is_wanted_again = True
            return
        self._every.stop()
        self._soon.stop()
        self.due.emit()
        if self._ask is None:
            self._plan()
            return
        self._took.start()
        self._task = self._runner.submit(self._ask, name=self._name, owner=self)
        self._task.succeeded.connect(self._take)
        self._task.failed.connect(self._keep)
        self._task.finished.connect(self._plan)

    @Slot(object)
    def _take(self, answer: T) -> None:
        self._has_failed = False
        self.answered.emit(answer)

    @Slot(object)
    def _keep(self, error: AppError) -> None:  # noqa: ARG002
        """What was said stays: the sync tells what is wrong with the platform."""
        self._has_failed = True

    @Slot()
    def _plan(self) -> None:
        self._task = None
        if not self._is_active:
            return
        self._every.start()
        if self._took.isValid():  # what takes long is asked less often
            self._soon.setInterval(max(self._after_ms, _REST * self._took.elapsed()))
        if self._is_wanted_again:
            self._is_wanted_again = False
            self._soon.start()

    @Slot()
    def _on_deliveries(self) -> None:
        if self._is_active and not self._soon.isActive():
            self._soon.start()

    @Slot(bool)
    def _on_stream(self, is_open: bool) -> None:
        if is_open and (self._has_failed or self._ask is None):  # there is a platform again
            self._on_deliveries()

    def _timer(self, wait_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait_ms)
        timer.timeout.connect(self.ask)
        return timer
