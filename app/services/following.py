"""What other processes write into the same local copy, taken over within a second.

A command line may work beside an open window.  A thread of its own looks twice a second:
a look at which nothing happened reads one number that SQLite keeps in shared memory.  It
is no job, because a job under way is shown and waited for, and this one never ends.

It sees to the daily backup as well, for windows that are open for days.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Final, Protocol

from app.domain.control import Cancelled, JobControl
from app.domain.errors import AppError

if TYPE_CHECKING:
    from app.domain.ports import StoreNews

log = logging.getLogger(__name__)

EVERY_S: Final = 0.5
_BACKUP_EVERY_S: Final = 3600.0


class Followed(Protocol):
    """What may be written to by other processes."""

    def news(self) -> StoreNews | None:
        """What they wrote since the last look; None when nothing is to be told."""
        ...

    def keep_backup(self) -> None:
        """Make today's backup unless there is one."""
        ...


class Following:
    """Looks from `start` to `stop`; what it finds is in the copy before it is told."""

    def __init__(
        self, local: Followed, tell: Callable[[StoreNews], None], *, every_s: float = EVERY_S
    ) -> None:
        self._local = local
        self._tell = tell
        self._every_s = every_s
        self._control = JobControl()
        self._thread: threading.Thread | None = None
        self._failed = False
        self._backup_at_s = monotonic() + _BACKUP_EVERY_S

    def start(self) -> None:
        """Look from now on; waits for nothing."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="following", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Look no more; returns when the last look is over.  Safe to repeat."""
        self._control.cancel()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        try:
            while True:
                self._control.sleep(self._every_s)
                self._look()
        except Cancelled:
            pass

    def _look(self) -> None:
        try:
            news = self._local.news()
        except AppError as exc:  # whoever writes next is told of it
            if not self._failed:
                log.warning("what others write cannot be followed: %s", exc)
            self._failed = True
            return
        self._failed = False
        if news is not None:
            self._tell(news)
        if monotonic() >= self._backup_at_s:
            self._local.keep_backup()
            self._backup_at_s = monotonic() + _BACKUP_EVERY_S
