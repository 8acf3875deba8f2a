"""A migrated database of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.server.store.database import SqliteDatabase
from app.server.store.migrations import migrate


@pytest.fixture
def database(tmp_path: Path) -> Iterator[SqliteDatabase]:
    """An empty database with the present schema."""
    one = SqliteDatabase(tmp_path / "test.sqlite3")
    one.run_sync(migrate)
    yield one
    one.close_sync()
