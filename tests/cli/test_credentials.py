"""Credentials from the command line: secrets come from files and standard input only."""

from __future__ import annotations

import io
import sys

import pytest

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
