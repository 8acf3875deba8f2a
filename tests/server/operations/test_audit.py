"""What an operator does is in the audit log, without the secrets."""

from __future__ import annotations

import json


def entries(platform):
    found = platform.get("/audit", params={"actor_id": "operator"}).json()["items"]
    return [(one["action"], one["resource"]["type"], one["resource"]["id"]) for one in found]


def test_tokens_clients_and_the_key(folder):
    with folder.serve() as platform:
        token = folder.result("token", "issue", "--name", "crm", "--role", "member")
        client = folder.result("token", "issue", "--name", "erp", "--client")
        folder.result("token", "revoke", token["id"])
        folder.result("token", "revoke", client["id"])
        key_id = folder.result("key", "rotate")["key_id"]
        assert entries(platform) == [
            ("rotated", "key", key_id),
            ("revoked", "client", client["id"]),
            ("revoked", "token", token["id"]),
            ("issued", "client", client["id"]),
            ("issued", "token", token["id"]),
        ]
        log = platform.get("/audit").json()["items"]
    issued = next(one for one in log if one["resource"]["id"] == token["id"])
    assert issued["after"] is None  # newest first: that is the end of it
    text = json.dumps(log)
    assert token["token"] not in text
    assert client["client_secret"] not in text
    assert '"name": "crm", "role": "member"' in text


def test_a_refused_command_leaves_no_entry(folder):
    with folder.serve() as platform:
        code, _, _ = folder.command("token", "revoke", "tok_000000000000")
        assert code == 1
        assert entries(platform) == []


def test_a_restore(folder, tmp_path):
    folder.result("backup", str(tmp_path / "b"))
    folder.result("token", "issue", "--name", "later")
    folder.result("restore", str(tmp_path / "b"))
    with folder.serve() as platform:
        epoch = platform.get("/listeners/changes").json()["epoch"]
        assert entries(platform) == [("restored", "platform", epoch)]
