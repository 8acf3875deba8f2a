"""Credentials: secrets go in, and only hints come out (contract section 5)."""

from __future__ import annotations

import base64
import json
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import select

from app.server.store.tables import audit
from tests.support.canaries import Sweep
from tests.support.platform import running_platform, sqlite_only

AUTH_TYPES = {
    "basic": ({"username": "svc"}, {"password": "correct horse battery"}),
    "bearer": ({}, {"token": "abcdefghijklmnop"}),
    "api_key": ({"header": "X-Api-Key"}, {"value": "0123456789abcdef"}),
    "oauth2_client_credentials": (
        {"token_url": "http://127.0.0.1:9/token", "client_id": "picksmart", "scope": "a b"},
        {"client_secret": "0123456789abcdef"},
    ),
}


def body_of(kind, /, **members):
    fields, secrets = AUTH_TYPES[kind]
    return {"auth_type": kind, "fields": fields, "secrets": secrets, **members}


def refusals(answer):
    assert answer.status_code == 422, answer.text
    return {(one["pointer"], one["code"]) for one in answer.json()["errors"]}


@pytest.mark.parametrize("auth_type", AUTH_TYPES)
def test_each_type_can_be_made_read_and_deleted(platform, auth_type):
    made = platform.post("/credentials", body_of(auth_type, name="CRM"))
    assert made.status_code == 201
    path = f"/credentials/{made.json()['id']}"
    assert platform.get(path).json() == made.json()
    assert made.json()["fields"] == AUTH_TYPES[auth_type][0]
    assert platform.delete(path, made.headers["etag"]).status_code == 204
    assert platform.get(path).status_code == 404


@pytest.mark.parametrize(
    ("secret", "hint"),
    [("x" * 11, ""), ("abcdefgh1234", "…1234"), ("short", ""), ("ends with éü€🦓", "…éü€🦓")],
)
def test_a_hint_is_the_end_of_a_long_secret(platform, secret, hint):
    made = platform.post("/credentials", body_of("basic", secrets={"password": secret})).json()
    assert made["secret_hints"] == {"password": hint}


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ({"auth_type": "none"}, {("/auth_type", "unknown_auth_type")}),
        ({"auth_type": "kerberos"}, {("/auth_type", "unknown_auth_type")}),
        ({"fields": {}}, {("/fields/username", "required")}),
        ({"secrets": {}}, {("/secrets/password", "required")}),
        ({"fields": {"username": "a", "colour": "b"}}, {("/fields/colour", "unknown_field")}),
        ({"fields": {"username": "a", "password": "b"}}, {("/fields/password", "unknown_field")}),
        ({"secrets": {"password": "a", "pin": "b"}}, {("/secrets/pin", "unknown_field")}),
        ({"fields": {"username": "a:b"}}, {("/fields/username", "invalid_user_name")}),
        ({"secrets": {"password": "a\nb"}}, {("/secrets/password", "invalid_text")}),
        ({"secrets": {"password": 5}}, {("/secrets/password", "wrong_type")}),
        ({"name": "x" * 201}, {("/name", "too_long")}),
    ],
)
def test_what_is_refused(platform, members, expected):
    assert refusals(platform.post("/credentials", body_of("basic", **members))) == expected


@pytest.mark.parametrize(
    ("fields", "secrets", "expected"),
    [
        ({"header": "Host"}, {"value": "abc"}, ("/fields/header", "header_not_allowed")),
        ({"header": "webhook-id"}, {"value": "abc"}, ("/fields/header", "header_not_allowed")),
        ({"header": "a b"}, {"value": "abc"}, ("/fields/header", "invalid_header_name")),
        ({"header": "X-K"}, {"value": "a\r\nb"}, ("/secrets/value", "invalid_header_value")),
        ({"header": "X-K"}, {"value": "é"}, ("/secrets/value", "invalid_header_value")),
    ],
)
def test_headers_that_may_not_be_set(platform, fields, secrets, expected):
    body = body_of("api_key", fields=fields, secrets=secrets)
    assert refusals(platform.post("/credentials", body)) == {expected}


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://login.example.com/token", "https_required"),
        ("https://u:p@login.example.com/token", "invalid_url"),
        ("https://169.254.169.254/token", "address_blocked"),
        ("https://10.0.0.1/token", "address_blocked"),
        ("", "required"),
    ],
)
def test_T27_token_urls_that_are_refused(platform, url, code):
    fields, _ = AUTH_TYPES["oauth2_client_credentials"]
    body = body_of("oauth2_client_credentials", fields={**fields, "token_url": url})
    assert refusals(platform.post("/credentials", body)) == {("/fields/token_url", code)}


def test_the_token_url_is_stored_in_canonical_form(platform):
    fields = {"token_url": "HTTPS://Login.Example.com:443", "client_id": "picksmart"}
    body = body_of("oauth2_client_credentials", fields=fields)
    made = platform.post("/credentials", body).json()
    assert made["fields"]["token_url"] == "https://login.example.com/"


MASKS = ["•••", "••••••••", "…9f3a", "abc•def"]


@pytest.mark.parametrize("auth_type", AUTH_TYPES)
@pytest.mark.parametrize("mask", MASKS)
def test_T16_a_mask_never_overwrites_a_secret(platform, auth_type, mask):
    made = platform.post("/credentials", body_of(auth_type)).json()
    (name,) = AUTH_TYPES[auth_type][1]
    path = f"/credentials/{made['id']}"
    answer = platform.patch(path, {"secrets": {name: mask}}, made["etag"])
    assert refusals(answer) == {(f"/secrets/{name}", "masked_secret")}
    assert platform.get(path).json() == made
    body = body_of(auth_type, secrets={name: mask})
    assert refusals(platform.post("/credentials", body)) == {(f"/secrets/{name}", "masked_secret")}


@pytest.mark.parametrize("auth_type", AUTH_TYPES)
def test_T16_absent_keeps_and_null_clears(platform, auth_type):
    made = platform.post("/credentials", body_of(auth_type)).json()
    (name,) = AUTH_TYPES[auth_type][1]
    path = f"/credentials/{made['id']}"
    kept = platform.patch(path, {"name": "kept", "secrets": {}}, made["etag"]).json()
    assert (kept["secret_hints"], kept["version"]) == (made["secret_hints"], 2)
    for cleared in ({"secrets": {name: None}}, {"secrets": None}):
        answer = platform.patch(path, cleared, kept["etag"])
        assert refusals(answer) == {(f"/secrets/{name}", "required")}


def test_a_new_secret_is_a_new_version_with_a_new_hint(platform):
    made = platform.post("/credentials", body_of("bearer")).json()
    path = f"/credentials/{made['id']}"
    changed = platform.patch(path, {"secrets": {"token": "another-token-zzzz"}}, made["etag"])
    assert changed.json()["secret_hints"] == {"token": "…zzzz"}
    assert changed.json()["version"] == 2
    same = platform.patch(
        path, {"secrets": {"token": "another-token-zzzz"}}, changed.headers["etag"]
    )
    assert (same.status_code, same.json()["version"]) == (200, 2)


def test_the_type_cannot_be_changed(platform):
    made = platform.post("/credentials", body_of("bearer")).json()
    path = f"/credentials/{made['id']}"
    answer = platform.patch(path, {"auth_type": "basic"}, made["etag"])
    assert refusals(answer) == {("/auth_type", "read_only")}
    assert platform.patch(path, {"auth_type": "bearer"}, made["etag"]).status_code == 200


def test_one_in_use_cannot_be_deleted(platform, new_credential, new_listener):
    credential = new_credential()
    to = {
        "kind": "endpoint",
        "url": "https://hooks.example.com/x",
        "auth_type": "basic",
        "credential_id": credential["id"],
    }
    listener = new_listener(destination=to)
    path = f"/credentials/{credential['id']}"
    refused = platform.delete(path, credential["etag"])
    assert (refused.status_code, refused.json()["code"]) == (409, "credential_in_use")
    assert refused.json()["used_by"] == [listener["id"]]
    assert platform.delete(path, '"stale"').status_code == 412  # comes before 409
    platform.delete(f"/listeners/{listener['id']}", listener["etag"])
    assert platform.delete(path, credential["etag"]).status_code == 204


CANARIES = {
    "password": "canary-Passw0rd-7f3a91",
    "token": "canary-t0ken-b81c42e9",
    "value": "canary-v4lue-5d20aa17",
    "client_secret": "canary-cl1ent-94e0b6d3",
}


def everything_readable(platform, paths) -> bytes:
    seen = b""
    for path in paths:
        answer = platform.get(path)
        assert answer.status_code == 200, answer.text
        seen += answer.content + repr(sorted(answer.headers.items())).encode()
    return seen


def every_readable_path(platform, record_id, listener_id, credential_id) -> list[str]:
    """Every GET that the platform describes: a new one is walked as soon as there is one.

    But for the stream, which has no end; what it sends are these same listeners and deliveries.
    """
    ids = {
        "entity": "clients",
        "record_id": record_id,
        "listener_id": listener_id,
        "credential_id": credential_id,
        "event_id": platform.get("/events").json()["items"][0]["id"],
        "delivery_id": platform.get("/deliveries").json()["items"][0]["id"],
    }
    calls = platform.get("/openapi.json").json()["paths"].items()
    return [
        path.format_map(ids) for path, methods in calls if "get" in methods and path != "/stream"
    ]


def test_T15_no_answer_and_no_file_ever_holds_a_secret(tmp_path: Path, caplog):
    caplog.set_level("DEBUG")
    with running_platform(tmp_path) as platform:
        seen, paths = b"", ["/audit?limit=500"]
        for auth_type, (fields, secrets) in AUTH_TYPES.items():
            (name,) = secrets
            secret = {name: CANARIES[name]}
            body = {"name": name, "auth_type": auth_type, "fields": fields, "secrets": secret}
            key = {"Idempotency-Key": f"canary-{name}"}
            made = platform.post("/credentials", body, headers=key)
            again = platform.post("/credentials", body, headers=key)
            path = f"/credentials/{made.json()['id']}"
            changed = platform.patch(path, {"name": "n", "secrets": secret}, made.headers["etag"])
            stale = platform.patch(path, {"secrets": secret}, '"stale"')
            refused = platform.patch(
                path, {"secrets": {**secret, "x": CANARIES[name]}}, changed.headers["etag"]
            )
            broken = platform.call("POST", "/credentials", data=json.dumps(body).encode()[:-2])
            put = platform.put(f"/credentials/crd_{name.replace('_', ''):0>20}", body)
            conflict = platform.put(
                f"/credentials/crd_{name.replace('_', ''):0>20}", {**body, "name": "other"}
            )
            listener = platform.post(
                "/listeners",
                {
                    "entity": "clients",
                    "function": "create",
                    "destination": {
                        "kind": "endpoint",
                        "url": "http://127.0.0.1:9/",
                        "auth_type": auth_type,
                        "credential_id": made.json()["id"],
                    },
                },
            )
            assert [one.status_code for one in (again, changed, stale, refused, broken)] == [
                201, 200, 412, 422, 400,
            ]  # fmt: skip
            assert (put.status_code, conflict.status_code) == (201, 412)
            for answer in (
                made, again, changed, stale, refused, broken, put, conflict, listener,
            ):  # fmt: skip
                seen += answer.content + repr(sorted(answer.headers.items())).encode()
            paths += [path, f"/listeners/{listener.json()['id']}"]
        record = platform.post(
            "/records/clients", {"first_name": "A", "last_name": "B", "email": "a@b.example"}
        ).json()
        paths += every_readable_path(
            platform, record["id"], listener.json()["id"], put.json()["id"]
        )
        seen += everything_readable(platform, paths)
        entries = platform.in_store(lambda tx: tx.execute(select(audit)).all())
        assert len(entries) >= 9
        seen += repr(entries).encode()
    sweep = Sweep(CANARIES)
    assert sweep.of(seen + caplog.text.encode()) == []
    assert sweep.of_files(tmp_path) == []


def test_T15_signing_secrets_leave_only_by_reveal_and_rotate(tmp_path: Path):
    with running_platform(tmp_path) as platform:
        made = platform.post(
            "/listeners",
            {
                "entity": "clients",
                "function": "create",
                "destination": {"kind": "email", "address": "ops@example.com"},
            },
        )
        path = f"/listeners/{made.json()['id']}"
        secret = platform.post(f"{path}/secret/reveal").json()["secret"]
        seen = everything_readable(platform, [path, "/listeners", "/listeners/changes"])
        seen += made.content
        reader = platform.token_of("read_only")
        for call in ("reveal", "rotate"):
            assert platform.post(f"{path}/secret/{call}", token=reader).status_code == 403
        actions = platform.in_store(lambda tx: tx.execute(select(audit.c.action)).scalars().all())
        assert "secret_revealed" in actions
    key = secret.removeprefix("whsec_")
    sweep = Sweep({"secret": key})
    assert sweep.of(seen) == []
    assert sweep.of_files(tmp_path) == []
    assert all(
        base64.b64decode(key) not in file.read_bytes()
        for file in tmp_path.rglob("*")
        if file.is_file()
    )


@sqlite_only
def test_tokens_are_kept_only_as_hashes(tmp_path: Path):
    with running_platform(tmp_path) as platform:
        token = platform.token.reveal().encode()
    holders = [file.name for file in tmp_path.rglob("*") if file.is_file()
               and token in file.read_bytes()]  # fmt: skip
    assert holders == ["admin-token"]
    with sqlite3.connect(tmp_path / "platform.sqlite3") as raw:
        assert raw.execute("SELECT length(hash) FROM tokens").fetchall() == [(64,)]
    raw.close()
