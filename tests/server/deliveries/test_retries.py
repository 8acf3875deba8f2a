"""Tries, waits and ends of a delivery."""

from __future__ import annotations

import email.utils
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.domain.retry import RetrySchedule
from app.domain.signature import new_secret, verify
from app.server.store.times import ms_of
from tests.support.delivery_stage import Stage, both
from tests.support.receivers import HttpReceiver, Reply

FAIL = Reply(status=500)


@both
def test_a_failed_try_waits_and_is_repeated_with_the_same_id_and_bytes(
    stage: Stage, endpoint: HttpReceiver
) -> None:
    endpoint.answer(FAIL, FAIL)
    stage.listener(endpoint.url)
    event = stage.record()
    (delivery_id,) = stage.wait_settled(1)
    row = stage.delivery(delivery_id)
    assert (row["status"], row["attempts"], row["last_status"]) == ("pending", 1, 500)
    assert row["due_ms"] == ms_of(stage.clock()) + 5000
    stage.move(seconds=5)
    stage.wait_settled(2)
    assert stage.delivery(delivery_id)["due_ms"] == ms_of(stage.clock()) + 300_000
    stage.move(seconds=300)
    stage.wait_settled(3)
    row = stage.delivery(delivery_id)
    assert (row["status"], row["attempts"], row["due_ms"]) == ("delivered", 3, None)
    requests = endpoint.received
    assert [one.header("picksmart-attempt") for one in requests] == ["1", "2", "3"]
    assert {one.header("webhook-id") for one in requests} == {event.event_id}
    assert len({one.body for one in requests}) == 1
    log = stage.attempts_of(delivery_id)
    assert [one["number"] for one in log] == [1, 2, 3]
    assert [one["succeeded"] for one in log] == [False, False, True]
    assert log[0]["detail"]["error"]["code"] == "http_status"


@both
def test_nothing_is_tried_before_its_time(stage: Stage, endpoint: HttpReceiver) -> None:
    endpoint.answer(FAIL)
    stage.listener(endpoint.url)
    stage.record()
    stage.wait_settled(1)
    stage.move(seconds=4.999)
    other = stage.listener(endpoint.url, entity="policies")
    stage.record(entity="policies")  # proves that the engine has looked
    stage.wait_settled(2)
    assert len(endpoint.received) == 2
    assert stage.listener_row(other)["last_status"] == 200


@both
def test_after_the_last_wait_the_delivery_has_failed(stage: Stage, endpoint: HttpReceiver) -> None:
    endpoint.always(FAIL)
    stage.listener(endpoint.url)
    stage.record()
    for count, wait_s in ((1, 5), (2, 300), (3, 1800), (4, 0)):
        stage.wait_settled(count)
        stage.move(seconds=wait_s)
    (delivery_id,) = set(stage.wait_settled(4))
    row = stage.delivery(delivery_id)
    assert (row["status"], row["status_reason"]) == ("failed", "out_of_tries")
    assert row["finished_ms"] is not None
    assert row["last_error"] == "http_status"


@pytest.mark.parametrize(
    ("status", "asked", "waited_s"),
    [
        (503, "7", 7),
        (429, "7", 7),
        (503, "1", 5),  # never sooner than planned
        (503, "3600", 10),  # at most twice the planned wait
        (500, "7", 5),  # only 429 and 503 are asked
        (503, "soon", 5),
        (503, "-7", 5),
    ],
)
@both
def test_retry_after_is_honoured_within_bounds(
    status: int, asked: str, waited_s: int, stage: Stage, endpoint: HttpReceiver
) -> None:
    endpoint.answer(Reply(status=status, headers=(("retry-after", asked),)))
    stage.listener(endpoint.url)
    stage.record()
    (delivery_id,) = stage.wait_settled(1)
    assert stage.delivery(delivery_id)["due_ms"] == ms_of(stage.clock()) + waited_s * 1000


@both
def test_retry_after_may_be_a_date(stage: Stage, endpoint: HttpReceiver) -> None:
    stage.clock.now = stage.clock.now.replace(microsecond=0)
    at = stage.clock() + timedelta(seconds=8)
    endpoint.answer(
        Reply(status=503, headers=(("retry-after", email.utils.format_datetime(at, usegmt=True)),))
    )
    stage.listener(endpoint.url)
    stage.record()
    (delivery_id,) = stage.wait_settled(1)
    assert stage.delivery(delivery_id)["due_ms"] == ms_of(stage.clock()) + 8000


@both
def test_T34_waits_are_spread(tmp_path: Path, stage_options: dict[str, Any]) -> None:
    with HttpReceiver() as endpoint:
        endpoint.always(FAIL)
        schedule = RetrySchedule(waits_s=(100.0,), jitter=0.2)
        with Stage(tmp_path / "data", **stage_options, retry=schedule) as stage:
            stage.listener(endpoint.url)
            for _ in range(40):
                stage.record()
            waits = [
                stage.delivery(one)["due_ms"] - ms_of(stage.clock())
                for one in stage.wait_settled(40)
            ]
    assert all(80_000 <= wait <= 120_000 for wait in waits)
    assert len(set(waits)) > 30
    assert min(waits) < 95_000 < 105_000 < max(waits)


@both
def test_a_retry_uses_the_destination_and_the_secret_of_that_moment(
    stage: Stage, endpoint: HttpReceiver
) -> None:
    endpoint.always(FAIL)
    listener_id = stage.listener(endpoint.url)
    stage.record()
    stage.wait_settled(1)
    secret = new_secret()
    with HttpReceiver() as moved:
        stage.change(listener_id, url=moved.url, secret_sealed=stage.sealer.seal(secret.encode()))
        stage.move(seconds=5)
        (request,) = moved.wait()
        (delivery_id,) = set(stage.wait_settled(2))
    assert stage.delivery(delivery_id)["destination"] == moved.url
    assert verify(
        [secret],
        message_id=request.header("webhook-id"),
        timestamp=request.header("webhook-timestamp"),
        signature=request.header("webhook-signature"),
        body=request.body,
        now_s=int(stage.clock().timestamp()),
    )


@both
def test_a_payload_that_is_too_large_is_never_sent(stage: Stage, endpoint: HttpReceiver) -> None:
    stage.listener(endpoint.url)
    stage.record(b'"' + b"x" * stage.settings.payload_bytes + b'"')
    (delivery_id,) = stage.wait_settled(1)
    row = stage.delivery(delivery_id)
    assert (row["status"], row["status_reason"]) == ("failed", "payload_too_large")
    assert row["last_error"] == "payload_too_large"
    assert endpoint.connections == 0


@both
def test_a_fault_of_ours_is_logged_and_tried_again_later(
    stage: Stage, endpoint: HttpReceiver, caplog: pytest.LogCaptureFixture
) -> None:
    broken = stage.listener(endpoint.url, entity="policies", secret_sealed=b"not sealed by us")
    event = stage.record(entity="policies")
    stage.listener(endpoint.url)
    stage.record()
    stage.wait_settled(1)  # the other listener is not held up
    (delivery_id,) = event.delivery_ids
    stage.wait_until(lambda: stage.delivery(delivery_id)["due_ms"] is not None)
    assert stage.delivery(delivery_id)["due_ms"] == ms_of(stage.clock()) + 60_000
    assert "broke off" in caplog.text
    (cut_short,) = stage.attempts_of(delivery_id)  # it stands in the log, without a result
    assert (cut_short["number"], cut_short["succeeded"], cut_short["duration_ms"]) == (
        1,
        None,
        None,
    )
    assert cut_short["started_ms"] == ms_of(stage.clock())
    secret = stage.sealer.seal(new_secret().encode())
    stage.change(broken, secret_sealed=secret)
    stage.move(seconds=60)
    stage.wait_settled(2)
    assert stage.delivery(delivery_id)["status"] == "delivered"
