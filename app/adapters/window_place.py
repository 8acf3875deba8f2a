"""Which process shows the window of a profile, and where it can be called.

A lock says who it is.  Beside it lies a file of the owner's, readable by this user only,
that names a socket in a new private folder and a token: whoever calls shows with the token
that it can read the profile.  Socket paths are short and local, which a profile's need
not be.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from app.adapters.paths import ProfilePaths
from app.adapters.private_files import store_error, write_atomically
from app.adapters.process_lock import ProcessLock
from app.domain.errors import StoreError

_PREFIX: Final = "picksmart-webhooks-"
_SOCKET: Final = "window"
_LONGEST_PATH: Final = 90  # of the 104 bytes that a socket's path may have everywhere
_MAX_BYTES: Final = 4096


@dataclass(frozen=True, slots=True)
class WindowPlace:
    """Where the window of a profile can be called; the token proves the right to."""

    address: str
    token: str


class WindowOwnership:
    """The right to show the one window of a profile."""

    def __init__(self, paths: ProfilePaths) -> None:
        self._lock = ProcessLock(paths.lock_file)
        self._file = paths.window_file
        self._held = ExitStack()
        self._place: WindowPlace | None = None

    def take(self) -> bool:
        """Own the window from now on; False when another process does.

        Raises:
            StoreError: The profile cannot be written.
        """
        try:
            self._held.enter_context(self._lock.held(wait_s=0))
        except StoreError as exc:
            if exc.reason == "locked":
                return False
            raise
        left = self.owners_place()
        if left is not None:
            _remove(left.address)  # of an owner that was killed
        return True

    def owners_place(self) -> WindowPlace | None:
        """Where the owner can be called; None while that is not known."""
        try:
            with self._file.open("rb") as file:
                said = json.loads(file.read(_MAX_BYTES))
            return WindowPlace(str(said["address"]), str(said["token"]))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None

    def make_place(self) -> WindowPlace:
        """A new place for this owner to listen at, which nobody else has.

        Raises:
            StoreError: There is no room for it.
        """
        self._place = WindowPlace(_new_address(), os.urandom(24).hex())
        return self._place

    def publish(self) -> None:
        """Tell later starts where to call; once somebody listens there."""
        if self._place is not None:
            write_atomically(self._file, json.dumps(asdict(self._place)).encode())

    def release(self) -> None:
        """Leave the window to the next; safe to repeat."""
        if self._place is not None:
            with contextlib.suppress(OSError):
                self._file.unlink(missing_ok=True)
            _remove(self._place.address)
            self._place = None
        self._held.close()


def _new_address() -> str:
    if sys.platform == "win32":  # a pipe has a name and no folder
        return _PREFIX + os.urandom(16).hex()
    for folder in (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir(), "/tmp"):  # noqa: S108
        if folder and len(os.fsencode(folder)) + len(_PREFIX) <= _LONGEST_PATH - 20:
            with contextlib.suppress(OSError):
                return str(Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder)) / _SOCKET)  # 0700
    raise store_error(OSError("no folder for a socket"), Path(tempfile.gettempdir()))


def _remove(address: str) -> None:
    """Remove a socket of ours and its folder, and nothing that is anything else."""
    path = Path(address)
    if not path.is_absolute() or not path.parent.name.startswith(_PREFIX):
        return
    with contextlib.suppress(OSError):
        if stat.S_ISSOCK(path.lstat().st_mode):
            path.unlink()
    with contextlib.suppress(OSError):
        path.parent.rmdir()
