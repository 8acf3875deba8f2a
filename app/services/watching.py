"""Keeps one connection in step without a window: `sync --watch`.

Syncs at the start, when a change is made here by whichever process, on the stream's word,
and every minute besides; with more and more patience while it fails.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from app.domain.announce import Changed
from app.domain.control import Cancelled, JobControl
from app.domain.errors import (
    AppError,
    Busy,
    MassDeletion,
    NotAuthorised,
    PermissionMissing,
    StoreError,
)
from app.domain.retry import STREAMING_INTERVAL_S, SYNC_INTERVAL_S, reconnect_wait_s

if TYPE_CHECKING:
    from app.domain.sync_state import SyncReport
    from app.services.pending import ToSend
    from app.services.workspace import Workspace

_FOR_A_PERSON: Final = (NotAuthorised, PermissionMissing, MassDeletion, StoreError)


class Watch:
    """The rounds of one connection; it is told what happens through `hear`."""

    def __init__(
        self,
        *,
        tell: Callable[[SyncReport | AppError], None],
        interval_s: float = SYNC_INTERVAL_S,
        streaming_interval_s: float = STREAMING_INTERVAL_S,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Prepare.

        Args:
            tell: Told of every round: what it did, or why it failed and is tried again.
            interval_s: How long nothing is done when there is no reason.
            streaming_interval_s: The same while the platform tells by itself.
            jitter: Gives a number from 0 to 1.
        """
        self._tell = tell
        self._interval_s = interval_s
        self._streaming_interval_s = streaming_interval_s
        self._jitter = jitter
        self._wake = threading.Event()
        self._is_streaming = False
        self._workspace: Workspace | None = None
        self._seen: ToSend | None = None  # None while a round is made: it looks by itself
        self._failures = 0

    def hear(self, what: Changed, value: object = None) -> None:
        """Satisfies `Announce`; to be given to the services of the connection."""
        if what is Changed.PLATFORM:
            self._wake.set()
        elif what is Changed.STREAM:
            self._is_streaming = bool(value)
        elif what in (Changed.LISTENERS, Changed.CREDENTIALS) and self._is_more_to_send():
            self._wake.set()

    def run(self, control: JobControl, workspace: Workspace) -> None:
        """Go on until cancelled.

        Raises:
            Cancelled: It was.
            AppError: What a person has to see to: the token, a permission, the disk.
        """
        self._workspace = workspace
        workspace.following.start()
        listening = JobControl()
        thread = threading.Thread(
            target=self._listen, args=(workspace, listening), name="stream", daemon=True
        )
        thread.start()
        try:
            with control.on_cancel(self._wake.set):
                while True:
                    self._wake.clear()
                    control.check()
                    self._wake.wait(self._round(control, workspace))
        finally:
            listening.cancel()
            thread.join()

    def _round(self, control: JobControl, workspace: Workspace) -> float:
        """Make a round; how long to wait for the next one."""
        before, self._seen = workspace.pending.to_send(), None
        try:
            report = workspace.rounds.run(control)
        except _FOR_A_PERSON:
            raise
        except AppError as error:
            self._failures += 1
            self._tell(error)
            wait_s = reconnect_wait_s(self._failures, self._jitter())
            if isinstance(error, Busy) and error.retry_after_s is not None:
                control.sleep(max(wait_s, error.retry_after_s))  # whatever happens here
                wait_s = 0.0
        else:
            self._failures = 0
            self._tell(report)
            wait_s = self._streaming_interval_s if self._is_streaming else self._interval_s
        self._seen = before
        return 0.0 if self._is_more_to_send() else wait_s

    def _is_more_to_send(self) -> bool:
        """Whether a change was made since the last round began; no while one is made."""
        if self._workspace is None or self._seen is None:
            return False
        return bool(self._workspace.pending.to_send() - self._seen)

    def _listen(self, workspace: Workspace, control: JobControl) -> None:
        try:
            workspace.stream.follow(control)
        except (Cancelled, AppError):
            return  # a token that is not taken any more, the next round hears of, too
