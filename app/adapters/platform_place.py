"""Where the embedded platform of a profile listens, for other processes of the same profile.

A window and a command line beside it share one practice platform: whoever came first runs
it.  Its note is believed only while it holds a lock, which the system takes from it however
it ends; so what a killed process left behind is never called, least of all with a token.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any, Final

from filelock import FileLock, Timeout

from app.adapters.private_files import write_atomically
from app.domain.errors import StoreError
from app.domain.ports import RunningPlatform
from app.domain.secret import Secret

UNREADABLE: Final = (ValueError, KeyError, TypeError, OSError)
_MOST_BYTES: Final = 4096

log = logging.getLogger(__name__)


class PlatformPlace:
    """The note about the platform of one data folder; it names the token's file, not the token."""

    def __init__(self, data_dir: Path) -> None:
        self._note = data_dir / "serving.json"
        # Taken by the thread that starts, given back by the one that stops.
        self._lock = FileLock(data_dir / "serving.lock", mode=0o600, thread_local=False)

    def note(self, line: str) -> None:
        """Tell others where it is, until `forget`: the line that it said when it was ready."""
        try:
            if not self._lock.is_locked:
                self._lock.acquire(blocking=False)
            write_atomically(self._note, line.strip().encode())
        except (Timeout, OSError, StoreError) as exc:
            log.warning("others will not find the practice platform: %s", exc)

    def forget(self) -> None:
        """It ends."""
        if not self._lock.is_locked:
            return
        try:
            self._note.unlink(missing_ok=True)
            self._lock.release()
        except OSError as exc:
            log.debug("the note stays: %s", exc)

    def found(self) -> RunningPlatform | None:
        """The platform that another process runs; None when none does."""
        try:
            if self._lock.is_locked or not self._note.exists() or not self._is_anothers():
                return None
            with self._note.open("rb") as file:
                return read_ready(file.read(_MOST_BYTES).decode("utf-8"))
        except UNREADABLE as exc:
            log.warning("the practice platform that runs was not found: %s", type(exc).__name__)
            return None

    def _is_anothers(self) -> bool:
        try:
            self._lock.acquire(blocking=False)
        except Timeout:
            return True
        self._lock.release()
        return False


def read_ready(line: str) -> RunningPlatform:
    """What a platform says when it is ready, with the token out of the file that it names.

    Raises:
        ValueError, KeyError, TypeError: It says something else.
        OSError: The token cannot be read.
    """
    said: Any = json.loads(line)
    base_url, token_file = str(said["base_url"]), Path(str(said["token_file"]))
    return RunningPlatform(base_url, Secret(token_file.read_text("utf-8").strip()))
