"""Test-sends: the real sending code, and no trace (contract section 7)."""

from __future__ import annotations

import threading

import pytest

from app.domain.signature import verify
from tests.support.platform import TestClock, running_platform
from tests.support.receivers import HttpReceiver, Reply


@pytest.fixture
def receiver():
    with HttpReceiver() as one:
        yield one


def listener(receiver, **members):
    to = {"kind": "endpoint", "url": receiver.url + "hook"}
    return {"entity": "clients", "function": "create", "destination": to, **members}


def is_signed(request, secret, clock=None):
    return verify(
        [secret],
        message_id=request.header("webhook-id"),
        timestamp=request.header("webhook-timestamp"),
        signature=request.header("webhook-signature"),
        body=request.body,
        now_s=int(request.header("webhook-timestamp")),
    )


def refusals(answer):
    assert answer.status_code == 422, answer.text
    return {(one["pointer"], one["code"]) for one in answer.json()["errors"]}


def test_an_unsaved_listener_sends_the_sample_signed_with_a_one_time_secret(platform, receiver):
    answer = platform.post("/listeners/test", {"listener": listener(receiver)})
    (request,) = receiver.wait()
    attempt = answer.json()
    assert (answer.status_code, attempt["error"]) == (200, None)
    assert (attempt["trigger"], attempt["number"]) == ("test", 1)
    assert attempt["response"]["status"] == 200
    assert attempt["timings_ms"]["total"] == attempt["duration_ms"]
    assert request.body == platform.get("/catalog/entities/clients/sample").content
    assert request.header("webhook-test") == "true"
    assert request.header("picksmart-entity") == "clients"
    assert is_signed(request, attempt["signing_secret"])


def test_each_test_has_its_own_id(platform, receiver):
    for _ in range(2):
        platform.post("/listeners/test", {"listener": listener(receiver)})
    one, two = receiver.wait(2)
    assert one.header("webhook-id") != two.header("webhook-id")


def test_a_saved_listener_signs_with_its_own_secret_in_every_status(platform, receiver):
    made = platform.post("/listeners", listener(receiver, mode="disabled")).json()
    path = f"/listeners/{made['id']}"
    answer = platform.post(f"{path}/test")
    secret = platform.post(f"{path}/secret/reveal").json()["secret"]
    (request,) = receiver.wait()
    assert "signing_secret" not in answer.json()
    assert is_signed(request, secret)


def test_an_edited_saved_listener_signs_with_the_saved_secret(platform, receiver):
    made = platform.post("/listeners", listener(receiver)).json()
    answer = platform.post("/listeners/test", {"listener": {**made, "name": "not saved yet"}})
    secret = platform.post(f"/listeners/{made['id']}/secret/reveal").json()["secret"]
    (request,) = receiver.wait()
    assert "signing_secret" not in answer.json()
    assert is_signed(request, secret)


def test_after_a_rotation_both_secrets_sign(platform, receiver):
    made = platform.post("/listeners", listener(receiver)).json()
    path = f"/listeners/{made['id']}"
    old = platform.post(f"{path}/secret/reveal").json()["secret"]
    new = platform.post(f"{path}/secret/rotate").json()["secret"]
    platform.post(f"{path}/test")
    (request,) = receiver.wait()
    assert len(request.header("webhook-signature").split(" ")) == 2
    assert is_signed(request, old)
    assert is_signed(request, new)


def test_without_signing_there_is_no_signature_and_no_secret(platform, receiver):
    body = {"listener": listener(receiver, signing=False)}
    answer = platform.post("/listeners/test", body)
    (request,) = receiver.wait()
    assert request.all("webhook-signature") == []
    assert "signing_secret" not in answer.json()


def test_a_payload_or_a_record_can_be_sent(platform, receiver):
    record = platform.get("/records/clients").json()["items"][0]
    body = {"listener": listener(receiver)}
    platform.post("/listeners/test", {**body, "payload": {"b": 1, "a": "é"}})
    platform.post("/listeners/test", {**body, "record_id": record["id"]})
    sent, of_record = receiver.wait(2)
    assert sent.body == '{"b":1,"a":"é"}'.encode()
    assert of_record.body == platform.get(f"/records/clients/{record['id']}").content
    both = platform.post("/listeners/test", {**body, "payload": {}, "record_id": record["id"]})
    assert refusals(both) == {("/record_id", "payload_and_record")}
    unknown = platform.post("/listeners/test", {**body, "record_id": "cli_nope"})
    assert refusals(unknown) == {("/record_id", "record_not_found")}


def test_an_inline_credential_is_used_and_never_stored(platform, receiver):
    before = platform.get("/credentials", params={"limit": 500}).json()["items"]
    to = {"kind": "endpoint", "url": receiver.url, "auth_type": "bearer"}
    inline = {"auth_type": "bearer", "secrets": {"token": "inline-token-123456"}}
    answer = platform.post(
        "/listeners/test", {"listener": listener(receiver, destination=to), "credential": inline}
    )
    (request,) = receiver.wait()
    assert request.header("authorization") == "Bearer inline-token-123456"
    assert "inline-token-123456" not in answer.text
    headers = dict(answer.json()["request"]["headers"])
    assert headers["authorization"] == "•••"
    assert platform.get("/credentials", params={"limit": 500}).json()["items"] == before


def test_a_stored_credential_is_used(platform, receiver, new_credential):
    to = {
        "kind": "endpoint",
        "url": receiver.url,
        "auth_type": "basic",
        "credential_id": new_credential()["id"],
    }
    platform.post("/listeners/test", {"listener": listener(receiver, destination=to)})
    (request,) = receiver.wait()
    assert request.header("authorization").startswith("Basic ")


def test_a_failing_endpoint_is_still_200(platform, receiver):
    receiver.answer(Reply(500, body=b"oops"))
    attempt = platform.post("/listeners/test", {"listener": listener(receiver)})
    assert attempt.status_code == 200
    assert attempt.json()["error"]["code"] == "http_status"
    assert attempt.json()["response"]["body"] == "oops"


def test_a_test_leaves_no_trace_but_the_audit(platform, receiver):
    made = platform.post("/listeners", listener(receiver)).json()
    path = f"/listeners/{made['id']}"
    token = platform.get("/listeners/changes", params={"limit": 500}).json()
    platform.post(f"{path}/test")
    receiver.wait()
    assert platform.get(path).json() == made
    assert platform.get("/deliveries", params={"listener_id": made["id"]}).json()["items"] == []
    assert platform.get("/events", params={"listener_id": made["id"]}).json()["items"] == []
    if not token["more"]:
        since = {"since": token["next"]}
        assert platform.get("/listeners/changes", params=since).json()["changed"] == []


def test_refusals_point_into_the_listener(platform, receiver):
    bad = listener(receiver, entity="nope", destination={"kind": "email", "address": "x"})
    assert refusals(platform.post("/listeners/test", {"listener": bad})) == {
        ("/listener/entity", "unknown_entity"),
        ("/listener/destination/address", "invalid_email"),
    }
    assert refusals(platform.post("/listeners/test", {})) == {("/listener", "required")}
    inline = {"auth_type": "basic", "fields": {"username": "a"}, "secrets": {"password": "•••"}}
    to = {"kind": "endpoint", "url": receiver.url, "auth_type": "basic"}
    answer = platform.post(
        "/listeners/test", {"listener": listener(receiver, destination=to), "credential": inline}
    )
    assert refusals(answer) == {("/credential/secrets/password", "masked_secret")}
    assert receiver.received == []


def test_an_inline_credential_must_fit(platform, receiver):
    to = {"kind": "endpoint", "url": receiver.url, "auth_type": "basic"}
    inline = {"auth_type": "bearer", "secrets": {"token": "abcdefghijkl"}}
    answer = platform.post(
        "/listeners/test", {"listener": listener(receiver, destination=to), "credential": inline}
    )
    assert refusals(answer) == {("/credential/auth_type", "credential_type_mismatch")}


@pytest.mark.parametrize(
    "destination",
    [{"kind": "email", "address": "ops@example.com"}, {"auth_type": "none"}],
)
def test_an_inline_credential_that_nothing_would_use_is_refused(platform, receiver, destination):
    to = {"kind": "endpoint", "url": receiver.url, **destination}
    to = destination if "address" in destination else to
    inline = {"auth_type": "bearer", "secrets": {"token": "abcdefghijkl"}}
    answer = platform.post(
        "/listeners/test", {"listener": listener(receiver, destination=to), "credential": inline}
    )
    assert refusals(answer) == {("/credential/auth_type", "credential_type_mismatch")}
    assert receiver.received == []


def test_over_the_limit_is_429_until_the_minute_is_over(tmp_path, receiver):
    clock = TestClock()
    with running_platform(tmp_path, clock=clock, tests_per_minute=2) as platform:
        body = {"listener": listener(receiver)}
        refused = platform.post("/listeners/test", {"listener": listener(receiver, entity="x")})
        assert refused.status_code == 422  # nothing was sent, so it does not count
        assert [platform.post("/listeners/test", body).status_code for _ in range(3)] == [
            200, 200, 429,
        ]  # fmt: skip
        over = platform.post("/listeners/test", body)
        assert (over.json()["code"], over.headers["retry-after"]) == ("too_many_tests", "60")
        clock.move(seconds=60)
        assert platform.post("/listeners/test", body).status_code == 200
    assert len(receiver.received) == 3


def test_a_running_test_is_409_and_a_finished_one_is_answered_again(platform, receiver):
    body = {"listener": listener(receiver, signing=False)}
    headers = {"Idempotency-Key": f"test-{receiver.port}"}
    receiver.answer(Reply(held=True))
    answers = []

    def send():
        answers.append(platform.post("/listeners/test", body, headers=headers))

    first = threading.Thread(target=send)
    first.start()
    receiver.wait()
    running = platform.post("/listeners/test", body, headers=headers)
    assert (running.status_code, running.json()["code"]) == (409, "idempotency_in_progress")
    receiver.let_go()
    first.join(20)
    again = platform.post("/listeners/test", body, headers=headers)
    assert again.json() == answers[0].json()
    assert again.headers["idempotent-replayed"] == "true"
    assert len(receiver.received) == 1


def test_an_answer_with_a_secret_is_not_kept(platform, receiver):
    body = {"listener": listener(receiver)}
    headers = {"Idempotency-Key": f"secret-{receiver.port}"}
    one = platform.post("/listeners/test", body, headers=headers).json()
    two = platform.post("/listeners/test", body, headers=headers).json()
    assert one["signing_secret"] != two["signing_secret"]
    assert len(receiver.received) == 2


def test_the_platform_itself_is_never_reached(platform):
    to = {"kind": "endpoint", "url": f"{platform.base_url}/api/v1/records/clients"}
    body = {"entity": "clients", "function": "create", "destination": to}
    attempt = platform.post("/listeners/test", {"listener": body}).json()
    assert attempt["error"]["code"] == "address_blocked"


def test_email_is_tested_into_the_mailbox(platform):
    to = {"kind": "email", "address": "ops@example.com"}
    body = {"entity": "clients", "function": "create", "destination": to}
    attempt = platform.post("/listeners/test", {"listener": body}).json()
    assert (attempt["error"], attempt["request"]["method"]) == (None, "SMTP")
    assert attempt["request"]["url"] == "mailto:ops@example.com"
    assert "signing_secret" not in attempt
