"""A migrated database of its own for each test, of either kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.server.store.database import Database, SqliteDatabase
from app.server.store.migrations import migrate


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[SqliteDatabase]:
    """An empty SQLite database with the present schema."""
    one = SqliteDatabase(tmp_path / "test.sqlite3")
    one.run_sync(migrate)
    yield one
    one.close_sync()


@pytest.fixture
def postgres(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty PostgreSQL database with the present schema."""
    from app.server.store.postgres import PostgresDatabase

    one = PostgresDatabase(request.getfixturevalue("new_postgres")())
    yield one
    one.close_sync()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty database with the present schema: every test runs on both kinds."""
    return request.getfixturevalue(request.param)
