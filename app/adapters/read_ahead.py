"""A call that is on its way while what came before it is still being looked at."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from app.adapters.exchange import telling_when_sent
from app.domain.control import JobControl

T = TypeVar("T")


class ReadAhead(Generic[T]):
    """One call on a thread of its own; whoever began it takes its result or gives it up."""

    def __init__(self, control: JobControl, call: Callable[[JobControl], T]) -> None:
        """Begin; where no thread is to be had, the call waits until its result is wanted."""
        self._control = control
        self._call = call
        self._own = control.beside()
        self._result: T | None = None
        self._failure: BaseException | None = None
        self._is_sent = threading.Event()
        self._thread: threading.Thread | None = threading.Thread(
            target=self._run, name="read ahead", daemon=True
        )
        try:
            self._thread.start()
        except RuntimeError:
            self._thread = None

    def wait_until_sent(self) -> None:
        """Return when the other side has it, or it has ended.

        Who begins to work at once has the interpreter, and the request waits for it.

        Raises:
            Cancelled: The job does not want it any more.
        """
        if self._thread is not None:
            with self._control.on_cancel(self._own.cancel):
                self._is_sent.wait()

    def result(self) -> T:
        """What it answered.

        Raises:
            Cancelled: The job does not want it any more.
            AppError: Whatever the call ended with.
        """
        if self._thread is None:
            return self._call(self._control)
        with self._control.on_cancel(self._own.cancel):
            self._thread.join()
        self._control.check()
        if self._failure is not None:
            raise self._failure
        return self._result  # type: ignore[return-value]  # of a call that did not fail

    def give_up(self) -> None:
        """Nobody wants it: its socket is closed, and no thread is left behind."""
        self._own.cancel()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            with telling_when_sent(self._is_sent.set):
                self._result = self._call(self._own)
        except BaseException as exc:  # noqa: BLE001 - raised again where it is waited for
            self._failure = exc
        finally:
            self._is_sent.set()
