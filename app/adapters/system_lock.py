"""The operating system's lock on a file, asked for without waiting.

On Linux and macOS that is one call, made here.  `filelock`, which Windows is left to, has Python
call a function of its own at every import, file and compilation from the moment it is there, to
watch for forks that we never make: with its modules, a twentieth of the window's start.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from errno import EACCES, EAGAIN
from pathlib import Path

LetGo = Callable[[], None]

if sys.platform == "win32":

    def take_lock(path: Path) -> LetGo | None:
        """Take it: how to let go of it again; None when somebody else has it.

        Raises:
            OSError: There can be no such file.
        """
        from filelock import FileLock, Timeout

        lock = FileLock(path, mode=0o600)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            return None
        return lock.release

else:
    import fcntl

    # Not through a link that somebody put there, and not waiting for who leases the file.
    _HOW = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK

    def take_lock(path: Path) -> LetGo | None:
        """Take it: how to let go of it again; None when somebody else has it.

        Raises:
            OSError: There can be no such file.
        """
        opened = os.open(path, _HOW, 0o600)
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
            is_there = os.fstat(opened).st_nlink > 0  # else others have theirs in its place
        except OSError as exc:
            os.close(opened)
            if exc.errno in (EACCES, EAGAIN):
                return None
            raise
        if is_there:
            return lambda: os.close(opened)
        os.close(opened)
        return None
