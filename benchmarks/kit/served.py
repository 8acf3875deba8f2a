"""A platform in a process of its own, as the app meets it, with as many listeners as wanted."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Connection

from app.domain.ids import new_id
from app.server.opening import open_platform
from app.server.settings import PlatformSettings
from app.server.store import listeners


@dataclass(frozen=True, slots=True)
class Served:
    """Where it is, and as whom to ask it."""

    base_url: str
    token: str


class Client:
    """One connection with a token."""

    def __init__(self, platform: Served) -> None:
        where = urlsplit(platform.base_url)
        self._connection = http.client.HTTPConnection(where.hostname or "", where.port, timeout=60)
        self._headers = {"Authorization": f"Bearer {platform.token}"}

    def get(self, path: str) -> Any:
        """What is answered, read to its end."""
        self._connection.request("GET", f"/api/v1{path}", headers=self._headers)
        answer = self._connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            raise SystemExit(f"GET {path} was answered {answer.status}")
        return json.loads(body)


def fill(folder: Path, count: int) -> None:
    """A data folder with so many listeners."""
    platform = open_platform(PlatformSettings(data_dir=folder))
    now_ms = platform.now_ms()
    secret = platform.sealer.seal(b"whsec_" + b"A" * 44)

    def work(tx: Connection) -> None:
        for number in range(count):
            listeners.add(
                tx,
                {
                    "id": new_id("lst"),
                    "name": f"Warehouse {number}",
                    "entity": "clients",
                    "function": "create",
                    "channel_id": None,
                    "kind": "endpoint",
                    "url": f"https://hooks{number % 500}.example.com/in/{number}",
                    "auth_type": "none",
                    "credential_id": None,
                    "address": None,
                    "mode": "enabled",
                    "signing": True,
                    "secret_sealed": secret,
                    "previous_secret_sealed": None,
                    "previous_valid_until_ms": None,
                    "status": "active",
                    "status_reason": None,
                    "version": 1,
                    "etag": f'"{new_id("etg")}"',
                    "created_ms": now_ms,
                    "created_by": "usr_1",
                    "updated_ms": now_ms,
                    "updated_by": "usr_1",
                },
            )

    platform.database.run_sync(work)
    platform.database.close_sync()


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """The platform that serves a folder."""
    command = [sys.executable, "-m", "app", "platform", "serve", "--data", str(folder)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        try:
            assert process.stdout is not None
            ready = json.loads(process.stdout.readline())
            token = Path(ready["token_file"]).read_text().strip()
            yield Served(ready["base_url"], token)
        finally:
            process.terminate()
