"""Runs what takes time: off the main thread, with progress, and so that Ctrl+C ends it well.

The main thread only waits, so that a signal is seen at once; it cancels the job, which
closes its socket and leaves every change either sent or waiting.  A second Ctrl+C does
not wait for that.
"""

from __future__ import annotations

import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final, TypeVar

from app.domain.control import JobControl, Progress

T = TypeVar("T")

_LOOK_S: Final = 0.5  # Windows sees Ctrl+C between two waits only
_PATIENCE_S: Final = 0.7  # what is done by then needs no bar


def work(job: Callable[[JobControl], T], *, doing: str = "working") -> T:
    """Run a job to its end; its result.

    Args:
        job: What to run.
        doing: What stands before the bar; without it there is no bar.

    Raises:
        Cancelled: A person stopped it.
        Exception: Whatever the job raised.
    """
    bar = _Bar(doing)
    control = JobControl(bar.show)
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(job(control))
        except BaseException as exc:  # noqa: BLE001 - raised again where it is waited for
            done.set_exception(exc)

    with _stopped_by_signals(control.cancel):
        threading.Thread(target=run, name="job", daemon=True).start()
        try:
            while not wait([done], timeout=_LOOK_S).done:
                bar.tick()
        finally:
            bar.close()
    return done.result()


@contextmanager
def _stopped_by_signals(stop: Callable[[], None]) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def told(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, before[number])
        stop()

    ends = (signal.SIGINT, signal.SIGTERM)
    before: dict[int, Any] = {number: signal.signal(number, told) for number in ends}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class _Bar:
    """How far a job has come, on a terminal's standard error, once it takes its time."""

    def __init__(self, doing: str) -> None:
        self._doing = doing
        self._from_s = time.monotonic()
        self._rich: Any = None
        self._task: Any = None
        self._lock = threading.Lock()
        self._is_wanted = bool(doing) and sys.stderr.isatty()

    def tick(self) -> None:
        """It goes on."""
        with self._lock:
            if self._rich is None and self._is_due():
                self._open()

    def show(self, progress: Progress) -> None:
        """It has come so far."""
        with self._lock:
            if self._rich is None and self._is_due():
                self._open()
            if self._rich is not None:
                count = (
                    str(progress.done)
                    if progress.total is None
                    else (f"{progress.done} of {progress.total}")
                )
                self._rich.update(
                    self._task, completed=progress.done, total=progress.total, count=count
                )

    def close(self) -> None:
        with self._lock:
            self._is_wanted = False
            if self._rich is not None:
                self._rich.stop()

    def _is_due(self) -> bool:
        return self._is_wanted and time.monotonic() - self._from_s >= _PATIENCE_S

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, TextColumn
        from rich.progress import Progress as Bars

        self._rich = Bars(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[count]}"),
            console=Console(stderr=True),
            transient=True,
        )
        self._rich.start()
        self._task = self._rich.add_task(self._doing, total=None, count="")
