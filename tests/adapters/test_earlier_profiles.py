"""A profile of every version that there was opens, with all that was kept in it.

`earlier/schema-N.sql` is a local copy as the version with that schema left it: frozen, so that no
later change of a step can go unnoticed. A new step of `MIGRATIONS` comes with a file of its own.
"""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.adapters.connections_file import JsonConnectionStore
from app.adapters.local_store import SqliteLocalStore
from app.adapters.settings import SettingsStore
from app.adapters.store_tables import MIGRATIONS
from app.domain.errors import StoreError
from app.domain.preferences import ThemeChoice
from app.domain.sync_state import SyncState

EARLIER = Path(__file__).with_name("earlier")
SCHEMAS = range(1, len(MIGRATIONS) + 1)


def laid_down(path: Path, schema: int) -> Path:
    """The file as that version left it."""
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript((EARLIER / f"schema-{schema}.sql").read_text("utf-8"))
    mark = path.with_name(f"{path.name}.made")
    with closing(sqlite3.connect(path)) as raw:
        has_identity = raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'identity'").fetchone()
        known = raw.execute("SELECT value FROM identity").fetchone()[0] if has_identity else ""
    mark.write_text(known, "utf-8")
    return path


@pytest.mark.parametrize("schema", SCHEMAS)
def test_F36_a_local_copy_of_every_version_opens_with_what_was_in_it(tmp_path, schema):
    path = laid_down(tmp_path / "con_1.db", schema)
    for _time in range(2):
        store = SqliteLocalStore(path)
        try:
            (row,) = store.listeners()
            assert (row.state, row.mine) == (SyncState.CLEAN, None)
            assert row.base.settings.name == "New clients to the CRM"
            assert store.document("me") == {"kept": True}
            assert store.feed_position() == ("t-1", "e-1")
            assert store.repair is None
        finally:
            store.close()
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


def test_F35_a_local_copy_of_a_version_to_come_is_refused_and_left_as_it_is(tmp_path):
    path = laid_down(tmp_path / "con_1.db", SCHEMAS[-1])
    with closing(sqlite3.connect(path)) as raw:
        raw.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    with pytest.raises(StoreError) as caught:
        SqliteLocalStore(path)
    assert caught.value.reason == "newer"
    assert path.read_bytes() == before


def test_every_schema_has_its_file():
    assert sorted(path.stem for path in EARLIER.iterdir()) == [f"schema-{n}" for n in SCHEMAS]


def test_settings_and_connections_of_the_first_version_are_read(tmp_path):
    settings, connections = tmp_path / "settings.json", tmp_path / "connections.json"
    settings.write_text(
        json.dumps(
            {
                "format": 1,
                "settings": {
                    "theme": "dark",
                    "language": "",
                    "geometry": {"main": "AAAA"},
                    "column_widths": {"listeners.name": 200},
                    "last_connection_id": "con_1",
                    "sandbox_mail": {"host": "mail.example.com", "port": 465, "security": "tls"},
                },
            }
        ),
        "utf-8",
    )
    connections.write_text(
        json.dumps(
            {
                "format": 1,
                "connections": [
                    {
                        "id": "con_1",
                        "name": "Production",
                        "base_url": "https://platform.example.com",
                        "environment": "production",
                    }
                ],
            }
        ),
        "utf-8",
    )
    kept = SettingsStore(settings).look()
    assert kept.settings.sandbox_mail.host == "mail.example.com"
    assert kept.settings.preferences.theme in (ThemeChoice.SYSTEM, ThemeChoice.DARK)
    (connection,) = JsonConnectionStore(connections).connections()
    assert (connection.id, connection.name) == ("con_1", "Production")
