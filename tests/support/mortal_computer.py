"""A computer with a real local copy behind a bad network, whose process is killed at will."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

from app.adapters.local_store import SqliteLocalStore
from app.adapters.rest_api import RestApi
from app.domain.control import JobControl
from app.domain.errors import AppError
from app.domain.ports import SignedIn
from app.services.listeners import ListenerService
from app.services.local_copy import LocalCopy
from app.services.sync import SyncService
from tests.support.chaos_proxy import ChaosProxy
from tests.support.mortal_store import Killed, MortalStore
from tests.support.platform import RunningPlatform

CONTROL: Final = JobControl()


class MortalComputer:
    """One computer: its file outlives its processes."""

    def __init__(self, folder: Path, name: str, proxy: ChaosProxy, platform: RunningPlatform):
        self._path = folder / f"{name}.db"
        self._proxy = proxy
        self._token = platform.token
        self.start()

    def start(self) -> None:
        """A new process on the same file."""
        self._mortal = MortalStore(SqliteLocalStore(self._path))
        self.copy = LocalCopy(self._mortal)
        self.listeners = ListenerService(self.copy)
        self._api = RestApi(SignedIn(self._proxy.url, token=self._token))
        self.engine = SyncService(self._api, self.copy)

    def stop(self) -> None:
        """The process ends, in order or killed before."""
        self._api.close()
        self._mortal.close()

    def sync_and_die(self, passes: int, when: str) -> None:
        """Sync, and be killed when that many requests have passed."""
        left = [passes]

        def count(moment: str) -> None:
            left[0] -= moment == when
            self._mortal.is_dead = self._mortal.is_dead or left[0] <= 0

        self._proxy.on_pass = count
        try:
            with contextlib.suppress(Killed, AppError):
                self.engine.sync(CONTROL)
        finally:
            self._proxy.on_pass = lambda _moment: None
        self.stop()
        self.start()

    def digest(self) -> dict[str, tuple[str, object]]:
        """What it has: by id, the version and the settings."""
        return {row.id: (row.base.etag, row.settings) for row in self.copy.listeners() if row.base}
