"""The platform of a storm: a real one in a process of its own, killed and started again."""

from __future__ import annotations

import logging
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any, Final

import requests

from app.server import application as _loaded  # noqa: F401 - so that a fork has it
from app.server.platform import DATABASE_FILE
from app.server.serve import PlatformServer, Ready, bind
from app.server.settings import PlatformSettings
from tests.soak.ledger import There
from tests.soak.processes import end_with_parent

_START_S: Final = 60.0
_CALL_S: Final = 30.0


def serve(folder: str, port: int, ready: Connection) -> None:
    """Serve until killed."""
    end_with_parent()
    logging.getLogger().setLevel(logging.CRITICAL)  # without its disk there is much to tell
    settings = PlatformSettings(data_dir=Path(folder))
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

    def etags(self) -> dict[str, str]:
        """All listeners there are."""
        return {one["id"]: one["etag"] for one in self._all("/listeners")}

    def there(self) -> There:
        """Listeners as they are, and every name that each was given, in order."""
        found = self._all("/listeners")
        given: dict[str, list[str]] = {}
        for entry in reversed(self._all("/audit")):
            after, before = entry["after"] or {}, entry["before"] or {}
            is_named = "name" in after and after["name"] != before.get("name")
            if entry["resource"]["type"] == "listener" and is_named:
                given.setdefault(entry["resource"]["id"], []).append(after["name"])
        return There(
            {one["id"]: one["name"] for one in found},
            {one["id"]: one["signing"] for one in found},
            given,
        )

    def _all(self, path: str) -> list[Any]:
        items: list[Any] = []
        asked = {"limit": "500"}
        with requests.Session() as session:
            session.trust_env = False
            session.headers["Authorization"] = f"Bearer {self.token}"
            while True:
                answer = session.get(f"{self.base_url}/api/v1{path}", params=asked, timeout=_CALL_S)
                answer.raise_for_status()
                page = answer.json()
                items += page["items"]
                if page["next_cursor"] is None:
                    return items
                asked = {**asked, "cursor": page["next_cursor"]}
