"""Who else has a file open: nothing is moved from under another process.

Each opening holds a shared lock on a file beside it.  Windows needs none: there an open file
cannot be renamed.

Of this process alone it is known by a count, too.  Where SQLite has a file open, nothing
else of the process may open and close it: closing lets go of SQLite's locks (POSIX), and
another process would take itself for the only one.
"""

from __future__ import annotations

import os
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.adapters.private_files import store_error

if sys.platform != "win32":
    import fcntl


_counting = threading.Lock()
_here: Counter[Path] = Counter()


class Presence:
    """One opening's being there, from `enter` to `leave`."""

    def __init__(self, path: Path) -> None:
        self._path = path.absolute()
        self._handle: int | None = None
        self._is_here = False

    @property
    def is_in_this_process(self) -> bool:
        """Whether this process has it open already."""
        with _counting:
            return _here[self._path] > 0

    def enter(self) -> None:
        """Be seen by others from now on.

        Raises:
            StoreError: The file beside cannot be made.
        """
        if sys.platform != "win32":
            self._handle = self._open()
            fcntl.flock(self._handle, fcntl.LOCK_SH)
        self._count(here=True)

    def leave(self) -> None:
        """Be seen no more; safe to repeat."""
        self._count(here=False)
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether nobody is there; as long as the block lasts, nobody comes either."""
        if sys.platform == "win32":
            yield not self.is_in_this_process
            return
        handle = self._open()
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True
        finally:
            os.close(handle)

    def _count(self, *, here: bool) -> None:
        with _counting:
            if here != self._is_here:
                _here[self._path] += 1 if here else -1
                self._is_here = here

    def _open(self) -> int:
        try:
            return os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        except OSError as exc:
            raise store_error(exc, self._path) from exc
