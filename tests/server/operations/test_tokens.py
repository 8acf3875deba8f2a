"""`platform token …`: who may call, beside a running platform and without one."""

from __future__ import annotations

import json
import stat
import sys

import pytest
import requests

from app.server.operations import registry


def grant(platform, client):
    with requests.Session() as session:
        session.trust_env = False
        form = {
            "grant_type": "client_credentials",
            "client_id": client["client_id"],
            "client_secret": client["client_secret"],
        }
        return session.post(platform.base_url + "/oauth/token", data=form, timeout=20)


@pytest.mark.parametrize(
    ("role", "permission"),
    [("administrator", "listeners:write"), ("read_only", "listeners:read"), ("member", None)],
)
def test_a_token_acts_as_its_role_at_once(folder, role, permission):
    with folder.serve() as platform:
        made = folder.result("token", "issue", "--name", "crm", "--role", role)
        answer = platform.get("/me", token=made["token"])
    assert answer.status_code == 200
    held = answer.json()["permissions"]
    assert (permission in held) if permission else held == []


def test_commands_work_served_or_not(folder, maybe_served):
    with maybe_served():
        made = folder.result("token", "issue", "--name", "crm", "--expires", "12h")
        listed = folder.result("token", "list")["items"]
        assert made["id"] in [one["id"] for one in listed]
        assert made["token"] not in json.dumps(listed)
        ended = folder.result("token", "revoke", made["id"])
        assert ended == {"revoked": [made["id"]], "is_token_file": False}
        left = [one["id"] for one in folder.result("token", "list")["items"]]
        assert made["id"] not in left
        everything = folder.result("token", "list", "--all")["items"]
        assert {one["id"]: one["state"] for one in everything}[made["id"]] == "revoked"


def test_a_revoked_token_opens_nothing(folder):
    with folder.serve() as platform:
        made = folder.result("token", "issue", "--name", "crm")
        assert platform.get("/me", token=made["token"]).status_code == 200
        folder.result("token", "revoke", made["id"])
        assert platform.get("/me", token=made["token"]).status_code == 401
        code, out, error = folder.command("token", "revoke", made["id"])
        assert (code, out) == (1, "")
        assert error.startswith("error: there is no token or client")


def test_a_client_gets_tokens_until_it_is_revoked_and_they_end_with_it(folder):
    client = folder.result("token", "issue", "--name", "crm", "--client")
    with folder.serve() as platform:
        answer = grant(platform, client)
        assert answer.status_code == 200
        token = answer.json()["access_token"]
        assert platform.get("/me", token=token).status_code == 200
        ended = folder.result("token", "revoke", client["id"])["revoked"]
        assert ended[0] == client["id"]
        assert len(ended) == 2
        assert platform.get("/me", token=token).status_code == 401
        assert grant(platform, client).status_code == 401


def test_secrets_are_kept_nowhere(folder):
    made = folder.result("token", "issue", "--name", "crm")
    client = folder.result("token", "issue", "--name", "crm", "--client")
    for file in folder.path.iterdir():
        content = file.read_bytes()
        assert made["token"].encode() not in content
        assert client["client_secret"].encode() not in content


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_T14_a_secret_in_a_file_is_not_printed_and_private(folder, tmp_path):
    out = tmp_path / "token"
    code, printed, error = folder.command("token", "issue", "--name", "crm", "--out", str(out))
    token = out.read_text()
    assert (code, error) == (0, "")
    assert token.startswith("pst_")
    assert token not in printed
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    with folder.serve() as platform:
        assert platform.get("/me", token=token).status_code == 200


def test_a_file_that_exists_is_left_alone_and_no_token_is_made(folder, tmp_path):
    out = tmp_path / "mine"
    out.write_text("mine")
    before = folder.result("token", "list")
    code, _, error = folder.command("token", "issue", "--name", "crm", "--out", str(out))
    assert (code, out.read_text()) == (1, "mine")
    assert error == f"error: {out} exists already\n"
    assert folder.result("token", "list") == before


def test_the_token_alone_is_on_standard_output(folder):
    code, out, error = folder.command("token", "issue", "--name", "crm")
    assert code == 0
    assert out.startswith("pst_")
    assert len(out.split()) == 1
    assert "valid until" in error


def test_revoking_the_token_file_s_token_is_said_and_mended_by_the_next_start(folder):
    with folder.serve() as platform:
        (own,) = [
            one["id"]
            for one in folder.result("token", "list")["items"]
            if one["label"] == "token file"
        ]
        code, _, error = folder.command("token", "revoke", own)
        assert (code, "next start" in error) == (0, True)
        assert platform.get("/me").status_code == 401
    with folder.serve() as platform:
        assert platform.get("/me").status_code == 200


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--name", ""], "--name"),
        (["--name", "a\x1b[31m"], "U+001B"),
        (["--name", "crm", "--role", "boss"], "--role"),
        (["--name", "crm", "--expires", "soon"], "90d"),
        (["--name", "crm", "--expires", "0d"], "90d"),
        ([], "--name"),
    ],
)
def test_a_wrong_command_line_is_one_line_and_makes_nothing(folder, words, said):
    before = folder.result("token", "list")
    code, out, error = folder.command("token", "issue", *words)
    assert (code, out, error.count("\n")) == (2, "", 1)
    assert error.startswith("error: ")
    assert said in error
    assert folder.result("token", "list") == before


def test_a_folder_without_a_platform_is_said(tmp_path, folder):
    folder.path = tmp_path / "elsewhere"
    code, out, error = folder.command("token", "list")
    assert (code, out) == (1, "")
    assert error == "error: the folder holds no platform; serve it once first\n"
    assert not folder.path.exists()


def test_an_operation_that_breaks_is_said_without_its_reason(folder, monkeypatch):
    def broken(_platform, _arguments):
        raise RuntimeError("hunter2")

    monkeypatch.setitem(registry.OPERATIONS, "access.list", broken)
    with folder.serve() as platform:
        code, out, error = folder.command("token", "list")
        assert platform.get("/me").status_code == 200
    assert (code, out) == (1, "")
    assert "hunter2" not in error
