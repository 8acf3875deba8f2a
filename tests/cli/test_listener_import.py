"""`listeners import`: what one profile listed is made in another, all of it or nothing."""

from __future__ import annotations

import json
import os

import pytest

ONE = {
    "name": "Imported",
    "entity": "clients",
    "function": "update",
    "destination": {"kind": "endpoint", "url": "https://a.example/in", "auth_type": "none"},
    "mode": "enabled",
}


@pytest.fixture
def written(tmp_path):
    def write(value):
        file = tmp_path / "listeners.json"
        file.write_text(json.dumps(value), "utf-8")
        return str(file)

    return write


def count(platform):
    return len(platform.get("/listeners?limit=500").json()["items"])


def test_what_was_listed_is_made_again_switched_off(connected, platform, written):
    connected.create("--name", "Listed one", "--no-signing")
    connected.create("--name", "Listed two", "--email", "ops@example.com")
    listed = connected.result("listeners", "list", "--search", "Listed")
    before = count(platform)
    made = connected.result("listeners", "import", written(listed))["items"]
    assert [one["name"] for one in made] == ["Listed one", "Listed two"]
    assert {one["mode"] for one in made} == {"disabled"}
    assert {one["local"]["state"] for one in made} == {"clean"}
    assert not {one["id"] for one in made} & {one["id"] for one in listed["items"]}
    assert count(platform) == before + 2
    there = platform.get(f"/listeners/{made[0]['id']}").json()
    assert (there["signing"], there["mode"]) == (False, "disabled")


def test_modes_are_kept_where_that_is_asked_for(connected, written):
    (made,) = connected.result("listeners", "import", written([ONE]), "--keep-mode")["items"]
    assert made["mode"] == "enabled"
    assert "1 made" in connected.command("listeners", "import", written([ONE]))[1]


def test_a_dry_run_shows_what_would_be_made_and_makes_nothing(connected, platform, written):
    before = count(platform)
    code, out, error = connected.command("listeners", "import", written([ONE]), "--dry-run")
    assert code == 0
    assert "Imported" in out
    assert "disabled" in out
    assert "nothing was" in error
    shown = connected.result("listeners", "import", written([ONE]), "--dry-run")
    assert (shown["dry_run"], shown["items"][0]["name"]) == (True, "Imported")
    assert count(platform) == before


def test_offline_they_wait(connected, platform, written):
    before = count(platform)
    (made,) = connected.result("listeners", "import", written([ONE]), "--offline")["items"]
    assert made["local"]["state"] == "waiting"
    assert count(platform) == before
    connected.result("sync")
    assert count(platform) == before + 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"entity": "no_such"}, "listener 2, entity"),
        ({"function": "delete"}, "listener 2, function"),
        ({"channel_id": "chn_no"}, "listener 2, channel_id: there is no such channel"),
        ({"destination": {"kind": "endpoint", "url": "ftp://x"}}, "listener 2, url"),
        (
            {
                "destination": {
                    "kind": "endpoint",
                    "url": "https://a.example",
                    "auth_type": "bearer",
                    "credential_id": "crd_00000000000000000000000000",
                }
            },
            "listener 2, credential_id",
        ),
        ({"token": "x"}, "listener 2: 'token' is not known"),
    ],
)
def test_F64_one_that_is_wrong_makes_none(connected, platform, written, wrong, told):
    before = count(platform)
    error = connected.refused("listeners", "import", written([ONE, {**ONE, **wrong}]))
    assert told in error
    assert "nothing was made" in error
    assert count(platform) == before


def test_many_faults_are_counted(connected, written):
    error = connected.refused("listeners", "import", written([{"token": 1}] * 30))
    assert "more" in error
    assert error.count("listener ") <= 21


def test_T39_only_a_file_is_read(connected, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for path, why in (
        (pipe, "no file"),
        ("/dev/zero", "no file"),
        (tmp_path, "no file"),
        (tmp_path / "none.json", "No such file"),
    ):
        assert why in connected.refused("listeners", "import", str(path))
