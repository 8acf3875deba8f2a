"""OAuth2 client credentials: one token for many tries, behind the same guard."""

from __future__ import annotations

import asyncio
import base64
import json
from typing import Any
from urllib.parse import parse_qs

import pytest

from app.domain.outbound import CredentialMaterial
from app.domain.secret import Secret
from app.server.deliveries.guard import AddressGuard
from app.server.deliveries.senders.http import HttpSender
from app.server.deliveries.senders.oauth import TokenSource
from app.server.settings import LOOPBACK
from app.server.store.tables import credentials
from tests.support.delivery_stage import Stage
from tests.support.delivery_world import StillClock
from tests.support.receivers import HttpReceiver, Reply

AUTH_TYPE = "oauth2_client_credentials"


def grant(token: str = "t0ken-1", **changes: Any) -> Reply:
    answer = {"access_token": token, "token_type": "Bearer", "expires_in": 600, **changes}
    return Reply(body=json.dumps(answer).encode())


def listen(stage: Stage, url: str, token_url: str, **fields: str) -> tuple[str, str]:
    credential_id = stage.credential(
        AUTH_TYPE,
        {"token_url": token_url, "client_id": "cli ent", **fields},
        {"client_secret": "s3cr:t+/"},
    )
    return stage.listener(url, auth_type=AUTH_TYPE, credential_id=credential_id), credential_id


def test_a_token_is_fetched_once_and_used_for_many(stage: Stage, endpoint: HttpReceiver) -> None:
    with HttpReceiver() as issuer:
        issuer.always(grant())
        listen(stage, endpoint.url, issuer.url + "token", scope="hooks", audience="crm")
        for count in range(1, 4):
            stage.record()
            stage.wait_settled(count)
        (request,) = issuer.received
    assert {one.header("authorization") for one in endpoint.received} == {"Bearer t0ken-1"}
    assert request.header("content-type") == "application/x-www-form-urlencoded"
    basic = base64.b64encode(b"cli+ent:s3cr%3At%2B%2F").decode()
    assert request.header("authorization") == f"Basic {basic}"
    assert parse_qs(request.body.decode()) == {
        "grant_type": ["client_credentials"], "scope": ["hooks"], "audience": ["crm"],
    }  # fmt: skip


def test_a_token_is_fetched_again_when_it_ends_or_is_refused_or_the_secret_changed(
    stage: Stage, endpoint: HttpReceiver
) -> None:
    with HttpReceiver() as issuer:
        issuer.answer(*(grant(f"t0ken-{number}") for number in range(1, 5)))
        _, credential_id = listen(stage, endpoint.url, issuer.url)
        stage.record()
        stage.wait_settled(1)
        stage.clock.move(seconds=571)  # 600 s, less the last 30
        endpoint.answer(Reply(status=401))
        stage.record()
        stage.wait_settled(2)
        stage.move(seconds=5)
        stage.wait_settled(3)
        stage.set_row(credentials, credential_id, etag="another")
        stage.record()
        stage.wait_settled(4)
    used = [one.header("authorization") for one in endpoint.received]
    assert used == [f"Bearer t0ken-{number}" for number in range(1, 5)]


@pytest.mark.parametrize(
    "reply",
    [
        Reply(status=400, body=b'{"error": "invalid_client"}'),
        Reply(status=500),
        Reply(status=302, headers=(("location", "http://169.254.169.254/"),)),
        Reply(reset=True),
        Reply(body=b"<html>"),
        Reply(body=b"[]"),
        Reply(body=b"{}"),
        grant(token_type="mac"),
        grant(access_token=7),
        grant(access_token="line\nbreak"),
        grant(access_token=""),
    ],
)  # fmt: skip
def test_without_a_token_nothing_is_sent(
    reply: Reply, stage: Stage, endpoint: HttpReceiver
) -> None:
    with HttpReceiver() as issuer:
        issuer.always(reply)
        listen(stage, endpoint.url, issuer.url)
        stage.record()
        (delivery_id,) = stage.wait_settled(1)
    assert stage.delivery(delivery_id)["last_error"] == "auth_error"
    assert endpoint.connections == 0
    assert "s3cr" not in str(stage.attempts_of(delivery_id))


@pytest.mark.parametrize(
    "url", ["http://169.254.169.254/token", "http://10.0.0.1/", "http://[::]/"]
)
def test_T27_the_token_url_is_behind_the_same_guard(
    url: str, stage: Stage, endpoint: HttpReceiver
) -> None:
    listen(stage, endpoint.url, url)
    stage.record()
    (delivery_id,) = stage.wait_settled(1)
    (attempt,) = stage.attempts_of(delivery_id)
    assert attempt["detail"]["error"]["code"] == "auth_error"
    assert "address_blocked" in attempt["detail"]["error"]["detail"]
    assert endpoint.connections == 0


def test_T27_the_platform_itself_is_no_token_url(stage: Stage, endpoint: HttpReceiver) -> None:
    with HttpReceiver() as own:
        stage.engine.guard.refuse_own("127.0.0.1", own.port)
        listen(stage, endpoint.url, own.url)
        stage.record()
        stage.wait_settled(1)
        assert own.connections == 0


def test_F17_a_token_ends_although_the_clock_was_set_back(endpoint: HttpReceiver) -> None:
    clock, passed_s = StillClock(), [1000.0]
    client = CredentialMaterial(
        AUTH_TYPE, {"token_url": endpoint.url, "client_id": "a"}, {"client_secret": Secret("b")}
    )
    endpoint.answer(grant("t0ken-1"), grant("t0ken-2"), grant("t0ken-3"))

    async def work() -> list[str]:
        guard = AddressGuard(allow=LOOPBACK)
        sender = HttpSender(guard, clock=clock)
        source = TokenSource(sender, clock=clock, monotonic_s=lambda: passed_s[0])
        found = []
        for wall_s, real_s in ((0, 0), (-7200, 569), (0, 1), (569, 569), (7200, 0)):
            clock.move(seconds=wall_s)
            passed_s[0] += real_s
            material = await source.bearer(client, key="kept", timeout_s=15)
            found.append(material.secrets["token"].reveal())
        await sender.close()
        guard.close()
        return found

    # Set back two hours it still ends after 600 s, less the last 30; set forward it ends at once.
    assert asyncio.run(work()) == ["t0ken-1", "t0ken-1", "t0ken-2", "t0ken-2", "t0ken-3"]
