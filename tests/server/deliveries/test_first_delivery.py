"""A record is written; its exact bytes arrive, signed and authenticated."""

from __future__ import annotations

import base64

from app.domain.signature import new_secret, verify
from app.server.deliveries.attempt import attempt_json
from tests.support.delivery_stage import Stage, both
from tests.support.receivers import HttpReceiver, Reply

BODY = '{"id":"cli_1","name":"Nomvula Dube","note":"R 1 200,50 ünïcode 🦓"}'.encode()


@both
def test_a_record_arrives_byte_for_byte_and_signed(stage: Stage, endpoint: HttpReceiver) -> None:
    secret = new_secret()
    listener_id = stage.listener(endpoint.url + "hook?a=1&b=%20", secret=secret)
    event = stage.record(BODY, record_version=1)
    (request,) = endpoint.wait()
    assert request.body == BODY
    assert request.target == "/hook?a=1&b=%20"
    assert request.header("webhook-id") == event.event_id
    assert verify(
        [secret],
        message_id=request.header("webhook-id"),
        timestamp=request.header("webhook-timestamp"),
        signature=request.header("webhook-signature"),
        body=request.body,
        now_s=int(stage.clock().timestamp()),
    )
    (delivery_id,) = stage.wait_settled()
    delivery = stage.delivery(delivery_id)
    assert (delivery["status"], delivery["attempts"]) == ("delivered", 1)
    assert delivery["finished_ms"] is not None
    assert delivery["last_status"] == 200
    row = stage.listener_row(listener_id)
    assert (row["health_state"], row["last_try_failed"]) == ("healthy", False)


@both
def test_what_the_log_keeps_of_a_try(stage: Stage, endpoint: HttpReceiver) -> None:
    endpoint.answer(Reply(status=201, headers=(("x-told", "yes"),), body=b"made"))
    credential_id = stage.credential("basic", {"username": "svc"}, {"password": "pärol €"})
    stage.listener(endpoint.url, auth_type="basic", credential_id=credential_id)
    stage.record(BODY)
    (delivery_id,) = stage.wait_settled()
    (request,) = endpoint.received
    assert (
        request.header("authorization")
        == "Basic " + base64.b64encode("svc:pärol €".encode()).decode()
    )
    (row,) = stage.attempts_of(delivery_id)
    attempt = attempt_json(row, payload=BODY)
    assert attempt["request"]["body"] == BODY.decode()
    assert attempt["request"]["method"] == "POST"
    assert ["authorization", "•••"] in attempt["request"]["headers"]
    assert "pärol" not in str(row)
    assert attempt["response"]["status"] == 201
    assert attempt["response"]["body"] == "made"
    assert ["x-told", "yes"] in attempt["response"]["headers"]
    assert attempt["error"] is None
    timings = attempt["timings_ms"]
    assert timings["total"] == attempt["duration_ms"]
    assert timings["dns"] is None  # a literal address
    assert timings["tls"] is None
    assert all(timings[phase] is not None for phase in ("connect", "send", "first_byte"))
