"""`POST /oauth/token`: client credentials (RFC 6749, section 4.4)."""

from __future__ import annotations

import pytest
import requests
from sqlalchemy import select

from app.server.store.tables import tokens, users
from app.server.store.tokens import add_client
from tests.support.platform import TestClock, running_platform


@pytest.fixture
def clock():
    return TestClock()


@pytest.fixture
def platform(tmp_path, clock):
    with running_platform(tmp_path, clock=clock) as running:
        yield running


@pytest.fixture
def client(platform):
    def work(tx):
        user_id = tx.execute(select(users.c.id).where(users.c.role == "read_only")).scalar_one()
        return add_client(tx, user_id=user_id, label="crm", now_ms=platform.platform.now_ms())

    client_id, secret = platform.in_store(work)
    return {"client_id": client_id, "client_secret": secret.reveal()}


def ask(platform, form, **more):
    with requests.Session() as session:
        session.trust_env = False
        return session.post(platform.base_url + "/oauth/token", data=form, timeout=20, **more)


def test_a_client_gets_a_token_for_an_hour(platform, client, clock):
    answer = ask(platform, {"grant_type": "client_credentials", **client})
    body = answer.json()
    assert (answer.status_code, body["token_type"], body["expires_in"]) == (200, "Bearer", 3600)
    assert answer.headers["cache-control"] == "no-store"
    me = platform.get("/me", token=body["access_token"])
    assert me.json()["permissions"] == ["audit:read", "deliveries:read", "listeners:read"]
    clock.move(seconds=3600)
    assert platform.get("/me", token=body["access_token"]).status_code == 401


def test_tokens_that_expired_do_not_pile_up(platform, client, clock):
    def kept(tx):
        labelled = tokens.c.label == client["client_id"]
        return len(tx.execute(select(tokens.c.hash).where(labelled)).all())

    for expected in (1, 2, 2, 2):
        assert ask(platform, {"grant_type": "client_credentials", **client}).status_code == 200
        assert platform.in_store(kept) == expected
        clock.move(hours=20)


def test_a_client_may_use_basic_authentication(platform, client):
    pair = (client["client_id"], client["client_secret"])
    answer = ask(platform, {"grant_type": "client_credentials"}, auth=pair)
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "cli_nobody"}, 401, "invalid_client"),
        ({"client_id": ""}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"grant_type": ""}, 400, "invalid_request"),
        ({"scope": "everything"}, 400, "invalid_scope"),
    ],
)
def test_errors_are_those_of_the_rfc(platform, client, change, status, error):
    answer = ask(platform, {"grant_type": "client_credentials", **client, **change})
    assert (answer.status_code, answer.json()["error"]) == (status, error)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"grant_type=client_credentials&client_id=a&client_id=b", None),
        (b"%", None),
        (b'{"grant_type": "client_credentials"}', "application/json"),
        ("grant_type=é".encode(), None),
    ],
)
def test_what_is_no_form_is_invalid(platform, body, kind):
    headers = {"Content-Type": kind or "application/x-www-form-urlencoded"}
    answer = ask(platform, body, headers=headers)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


def test_a_grant_type_is_needed_and_one_way_to_sign_in(platform, client):
    answer = ask(platform, client)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")
    twice = ask(
        platform,
        {"grant_type": "client_credentials", **client},
        headers={"Authorization": "Basic YTpi"},
    )
    assert (twice.status_code, twice.json()["error"]) == (400, "invalid_request")


def test_a_page_cannot_ask_for_a_token(platform, client):
    answer = ask(
        platform,
        {"grant_type": "client_credentials", **client},
        headers={"Origin": "https://evil.example"},
    )
    assert answer.status_code == 403
