"""A computer with a real local copy behind a bad network, whose process is killed at will."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, cast

from app.adapters.local_store import SqliteLocalStore
from app.adapters.rest_api import RestApi
from app.domain.control import JobControl
from app.domain.errors import AppError
from app.domain.ports import SignedIn
from app.domain.times import utc_now
from app.services.in_step import build_in_step
from app.services.listeners import ListenerService
from app.services.local_copy import LocalCopy
from tests.support.chaos_proxy import ChaosProxy
from tests.support.fakes import FakeSecretStore
from tests.support.mortal_store import Killed, MortalStore
from tests.support.platform import RunningPlatform

CONTROL: Final = JobControl()


class MortalComputer:
    """One computer: its file and its keyring outlive its processes."""

    def __init__(self, folder: Path, name: str, proxy: ChaosProxy, platform: RunningPlatform):
        self._path = folder / f"{name}.db"
        self._proxy = proxy
        self._token = platform.token
        self.secrets = FakeSecretStore()
        self.start()

    def start(self) -> None:
        """A new process on the same file."""
        self._mortal = MortalStore(SqliteLocalStore(self._path))
        self.copy = LocalCopy(self._mortal)
        self.listeners = ListenerService(self.copy)
        self._api = RestApi(SignedIn(self._proxy.url, token=self._token))
        self._mortal_secrets = MortalStore(self.secrets)
        kept = build_in_step(
            "con_1", self._api, self.copy, cast("Any", self._mortal_secrets), clock=utc_now
        )
        self.engine, self.credentials = kept.sync, kept.credentials

    def stop(self) -> None:
        """The process ends, in order or killed before."""
        self._api.close()
        self._mortal.close()

    def sync_and_die(self, passes: int, when: str) -> None:
        """Sync, and be killed when that many requests have passed."""
        self.do_and_die(lambda: self.engine.sync(CONTROL), passes, when)

    def do_and_die(self, what: Callable[[], object], passes: int, when: str) -> None:
        """Do it, and be killed when that many requests have passed."""
        left = [passes]

        def count(moment: str) -> None:
            left[0] -= moment == when
            if left[0] <= 0:
                self._mortal.is_dead = self._mortal_secrets.is_dead = True

        self._proxy.on_pass = count
        try:
            with contextlib.suppress(Killed, AppError):
                what()
        finally:
            self._proxy.on_pass = lambda _moment: None
        self.stop()
        self.start()

    def digest(self) -> dict[str, tuple[str, object]]:
        """What it has: by id, the version and the settings."""
        return {row.id: (row.base.etag, row.settings) for row in self.copy.listeners() if row.base}
