"""Test-sends: the real sending code, marked as a test, leaving no trace."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from sqlalchemy import func, select

from app.domain.outbound import CredentialMaterial
from app.domain.secret import Secret
from app.domain.signature import new_secret, verify
from app.domain.times import parse_time, utc_now
from app.server.deliveries import testing
from app.server.settings import PlatformSettings
from app.server.store.tables import attempts, deliveries, events, outcomes, tallies
from tests.support.delivery_stage import Stage
from tests.support.receivers import HttpReceiver, Reply

BODY = b'{"id":"cli_1"}'


def send(folder: Path, destination: dict[str, Any], **options: Any) -> dict[str, Any]:
    known = {
        "entity": "clients",
        "function": "create",
        "record_version": 1,
        "body": BODY,
        "credential": None,
        "signing_secrets": None,
        "now": utc_now(),
    }
    return asyncio.run(
        testing.send_test(
            settings=PlatformSettings(data_dir=folder),
            destination=destination,
            **{**known, **options},
        )
    )


def to(url: str, auth_type: str = "none") -> dict[str, Any]:
    return {"kind": "endpoint", "url": url, "auth_type": auth_type}


def signed_by(secret: str, endpoint: HttpReceiver) -> bool:
    request = endpoint.received[-1]
    return verify(
        [secret],
        message_id=request.header("webhook-id"),
        timestamp=request.header("webhook-timestamp"),
        signature=request.header("webhook-signature"),
        body=request.body,
        now_s=int(utc_now().timestamp()),
    )


def test_a_test_is_the_real_request_and_says_so(tmp_path: Path, endpoint: HttpReceiver) -> None:
    endpoint.answer(Reply(status=418, body=b"teapot"))
    attempt = send(tmp_path, to(endpoint.url))
    (request,) = endpoint.received
    assert request.header("webhook-test") == "true"
    assert request.header("webhook-id").startswith("evt_")
    assert request.body == BODY
    assert (attempt["trigger"], attempt["number"]) == ("test", 1)
    assert attempt["id"].startswith("att_")
    assert parse_time(attempt["started_at"])
    assert attempt["request"]["body"] == BODY.decode()
    assert attempt["response"]["status"] == 418
    assert attempt["response"]["body"] == "teapot"
    assert attempt["error"] == {"code": "http_status", "detail": "answered 418 I'm a Teapot"}
    assert signed_by(attempt["signing_secret"], endpoint)


def test_every_test_has_a_fresh_webhook_id(tmp_path: Path, endpoint: HttpReceiver) -> None:
    first = send(tmp_path, to(endpoint.url))
    second = send(tmp_path, to(endpoint.url))
    assert first["signing_secret"] != second["signing_secret"]
    one, other = (request.header("webhook-id") for request in endpoint.received)
    assert one != other


def test_a_saved_listener_signs_with_its_own_secret(tmp_path: Path, endpoint: HttpReceiver) -> None:
    secret = new_secret()
    attempt = send(tmp_path, to(endpoint.url), signing_secrets=[secret])
    assert "signing_secret" not in attempt
    assert signed_by(secret, endpoint)


def test_a_listener_that_does_not_sign_is_tested_unsigned(
    tmp_path: Path, endpoint: HttpReceiver
) -> None:
    attempt = send(tmp_path, to(endpoint.url), signing_secrets=[])
    assert "signing_secret" not in attempt
    assert endpoint.received[0].all("webhook-signature") == []


def test_an_inline_credential_is_used_and_masked(tmp_path: Path, endpoint: HttpReceiver) -> None:
    material = CredentialMaterial("bearer", {}, {"token": Secret("inline-token")})
    attempt = send(tmp_path, to(endpoint.url, "bearer"), credential=material)
    assert endpoint.received[0].header("authorization") == "Bearer inline-token"
    assert ["authorization", "•••"] in attempt["request"]["headers"]
    assert "inline-token" not in str(attempt)


def test_a_missing_credential_is_an_auth_error(tmp_path: Path, endpoint: HttpReceiver) -> None:
    attempt = send(tmp_path, to(endpoint.url, "bearer"))
    assert attempt["error"]["code"] == "auth_error"
    assert endpoint.connections == 0


def test_an_email_test_goes_into_the_mailbox_and_says_so(tmp_path: Path) -> None:
    attempt = send(
        tmp_path,
        {"kind": "email", "address": "ops@example.com"},
        record_id="cli_1",
        record_label="Thandi",
    )
    assert attempt["error"] is None
    assert "signing_secret" not in attempt
    (path,) = (tmp_path / "mailbox" / "new").iterdir()
    data = path.read_bytes()
    assert b"\r\nWebhook-Test: true\r\n" in data
    assert b"Subject: clients created: Thandi\r\n" in data


def test_a_test_leaves_no_trace(stage: Stage, endpoint: HttpReceiver) -> None:
    send(stage.settings.data_dir, to(endpoint.url))
    for table in (events, deliveries, attempts, outcomes, tallies):
        count = stage.database.run_sync(
            lambda tx, table=table: tx.execute(select(func.count()).select_from(table)).scalar()
        )
        assert count == 0
