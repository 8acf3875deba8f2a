"""What pausing, enabling, disabling, suspending and deleting do to what is unfinished."""

from __future__ import annotations

import itertools

import pytest

from app.server.store.times import ms_of
from tests.support.delivery_stage import Stage, both
from tests.support.receivers import HttpReceiver, Reply

HELD, FAIL = Reply(held=True), Reply(status=500)


def standing(stage: Stage, delivery_id: str) -> tuple[str, str | None]:
    row = stage.delivery(delivery_id)
    return row["status"], row["status_reason"]


@both
def test_every_listener_of_the_entity_has_an_outcome_and_the_first_reason_counts(
    stage: Stage, endpoint: HttpReceiver
) -> None:
    expected = {
        stage.listener(endpoint.url): None,
        stage.listener(endpoint.url, channel_id="chn_1"): None,
        stage.listener(endpoint.url, mode="paused"): None,
        stage.listener(endpoint.url, function="delete", mode="disabled"): "unsupported",
        stage.listener(endpoint.url, function="update", channel_id="chn_2"): "function_mismatch",
        stage.listener(endpoint.url, channel_id="chn_2", mode="disabled"): "other_channel",
        stage.listener(endpoint.url, mode="disabled", suspended_reason="endpoint_gone"): "disabled",
        stage.listener(endpoint.url, suspended_reason="endpoint_gone"): "suspended",
    }
    stage.listener(endpoint.url, entity="policies")
    event = stage.record(channel_id="chn_1")
    assert stage.outcomes_of(event.event_id) == expected
    assert len(event.delivery_ids) == 3


@both
def test_an_event_of_an_entity_that_cannot_be_listened_to(
    stage: Stage, endpoint: HttpReceiver
) -> None:
    listener = stage.listener(endpoint.url, entity="audit_entries")
    assert stage.listener_row(listener)["status"] == "unsupported"
    event = stage.record(entity="audit_entries")
    assert stage.outcomes_of(event.event_id) == {listener: "unsupported"}


@both
def test_a_listener_of_the_whole_instance_gets_records_of_every_channel(
    stage: Stage, endpoint: HttpReceiver
) -> None:
    listener = stage.listener(endpoint.url)
    channelled = stage.listener(endpoint.url, channel_id="chn_1")
    assert stage.outcomes_of(stage.record(channel_id=None).event_id) == {
        listener: None,
        channelled: "other_channel",
    }


@both
def test_pausing_holds_and_enabling_releases_what_came_and_what_waited(
    stage: Stage, endpoint: HttpReceiver
) -> None:
    endpoint.answer(FAIL)
    listener = stage.listener(endpoint.url)
    (waiting,) = stage.record().delivery_ids
    stage.wait_settled(1)
    stage.change(listener, mode="paused")
    assert standing(stage, waiting) == ("held", "paused")
    assert stage.delivery(waiting)["due_ms"] is None
    (new,) = stage.record().delivery_ids
    assert standing(stage, new) == ("held", "paused")
    stage.move(days=1)
    stage.change(listener, mode="enabled")
    stage.wait_settled(3)
    assert standing(stage, waiting) == standing(stage, new) == ("delivered", None)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"mode": "disabled"}, "listener_disabled"),
        ({"suspended_reason": "endpoint_failing"}, "listener_suspended"),
        (None, "listener_deleted"),
    ],
)
@both
def test_disabling_suspending_and_deleting_cancel(
    change: dict[str, str] | None, reason: str, stage: Stage, endpoint: HttpReceiver
) -> None:
    endpoint.answer(FAIL)
    listener = stage.listener(endpoint.url)
    (done,) = stage.record(entity="clients").delivery_ids
    stage.wait_settled(1)
    if change is None:
        stage.delete(listener)
    else:
        stage.change(listener, **change)
    assert standing(stage, done) == ("cancelled", reason)
    row = stage.delivery(done)
    assert (row["due_ms"], row["finished_ms"]) == (None, ms_of(stage.clock()))
    assert len(stage.attempts_of(done)) == 1  # stays readable


@pytest.mark.parametrize(
    ("change", "reply", "expected"),
    [
        ("paused", Reply(), ("delivered", None)),
        ("paused", FAIL, ("held", "paused")),
        ("disabled", Reply(), ("delivered", None)),
        ("disabled", FAIL, ("cancelled", "listener_disabled")),
        (None, Reply(), ("delivered", None)),
        (None, FAIL, ("cancelled", "listener_deleted")),
    ],
)
@both
def test_a_running_try_ends_and_is_recorded(
    change: str | None,
    reply: Reply,
    expected: tuple[str, str | None],
    stage: Stage,
    endpoint: HttpReceiver,
) -> None:
    endpoint.answer(Reply(status=reply.status, held=True))
    listener = stage.listener(endpoint.url)
    (delivery_id,) = stage.record().delivery_ids
    endpoint.wait(1)
    if change is None:
        stage.delete(listener)
    else:
        stage.change(listener, mode=change)
    endpoint.let_go()
    stage.wait_settled(1)
    assert standing(stage, delivery_id) == expected
    (attempt,) = stage.attempts_of(delivery_id)
    assert attempt["succeeded"] == (reply.status == 200)
    assert attempt["duration_ms"] is not None


@both
def test_paused_and_enabled_while_a_try_runs_is_not_tried_twice_at_once(
    stage: Stage, endpoint: HttpReceiver
) -> None:
    endpoint.answer(Reply(status=500, held=True))
    listener = stage.listener(endpoint.url)
    (delivery_id,) = stage.record().delivery_ids
    endpoint.wait(1)
    stage.change(listener, mode="paused")
    stage.change(listener, mode="enabled")
    stage.listener(endpoint.url, entity="policies")
    stage.record(entity="policies")
    stage.wait_settled(1)
    assert len(endpoint.received) == 2
    endpoint.let_go()
    stage.wait_settled(2)
    assert stage.delivery(delivery_id)["due_ms"] == ms_of(stage.clock()) + 5000


@pytest.mark.parametrize("change", [{"mode": "disabled"}, {"mode": "paused"}, None])
@both
def test_what_was_only_claimed_is_not_tried_any_more(
    change: dict[str, str] | None, stage: Stage, endpoint: HttpReceiver
) -> None:
    """A quick endpoint has claims in advance; when it turns slow they wait, and are no try yet."""
    numbers = itertools.count(1)
    endpoint.always(lambda _request: Reply(held=next(numbers) > 100))
    listener = stage.listener(endpoint.url, mode="paused")
    made = [one for event in stage.records(200) for one in event.delivery_ids]
    stage.change(listener, mode="enabled")
    endpoint.wait(108)  # eight are running now, and more are claimed
    if change is None:
        stage.delete(listener)
    else:
        stage.change(listener, **change)
    running = 8
    stage.wait_until(lambda: stage.claimed() == running)
    endpoint.let_go()
    stage.wait_settled(108)
    assert len(endpoint.received) == 108
    rest = [one for one in map(stage.delivery, made) if one["status"] != "delivered"]
    assert len(rest) == 92
    assert {one["status"] for one in rest} == {
        "held" if change == {"mode": "paused"} else "cancelled"
    }
    assert {one["attempts"] for one in rest} == {0}
    assert [stage.attempts_of(one["id"]) for one in rest[:3]] == [[], [], []]
    if change == {"mode": "paused"}:  # and it goes on where it stopped
        stage.change(listener, mode="enabled")
        stage.wait_settled(200)
        assert len(endpoint.received) == 200
