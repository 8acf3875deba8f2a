"""Section 7: test-sends, replay and cancel, stats, audit, and the stream."""

from __future__ import annotations

import json
from typing import Any

import requests

from tests.contract.check import Broken, check, expect, expect_equal, expect_members
from tests.contract.client import CALL_LIMIT_S
from tests.contract.world import World
from tests.support.receivers import HttpReceiver, Reply


def failing(world: World) -> tuple[HttpReceiver, dict[str, Any], dict[str, Any], dict[str, Any]]:
    """A receiver that failed once: it, its listener, the record, the pending delivery."""
    receiver = world.receiver()
    receiver.answer(Reply(status=500))
    made = world.listener(destination=world.to(receiver.url))
    record = world.record()
    return receiver, made, record, world.settled(made, record)


@check("7 Test-send", "200 with the attempt whatever the endpoint did; 422 only for a bad body.",
       needs=("test",), by_receiver=True)  # fmt: skip
def a_test_is_200_whatever_happened(world: World) -> None:
    receiver = world.receiver()
    body = {"listener": world.body(destination=world.to(receiver.url))}
    for reply, code in ((Reply(), None), (Reply(status=500), "http_status")):
        receiver.always(reply)
        attempt = world.api.post("/listeners/test", body).good()
        expect_equal(attempt["trigger"], "test", "the trigger")
        error = attempt["error"]
        expect_equal(None if error is None else error["code"], code, "the error")
    bad = {"listener": world.body(entity="no_such")}
    world.api.post("/listeners/test", bad).refused_at("/listener/entity", "unknown_entity")


@check("7 Test-send", "In no event or delivery; webhook-test: true, a fresh webhook-id.",
       needs=("test",), by_receiver=True)  # fmt: skip
def a_test_leaves_no_trace(world: World) -> None:
    receiver = world.receiver()
    made = world.listener(destination=world.to(receiver.url), mode="disabled")
    for _ in range(2):
        world.api.post(f"/listeners/{made['id']}/test", {}).good()
    first, second = receiver.wait(2)
    expect_equal(first.header("webhook-test"), "true", "webhook-test")
    expect(first.header("webhook-id") != second.header("webhook-id"), "webhook-id is the same")
    expect_equal(world.items("/deliveries", listener_id=made["id"]), [], "its deliveries")
    health = world.api.get(f"/listeners/{made['id']}").good()["health"]
    expect_equal(health["state"], "unknown", "health.state")


@check("7 Test-send", "At most one of payload and record_id; neither: the catalog's sample.",
       needs=("test",), by_receiver=True)  # fmt: skip
def a_test_sends_what_was_asked(world: World) -> None:
    receiver = world.receiver()
    listener = world.body(destination=world.to(receiver.url))
    record = world.record()
    path = f"/records/{world.server.entity}/{record['id']}"
    sample = world.api.get(f"/catalog/entities/{world.server.entity}/sample").good()
    test = "/listeners/test"
    world.api.post(test, {"listener": listener}).good()
    world.api.post(test, {"listener": listener, "payload": {"a": "é"}}).good()
    world.api.post(test, {"listener": listener, "record_id": record["id"]}).good()
    by_sample, by_payload, by_record = receiver.wait(3)
    expect_equal(json.loads(by_sample.body), sample, "the body without either")
    expect_equal(json.loads(by_payload.body), {"a": "é"}, "the body with a payload")
    expect_equal(by_record.body, world.api.get(path).content, "the body with a record_id")
    both = {"listener": listener, "payload": {}, "record_id": record["id"]}
    world.api.post(test, both).refused(422)


@check("7 Test-send", "An inline credential is used and never stored.",
       needs=("test",), by_receiver=True)  # fmt: skip
def an_inline_credential_is_used(world: World) -> None:
    receiver = world.receiver()
    before = len(world.items("/credentials"))
    credential = {"auth_type": "bearer", "fields": {}, "secrets": {"token": "inl1ne-t0ken"}}
    listener = world.body(destination=world.to(receiver.url, "bearer"))
    answer = world.api.post("/listeners/test", {"listener": listener, "credential": credential})
    answer.good()
    expect_equal(receiver.wait(1)[0].header("authorization"), "Bearer inl1ne-t0ken", "the header")
    expect(b"inl1ne-t0ken" not in answer.content, "the secret is in the answer")
    expect_equal(len(world.items("/credentials")), before, "the number of credentials")


@check("7 Test-send", "Else a one-time secret signs and is answered as signing_secret.",
       needs=("test",), by_receiver=True)  # fmt: skip
def an_unsaved_listener_signs_once(world: World) -> None:
    receiver = world.receiver()
    made = world.listener(destination=world.to(receiver.url))
    unsaved = world.body(destination=made["destination"])
    one_time = world.api.post("/listeners/test", {"listener": unsaved}).good()
    expect(one_time.get("signing_secret", "").startswith("whsec_"), "signing_secret is missing")
    saved = world.api.post("/listeners/test", {"listener": {**unsaved, "id": made["id"]}}).good()
    expect(not saved.get("signing_secret"), "the secret of a saved listener is answered")


@check("7 Cancel", "POST /deliveries/{id}/cancel: 200; finished: 409 delivery_finished.")
def a_delivery_is_cancelled_once(world: World) -> None:
    made, record = world.listener(mode="paused"), world.record()
    path = f"/deliveries/{world.delivery_of(made, record)['id']}"
    world.api.post(f"{path}/cancel").good()
    found = world.api.get(path).good()
    expect_equal((found["status"], found["status_reason"]), ("cancelled", "by_user"), "the status")
    world.api.post(f"{path}/cancel").refused(409, "delivery_finished")
    world.api.post("/deliveries/dlv_unknown/cancel").refused(404, "not_found")


@check("7 Replay", "202: the same delivery again, trigger manual, same webhook-id, same bytes.",
       by_receiver=True)  # fmt: skip
def a_replay_is_the_same_delivery(world: World) -> None:
    receiver, made, record, delivery = failing(world)
    world.api.post(f"/deliveries/{delivery['id']}/replay").good(202)
    first, second = receiver.wait(2)
    expect_equal(second.header("webhook-id"), first.header("webhook-id"), "webhook-id")
    expect_equal(second.body, first.body, "the body")
    found = world.settled(made, record, attempts=2)
    triggers = [one["trigger"] for one in found["attempt_log"]]
    expect_equal((found["status"], triggers), ("delivered", ["automatic", "manual"]), "the log")
    expect_equal(found["id"], delivery["id"], "the delivery's id")


@check("7 Replay", "Paused: held; 409 listener_disabled, listener_deleted.")
def a_replay_needs_a_listener(world: World) -> None:
    made, record = world.listener(mode="paused"), world.record()
    path = f"/deliveries/{world.delivery_of(made, record)['id']}"
    world.api.post(f"{path}/cancel").good()
    expect_equal(world.api.post(f"{path}/replay").good(202)["status"], "held", "the status")
    here = f"/listeners/{made['id']}"
    off = world.api.patch(here, {"mode": "disabled"}, made["etag"]).good()
    world.api.post(f"{path}/replay").refused(409, "listener_disabled")
    world.api.delete(here, off["etag"]).good(204)
    world.api.post(f"{path}/replay").refused(409, "listener_deleted")


@check("7 Replay", "POST /listeners/{id}/replay: dry_run is required and counts.")
def many_are_replayed(world: World) -> None:
    made, record = world.listener(mode="paused"), world.record()
    delivery = world.delivery_of(made, record)
    world.api.post(f"/deliveries/{delivery['id']}/cancel").good()
    path = f"/listeners/{made['id']}/replay"
    until = "2999-01-01T00:00:00.000Z"
    wanted = {"since": delivery["created_at"], "until": until, "statuses": ["cancelled"]}
    world.api.post(path, wanted).refused(422)
    for dry_run, status in ((True, "cancelled"), (False, "held")):
        counted = world.api.post(path, {**wanted, "dry_run": dry_run}).good()
        expect_equal(counted, {"count": 1}, f"the answer with dry_run {dry_run}")
        found = world.delivery_of(made, record)
        expect_equal(found["status"], status, f"the status after dry_run {dry_run}")


@check("7 Replay", "skip_superseded leaves out what a later version has replaced.")
def superseded_versions_are_left_out(world: World) -> None:
    made = world.listener(mode="paused", function="update")
    record = world.record()
    for _ in range(2):
        world.change_record(record)
    for one in world.items("/deliveries", listener_id=made["id"]):
        world.api.post(f"/deliveries/{one['id']}/cancel").good()
    wanted = {"since": record["created_at"], "until": "2999-01-01T00:00:00.000Z",
              "statuses": ["cancelled"], "dry_run": True}  # fmt: skip
    path = f"/listeners/{made['id']}/replay"
    for skips, count in ((False, 2), (True, 1)):
        counted = world.api.post(path, {**wanted, "skip_superseded": skips}).good()
        expect_equal(counted, {"count": count}, f"the answer with skip_superseded {skips}")


@check("7 Replay", "skipped as disabled: replay makes the missing delivery.", by_receiver=True)
def what_was_skipped_is_made_up_for(world: World) -> None:
    receiver = world.receiver()
    made = world.listener(destination=world.to(receiver.url), mode="disabled")
    record = world.record()
    path = f"/listeners/{made['id']}"
    world.api.patch(path, {"mode": "enabled"}, made["etag"]).good()
    wanted = {"since": record["created_at"], "until": "2999-01-01T00:00:00.000Z",
              "statuses": ["skipped"], "dry_run": False}  # fmt: skip
    expect_equal(world.api.post(f"{path}/replay", wanted).good(), {"count": 1}, "the answer")
    expect_equal(json.loads(receiver.wait(1)[0].body)["id"], record["id"], "the record")
    expect_equal(world.settled(made, record)["status"], "delivered", "the status")


@check("7 Stats", "Buckets UTC-aligned, empty ones included, at most 1,000 (422).",
       needs=("stats",))  # fmt: skip
def stats_come_in_whole_buckets(world: World) -> None:
    made = world.listener()
    query = {"listener_id": made["id"], "since": "2026-01-01T00:00:00.000Z",
             "until": "2026-01-03T00:00:00.000Z", "bucket": "hour"}  # fmt: skip
    buckets = world.api.get("/stats", params=query).good()["buckets"]
    expect_equal(len(buckets), 48, "the number of hours in two days")
    names = ("start", "delivered", "failed", "skipped", "p50_ms", "p95_ms", "p99_ms")
    expect_members(buckets[0], names, "a bucket")
    expect_equal(buckets[1]["start"], "2026-01-01T01:00:00.000Z", "the second start")
    world.api.get("/stats", params={**query, "until": "2026-03-01T00:00:00.000Z"}).refused(422)


@check("7 Stats", "group=listener gives one sum per listener.", needs=("stats",), by_receiver=True)
def stats_are_summed_by_listener(world: World) -> None:
    made = world.listener(destination=world.to(world.receiver().url))
    record = world.record()
    world.settled(made, record)
    query = {"listener_id": made["id"], "since": record["created_at"][:13] + ":00:00.000Z",
             "until": "2999-01-01T00:00:00.000Z", "group": "listener"}  # fmt: skip
    answer = world.api.get("/stats", params=query).good()
    (one,) = [row for rows in answer.values() if isinstance(rows, list) for row in rows]
    expect_equal((one["listener_id"], one["delivered"]), (made["id"], 1), "the sum")


@check("7 Stats", "Events that a disabled listener missed are skipped.", needs=("stats",))
def stats_count_what_was_skipped(world: World) -> None:
    made = world.listener(mode="disabled")
    record = world.record()
    query = {"listener_id": made["id"], "since": record["created_at"][:13] + ":00:00.000Z",
             "until": "2999-01-01T00:00:00.000Z", "group": "listener"}  # fmt: skip
    answer = world.api.get("/stats", params=query).good()
    sums = [row for rows in answer.values() if isinstance(rows, list) for row in rows]
    expect_equal([one["skipped"] for one in sums], [1], "skipped")
    expect_equal([one["delivered"] for one in sums], [0], "delivered")


@check("7 Audit", "Who did what to which resource, before and after; secrets never.",
       needs=("audit",))  # fmt: skip
def the_audit_says_who_did_what(world: World) -> None:
    made = world.listener()
    path = f"/listeners/{made['id']}"
    world.api.patch(path, {"name": "after"}, made["etag"]).good()
    world.api.post(f"{path}/secret/reveal").good()
    entries = world.items("/audit", resource_id=made["id"])
    expect(len(entries) >= 3, f"there are {len(entries)} entries of three actions")
    for one in entries:
        expect_members(one, ("id", "at", "actor", "action", "resource", "before", "after"), "entry")
        expect_equal(one["actor"]["id"], world.server.me["user"]["id"], "the actor")
        expect_equal(one["resource"], {"type": "listener", "id": made["id"]}, "the resource")
    (update,) = [one for one in entries if one["before"] and one["after"]]
    names = (update["before"].get("name"), update["after"].get("name"))
    expect_equal(names, (made["name"], "after"), "the name before and after")
    expect("whsec_" not in str(entries), "a secret is in the audit")


@check("7 Stream", "Server-sent events; Last-Event-ID resumes.", needs=("stream",))
def the_stream_tells_of_a_change(world: World) -> None:
    made = world.listener()
    first = _next_event(world, made, {"name": "first"}, None)
    found = _next_event(world, made, None, first["id"], wants="second")
    expect_equal(found["data"]["name"], "second", "what came after Last-Event-ID")


def _next_event(
    world: World, made: dict[str, Any], patch: dict[str, Any] | None, last: str | None,
    wants: str = "first",
) -> dict[str, Any]:  # fmt: skip
    """The next `listener` event of a listener; without a patch, one made before connecting."""
    path = f"/listeners/{made['id']}"
    if patch is None:
        world.api.patch(path, {"name": wants}, world.api.get(path).etag).good()
    headers = {"Accept": "text/event-stream", "Authorization": f"Bearer {world.server.token}"}
    if last is not None:
        headers["Last-Event-ID"] = last
    url = f"{world.api.base_url}/api/v1/stream"
    with requests.Session() as session:
        session.trust_env = False
        with session.get(url, headers=headers, stream=True, timeout=CALL_LIMIT_S) as answer:
            expect_equal(answer.status_code, 200, "the status of the stream")
            kind = answer.headers.get("Content-Type", "")
            expect(kind.startswith("text/event-stream"), f"the content type is {kind}")
            if patch is not None:
                world.api.patch(path, patch, world.api.get(path).etag).good()
            fields: dict[str, str] = {}
            for line in answer.iter_lines(chunk_size=1, decode_unicode=True):
                if line:
                    name, _, value = line.partition(":")
                    fields[name] = value.removeprefix(" ")
                    continue
                event, fields = fields, {}
                data = json.loads(event.get("data", "null") or "null") or {}
                if event.get("event") == "listener" and data.get("name") == wants:
                    expect(event.get("id"), "the event has no id")
                    return {**event, "data": data}
    raise Broken("the stream ended without the event")
