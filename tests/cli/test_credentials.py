"""Credentials from the command line: secrets come from files and standard input only."""

from __future__ import annotations

import io
import sys
from datetime import UTC, datetime

import pytest

from tests.support.platform import running_platform
from tests.support.tokens import a_jwt

SECRET = "hunter2-hunter2-9f3a"


@pytest.fixture
def secret_file(tmp_path):
    file = tmp_path / "secret"
    file.write_text(SECRET + "\n")
    return file


def test_a_credential_lives_its_whole_life(connected, platform, secret_file, monkeypatch):
    made = connected.result(
        *("credentials", "create", "--name", "CRM life", "--auth-type", "basic"),
        *("--field", "username=svc", "--secret-file", str(secret_file)),
    )
    assert (made["fields"], made["secret_hints"]) == ({"username": "svc"}, {"password": "…9f3a"})
    known = connected.result("credentials", "list")["items"]
    assert made["id"] in [one["id"] for one in known]

    new = "correct horse battery staple"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(new.encode() + b"\r\n")))
    edited = connected.result(
        *("credentials", "edit", "CRM life", "--name", "CRM", "--secret-stdin"),
        *("--field", "username=svc2"),
    )
    assert edited["secret_hints"] == {"password": "…aple"}
    assert edited["fields"] == {"username": "svc2"}
    kept = connected.result("credentials", "edit", made["id"], "--name", "CRM kept")
    assert kept["secret_hints"] == edited["secret_hints"]

    gone = connected.result("credentials", "delete", "CRM kept", "--yes")
    assert gone == {"id": made["id"], "deleted": True}
    assert platform.get(f"/credentials/{made['id']}").status_code == 404


def test_T01_no_secret_is_printed_or_kept(connected, secret_file):
    words = ("credentials", "create", "--name", "Quiet", "--auth-type", "bearer")
    code, out, error = connected.command(*words, "--secret-file", str(secret_file))
    assert (code, SECRET in out + error) == (0, False)
    code, out, error = connected.command("credentials", "list")
    assert (code, SECRET in out + error, "9f3a" in out) == (0, False, True)
    for file in connected.path.rglob("*"):
        assert file.is_dir() or SECRET.encode() not in file.read_bytes()


def test_T01_the_end_of_a_token_is_told_and_nothing_else_of_it(connected, tmp_path):
    token = a_jwt(datetime(2031, 4, 5, 6, 7, tzinfo=UTC), ending="9f3a")
    file = tmp_path / "jwt"
    file.write_text(token, encoding="ascii")
    file.chmod(0o600)
    words = ("credentials", "create", "--name", "Ends", "--auth-type", "bearer")
    made = connected.result(*words, "--secret-file", str(file))
    assert made["ends_at"] == "2031-04-05T06:07:00.000Z"
    (known,) = (
        one for one in connected.result("credentials", "list")["items"] if one["id"] == made["id"]
    )
    assert known["ends_at"] == made["ends_at"]
    code, out, error = connected.command("credentials", "list", "--offline")
    assert (code, error) == (0, "")
    (line,) = [one for one in out.splitlines() if made["id"] in one]
    assert "2031-04-05 06:07 UTC" in line
    assert token not in out
    plain = connected.result("credentials", "edit", "Ends", "--name", "Ends later")
    assert plain["ends_at"] == made["ends_at"]  # another name is no other token


def test_one_in_use_is_not_deleted(connected, platform, secret_file):
    words = ("credentials", "create", "--name", "Used", "--auth-type", "bearer")
    made = connected.result(*words, "--secret-file", str(secret_file))
    connected.create("--credential", "Used")
    code, out, error = connected.command("credentials", "delete", made["id"], "--yes")
    assert (code, out) == (4, "")
    assert "use" in error


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--auth-type", "magic"], ["--auth-type", "basic, bearer"]),
        (["--auth-type", "none"], ["--auth-type"]),
        (["--auth-type", "basic"], ["--field username", "--secret-file password"]),
        (["--auth-type", "basic", "--field", "username"], ["--field", "NAME=VALUE"]),
        (["--auth-type", "basic", "--field", "who=me"], ["--field", "username"]),
        (["--auth-type", "basic", "--field", "password=hunter2"], ["never an argument"]),
        (["--auth-type", "basic", "--field", "username=a:b"], ["--field username", "U+003A"]),
        (
            ["--auth-type", "basic", "--field", "username=a", "--field", "username=b"],
            ["--field", "twice"],
        ),
        (["--auth-type", "bearer", "--secret-file", "/nowhere/at/all"], ["--secret-file"]),
        (["--auth-type", "bearer", "--secret-file", "."], ["--secret-file"]),
        (["--auth-type", "bearer", "--secret-stdin"], ["--secret-stdin"]),
        (["--auth-type", "bearer", "--secret", "hunter2"], ["--secret"]),
        (["--auth-type", "api_key", "--field", "header=Host"], ["header"]),
    ],
)
def test_a_wrong_credential_is_refused_and_nothing_is_made(connected, monkeypatch, words, said):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    before = connected.result("credentials", "list")
    error = connected.refused("credentials", "create", "--name", "Wrong", *words)
    assert "hunter2" not in error
    for part in said:
        assert part in error
    assert connected.result("credentials", "list") == before


def test_a_secret_that_cannot_be_sent_is_refused_without_being_shown(connected, secret_file):
    secret_file.write_text("two words")
    error = connected.refused(
        *("credentials", "create", "--name", "Wrong", "--auth-type", "bearer"),
        *("--secret-file", str(secret_file)),
    )
    assert "two" not in error
    assert "token" in error


def test_what_is_not_there_is_said(connected):
    assert "no credential" in connected.refused("credentials", "edit", "crd_none", "--name", "x")
    assert "no credential" in connected.refused("credentials", "delete", "crd_none", "--yes")
    assert "--name" in connected.refused("credentials", "edit", "crd_none")


# -- where the platform is away --------------------------------------------------------

CREATE = ("credentials", "create", "--name", "Later", "--auth-type", "bearer", "--secret-file")


def test_one_waits_with_its_secret_in_the_keyring_and_a_sync_sends_it(
    connected, platform, keyring, secret_file
):
    made = connected.result(*CREATE, str(secret_file), "--offline")
    assert (made["local"]["state"], made["local"]["change"]) == ("waiting", "create")
    assert SECRET in keyring.read_text()
    for file in connected.path.rglob("*"):
        assert file.is_dir() or SECRET.encode() not in file.read_bytes()
    (waiting,) = connected.result("pending", "list")["items"]
    assert (waiting["subject"], waiting["id"]) == ("credential", made["id"])
    edited = connected.result("credentials", "edit", "Later", "--name", "Sooner", "--offline")
    assert edited["name"] == "Sooner"
    listener = connected.create("--credential", "Sooner", "--name", "With it", "--offline")

    connected.result("sync")
    there = platform.get(f"/credentials/{made['id']}").json()
    assert (there["name"], there["secret_hints"]) == ("Sooner", {"token": "…9f3a"})
    there = platform.get(f"/listeners/{listener['id']}").json()
    assert there["destination"]["credential_id"] == made["id"]
    assert SECRET not in keyring.read_text()


def test_without_a_keyring_none_waits(profile, tmp_path, secret_file):
    with running_platform(tmp_path / "platform") as platform:
        profile.connect(platform)
        profile.result("sync")
    code, out, error = profile.command(*CREATE, str(secret_file))
    assert (code, out) == (3, "")
    assert "keyring" in error
    assert profile.result("pending", "list") == {"items": []}
    assert profile.result("credentials", "list", "--offline") == {"items": []}


@pytest.mark.parametrize(("side", "name"), [("mine", "Mine"), ("theirs", "Theirs")])
def test_F20_one_that_somebody_else_changed_is_decided(
    connected, platform, secret_file, side, name
):
    made = connected.result(*CREATE, str(secret_file))
    etag = platform.get(f"/credentials/{made['id']}").json()["etag"]
    connected.result("credentials", "edit", made["id"], "--name", "Mine", "--offline")
    platform.patch(f"/credentials/{made['id']}", {"name": "Theirs"}, etag)
    assert connected.command("sync")[0] == 5
    (found,) = connected.result("conflicts", "list")["items"]
    assert (found["subject"], found["mine"], found["theirs"]) == ("credential", "edited", "edited")
    assert connected.command("conflicts", "show", made["id"])[0] == 0
    assert "--all" in connected.refused("conflicts", "resolve", "Mine", "--field", "name=mine")
    decided = connected.result("conflicts", "resolve", made["id"], "--all", side)
    assert (decided["name"], decided["local"]["state"]) == (name, "clean")
    assert platform.get(f"/credentials/{made['id']}").json()["name"] == name
