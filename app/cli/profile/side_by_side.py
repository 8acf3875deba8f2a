"""Runs the jobs of several connections at once, so that none waits for another."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, as_completed
from typing import Final, TypeVar

from app.cli.output import NobodyReads
from app.domain.control import Cancelled, JobControl
from app.domain.errors import AppError

T = TypeVar("T")

log = logging.getLogger(__name__)

_ENDS: Final = (AppError, Cancelled, NobodyReads)


def side_by_side(
    control: JobControl, jobs: Sequence[Callable[[JobControl], T]]
) -> list[T | Exception]:
    """What each of the jobs came to, in their order; a failure is what it raised.

    Cancelling ends all of them, and so does an output that nobody reads any more.

    Args:
        control: Of them all; told how many have ended.
        jobs: Each gets a control of its own.

    Raises:
        Cancelled: It was before they began.
        NobodyReads: One of them wrote to nobody.
    """
    controls = [JobControl() for _job in jobs]
    ends: list[Future[T]] = [Future() for _job in jobs]

    def stop() -> None:
        for one in controls:
            one.cancel()

    with control.on_cancel(stop):
        for job, its_control, end in zip(jobs, controls, ends, strict=True):
            # Daemons: a second Ctrl+C waits for nobody.
            threading.Thread(target=_run, args=(job, its_control, end), daemon=True).start()
        for done, end in enumerate(as_completed(ends), start=1):
            if isinstance(end.exception(), NobodyReads):
                stop()
            if not control.is_cancelled:
                control.progress(done, len(jobs))
    return [_failure(end) or end.result() for end in ends]


def _run(job: Callable[[JobControl], T], control: JobControl, end: Future[T]) -> None:
    try:
        end.set_result(job(control))
    except BaseException as exc:  # handed on as what the job came to
        if not isinstance(exc, _ENDS):
            log.exception("a command broke")
        end.set_exception(exc)


def _failure(end: Future[T]) -> Exception | None:
    error = end.exception()
    if error is None or (isinstance(error, Exception) and not isinstance(error, NobodyReads)):
        return error
    raise error
