"""What is done to a database that is not as it should be: nothing, and it is said why."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.server.opening import open_platform
from app.server.platform import DATABASE_FILE
from app.server.settings import PlatformSettings
from app.server.store import facts, migrations
from app.server.store.database import DatabaseUnusable
from app.server.store.database_file import BACKUP_FOLDER, MARK_FILE
from app.server.store.migrations import SchemaTooNew


@pytest.fixture
def data(tmp_path):
    """A folder whose platform ended cleanly."""
    opened(tmp_path / "data")
    return tmp_path / "data"


def opened(data: Path) -> None:
    open_platform(PlatformSettings(data_dir=data)).database.close_sync()


def refused(data: Path) -> str:
    """The one line that refuses the folder; nothing in it may have changed."""
    before = content(data)
    with pytest.raises((DatabaseUnusable, SchemaTooNew)) as caught:
        opened(data)
    assert content(data) == before
    assert "\n" not in str(caught.value)
    return str(caught.value)


def content(data: Path) -> dict[str, bytes]:
    """Every byte that matters: what SQLite rebuilds by itself is left out."""
    return {
        file.name: file.read_bytes()
        for file in data.iterdir()
        if file.is_file() and not file.name.endswith("-shm")
    }


def killed(data: Path) -> None:
    """Leave the folder as a kill leaves it: with a log that was not written back."""
    copy = data.with_name("killed")
    platform = open_platform(PlatformSettings(data_dir=data))
    platform.database.run_sync(
        lambda tx: tx.exec_driver_sql("UPDATE users SET name = 'in the log' WHERE role = 'member'")
    )
    shutil.copytree(data, copy, ignore=shutil.ignore_patterns("*-shm"))
    platform.database.close_sync()
    shutil.rmtree(data)
    copy.rename(data)


def test_F30_an_emptied_database_is_no_first_start(data):
    (data / DATABASE_FILE).write_bytes(b"")
    assert "was emptied" in refused(data)
    (data / DATABASE_FILE).unlink()
    assert "is missing" in refused(data)


def test_F30_a_start_that_was_killed_early_begins_again(tmp_path):
    """An empty file before anything was in it is no damage."""
    (tmp_path / DATABASE_FILE).touch()
    opened(tmp_path)
    assert (tmp_path / MARK_FILE).exists()


@pytest.mark.parametrize("kept", [50, 100, 512, 4096, 8192, -4096, -1])
def test_F31_a_truncated_database_is_refused(data, kept):
    file = data / DATABASE_FILE
    file.write_bytes(file.read_bytes()[:kept])
    assert "damaged" in refused(data)


def test_F31_half_of_it(data):
    file = data / DATABASE_FILE
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert "restore" in refused(data)


@pytest.mark.parametrize("start", [b"\0" * 100, b"this is a text\n" * 10, b"SQLite format 2\0"])
def test_F32_another_header_is_refused(data, start):
    file = data / DATABASE_FILE
    file.write_bytes(start + file.read_bytes()[len(start) :])
    assert "is not a database" in refused(data)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
@pytest.mark.parametrize("kind", ["folder", "link", "dangling link", "pipe"])
def test_F32_what_is_no_plain_file_is_refused(data, tmp_path, kind):
    file = data / DATABASE_FILE
    file.rename(tmp_path / "target")
    match kind:
        case "folder":
            file.mkdir()
        case "link":
            file.symlink_to(tmp_path / "target")
        case "dangling link":
            file.symlink_to(tmp_path / "nowhere")
        case "pipe":
            os.mkfifo(file)
    with pytest.raises(DatabaseUnusable, match="is not a plain file") as caught:
        opened(data)
    assert str(file) in str(caught.value)
    assert not (tmp_path / "nowhere").exists()


def roots(data: Path, kind: str) -> list[int]:
    with closing(sqlite3.connect(f"file:{data / DATABASE_FILE}?mode=ro", uri=True)) as raw:
        found = raw.execute("SELECT rootpage FROM sqlite_master WHERE type = ?", (kind,))
        return [page for (page,) in found]


@pytest.mark.parametrize("kind", ["table", "index"])
def test_F33_garbage_in_any_page_is_found(data, kind):
    file = data / DATABASE_FILE
    whole = file.read_bytes()
    for page in roots(data, kind):
        start = (page - 1) * 4096
        file.write_bytes(whole[:start] + b"\xa5" * 4096 + whole[start + 4096 :])
        assert "damaged" in refused(data)
        file.write_bytes(whole)
    opened(data)


@pytest.mark.parametrize("name", [facts.SCHEMA_VERSION, facts.WRITTEN_BY])
@pytest.mark.parametrize("value", ["five", b"\x92"])
def test_F33_a_fact_that_is_none_is_damage(data, name, value):
    with closing(sqlite3.connect(data / DATABASE_FILE)) as raw, raw:
        raw.execute("UPDATE facts SET value = 99 WHERE name = ?", [facts.SCHEMA_VERSION])
        raw.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", [name, value])
    assert "is damaged" in refused(data)


def test_F33_a_name_that_is_no_text_is_refused(data):
    file = data / DATABASE_FILE
    file.write_bytes(file.read_bytes().replace(b"rate_windows", b"rate_\x92indows"))
    refused(data)


def test_F34_a_log_that_was_not_written_back_is_not_lost(data):
    killed(data)
    platform = open_platform(PlatformSettings(data_dir=data))
    names = platform.database.run_sync(
        lambda tx: tx.exec_driver_sql("SELECT name FROM users WHERE role = 'member'").scalar_one()
    )
    platform.database.close_sync()
    assert names == "in the log"


@pytest.mark.parametrize("harm", ["missing", "empty", "garbage", "half", "shm garbage"])
def test_F34_a_harmed_log_never_crashes_the_start(data, harm):
    """What was committed before the log is there; the rest as far as it is whole."""
    killed(data)
    log = data / f"{DATABASE_FILE}-wal"
    match harm:
        case "missing":
            log.unlink()
        case "empty":
            log.write_bytes(b"")
        case "garbage":
            log.write_bytes(b"\xa5" * 50_000)
        case "half":
            log.write_bytes(log.read_bytes()[: log.stat().st_size // 2])
        case "shm garbage":
            (data / f"{DATABASE_FILE}-shm").write_bytes(b"\xa5" * 32_768)
    opened(data)


def test_F34_the_log_of_another_database_is_refused_or_without_effect(data, tmp_path):
    other = tmp_path / "other"
    opened(other)
    killed(other)
    shutil.copy(other / f"{DATABASE_FILE}-wal", data / f"{DATABASE_FILE}-wal")
    before = content(data)
    try:
        opened(data)
    except DatabaseUnusable:
        assert content(data) == before


def test_F35_a_newer_database_names_its_maker_and_is_left_alone(data):
    with closing(sqlite3.connect(data / DATABASE_FILE)) as raw, raw:
        raw.execute("UPDATE facts SET value = '999' WHERE name = 'schema_version'")
        raw.execute("UPDATE facts SET value = '\"9.1.0\"' WHERE name = 'written_by'")
    assert "made by a newer version 9.1.0 (schema 999" in refused(data)


@pytest.mark.parametrize("application", [0, 7])
def test_F35_a_foreign_database_is_left_alone(data, application):
    file = data / DATABASE_FILE
    file.unlink()
    with closing(sqlite3.connect(file)) as raw, raw:
        raw.execute(f"PRAGMA application_id = {application}")
        raw.execute("CREATE TABLE mine (x)")
    assert "belongs to another application" in refused(data)


def second(tx):
    tx.exec_driver_sql("CREATE TABLE second (x)")


def test_F36_an_older_database_is_copied_before_it_is_migrated(data, monkeypatch):
    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, second))
    monkeypatch.setattr("app.server.store.database_file.STEPS", migrations.STEPS)
    monkeypatch.setattr("app.server.store.inspection.STEPS", migrations.STEPS)
    opened(data)
    (copy,) = (data / BACKUP_FOLDER).iterdir()
    assert (
        copy.name
        == f"before-schema-{len(migrations.STEPS)}-from-{len(migrations.STEPS) - 1}.sqlite3"
    )
    tables = "SELECT count(*) FROM sqlite_master WHERE name = 'second'"
    for file, expected in ((copy, 0), (data / DATABASE_FILE, 1)):
        with closing(sqlite3.connect(file)) as raw:
            assert raw.execute(tables).fetchone() == (expected,)
            assert raw.execute("SELECT count(*) FROM records").fetchone() == (64,)
    if sys.platform != "win32":
        assert copy.stat().st_mode & 0o777 == 0o600
    opened(data)
    assert list((data / BACKUP_FOLDER).iterdir()) == [copy]
