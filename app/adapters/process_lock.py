"""A lock between processes of this computer: one holder at a time, whoever it is.

The operating system keeps it, so a holder that is killed lets go at once, and the file that
stays behind means nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import Final

from app.adapters.private_files import store_error
from app.adapters.system_lock import LetGo, take_lock
from app.domain.control import JobControl
from app.domain.errors import StoreError

_LOOK_AGAIN_S: Final = 0.005


class ProcessLock:
    """Held by one thread of one process at a time; every holding opens the file anew."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def held(
        self,
        *,
        wait_s: float,
        control: JobControl | None = None,
        look_again_s: float = _LOOK_AGAIN_S,
    ) -> Iterator[None]:
        """Hold it during the block.

        Raises:
            StoreError: `locked`: somebody else held it all the time.
            Cancelled: Nobody waits for it any more.
        """
        let_go = self._taken(control or JobControl(), wait_s, look_again_s)
        try:
            yield
        finally:
            let_go()

    def _taken(self, control: JobControl, wait_s: float, look_again_s: float) -> LetGo:
        until_s = monotonic() + wait_s
        while True:
            try:
                let_go = take_lock(self._path)
            except OSError as exc:
                raise store_error(exc, self._path) from exc
            if let_go is not None:
                return let_go
            if monotonic() >= until_s:
                raise StoreError(
                    f"{self._path}: held by another process",
                    reason="locked",
                    path=str(self._path),
                )
            control.sleep(look_again_s)
