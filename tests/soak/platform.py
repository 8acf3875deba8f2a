"""The platform of a storm: a real one in a process of its own, killed and started again."""

from __future__ import annotations

import logging
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Final

from app.server import application as _loaded  # noqa: F401 - so that a fork has it
from app.server.platform import DATABASE_FILE
from app.server.serve import PlatformServer, Ready, bind
from app.server.settings import PlatformSettings
from tests.soak.processes import end_with_parent

_START_S: Final = 60.0


def serve(folder: str, port: int, ready: Connection) -> None:
    """Serve until killed."""
    end_with_parent()
    logging.getLogger().setLevel(logging.CRITICAL)  # without its disk there is much to tell
    settings = PlatformSettings(data_dir=Path(folder), tests_per_minute=10**6)
    server = PlatformServer(settings, bind(settings.host, port), lambda one: ready.send(one))
    server.listen()


class MortalPlatform:
    """One data folder and the process that serves it, always under the same address."""

    def __init__(self, context: ForkServerContext, folder: Path) -> None:
        self._context = context
        self._folder = folder
        self._port = 0
        self.base_url = self.token = ""
        self.start()

    def start(self) -> None:
        """Serve the folder; returns when it answers."""
        ours, theirs = self._context.Pipe(duplex=False)
        self._process = self._context.Process(
            target=serve, args=(str(self._folder), self._port, theirs), daemon=True
        )
        self._process.start()
        theirs.close()
        if not ours.poll(_START_S):
            raise RuntimeError("the platform did not start in time")
        ready: Ready = ours.recv()
        self.base_url = ready.base_url
        self._port = int(ready.base_url.rpartition(":")[2].strip("/"))
        self.token = Path(ready.token_file).read_text("utf-8").strip()

    @property
    def database(self) -> Path:
        """Its file, to be looked at when nobody serves it."""
        return self._folder / DATABASE_FILE

    def kill(self) -> None:
        """SIGKILL, and gone when this returns."""
        self._process.kill()
        self._process.join()
