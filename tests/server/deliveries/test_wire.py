"""What stands on the wire: exactly the contract's lines, and nothing a library added."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from standardwebhooks.webhooks import Webhook

from app import __version__
from app.domain.signature import new_secret
from app.server.store.tables import listeners
from app.server.store.times import ms_of
from tests.support.delivery_stage import Stage
from tests.support.delivery_world import StillClock
from tests.support.receivers import HttpReceiver, Received, Reply

BODY = b'{"id":"cli_1","name":"Thandi"}'
OURS = [
    b"content-type", b"webhook-id", b"webhook-timestamp", b"webhook-signature",
    b"picksmart-entity", b"picksmart-function", b"picksmart-record-version",
    b"picksmart-attempt", b"user-agent",
]  # fmt: skip
FRAMING = [b"host", b"content-length"]


def names(lines: list[bytes]) -> list[bytes]:
    return [line.partition(b":")[0] for line in lines[1:]]


@pytest.mark.parametrize(
    ("auth_type", "fields", "secrets", "expected"),
    [
        ("none", {}, {}, None),
        ("basic", {"username": "svc"}, {"password": "p:w €"},
         b"authorization: Basic " + base64.b64encode("svc:p:w €".encode())),
        ("bearer", {}, {"token": "abc.DEF-123"}, b"authorization: Bearer abc.DEF-123"),
        ("api_key", {"header": "X-Api-Key"}, {"value": "k3y"}, b"X-Api-Key: k3y"),
        ("api_key", {"header": "accept"}, {"value": "own"}, b"accept: own"),
    ],
)  # fmt: skip
def test_T31_exactly_the_expected_lines_are_on_the_wire(
    auth_type: str,
    fields: dict[str, str],
    secrets: dict[str, str],
    expected: bytes | None,
    stage: Stage,
    endpoint: HttpReceiver,
) -> None:
    credential = {} if auth_type == "none" else _credential(stage, auth_type, fields, secrets)
    stage.listener(endpoint.url + "in?x=1", auth_type=auth_type, **credential)
    event = stage.record(BODY, record_version=3)
    (request,) = endpoint.wait()
    lines = request.lines
    assert lines[0] == b"POST /in?x=1 HTTP/1.1"
    extra = [] if expected is None else [expected.partition(b":")[0].lower()]
    assert sorted(name.lower() for name in names(lines)) == sorted(OURS + FRAMING + extra)
    assert [name for name in names(lines) if name in OURS] == OURS  # in the contract's order
    assert expected is None or _same(expected) in [_same(line) for line in lines]
    said = dict(line.split(b": ", 1) for line in lines[1:])
    assert said[b"content-type"] == b"application/json"
    assert said[b"webhook-id"] == event.event_id.encode()
    assert said[b"webhook-timestamp"] == str(int(stage.clock().timestamp())).encode()
    assert said[b"picksmart-entity"] == b"clients"
    assert said[b"picksmart-function"] == b"create"
    assert said[b"picksmart-record-version"] == b"3"
    assert said[b"picksmart-attempt"] == b"1"
    assert said[b"user-agent"] == f"Picksmart-Webhooks/{__version__}".encode()
    assert request.raw.count(b"\r\n\r\n") == 1
    assert request.body == BODY


@pytest.mark.parametrize(
    ("auth_type", "fields", "secrets"),
    [
        ("bearer", {}, {"token": "a\r\nx-injected: 1"}),
        ("bearer", {}, {"token": "a\x7fb"}),
        ("bearer", {}, {"token": "tok en"}),
        ("bearer", {}, {"token": "é"}),
        ("bearer", {}, {"token": ""}),
        ("basic", {"username": "a:b"}, {"password": "sesame"}),
        ("basic", {"username": "a"}, {"password": "x\ny"}),
        ("api_key", {"header": "X Key"}, {"value": "sesame"}),
        ("api_key", {"header": "X-Key\r\nx-injected"}, {"value": "sesame"}),
        ("api_key", {"header": "host"}, {"value": "evil.example"}),
        ("api_key", {"header": "content-length"}, {"value": "sesame"}),
        ("api_key", {"header": "webhook-id"}, {"value": "evt_other"}),
        ("api_key", {"header": "X-Key"}, {"value": "sesame\x7f"}),
        ("api_key", {"header": "X-Key"}, {"value": "sesame "}),
    ],
)
def test_T31_what_would_bend_the_request_is_never_sent(
    auth_type: str,
    fields: dict[str, str],
    secrets: dict[str, str],
    stage: Stage,
    endpoint: HttpReceiver,
) -> None:
    stage.listener(
        endpoint.url, auth_type=auth_type, **_credential(stage, auth_type, fields, secrets)
    )
    stage.record(BODY)
    (delivery_id,) = stage.wait_settled()
    assert stage.delivery(delivery_id)["last_error"] == "auth_error"
    assert endpoint.connections == 0
    for secret in filter(None, secrets.values()):
        assert secret not in str(stage.attempts_of(delivery_id))


@pytest.mark.parametrize(
    ("auth_type", "fields", "secrets", "secret"),
    [
        ("basic", {"username": "svc"}, {"password": "sesame"}, "c3ZjOnNlc2FtZQ=="),
        ("bearer", {}, {"token": "abc.DEF-123"}, "abc.DEF-123"),
        ("api_key", {"header": "X-Api-Key"}, {"value": "k3y-k3y-k3y"}, "k3y-k3y-k3y"),
    ],
)
def test_T15_an_endpoint_that_repeats_what_it_got_puts_no_secret_into_the_log(
    auth_type: str,
    fields: dict[str, str],
    secrets: dict[str, str],
    secret: str,
    stage: Stage,
    endpoint: HttpReceiver,
) -> None:
    def repeat(received: Received) -> Reply:
        said = received.header(fields.get("header", "authorization"))
        headers = (("x-seen", said), ("location", f"http://127.0.0.1/?was={said}"))
        return Reply(302, headers=headers, body=received.raw)

    endpoint.always(repeat)
    stage.listener(
        endpoint.url, auth_type=auth_type, **_credential(stage, auth_type, fields, secrets)
    )
    stage.record(BODY)
    (request,) = endpoint.wait()
    assert secret in request.raw.decode("latin-1")
    (delivery_id,) = stage.wait_settled()
    kept = str(stage.attempts_of(delivery_id)) + str(stage.delivery(delivery_id))
    assert "•••" in kept
    assert secret not in kept


def test_T07_a_hostile_environment_changes_no_byte(
    stage: Stage, endpoint: HttpReceiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.listener(
        endpoint.url,
        **_credential(stage, "bearer", {}, {"token": "mine-123456"}),
        auth_type="bearer",
    )
    stage.record(BODY)
    (calm,) = endpoint.wait()
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login evil password evil\n")
    (tmp_path / "netrc").chmod(0o600)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "missing.pem"))
    monkeypatch.delenv("NO_PROXY", raising=False)
    with HttpReceiver() as trap:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, trap.url)
            monkeypatch.setenv(name.lower(), trap.url)
        stage.record(BODY)
        stormy = endpoint.wait(2)[1]
        assert trap.connections == 0

    def lines(received: Received) -> list[bytes]:
        own = (b"webhook-id", b"webhook-signature", b"webhook-timestamp")
        return [line for line in received.lines if not line.lower().startswith(own)]

    assert lines(stormy) == lines(calm)
    assert stormy.header("authorization") == "Bearer mine-123456"
    assert stormy.body == calm.body


def test_an_unsigned_listener_sends_no_signature(stage: Stage, endpoint: HttpReceiver) -> None:
    stage.listener(endpoint.url, signing=False)
    stage.record(BODY)
    (request,) = endpoint.wait()
    assert request.all("webhook-signature") == []


def test_the_reference_library_accepts_our_signature(stage: Stage, endpoint: HttpReceiver) -> None:
    secret = new_secret()
    stage.listener(endpoint.url, secret=secret)
    stage.record(BODY)
    (request,) = endpoint.wait()
    headers = {
        name: request.header(name)
        for name in ("webhook-id", "webhook-timestamp", "webhook-signature")
    }
    assert Webhook(secret).verify(request.body, headers) == {"id": "cli_1", "name": "Thandi"}


def test_during_a_rotation_both_secrets_sign_and_afterwards_one(
    stage: Stage, endpoint: HttpReceiver
) -> None:
    old, new = new_secret(), new_secret()
    listener_id = stage.listener(endpoint.url, secret=new)
    stage.set_row(
        listeners,
        listener_id,
        previous_secret_sealed=stage.sealer.seal(old.encode()),
        previous_valid_until_ms=ms_of(stage.clock()) + 1000,
    )
    stage.record(BODY)
    (request,) = endpoint.wait()
    both = request.header("webhook-signature").split(" ")
    assert len(both) == 2
    assert all(re.fullmatch(r"v1,[A-Za-z0-9+/]{43}=", one) for one in both)
    headers: Mapping[str, str] = {
        name: request.header(name)
        for name in ("webhook-id", "webhook-timestamp", "webhook-signature")
    }
    for secret in (old, new):
        Webhook(secret).verify(request.body, dict(headers))
    assert isinstance(stage.clock, StillClock)
    stage.move(seconds=1)
    stage.record(BODY)
    later = endpoint.wait(2)[1]
    assert len(later.header("webhook-signature").split(" ")) == 1


def _credential(
    stage: Stage, auth_type: str, fields: dict[str, str], secrets: dict[str, str]
) -> dict[str, str]:
    return {"credential_id": stage.credential(auth_type, fields, secrets)}


def _same(line: bytes) -> bytes:
    """A header line with its name in lower case."""
    name, colon, value = line.partition(b":")
    return name.lower() + colon + value
