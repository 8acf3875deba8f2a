"""Sending again and giving up (contract section 7): one, many, and what stands in the way."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from app.server.api import replays
from app.server.store.tables import events, listeners
from tests.support.platform import TestClock, running_platform
from tests.support.receivers import HttpReceiver, Reply
from tests.support.settled import Settled

FAIL = Reply(status=500)


@pytest.fixture(scope="module")
def clock():
    return TestClock()


@pytest.fixture(scope="module")
def running(tmp_path_factory, clock):
    with running_platform(tmp_path_factory.mktemp("replays"), clock=clock) as one:
        yield one


@pytest.fixture
def platform(running):
    """A platform without listeners, before and after."""
    yield running
    for one in running.get("/listeners").json()["items"]:
        assert running.delete(f"/listeners/{one['id']}", one["etag"]).status_code == 204


@pytest.fixture(scope="module")
def settled(running):
    return Settled(running)


@pytest.fixture
def receiver():
    with HttpReceiver() as one:
        yield one


@pytest.fixture
def listener(platform, receiver):
    return create(platform, receiver)


def create(platform, receiver, **members):
    to = {"kind": "endpoint", "url": receiver.url + "hook"}
    body = {"entity": "tasks", "function": "create", "destination": to, **members}
    answer = platform.post("/listeners", body)
    assert answer.status_code == 201, answer.text
    return answer.json()


def patch(platform, listener, **members):
    path = f"/listeners/{listener['id']}"
    answer = platform.patch(path, members, platform.get(path).headers["etag"])
    assert answer.status_code == 200, answer.text
    return answer.json()


def task(platform, subject="Call back"):
    return platform.post("/records/tasks", {"subject": subject}).json()


def delivery_of(platform, record):
    (one,) = platform.get("/deliveries", params={"record_id": record["id"]}).json()["items"]
    return one


def tried(platform, settled):
    """A delivery of which one try was recorded."""
    one = delivery_of(platform, task(platform))
    settled.wait(one["id"])
    return platform.get(f"/deliveries/{one['id']}").json()


def replay(platform, delivery):
    return platform.post(f"/deliveries/{delivery['id']}/replay")


def count(platform, listener, **members):
    body = {"dry_run": True, **members}
    answer = platform.post(f"/listeners/{listener['id']}/replay", body)
    assert answer.status_code == 200, answer.text
    return answer.json()["count"]


def audited(platform, resource_id):
    return platform.get("/audit", params={"resource_id": resource_id}).json()["items"]


def test_a_replay_sends_the_same_bytes_under_the_same_id(
    platform, clock, settled, receiver, listener
):
    one = tried(platform, settled)
    assert one["status"] == "delivered"
    patch(platform, listener, destination={"url": receiver.url + "moved"})
    clock.move(hours=1)
    answer = replay(platform, one)
    assert (answer.status_code, answer.json()["status"]) == (202, "pending")
    assert answer.json()["finished_at"] is None
    settled.wait(one["id"], 2)
    first, again = receiver.wait(2)
    assert first.body == again.body
    assert first.header("webhook-id") == again.header("webhook-id")
    assert (first.target, again.target) == ("/hook", "/moved")  # the destination of now
    assert (first.header("picksmart-attempt"), again.header("picksmart-attempt")) == ("1", "2")
    after = platform.get(f"/deliveries/{one['id']}").json()
    assert (after["status"], after["attempts"], after["destination"]) == (
        "delivered", 2, receiver.url + "moved",
    )  # fmt: skip
    assert [try_["trigger"] for try_ in after["attempt_log"]] == ["automatic", "manual"]
    (line, *_) = audited(platform, one["id"])
    assert (line["action"], line["resource"]["type"]) == ("replayed", "delivery")
    assert (line["before"]["status"], line["after"]["status"]) == ("delivered", "pending")


def test_a_replay_has_a_fresh_schedule_whose_first_try_is_manual(
    platform, clock, settled, receiver, listener
):
    receiver.always(FAIL)
    one = tried(platform, settled)
    for number in (2, 3):
        clock.move(days=1)
        platform.platform.engine.wake()
        settled.wait(one["id"], number)
    replay(platform, one)  # it was pending, hours from now
    settled.wait(one["id"], 4)
    after = platform.get(f"/deliveries/{one['id']}").json()
    assert [try_["trigger"] for try_ in after["attempt_log"]] == [*["automatic"] * 3, "manual"]
    clock.move(seconds=7)  # the first wait of the schedule is 5 s, at most 20 % more
    platform.platform.engine.wake()
    settled.wait(one["id"], 5)
    after = platform.get(f"/deliveries/{one['id']}").json()
    assert after["attempt_log"][-1]["trigger"] == "automatic"


@pytest.mark.parametrize(("status", "tries"), [(500, 2), (200, 1)])
def test_a_replay_while_a_try_runs_comes_after_it(
    platform, settled, receiver, listener, status, tries
):
    receiver.answer(Reply(status=status, held=True))
    one = delivery_of(platform, task(platform))
    receiver.wait(1)
    assert replay(platform, one).status_code == 202
    assert len(receiver.received) == 1  # never two tries of one delivery at once
    receiver.let_go()
    settled.wait(one["id"], tries)
    after = platform.get(f"/deliveries/{one['id']}").json()
    assert (after["status"], after["attempts"]) == ("delivered", tries)
    assert [try_["trigger"] for try_ in after["attempt_log"]] == ["automatic", "manual"][:tries]


def test_a_replay_to_a_paused_listener_is_held(platform, settled, receiver, listener):
    one = tried(platform, settled)
    patch(platform, listener, mode="paused")
    answer = replay(platform, one)
    assert answer.status_code == 202
    assert (answer.json()["status"], answer.json()["status_reason"]) == ("held", "paused")
    patch(platform, listener, mode="enabled")
    settled.wait(one["id"], 2)
    assert platform.get(f"/deliveries/{one['id']}").json()["attempt_log"][1]["trigger"] == "manual"


@pytest.mark.parametrize("code", ["disabled", "suspended", "unsupported", "deleted"])
def test_what_stands_in_the_way_of_a_replay(platform, settled, receiver, listener, code):
    one = tried(platform, settled)
    path = f"/listeners/{listener['id']}"
    if code == "deleted":
        platform.delete(path, listener["etag"])
    elif code == "suspended":
        platform.in_store(
            lambda tx: tx.execute(
                update(listeners).values(
                    suspended_reason="endpoint_gone",
                    status="suspended",
                    status_reason="endpoint_gone",
                )
            )
        )
    else:
        patch(platform, listener, **{
            "disabled": {"mode": "disabled"}, "unsupported": {"entity": "audit_entries"},
        }[code])  # fmt: skip
    answer = replay(platform, one)
    assert (answer.status_code, answer.json()["code"]) == (409, f"listener_{code}")
    many = platform.post(f"{path}/replay", {"dry_run": True})
    expected = (404, "not_found") if code == "deleted" else (409, f"listener_{code}")
    assert (many.status_code, many.json()["code"]) == expected
    assert platform.get(f"/deliveries/{one['id']}").json()["status"] == "delivered"


def test_what_has_no_payload_any_more_cannot_be_sent(platform, settled, receiver, listener):
    one = tried(platform, settled)
    mine = update(events).where(events.c.id == one["event_id"])
    platform.in_store(lambda tx: tx.execute(mine.values(payload=None)))
    answer = replay(platform, one)
    assert (answer.status_code, answer.json()["code"]) == (409, "payload_expired")
    assert count(platform, listener, statuses=["delivered"]) == 0


def test_cancelling_gives_an_unfinished_delivery_up(platform, settled, receiver, listener):
    receiver.always(FAIL)
    one = tried(platform, settled)
    answer = platform.post(f"/deliveries/{one['id']}/cancel")
    assert answer.status_code == 200
    assert (answer.json()["status"], answer.json()["status_reason"]) == ("cancelled", "by_user")
    assert answer.json()["next_attempt_at"] is None
    assert answer.json()["finished_at"] is not None
    again = platform.post(f"/deliveries/{one['id']}/cancel")
    assert (again.status_code, again.json()["code"]) == (409, "delivery_finished")
    (line, *_) = audited(platform, one["id"])
    assert (line["action"], line["after"]["status_reason"]) == ("cancelled", "by_user")


@pytest.mark.parametrize(
    ("status", "expected"), [(200, ("delivered", None)), (500, ("cancelled", "by_user"))]
)
def test_a_running_try_of_a_cancelled_delivery_is_recorded(
    platform, settled, receiver, listener, status, expected
):
    receiver.answer(Reply(status=status, held=True))
    one = delivery_of(platform, task(platform))
    receiver.wait(1)
    assert platform.post(f"/deliveries/{one['id']}/cancel").status_code == 200
    receiver.let_go()
    settled.wait(one["id"])
    after = platform.get(f"/deliveries/{one['id']}").json()
    assert (after["status"], after["status_reason"]) == expected
    assert len(after["attempt_log"]) == 1


def test_cancelling_lets_the_next_version_of_the_record_go(platform, settled, receiver):
    create(platform, receiver, function="update", mode="paused")
    made = task(platform)
    path = f"/records/tasks/{made['id']}"
    etag = platform.get(path).headers["etag"]
    for subject in ("second", "third"):
        etag = platform.patch(path, {"subject": subject}, etag).headers["etag"]
    newer, older = platform.get("/deliveries", params={"record_id": made["id"]}).json()["items"]
    assert platform.post(f"/deliveries/{older['id']}/cancel").status_code == 200
    (listener,) = platform.get("/listeners").json()["items"]
    patch(platform, listener, mode="enabled")
    settled.wait(newer["id"])
    (request,) = receiver.received
    assert request.header("picksmart-record-version") == "3"


@pytest.mark.parametrize("call", ["replay", "cancel"])
def test_unknown_ids_and_unknown_members(platform, settled, receiver, listener, call):
    assert platform.post(f"/deliveries/dlv_nope/{call}", {"x": 1}).status_code == 404
    one = tried(platform, settled)
    answer = platform.post(f"/deliveries/{one['id']}/{call}", {"x": 1})
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_field")
    assert answer.json()["errors"][0]["pointer"] == "/x"


@pytest.mark.parametrize("path", ["/deliveries/{0}/replay", "/deliveries/{0}/cancel",
                                  "/listeners/{0}/replay"])  # fmt: skip
@pytest.mark.parametrize("role", ["read_only", "member"])
def test_replaying_needs_its_permission(platform, path, role):
    answer = platform.post(path.format("x"), token=platform.token_of(role))
    assert (answer.status_code, answer.json()["permission"]) == (403, "deliveries:replay")


def test_a_repeated_replay_under_one_key_is_done_once(platform, settled, receiver, listener):
    one = tried(platform, settled)
    path, key = f"/deliveries/{one['id']}/replay", {"Idempotency-Key": "replay-1"}
    first = platform.post(path, headers=key)
    settled.wait(one["id"], 2)
    again = platform.post(path, headers=key)
    assert (again.status_code, again.content) == (202, first.content)
    assert again.headers["idempotent-replayed"] == "true"
    assert len(receiver.received) == 2


# Many.


def test_a_dry_run_only_counts(platform, settled, receiver, listener):
    receiver.always(FAIL)
    one = tried(platform, settled)
    platform.post(f"/deliveries/{one['id']}/cancel")
    assert count(platform, listener) == 0  # failed, by default
    assert count(platform, listener, statuses=["failed", "cancelled"]) == 1
    assert platform.get(f"/deliveries/{one['id']}").json()["status"] == "cancelled"
    assert not any(line["action"] == "replayed" for line in audited(platform, listener["id"]))


@pytest.mark.parametrize(
    ("body", "pointer", "code"),
    [
        ({}, "/dry_run", "required"),
        ({"dry_run": "yes"}, "/dry_run", "wrong_type"),
        ({"dry_run": True, "statuses": ["pending"]}, "/statuses/0", "invalid_value"),
        ({"dry_run": True, "statuses": []}, "/statuses", "too_short"),
        ({"dry_run": True, "statuses": "failed"}, "/statuses", "wrong_type"),
        ({"dry_run": True, "since": "yesterday"}, "/since", "invalid_value"),
        ({"dry_run": True, "until": "2026-11-23"}, "/until", "invalid_value"),
        ({"dry_run": True, "rate": 5}, "/rate", "unknown_field"),
    ],
)
def test_what_a_replay_of_many_refuses(platform, listener, body, pointer, code):
    answer = platform.post(f"/listeners/{listener['id']}/replay", body)
    assert answer.status_code == 422, answer.text
    assert [(one["pointer"], one["code"]) for one in answer.json()["errors"]] == [(pointer, code)]


def test_failed_ones_go_again_oldest_first_and_only_those_in_range(
    platform, clock, settled, receiver
):
    listener = create(platform, receiver, mode="paused")
    made = []
    for number in range(4):
        made.append(task(platform, f"task {number}"))
        clock.move(minutes=1)
    for record in made:
        platform.post(f"/deliveries/{delivery_of(platform, record)['id']}/cancel")
    times = [delivery_of(platform, record)["created_at"] for record in made]
    scope = {"statuses": ["cancelled"], "since": times[1], "until": times[3]}
    assert count(platform, listener, **scope) == 2
    assert count(platform, listener, statuses=["cancelled"]) == 4
    assert count(platform, listener, **scope, dry_run=False) == 2
    query = {"status": "held", "listener_id": listener["id"]}
    held = platform.get("/deliveries", params=query).json()["items"]
    assert {one["record_id"] for one in held} == {made[1]["id"], made[2]["id"]}
    patch(platform, listener, mode="enabled")
    for record in made[1:3]:
        settled.wait(delivery_of(platform, record)["id"])
    assert {request.body for request in receiver.received} == {
        platform.get(f"/records/tasks/{record['id']}").content for record in made[1:3]
    }
    (line,) = [one for one in audited(platform, listener["id"]) if one["action"] == "replayed"]
    assert line["after"] == {**scope, "skip_superseded": False, "count": 2}


def test_skipped_ones_get_the_delivery_that_was_missing_once(platform, clock, settled, receiver):
    listener = create(platform, receiver, mode="disabled")
    record = task(platform)
    clock.move(minutes=1)
    other = create(platform, receiver, function="update")
    patch(platform, listener, mode="enabled")
    assert count(platform, other, statuses=["skipped"]) == 0  # it did not exist
    assert count(platform, listener) == 0
    assert count(platform, listener, statuses=["skipped"]) == 1
    assert count(platform, listener, statuses=["skipped"], dry_run=False) == 1
    made = delivery_of(platform, record)
    settled.wait(made["id"])
    (request,) = receiver.received
    (event,) = platform.get("/events", params={"record_id": record["id"]}).json()["items"]
    assert request.header("webhook-id") == event["id"]
    assert request.body == platform.get(f"/records/tasks/{record['id']}").content
    assert event["outcomes"][0]["outcome"] == "skipped"  # written once, never changed
    after = platform.get(f"/deliveries/{made['id']}").json()
    assert (after["status"], after["attempt_log"][0]["trigger"]) == ("delivered", "manual")
    assert count(platform, listener, statuses=["skipped"]) == 0  # not a second time
    assert count(platform, listener, statuses=["delivered", "skipped"]) == 1


def test_skips_that_are_how_a_listener_is_meant_stay_skipped(platform, receiver):
    channel = platform.get("/me").json()["channels"][0]["id"]
    listener = create(platform, receiver, mode="disabled", channel_id=channel)
    task(platform)  # of no channel
    patch(platform, listener, mode="enabled")
    assert count(platform, listener, statuses=["skipped"]) == 0


def test_made_and_old_ones_go_together_oldest_first(tmp_path, receiver):
    with running_platform(tmp_path, per_listener_limit=1) as platform:
        listener = create(platform, receiver, mode="paused")
        made = [task(platform, "0")]
        patch(platform, listener, mode="disabled")  # cancelled; what comes now is skipped
        made.append(task(platform, "1"))
        patch(platform, listener, mode="paused")
        made.append(task(platform, "2"))
        platform.post(f"/deliveries/{delivery_of(platform, made[2])['id']}/cancel")
        patch(platform, listener, mode="enabled")
        scope = {"statuses": ["skipped", "cancelled"]}
        assert count(platform, listener, **scope, dry_run=False) == 3
        bodies = [request.body for request in receiver.wait(3)]
        assert bodies == [platform.get(f"/records/tasks/{one['id']}").content for one in made]


def test_superseded_versions_can_be_left_out(platform, clock, receiver):
    listener = create(platform, receiver, function="update", mode="paused")
    record = task(platform)
    path = f"/records/tasks/{record['id']}"
    etag = platform.get(path).headers["etag"]
    for subject in "234":
        etag = platform.patch(path, {"subject": subject}, etag).headers["etag"]
    newest, *older = platform.get("/deliveries", params={"record_id": record["id"]}).json()["items"]
    for one in older:
        platform.post(f"/deliveries/{one['id']}/cancel")
    scope = {"statuses": ["cancelled"]}
    assert count(platform, listener, **scope) == 2
    assert count(platform, listener, **scope, skip_superseded=True) == 0  # version 4 is on its way
    platform.post(f"/deliveries/{newest['id']}/cancel")
    assert count(platform, listener, **scope) == 3
    assert count(platform, listener, **scope, skip_superseded=True) == 1
    assert count(platform, listener, **scope, skip_superseded=True, dry_run=False) == 1
    query = {"status": "held", "listener_id": listener["id"]}
    held = platform.get("/deliveries", params=query).json()["items"]
    assert [one["record_version"] for one in held] == [4]


def test_more_than_ten_thousand_are_too_many(platform, clock, receiver, monkeypatch):
    assert replays.MOST == 10_000
    monkeypatch.setattr(replays, "MOST", 5)
    listener = create(platform, receiver, mode="disabled")
    for _ in range(5):
        task(platform)
    patch(platform, listener, mode="paused")
    assert count(platform, listener, statuses=["skipped"]) == 5
    patch(platform, listener, mode="disabled")
    clock.move(seconds=1)
    newest = task(platform)
    patch(platform, listener, mode="paused")
    for dry_run in (True, False):
        body = {"statuses": ["skipped"], "dry_run": dry_run}
        answer = platform.post(f"/listeners/{listener['id']}/replay", body)
        assert (answer.status_code, answer.json()["code"]) == (422, "too_many")
    assert platform.get("/deliveries", params={"listener_id": listener["id"]}).json()["items"] == []
    scope = {"statuses": ["skipped"], "until": newest["created_at"]}
    assert count(platform, listener, **scope, dry_run=False) == 5
