"""`platform key rotate`: every secret under a new key, wherever it is cut off."""

from __future__ import annotations

import base64
import shutil

import pytest
from sqlalchemy import select

from app.server.opening import open_platform
from app.server.operations.rotation import rotate_key
from app.server.platform import DATABASE_FILE, KEY_FILE
from app.server.settings import PlatformSettings
from app.server.store import facts
from app.server.store.keys import KeyFile, KeyMissing
from app.server.store.sealing import KEY_BYTES
from app.server.store.tables import credentials, listeners
from tests.support.platform import running_platform

CREDENTIAL = {
    "name": "CRM",
    "auth_type": "basic",
    "fields": {"username": "svc"},
    "secrets": {"password": "correct horse battery"},
}
LISTENER = {
    "entity": "clients",
    "function": "create",
    "destination": {"kind": "endpoint", "url": "https://hooks.example.com/clients"},
}
OWN_ID = "lst_" + "a" * 26


@pytest.fixture
def data(tmp_path):
    """A folder with secrets of every kind, one of them in its second life."""
    with running_platform(tmp_path / "data") as platform:
        assert platform.post("/credentials", CREDENTIAL).status_code == 201
        assert platform.put(f"/listeners/{OWN_ID}", LISTENER).status_code == 201
        assert platform.post(f"/listeners/{OWN_ID}/secret/rotate").status_code == 200
    return tmp_path / "data"


def sealed(tx):
    rows = tx.execute(select(credentials.c.secrets_sealed)).scalars().all()
    pairs = tx.execute(select(listeners.c.secret_sealed, listeners.c.previous_secret_sealed)).all()
    return [*rows, *(one for pair in pairs for one in pair)]


def secrets_in(data):
    """Every secret, as a platform that starts on the folder reads it."""
    platform = open_platform(PlatformSettings(data_dir=data))
    try:
        return [platform.sealer.open(one) for one in platform.database.run_sync(sealed)]
    finally:
        platform.database.close_sync()


def test_every_secret_is_sealed_anew_and_reads_the_same(data):
    before = secrets_in(data)
    assert len(before) == 3
    old_key = (data / KEY_FILE).read_bytes()
    with running_platform(data) as platform:
        old_rows = platform.in_store(sealed)
        done = rotate_key(platform.platform, {})
        assert done["secrets"] == 3
        assert set(platform.in_store(sealed)).isdisjoint(old_rows)
        revealed = platform.post(f"/listeners/{OWN_ID}/secret/reveal").json()["secret"]
        assert revealed.encode() in before
    assert secrets_in(data) == before
    new_key = (data / KEY_FILE).read_bytes()
    assert (len(new_key), new_key != old_key) == (KEY_BYTES, True)
    (data / KEY_FILE).write_bytes(old_key)
    with pytest.raises(KeyMissing):
        secrets_in(data)


def test_what_is_kept_for_good_is_still_recognised(data):
    """The creating body of a PUT is compared with a keyed hash that outlives the key."""
    with running_platform(data) as platform:
        rotate_key(platform.platform, {})
        again = platform.put(f"/listeners/{OWN_ID}", LISTENER)
        assert again.status_code == 200
        assert again.headers["Idempotent-Replayed"] == "true"
        other = platform.put(f"/listeners/{OWN_ID}", {**LISTENER, "name": "other"})
        assert other.status_code == 412
    with running_platform(data) as platform:
        assert platform.put(f"/listeners/{OWN_ID}", LISTENER).status_code == 200


def test_F06_cut_off_anywhere_nothing_is_lost(data, tmp_path, monkeypatch):
    """The folder as it is at each durable step of the replacement is a folder that opens."""
    before = secrets_in(data)
    copies = []

    def keep():
        copies.append(tmp_path / f"copy{len(copies)}")
        shutil.copytree(data, copies[-1], ignore=shutil.ignore_patterns("*.sock"))

    platform = open_platform(PlatformSettings(data_dir=data))
    write, run_sync = KeyFile.write, platform.database.run_sync

    def watched_write(file, *keys):
        keep()
        write(file, *keys)
        keep()

    def watched_run(work):
        keep()
        result = run_sync(work)
        keep()
        return result

    monkeypatch.setattr(KeyFile, "write", watched_write)
    monkeypatch.setattr(platform.database, "run_sync", watched_run)
    rotate_key(platform, {})
    monkeypatch.undo()
    platform.database.close_sync()
    assert len(copies) == 8
    for copy in copies:
        assert secrets_in(copy) == before
        assert len((copy / KEY_FILE).read_bytes()) == KEY_BYTES  # the next start tidied up
        assert secrets_in(copy) == before


def test_a_secret_written_while_the_key_changes_is_not_lost(data, monkeypatch):
    """Sealed with the old key after the transaction, before the switch."""
    with running_platform(data) as running:
        platform = running.platform
        run_sync, late = platform.database.run_sync, []

        def then_someone_writes(work):
            result = run_sync(work)
            if not late:
                late.append(running.post("/credentials", CREDENTIAL))
            return result

        monkeypatch.setattr(
            type(platform.database), "run_sync", lambda _, work: then_someone_writes(work)
        )
        rotate_key(platform, {})
        monkeypatch.undo()
        assert late[0].status_code == 201
        assert len(platform.key_file.read()) == 1
    assert secrets_in(data).count(b'{"password":"correct horse battery"}') == 2


def test_a_failed_replacement_changes_nothing_that_counts(data, monkeypatch):
    before = secrets_in(data)
    with running_platform(data) as running:

        def fail(_self, _work):
            raise OSError("disk full")

        monkeypatch.setattr(type(running.platform.database), "run_sync", fail)
        with pytest.raises(OSError, match="disk full"):
            rotate_key(running.platform, {})
        monkeypatch.undo()
        assert running.post("/credentials", CREDENTIAL).status_code == 201
    assert sorted(secrets_in(data)) == sorted([*before, before[0]])
    assert len((data / KEY_FILE).read_bytes()) == KEY_BYTES


def test_the_command_works_served_or_not(folder, maybe_served):
    with maybe_served():
        first = folder.result("key", "rotate")["key_id"]
        second = folder.result("key", "rotate")["key_id"]
    assert first != second


def test_a_lost_key_is_said_and_nothing_is_made_in_its_place(folder):
    (folder.path / KEY_FILE).unlink()
    code, _, error = folder.command("token", "list")
    assert (code, error.count("\n")) == (1, 1)
    assert "sealed with another key" in error
    assert not (folder.path / KEY_FILE).exists()
    assert (folder.path / DATABASE_FILE).exists()


def test_the_database_holds_no_key(data):
    platform = open_platform(PlatformSettings(data_dir=data))
    known = platform.database.run_sync(lambda tx: facts.read(tx, facts.KEY))
    hash_key = platform.sealer.hash_key
    platform.database.close_sync()
    key = (data / KEY_FILE).read_bytes()
    content = (data / DATABASE_FILE).read_bytes()
    for secret in (key, hash_key):
        assert secret not in content
        assert base64.b64encode(secret) not in content
        assert secret.hex().encode() not in content
    assert known["id"] not in key.hex()
