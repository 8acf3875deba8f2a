"""A real embedded platform for tests: the real server on a real loopback port.

    def test_something(platform):                  # fixture of tests/server/conftest.py
        answer = platform.post("/listeners", {...})

Anyone may start one with `running_platform(tmp_path)`; it runs on its own thread and
event loop, with settings to shorten what the contract makes long.
"""

from __future__ import annotations

import dataclasses
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
import requests
from sqlalchemy import Connection, select

from app.domain.secret import Secret
from app.server.platform import Platform
from app.server.serve import PlatformServer, Ready, bind
from app.server.settings import PlatformSettings
from app.server.store.tables import users
from app.server.store.tokens import issue_token

T = TypeVar("T")
START_LIMIT_S = 30.0
# With this set, every platform that a test starts keeps its data in PostgreSQL:
#     TEST_ON_POSTGRES=1 python3 dev.py test tests/server/api
ON_POSTGRES = "TEST_ON_POSTGRES"
sqlite_only = pytest.mark.skipif(
    bool(os.environ.get(ON_POSTGRES)), reason="looks into the SQLite file itself"
)
CALL_LIMIT_S = 20.0


class TestClock:
    """A clock that tests move; it stands still otherwise."""

    __test__ = False

    def __init__(self, at: datetime | None = None) -> None:
        self.now = at or datetime(2026, 11, 23, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        """Move on, as `timedelta` names it."""
        self.now += timedelta(**by)


@dataclass
class RunningPlatform:
    """A platform that answers, and how to speak to it as its administrator."""

    base_url: str
    token: Secret
    server: PlatformServer

    @property
    def api_url(self) -> str:
        """Where the calls of the contract are."""
        return self.base_url + "/api/v1"

    @property
    def address(self) -> tuple[str, int]:
        """Host and port, for raw sockets."""
        host, _, port = self.base_url.removeprefix("http://").rpartition(":")
        return host.strip("[]"), int(port)

    @property
    def platform(self) -> Platform:
        """The platform itself, for what cannot be seen from outside."""
        return self.server.platform

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        token: Secret | str | None = None,
        headers: Mapping[str, str] | None = None,
        data: bytes | None = None,
        params: Any = None,
    ) -> requests.Response:
        """One call; `token=""` sends none."""
        given = self.token if token is None else token
        text = given.reveal() if isinstance(given, Secret) else given
        sent = {"Authorization": f"Bearer {text}"} if text else {}
        if body is not None or data is not None:
            sent["Content-Type"] = "application/json"
        with requests.Session() as session:
            session.trust_env = False
            return session.request(
                method,
                self.api_url + path,
                json=body,
                data=data,
                params=params,
                headers={**sent, **(headers or {})},
                timeout=CALL_LIMIT_S,
                allow_redirects=False,
            )

    def get(self, path: str, **more: Any) -> requests.Response:
        """GET."""
        return self.call("GET", path, **more)

    def post(self, path: str, body: Any = None, **more: Any) -> requests.Response:
        """POST."""
        return self.call("POST", path, body, **more)

    def put(self, path: str, body: Any, **more: Any) -> requests.Response:
        """PUT that creates."""
        headers = {"If-None-Match": "*", **more.pop("headers", {})}
        return self.call("PUT", path, body, headers=headers, **more)

    def patch(self, path: str, body: Any, etag: str, **more: Any) -> requests.Response:
        """PATCH of the version that `etag` names."""
        headers = {"If-Match": etag, **more.pop("headers", {})}
        return self.call("PATCH", path, body, headers=headers, **more)

    def delete(self, path: str, etag: str, **more: Any) -> requests.Response:
        """DELETE of the version that `etag` names."""
        headers = {"If-Match": etag, **more.pop("headers", {})}
        return self.call("DELETE", path, headers=headers, **more)

    def in_store(self, work: Callable[[Connection], T]) -> T:
        """Run work on the platform's own database."""
        return self.platform.database.run_sync(work)

    def token_of(self, role: str) -> Secret:
        """A new token of the seeded user with a role."""

        def work(tx: Connection) -> Secret:
            user_id = tx.execute(select(users.c.id).where(users.c.role == role)).scalar_one()
            return issue_token(tx, user_id=user_id, label="test", now_ms=self.platform.now_ms())

        return self.in_store(work)


@contextmanager
def running_platform(data_dir: Path, **settings: Any) -> Iterator[RunningPlatform]:
    """A platform on a free loopback port; `settings` are those of `PlatformSettings`."""
    if os.environ.get(ON_POSTGRES):
        from tests.support.postgres import lasting_cluster

        settings.setdefault("database", lasting_cluster().database_of(data_dir))
    wanted = dataclasses.replace(PlatformSettings(data_dir=data_dir), **settings)
    ready: list[Ready] = []
    changed = threading.Event()

    def on_ready(one: Ready) -> None:
        ready.append(one)
        changed.set()

    sock = bind(wanted.host, wanted.port)
    server = PlatformServer(wanted, sock, on_ready)

    def listen() -> None:
        try:
            server.listen()
        finally:
            changed.set()

    thread = threading.Thread(target=listen, name="platform under test", daemon=True)
    thread.start()
    try:
        assert changed.wait(START_LIMIT_S), "the platform did not start in time"
        assert ready, "the platform did not start; its log says why"
        yield RunningPlatform(ready[0].base_url, server.platform.admin_token, server)
    finally:
        server.should_exit = True
        thread.join(START_LIMIT_S)
        sock.close()
        assert not thread.is_alive(), "the platform did not end in time"
