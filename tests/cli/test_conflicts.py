"""What waits and what is in conflict: looked at, given up, decided."""

from __future__ import annotations

import pytest

from tests.support.platform import running_platform


def edit_there(platform, listener_id, **changes):
    etag = platform.get(f"/listeners/{listener_id}").json()["etag"]
    answer = platform.patch(f"/listeners/{listener_id}", changes, etag)
    assert answer.status_code == 200, answer.text


def delete_there(platform, listener_id):
    etag = platform.get(f"/listeners/{listener_id}").json()["etag"]
    assert platform.delete(f"/listeners/{listener_id}", etag).status_code == 204


@pytest.fixture
def listener_id(connected):
    listener_id = connected.create("--name", "Both")["id"]
    connected.result("sync")
    return listener_id


@pytest.fixture
def in_conflict(connected, platform, listener_id):
    """Both sides changed the name; here the signing, too, there the function."""
    edit_there(platform, listener_id, name="Theirs", function="update")
    edited = connected.result(
        "listeners", "edit", listener_id, "--name", "Mine", "--no-signing", code=5
    )
    assert edited["local"]["state"] == "conflict"
    return listener_id


def test_F20_a_conflict_waits_for_a_person_with_all_versions(connected, platform, in_conflict):
    (found,) = connected.result("conflicts", "list")["items"]
    assert found == connected.result("conflicts", "show", in_conflict)
    by_name = {one["name"]: one for one in found["fields"]}
    assert by_name["name"] == {
        "name": "name",
        "before": "Both",
        "mine": "Mine",
        "theirs": "Theirs",
        "needs_choice": True,
    }
    assert not by_name["signing"]["needs_choice"]
    assert platform.get(f"/listeners/{in_conflict}").json()["name"] == "Theirs"
    code, out, error = connected.command("conflicts", "show", "Mine")
    assert (code, error) == (0, "")
    assert "to decide" in out
    code, _, error = connected.command("sync")
    assert (code, "conflicts list" in error) == (5, True)


def test_F21_disjoint_fields_merge_by_themselves(connected, platform, listener_id):
    edit_there(platform, listener_id, function="update")
    merged = connected.result("listeners", "edit", listener_id, "--name", "Mine")
    assert (merged["function"], merged["name"]) == ("update", "Mine")
    assert connected.result("conflicts", "list") == {"items": []}


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_a_field_is_decided_and_the_rest_merges(connected, platform, in_conflict, side):
    decided = connected.result("conflicts", "resolve", in_conflict, "--field", f"name={side}")
    assert decided["local"]["state"] == "clean"
    there = platform.get(f"/listeners/{in_conflict}").json()
    assert there["name"] == side.capitalize()
    assert (there["function"], there["signing"]) == ("update", False)


@pytest.mark.parametrize(
    ("side", "name", "function", "signing"),
    [("mine", "Mine", "create", False), ("theirs", "Theirs", "update", True)],
)
def test_all_of_one_side(connected, platform, in_conflict, side, name, function, signing):
    connected.result("conflicts", "resolve", "Mine", "--all", side)
    there = platform.get(f"/listeners/{in_conflict}").json()
    assert (there["name"], there["function"], there["signing"]) == (name, function, signing)
    assert connected.result("pending", "list") == {"items": []}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "--all"),
        (["--all", "mine", "--field", "name=mine"], "--all"),
        (["--all", "ours"], "--all"),
        (["--field", "name"], "NAME=mine"),
        (["--field", "name=ours"], "NAME=mine"),
        (["--field", "colour=mine"], "NAME=mine"),
        (["--field", "signing=mine"], "for name, too"),
        (["--field", "entity=mine", "--field", "name=mine"], "same on both sides"),
        (["--field", "name=mine", "--field", "name=theirs"], "both mine and theirs"),
    ],
)
def test_a_wrong_decision_decides_nothing(connected, in_conflict, words, said):
    assert said in connected.refused("conflicts", "resolve", in_conflict, *words)
    assert len(connected.result("conflicts", "list")["items"]) == 1


def test_F22_edited_here_and_deleted_there(connected, platform, listener_id):
    delete_there(platform, listener_id)
    connected.result("listeners", "edit", listener_id, "--name", "Mine", code=5)
    (found,) = connected.result("conflicts", "list")["items"]
    assert (found["mine"], found["theirs"], found["fields"]) == ("edited", "deleted", [])
    assert "--all" in connected.refused("conflicts", "resolve", listener_id, "--field", "name=mine")
    again = connected.result("conflicts", "resolve", listener_id, "--all", "mine")
    assert again["id"] != listener_id  # ids are never used twice
    assert platform.get(f"/listeners/{again['id']}").json()["name"] == "Mine"


def test_F23_deleted_here_and_edited_there(connected, platform, listener_id):
    edit_there(platform, listener_id, name="Theirs")
    code, out, _ = connected.command("listeners", "delete", listener_id, "--yes")
    assert (code, "conflict" in out) == (5, True)
    kept = connected.result("conflicts", "resolve", listener_id, "--all", "theirs")
    assert (kept["name"], kept["local"]["state"]) == ("Theirs", "clean")
    edit_there(platform, listener_id, name="Theirs again")
    connected.command("listeners", "delete", listener_id, "--yes")
    gone = connected.result("conflicts", "resolve", listener_id, "--all", "mine")
    assert gone == {"id": listener_id, "deleted": True}
    assert platform.get(f"/listeners/{listener_id}").status_code == 404


def test_F59_most_of_the_listeners_gone_is_asked_about(profile, tmp_path):
    with running_platform(tmp_path / "platform") as platform:
        profile.connect(platform)
        body = {
            "entity": "clients",
            "function": "create",
            "destination": {"kind": "email", "address": "ops@example.com"},
        }
        ids = [platform.post("/listeners", body).json()["id"] for _ in range(12)]
        profile.result("sync")
        for one in ids:
            delete_there(platform, one)
        code, out, error = profile.command("sync")
        assert (code, out, "--accept-deletions" in error) == (5, "", True)
        assert len(profile.result("listeners", "list", "--offline")["items"]) == 12
        assert profile.result("sync", "--accept-deletions")["deleted"] == 12
        assert profile.result("listeners", "list")["items"] == []


def test_a_waiting_change_is_looked_at_and_given_up(connected, platform, listener_id):
    connected.result("listeners", "edit", listener_id, "--name", "Never", "--offline")
    made = connected.create("--name", "Neither", "--offline")
    (edit, create) = connected.result("pending", "list")["items"]
    assert (edit["change"], edit["state"]) == ("edit", "waiting")
    assert edit["differences"] == [{"name": "name", "before": "Both", "wanted": "Never"}]
    assert (create["id"], create["change"]) == (made["id"], "create")
    code, out, _ = connected.command("pending", "show", "Never")
    assert (code, "Both" in out, "Never" in out) == (0, True, True)

    assert "--all" in connected.refused("pending", "discard")
    assert "--yes" in connected.refused("pending", "discard", listener_id)
    assert "no waiting" in connected.refused("pending", "discard", "lst_none", "--yes")
    done = connected.result("pending", "discard", listener_id, "--yes")
    assert done == {"items": [{"id": listener_id, "discarded": True}]}
    connected.result("pending", "discard", "--all", "--yes")
    assert connected.result("pending", "list") == {"items": []}
    assert connected.result("sync")["sent"] == 0
    assert platform.get(f"/listeners/{listener_id}").json()["name"] == "Both"
    assert platform.get(f"/listeners/{made['id']}").status_code == 404
