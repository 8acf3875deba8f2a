"""Section 7: what events, deliveries and attempts tell afterwards."""

from __future__ import annotations

from tests.contract.check import Skipped, check, expect, expect_equal, expect_members
from tests.contract.world import World
from tests.support.receivers import Reply

EVENT = ("id", "entity", "function", "record_id", "record_version", "occurred_at", "outcomes")
DELIVERY = (
    "id", "event_id", "listener_id", "entity", "function", "record_id", "record_version",
    "channel_id", "destination", "status", "status_reason", "attempts", "last_attempt_at",
    "last_status", "last_error", "next_attempt_at", "created_at", "finished_at",
)  # fmt: skip
ATTEMPT = ("id", "number", "trigger", "started_at", "duration_ms", "timings_ms", "request",
           "response", "error")  # fmt: skip
PHASES = {"dns", "connect", "tls", "send", "first_byte", "receive", "total"}


@check("7 Events", "An event has these members; outcomes name every listener.", needs=("trace",))
def an_event_names_every_outcome(world: World) -> None:
    sends, other, off = (
        world.listener(),
        world.listener(function="update"),
        world.listener(mode="disabled"),
    )
    record = world.record()
    (event,) = world.items("/events", record_id=record["id"])
    expect_members(event, EVENT, "an event")
    outcomes = {one["listener_id"]: one for one in event["outcomes"]}
    expect_equal(outcomes[sends["id"]]["outcome"], "delivery", "the outcome")
    expect_equal(
        outcomes[sends["id"]]["delivery_id"], world.delivery_of(sends, record)["id"], "delivery_id"
    )
    for made, reason in ((other, "function_mismatch"), (off, "disabled")):
        found = (outcomes[made["id"]]["outcome"], outcomes[made["id"]].get("reason"))
        expect_equal(found, ("skipped", reason), "the outcome")
    late = world.listener()
    single = world.api.get(f"/events/{event['id']}").good()
    named = {one["listener_id"] for one in single["outcomes"]}
    expect(late["id"] not in named, "a listener that was created later is named")


@check("7 Events", "Reason other_channel: the record is of another distribution channel.",
       needs=("trace",))  # fmt: skip
def another_channel_is_a_reason(world: World) -> None:
    channels = world.server.me["channels"]
    if not channels:
        raise Skipped("section 2: the instance has no distribution channel")
    made = world.listener(channel_id=channels[0]["id"])
    record = world.record()
    if record["channel_id"] == channels[0]["id"]:
        raise Skipped("section 6: new records are of that channel")
    (event,) = world.items("/events", record_id=record["id"], listener_id=made["id"])
    expect_equal([one.get("reason") for one in event["outcomes"]], ["other_channel"], "the reason")


@check("7 Events", "A list shows all outcomes with record_id, one with listener_id.",
       needs=("trace",))  # fmt: skip
def a_list_of_events_shows_what_was_asked(world: World) -> None:
    made, _ = world.listener(), world.listener()
    record = world.record()
    (event,) = world.items("/events", listener_id=made["id"], record_id=record["id"])
    expect_equal({one["listener_id"] for one in event["outcomes"]}, {made["id"]}, "the listeners")
    by_outcome = {
        outcome: len(world.items("/events", listener_id=made["id"], outcome=outcome))
        for outcome in ("delivery", "skipped")
    }
    expect_equal(by_outcome, {"delivery": 1, "skipped": 0}, "events by outcome")


@check("7 Deliveries", "A delivery has these members; filters find it.")
def deliveries_are_listed_and_filtered(world: World) -> None:
    made, record = world.listener(mode="paused"), world.record()
    found = world.delivery_of(made, record)
    expect_members(found, DELIVERY, "a delivery in a list")
    mine = {"listener_id": made["id"]}
    cases: tuple[tuple[dict[str, str], int], ...] = (
        ({"status": "held"}, 1),
        ({"status": "delivered"}, 0),
        ({"entity": world.server.entity}, 1),
        ({"q": found["id"]}, 1),
        ({"q": record["id"]}, 1),
        ({"since": found["created_at"]}, 1),
        ({"until": found["created_at"]}, 0),
    )
    for params, count in cases:
        expect_equal(len(world.items("/deliveries", **mine, **params)), count, f"with {params}")
    page = world.api.get("/deliveries", params={**mine, "counts": "true"}).good()
    expect_members(page, ("counts",), "the page with counts=true")
    expect_equal(page["counts"].get("held"), 1, "counts.held")


@check("7 Deliveries", "One delivery adds payload and attempt_log.", by_receiver=True)
def one_delivery_has_its_log(world: World) -> None:
    receiver = world.receiver()
    receiver.always(Reply(status=202, headers=(("x-seen", "1"),), body=b"thanks"))
    made = world.listener(destination=world.to(receiver.url))
    delivery = world.settled(made, world.record())
    found = [delivery[name] for name in ("status", "attempts", "last_status", "last_error")]
    expect_equal(found, ["delivered", 1, 202, None], "status, attempts, last_status, last_error")
    expect(delivery["finished_at"] and delivery["next_attempt_at"] is None, "the times are wrong")
    (attempt,) = delivery["attempt_log"]
    expect_members(attempt, ATTEMPT, "an attempt")
    expect(attempt["id"].startswith("att_"), f"the attempt's id is {attempt['id']}")
    expect_equal((attempt["number"], attempt["trigger"]), (1, "automatic"), "number and trigger")
    expect_equal(set(attempt["timings_ms"]), PHASES, "the phases")
    expect_equal(attempt["timings_ms"]["total"], attempt["duration_ms"], "timings_ms.total")
    expect_equal(attempt["timings_ms"]["tls"], None, "tls, which plain HTTP does not reach")
    expect_equal(attempt["error"], None, "the error of a try that succeeded")


@check("7 Attempts", "Request and response are told with their exact text.", by_receiver=True)
def an_attempt_tells_request_and_response(world: World) -> None:
    receiver = world.receiver()
    receiver.always(Reply(headers=(("x-seen", "1"),), body="dankie é".encode()))
    made = world.listener(destination=world.to(receiver.url + "a?b=c"))
    attempt = world.settled(made, world.record())["attempt_log"][0]
    (request,) = receiver.wait(1)
    expect_equal(attempt["request"]["method"], "POST", "the method")
    expect_equal(attempt["request"]["url"], receiver.url + "a?b=c", "the URL")
    expect_equal(attempt["request"]["body"], request.body.decode(), "the body sent")
    sent = {name.lower(): value for name, value in attempt["request"]["headers"]}
    expect_equal(sent.get("webhook-id"), request.header("webhook-id"), "the logged webhook-id")
    response = attempt["response"]
    found = (response["status"], response["body"], response["truncated"])
    expect_equal(found, (200, "dankie é", False), "the response")
    expect("x-seen" in [name.lower() for name, _ in response["headers"]], "x-seen is not told")


@check("7 Attempts", "Bytes that are no UTF-8 are base64.", by_receiver=True)
def odd_bytes_are_base64(world: World) -> None:
    receiver = world.receiver()
    receiver.always(Reply(body=b"\xff\xfe\x00"))
    made = world.listener(destination=world.to(receiver.url))
    response = world.settled(made, world.record())["attempt_log"][0]["response"]
    expect_equal((response["body"], response.get("body_encoding")), ("//4A", "base64"), "the body")


@check("7 Attempts", "Response bodies are kept to 64 KiB.", by_receiver=True)
def long_answers_are_cut(world: World) -> None:
    receiver = world.receiver()
    receiver.always(Reply(body=b"x" * 200_000))
    made = world.listener(destination=world.to(receiver.url))
    response = world.settled(made, world.record())["attempt_log"][0]["response"]
    found = (len(response["body"]), response["truncated"])
    expect_equal(found, (65_536, True), "length and `truncated`")


@check("7 Attempts", "Secret headers read •••.", by_receiver=True)
def secret_headers_are_masked(world: World) -> None:
    receiver = world.receiver()
    credential = world.credential(
        auth_type="api_key", fields={"header": "x-key"}, secrets={"value": "s3cret-s3cret"}
    )
    destination = world.to(receiver.url, "api_key", credential_id=credential["id"])
    delivery = world.settled(world.listener(destination=destination), world.record())
    (request,) = receiver.wait(1)
    expect_equal(request.header("x-key"), "s3cret-s3cret", "the header that came")
    told = dict(delivery["attempt_log"][0]["request"]["headers"])
    expect_equal({name.lower(): value for name, value in told.items()}["x-key"], "•••", "x-key")
    expect("s3cret-s3cret" not in str(delivery), "the secret is in the delivery")


@check("7 Attempts", "error is null exactly when the try succeeded; its code says why not.",
       by_receiver=True)  # fmt: skip
def a_failed_try_has_its_code(world: World) -> None:
    receiver = world.receiver()
    cases = (
        (Reply(status=500), "http_status"),
        (Reply(status=404), "http_status"),
        (Reply(status=302, headers=(("location", "/x"),)), "redirect_not_followed"),
        (Reply(reset=True), "connection_reset"),
        (Reply(status=299), None),
    )
    for reply, code in cases:
        receiver.always(reply)
        made = world.listener(destination=world.to(receiver.url))
        attempt = world.settled(made, world.record())["attempt_log"][0]
        error = attempt["error"]
        expect_equal(None if error is None else error["code"], code, f"the error after {reply}")
        if error is not None:
            expect(error["detail"], "an error has no detail")
