"""`platform reset`: a sandbox as it was at first, with the listeners that people made."""

from __future__ import annotations

import shutil

import pytest
from sqlalchemy import update

from app.cli.platform import run
from app.server.opening import open_platform
from app.server.operations import resetting
from app.server.settings import PlatformSettings
from app.server.store.tables import listeners
from tests.support.event_stream import EventStream
from tests.support.kept_data import delivered_to, files_with, new_listener
from tests.support.platform import running_platform
from tests.support.receivers import HttpReceiver

CANARY = "thandi-77aa@example.com"
SETTINGS = ("id", "name", "entity", "destination", "mode", "version", "etag", "updated_at")


@pytest.fixture
def first(folder):
    """What the records were before anybody came."""
    with folder.serve() as platform:
        return records_of(platform)


@pytest.fixture
def story(folder, first):
    """A lead that was sent and mailed, and one that a paused listener still holds."""
    with folder.serve() as platform, HttpReceiver() as receiver:
        url = {"kind": "endpoint", "url": receiver.url, "auth_type": "none"}
        ids = [
            new_listener(platform, url),
            new_listener(platform, {"kind": "email", "address": "ops@example.com"}),
            new_listener(platform, url, mode="paused"),
        ]
        made = platform.post("/records/leads", {"full_name": "Thandi", "email": CANARY})
        assert made.status_code == 201
        old = first["clients"][0]
        path = f"/records/clients/{old['id']}"
        etag = platform.get(path).headers["etag"]
        assert platform.patch(path, {"first_name": "Changed"}, etag).ok
        for one in ids[:2]:
            delivered_to(platform, one)
        return {one: platform.get(f"/listeners/{one}").json() for one in ids}


def records_of(platform):
    found = {}
    for entity in platform.get("/catalog").json()["entities"]:
        name = entity["name"]
        items = platform.get(f"/records/{name}", params={"limit": 500}).json()["items"]
        found[name] = sorted(items, key=lambda one: one["id"])
    return found


def count_of(platform, path):
    return len(platform.get(path, params={"limit": 500}).json()["items"])


def test_what_was_sent_goes_and_the_first_records_are_back(folder, story, first):
    assert files_with(folder.path, CANARY)
    gone = folder.result("reset", "--yes")["deleted"]
    assert gone["events"] == 2
    assert gone["mails"] == 1
    assert gone["deliveries"] == 3
    assert gone["listeners"] == 0
    assert files_with(folder.path, CANARY) == []
    with folder.serve() as platform:
        assert records_of(platform) == first
        assert count_of(platform, "/deliveries") == 0
        assert count_of(platform, "/events") == 0
        whole = {"since": "2020-01-01T00:00:00Z", "until": "2030-01-01T00:00:00Z"}
        sums = platform.get("/stats", params={**whole, "group": "listener"}).json()
        assert all(one["delivered"] == one["failed"] == 0 for one in sums["buckets"])
        entry = platform.get("/audit").json()["items"][0]
        assert (entry["action"], entry["resource"]["type"]) == ("reset", "platform")
        assert entry["after"]["events"] == 2


def test_listeners_stay_as_people_set_them_and_are_well_again(folder, story):
    one = next(iter(story))
    platform = open_platform(PlatformSettings(data_dir=folder.path))
    stopped = {"suspended_reason": "endpoint_gone", "status": "suspended", "failing_since_ms": 1}
    platform.database.run_sync(
        lambda tx: tx.execute(update(listeners).where(listeners.c.id == one).values(**stopped))
    )
    platform.database.close_sync()
    with folder.serve() as served:
        changes = served.get("/listeners/changes").json()
    folder.result("reset", "--yes")
    with folder.serve() as served:
        for listener_id, before in story.items():
            now = served.get(f"/listeners/{listener_id}").json()
            assert {name: now[name] for name in SETTINGS} == {n: before[n] for n in SETTINGS}
            assert now["health"]["state"] == "unknown"
            assert now["health"]["failing_since"] is None
            assert now["health"]["pending"] == 0
        assert served.get(f"/listeners/{one}").json()["status"] == "active"
        since = {"since": changes["next"]}
        told = served.get("/listeners/changes", params=since).json()
        assert told["epoch"] == changes["epoch"]
        assert one in [listener["id"] for listener in told["changed"]]
        assert told["deleted"] == []


def test_listeners_go_too_where_that_is_said_and_clients_are_told(folder, story):
    with folder.serve() as served:
        changes = served.get("/listeners/changes").json()
    assert folder.result("reset", "--yes", "--listeners")["deleted"]["listeners"] == 3
    with folder.serve() as served:
        assert count_of(served, "/listeners") == 0
        told = served.get("/listeners/changes", params={"since": changes["next"]}).json()
        assert sorted(told["deleted"]) == sorted(story)
        # An id is never used again, not even after a reset.
        again = {
            "entity": "clients",
            "function": "create",
            "destination": {"kind": "email", "address": "ops@example.com"},
        }
        put = served.put(f"/listeners/{min(story)}", again, headers={"If-None-Match": "*"})
        assert (put.status_code, put.json()["code"]) == (412, "id_deleted")


def test_what_happens_afterwards_is_sent_and_counted_as_ever(folder, story):
    folder.result("reset", "--yes")
    mailed = list(story)[1]
    with folder.serve() as platform:
        assert platform.post("/records/leads", {"full_name": "New", "email": CANARY}).ok
        delivered_to(platform, mailed)
        health = platform.get(f"/listeners/{mailed}").json()["health"]
        assert (health["delivered_24h"], health["state"]) == (1, "healthy")


def test_a_stream_that_was_followed_before_is_told_that_it_missed_something(folder, story):
    with folder.serve() as platform, EventStream(platform) as stream:
        seen = stream.read()
    folder.result("reset", "--yes")
    with folder.serve() as platform:
        with EventStream(platform, after=seen.id) as old:
            assert (old.status, old.problem()["code"]) == (410, "token_expired")
        with EventStream(platform) as stream:
            fresh = stream.read()
        with EventStream(platform, after=fresh.id) as again:
            assert again.status == 200


def test_it_is_not_done_unasked_nor_beside_a_platform_that_serves(folder, story):
    code, _, error = folder.command("reset")
    assert (code, "--yes" in error) == (1, True)
    with folder.serve() as platform:
        code, _, error = folder.command("reset", "--yes")
        assert (code, error) == (3, "error: a platform serves the folder now; end it first\n")
        assert count_of(platform, "/deliveries") == 3


def test_only_a_sandbox_is_reset(tmp_path, capsys):
    with running_platform(tmp_path / "data", environment="staging"):
        pass
    assert run(["reset", "--yes", "--data", str(tmp_path / "data")]) == 1
    assert "staging" in capsys.readouterr().err
    assert run(["reset", "--yes", "--data", str(tmp_path / "none")]) == 1


def test_F07_one_that_is_cut_off_in_the_middle_did_nothing(folder, story, monkeypatch, tmp_path):
    before = tmp_path / "before"
    shutil.copytree(folder.path, before)
    monkeypatch.setattr(resetting, "add_first_records", _cut_off)
    with pytest.raises(ZeroDivisionError):
        resetting.reset(folder.path, with_listeners=True)
    monkeypatch.undo()
    with folder.serve() as platform, running_platform(before) as twin:
        assert count_of(platform, "/deliveries") == count_of(twin, "/deliveries") == 3
        assert records_of(platform) == records_of(twin)
        assert count_of(platform, "/listeners") == 3


def _cut_off(_tx):
    raise ZeroDivisionError
