"""Who may do what: the permissions of contract section 1, call by call."""

from __future__ import annotations

import json

import pytest

from app.resources import resources_dir

ONE = "/listeners/{listener_id}"
CREDENTIAL = "/credentials/{credential_id}"
RECORD = "/records/{entity}/{record_id}"
NEEDS = {
    "listeners:read": [
        ("get", "/listeners"), ("get", ONE), ("get", "/listeners/changes"),
        ("get", "/credentials"), ("get", CREDENTIAL),
    ],
    "listeners:write": [
        ("post", "/listeners"), ("put", ONE), ("patch", ONE), ("delete", ONE),
        ("post", "/listeners/batch"), ("post", "/listeners/test"), ("post", f"{ONE}/test"),
        ("post", f"{ONE}/secret/reveal"), ("post", f"{ONE}/secret/rotate"),
    ],
    "credentials:write": [
        ("post", "/credentials"), ("put", CREDENTIAL), ("patch", CREDENTIAL),
        ("delete", CREDENTIAL),
    ],
    "deliveries:read": [
        ("get", "/events"), ("get", "/events/{event_id}"), ("get", "/deliveries"),
        ("get", "/deliveries/{delivery_id}"), ("get", "/stats"), ("get", "/records/{entity}"),
        ("get", RECORD),
    ],
    "deliveries:replay": [
        ("post", "/deliveries/{delivery_id}/replay"), ("post", "/deliveries/{delivery_id}/cancel"),
        ("post", f"{ONE}/replay"),
    ],
    "records:write": [("post", "/records/{entity}"), ("patch", RECORD)],
    "audit:read": [("get", "/audit")],
}  # fmt: skip
# Any token; the stream shows each event only to who may read it.
OPEN = {
    ("get", "/me"),
    ("get", "/catalog"),
    ("get", "/catalog/entities/{entity}/schema"),
    ("get", "/catalog/entities/{entity}/sample"),
    ("get", "/stream"),
}
CALLS = [(permission, *call) for permission, calls in NEEDS.items() for call in calls]


@pytest.fixture(scope="module")
def tokens(platform):
    return {role: platform.token_of(role) for role in ("member", "read_only")}


def call(platform, method, path, token):
    return platform.call(method.upper(), path.replace("{entity}", "tasks"), token=token)


def test_the_table_names_every_call():
    paths = json.loads((resources_dir() / "openapi.json").read_bytes())["paths"]
    described = {(method, path) for path, one in paths.items() for method in one}
    assert {tuple(one) for _, *one in CALLS} | OPEN == described


@pytest.mark.parametrize(("permission", "method", "path"), CALLS)
def test_who_lacks_the_permission_is_told_which(platform, tokens, permission, method, path):
    answer = call(platform, method, path, tokens["member"])
    assert answer.status_code == 403
    code = "administrator_required" if permission == "listeners:read" else "permission_missing"
    assert (answer.json()["code"], answer.json()["permission"]) == (code, permission)

    reads = permission.endswith(":read")
    reader = call(platform, method, path, tokens["read_only"])
    assert (reader.status_code == 403) is not reads
    assert call(platform, method, path, None).status_code not in (401, 403)
    assert call(platform, method, path, "").status_code == 401


@pytest.mark.parametrize(("method", "path"), sorted(OPEN - {("get", "/stream")}))
def test_any_token_will_do(platform, tokens, method, path):
    assert call(platform, method, path, tokens["member"]).status_code == 200
