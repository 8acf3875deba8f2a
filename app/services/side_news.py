"""What another process leaves to be sent in connections that are not open, seen within a second.

One thread looks at all of them, as it does at the open one: a look at which nothing happened
reads a number of SQLite's for each, so that it costs next to nothing.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from app.domain.errors import AppError
from app.services.following import Following

if TYPE_CHECKING:
    from app.domain.ports import LocalStore, StoreNews

log = logging.getLogger(__name__)


class SideNews:
    """Tells from `follow` to `stop`; begun anew by the next `follow`."""

    def __init__(
        self,
        stores: Callable[[], Mapping[str, LocalStore]],
        tell: Callable[[str, LocalStore], None],
    ) -> None:
        """Prepare.

        Args:
            stores: Those that are open, by connection.
            tell: Told of each that another process has written to; on a thread of its own.
        """
        self._stores = stores
        self._tell = tell
        self._failed: frozenset[str] = frozenset()
        self._lock = threading.Lock()
        self._following: Following | None = None

    def follow(self) -> None:
        """Look from now on; waits for nothing.  Safe to repeat."""
        with self._lock:
            if self._following is None:
                self._following = Following(self, lambda _news: None)
                self._following.start()

    def stop(self) -> None:
        """Look no more; returns when the last look is over."""
        with self._lock:
            following, self._following = self._following, None
        if following is not None:
            following.stop()

    def news(self) -> StoreNews | None:
        """Look at all of them; what is found has been told."""
        failed = set()
        for connection_id, store in self._stores().items():
            try:
                if store.news() is not None:
                    self._tell(connection_id, store)
            except AppError as exc:  # closed meanwhile, or broken: its next round says so
                failed.add(connection_id)
                if connection_id not in self._failed:
                    log.info("a copy cannot be followed: %s", exc)
        self._failed = frozenset(failed)
        return None

    def keep_backup(self) -> None:
        """Each round of theirs does."""
