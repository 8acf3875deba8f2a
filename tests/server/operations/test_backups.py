"""`platform backup` and `platform restore`: whole, private, and never the same life again."""

from __future__ import annotations

import json
import shutil
import sqlite3
import stat
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from app.server.opening import open_platform
from app.server.operations import backups
from app.server.platform import DATABASE_FILE, KEY_FILE
from app.server.settings import PlatformSettings
from app.server.store import database_file, inspection, migrations, replacement
from app.server.store.private_files import write_private
from tests.support.platform import running_platform

LISTENER = {
    "name": "First",
    "entity": "clients",
    "function": "create",
    "destination": {"kind": "endpoint", "url": "https://hooks.example.com/clients"},
}


def names(platform):
    return [one["name"] for one in platform.get("/listeners").json()["items"]]


def add(platform, name):
    answer = platform.post("/listeners", {**LISTENER, "name": name})
    assert answer.status_code == 201
    return answer.json()


def test_a_backup_is_of_one_moment_while_it_is_written(folder, tmp_path):
    """Records are added in pairs, all the time: a backup never holds half of one."""
    with folder.serve() as platform:
        stop = threading.Event()

        def write(tx):
            for half in ("left", "right"):
                tx.exec_driver_sql(
                    "INSERT INTO audit (seq, id, at_ms, actor_id, actor_name, action,"
                    " resource_type, resource_id) SELECT coalesce(max(seq), 0) + 1,"
                    f" 'aud' || (coalesce(max(seq), 0) + 1), 0, '', '', '{half}', '', ''"
                    " FROM audit"
                )

        def keep_writing():
            while not stop.is_set():
                platform.in_store(write)

        writer = threading.Thread(target=keep_writing)
        writer.start()
        try:
            files = [tmp_path / f"{number}.sqlite3" for number in range(5)]
            for file in files:
                folder.result("backup", str(file))
        finally:
            stop.set()
            writer.join()
        sizes = []
        for file in files:
            with closing(sqlite3.connect(file)) as raw:
                assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
                counted = dict(raw.execute("SELECT action, count(*) FROM audit GROUP BY action"))
                assert counted.get("left") == counted.get("right")
                sizes.append(counted.get("left", 0))
        assert sizes == sorted(sizes)
        assert platform.get("/me").status_code == 200


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_T14_a_backup_is_private_and_says_what_it_holds(folder, maybe_served, tmp_path):
    place = tmp_path / "backups"
    place.mkdir()
    with maybe_served():
        made = folder.result("backup", str(place))
        code, out, error = folder.command("backup", str(place / "two"), "--include-key")
    assert code == 0
    assert made["key_file"] is None
    assert Path(made["file"]).parent == place
    assert made["counts"]["records"] == 64
    assert "64 records" in out
    assert "keep the two apart" in error
    assert {file.name for file in place.iterdir()} == {Path(made["file"]).name, "two", "two.key"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in place.iterdir()} == {0o600}
    assert (place / "two.key").read_bytes() == (folder.path / KEY_FILE).read_bytes()


def test_the_key_is_only_in_what_it_was_asked_into(folder, tmp_path):
    folder.result("backup", str(tmp_path / "one"))
    assert not (tmp_path / "one.key").exists()
    assert (folder.path / KEY_FILE).read_bytes() not in (tmp_path / "one").read_bytes()


def test_nothing_is_overwritten(folder, tmp_path):
    (tmp_path / "mine").write_text("mine")
    code, out, error = folder.command("backup", str(tmp_path / "mine"))
    assert (code, out, error.count("\n")) == (1, "", 1)
    assert "exists already" in error
    assert (tmp_path / "mine").read_text() == "mine"


def test_a_backup_that_cannot_be_written_leaves_nothing(folder, tmp_path):
    code, _, error = folder.command("backup", str(tmp_path / "missing" / "file"))
    assert (code, error.count("\n")) == (1, 1)
    assert list(tmp_path.iterdir()) == [folder.path]


def test_F58_a_restored_platform_is_another_one_to_its_clients(folder, tmp_path):
    """Epoch and ETags: nothing that was handed out before stands for something else after."""
    with folder.serve() as platform:
        first = add(platform, "Kept")
        feed = platform.get("/listeners/changes").json()
        folder.result("backup", str(tmp_path / "b"))
        changed = platform.patch(f"/listeners/{first['id']}", {"name": "Later"}, first["etag"])
        later = changed.json()
        add(platform, "Lost")
    folder.result("restore", str(tmp_path / "b"))
    with folder.serve() as platform:
        assert names(platform) == ["Kept"]
        gone = platform.get("/listeners/changes", params={"since": feed["next"]})
        assert (gone.status_code, gone.json()["code"]) == (410, "token_expired")
        assert gone.json()["epoch"] != feed["epoch"]
        again = platform.get("/listeners/changes").json()
        assert again["epoch"] == gone.json()["epoch"]
        stale = platform.patch(f"/listeners/{first['id']}", {"name": "X"}, later["etag"])
        assert stale.status_code == 412
        fresh = platform.patch(f"/listeners/{first['id']}", {"name": "Other"}, first["etag"])
        assert fresh.status_code == 200
        assert fresh.json()["version"] == later["version"]
        assert fresh.json()["etag"] not in (first["etag"], later["etag"])


def test_what_was_there_moves_aside_whole(folder, tmp_path):
    folder.result("backup", str(tmp_path / "b"))
    with folder.serve() as platform:
        add(platform, "After")
    done = folder.result("restore", str(tmp_path / "b"))
    aside = Path(done["aside"])
    assert aside.parent == folder.path
    shutil.copy(folder.path / KEY_FILE, aside / KEY_FILE)
    with running_platform(aside) as platform:
        assert names(platform) == ["After"]


def test_restoring_is_refused_while_a_platform_serves(folder, tmp_path):
    folder.result("backup", str(tmp_path / "b"))
    with folder.serve() as platform:
        add(platform, "Kept")
        code, out, error = folder.command("restore", str(tmp_path / "b"))
        assert (code, out) == (3, "")
        assert error == "error: a platform serves the folder now; end it first\n"
        assert names(platform) == ["Kept"]


def test_a_backup_starts_a_new_folder_with_its_key(folder, tmp_path):
    with folder.serve() as platform:
        listener = add(platform, "Kept")
        secret = platform.post(f"/listeners/{listener['id']}/secret/reveal").json()["secret"]
    folder.result("backup", str(tmp_path / "b"), "--include-key")
    (tmp_path / "b.key").rename(tmp_path / "elsewhere.key")
    folder.path = tmp_path / "new"
    code, _, error = folder.command("restore", str(tmp_path / "b"))
    assert (code, error.count("\n")) == (1, 1)
    assert "--key" in error
    done = folder.result("restore", str(tmp_path / "b"), "--key", str(tmp_path / "elsewhere.key"))
    assert done["aside"] is None
    with folder.serve() as platform:
        revealed = platform.post(f"/listeners/{listener['id']}/secret/reveal").json()
        assert revealed["secret"] == secret


def test_an_older_key_comes_back_with_its_backup(folder, tmp_path):
    folder.result("backup", str(tmp_path / "b"), "--include-key")
    old = (folder.path / KEY_FILE).read_bytes()
    folder.result("key", "rotate")
    folder.result("restore", str(tmp_path / "b"))
    assert (folder.path / KEY_FILE).read_bytes() == old
    with folder.serve() as platform:
        assert platform.get("/me").status_code == 200


def test_F36_a_backup_that_an_older_version_made_is_restored(folder, tmp_path, monkeypatch):
    with monkeypatch.context() as then:
        for module in (migrations, inspection, database_file):
            then.setattr(module, "STEPS", migrations.STEPS[:1])
        older = PlatformSettings(data_dir=tmp_path / "older")
        open_platform(older).database.close_sync()
        backups.back_up(older.data_dir, tmp_path / "b", with_key=True)
    folder.result("restore", str(tmp_path / "b"))
    with folder.serve() as platform:
        assert len(platform.get("/records/clients").json()["items"]) == 12


def test_what_was_revoked_stays_revoked(folder, tmp_path):
    token = folder.result("token", "issue", "--name", "crm")
    client = folder.result("token", "issue", "--name", "crm", "--client")
    kept = folder.result("token", "issue", "--name", "kept")
    folder.result("backup", str(tmp_path / "b"))
    folder.result("token", "revoke", token["id"])
    folder.result("token", "revoke", client["id"])
    folder.result("restore", str(tmp_path / "b"))
    valid = {one["id"] for one in folder.result("token", "list")["items"]}
    assert kept["id"] in valid
    assert not {token["id"], client["id"]} & valid


def broken(file: Path) -> None:
    content = bytearray(file.read_bytes())
    for start in range(8192, len(content), 4096):
        content[start : start + 64] = b"\xff" * 64
    file.write_bytes(content)


@pytest.mark.parametrize(
    "harm",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"no database " * 1000),
        lambda file: file.write_bytes(file.read_bytes()[:50]),
        lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 2]),
        broken,
        lambda file: file.unlink(),
    ],
    ids=["empty", "text", "50 bytes", "half", "pages", "missing"],
)
def test_what_is_no_whole_backup_changes_nothing(folder, tmp_path, harm):
    folder.result("backup", str(tmp_path / "b"))
    harm(tmp_path / "b")
    before = {file.name: file.read_bytes() for file in folder.path.iterdir()}
    code, out, error = folder.command("restore", str(tmp_path / "b"))
    assert (code, out, error.count("\n")) == (1, "", 1)
    assert {file.name: file.read_bytes() for file in folder.path.iterdir()} == before


def test_a_backup_replaces_a_damaged_database(folder, tmp_path):
    with folder.serve() as platform:
        add(platform, "Kept")
    folder.result("backup", str(tmp_path / "b"))
    (folder.path / DATABASE_FILE).write_bytes(b"")
    (folder.path / f"{DATABASE_FILE}-wal").write_bytes(b"stale")
    folder.result("restore", str(tmp_path / "b"))
    with folder.serve() as platform:
        assert names(platform) == ["Kept"]


def test_F06_a_restore_cut_off_anywhere_is_the_old_platform_or_the_new(
    folder, tmp_path, monkeypatch
):
    with folder.serve() as platform:
        add(platform, "New")
    folder.result("backup", str(tmp_path / "b"), "--include-key")
    with folder.serve() as platform:
        add(platform, "Old")
    copies: list[Path] = []

    def watch(owner, name):
        real = getattr(owner, name)

        def watched(*arguments, **more):
            for _ in range(1):
                copies.append(tmp_path / f"copy{len(copies)}")
                shutil.copytree(folder.path, copies[-1])
            return real(*arguments, **more)

        monkeypatch.setattr(owner, name, watched)

    watch(Path, "rename")
    watch(Path, "unlink")
    watch(replacement, "write_private")
    watch(backups, "_make_new_life")
    folder.result("restore", str(tmp_path / "b"))
    monkeypatch.undo()
    seen = []
    for copy in copies:
        with running_platform(copy) as platform:
            seen.append(tuple(names(platform)))
        assert not (copy / "replacement.json").exists()
    assert set(seen) == {("New", "Old"), ("New",)}
    assert seen == sorted(seen, reverse=True)  # once new, always new


def test_a_folder_with_a_newer_note_goes_on_by_itself(folder):
    """Cut off before the first file moved."""
    new = folder.path / replacement.NEW_FOLDER
    new.mkdir()
    write_private(folder.path / "replacement.json", json.dumps({"aside": "aside"}).encode())
    with folder.serve() as platform:
        assert platform.get("/me").status_code == 200
    assert not new.exists()
