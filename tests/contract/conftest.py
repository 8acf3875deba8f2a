"""The embedded platform as the contract's checks see it: an address and tokens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from app.domain.retry import RetrySchedule
from app.domain.secret import Secret
from app.server.store.tables import users
from app.server.store.tokens import add_client
from tests.contract.world import Server
from tests.support import postgres
from tests.support.platform import RunningPlatform, running_platform

FIRST_WAIT_S = 0.5


def as_server(running: RunningPlatform) -> Server:
    """What whoever runs the checks knows of a platform."""

    def add(tx: Connection) -> tuple[str, Secret]:
        user_id = tx.execute(select(users.c.id).where(users.c.role == "member")).scalar_one()
        now_ms = running.platform.now_ms()
        return add_client(tx, user_id=user_id, label="contract", now_ms=now_ms)

    client_id, client_secret = running.in_store(add)
    return Server(
        base_url=running.base_url,
        token=running.token.reveal(),
        read_only_token=running.token_of("read_only").reveal(),
        member_token=running.token_of("member").reveal(),
        oauth_client=(client_id, client_secret.reveal()),
        first_wait_s=FIRST_WAIT_S,
        mailbox=running.platform.settings.data_dir / "mailbox",
        is_embedded=True,
    )


def serve(folder: Path, **settings: Any) -> AbstractContextManager[RunningPlatform]:
    """An embedded platform with a short first wait."""
    retry = RetrySchedule(waits_s=(FIRST_WAIT_S, 300.0))
    return running_platform(folder, tests_per_minute=10_000, retry=retry, **settings)


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The embedded platform on SQLite."""
    with serve(tmp_path_factory.mktemp("contract")) as running:
        yield as_server(running)


@pytest.fixture(scope="session")
def server_on_postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The same on PostgreSQL."""
    if postgres.programs() is None:
        pytest.skip("PostgreSQL is not installed")
    folder = tmp_path_factory.mktemp("contract")
    address = postgres.lasting_cluster().database_of(folder)
    with serve(folder, database=address) as running:
        yield as_server(running)
