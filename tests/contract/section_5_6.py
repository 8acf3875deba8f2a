"""Sections 5 and 6: credentials that never tell their secrets, records that keep their bytes."""

from __future__ import annotations

import json
from typing import Any

from tests.contract.check import Skipped, check, expect, expect_equal, expect_members
from tests.contract.world import World

CANARY = "C4nary-f0r-c0ntract-9f3a"


@check("5 Credentials", "A credential has these members; secrets never come out.")
def secrets_never_come_out(world: World) -> None:
    answer = world.api.post("/credentials", world.credential_body(secrets={"password": CANARY}))
    made = world.keep(answer.good(201))
    names = ("id", "name", "auth_type", "fields", "secret_hints", "used_by", "last_success_at",
             "version", "etag", "created_at", "updated_at")  # fmt: skip
    expect_members(made, names, "a credential")
    path = f"/credentials/{made['id']}"
    patched = world.api.patch(path, {"name": "x"}, made["etag"])
    answers = [answer, world.api.get(path), world.api.get("/credentials"), patched,
               world.api.patch(path, {"name": "y"}, made["etag"])]  # fmt: skip
    for one in answers:
        expect(CANARY.encode() not in one.content, f"{one.what}: the secret is in the answer")
    if "audit" in world.server.me["capabilities"]:
        audit = world.api.get("/audit", params={"resource_id": made["id"]})
        expect(CANARY.encode() not in audit.content, "the secret is in the audit")


@check("5 Credentials", "A hint is the last 4 characters of a secret of 12 or more, else empty.")
def a_hint_is_the_end_of_a_long_secret(world: World) -> None:
    for secret, hint in (("12345678901", ""), ("123456789012", "…9012")):
        made = world.credential(secrets={"password": secret})
        found = made["secret_hints"].get("password") or ""
        expect_equal(found.removeprefix("…"), hint.removeprefix("…"), f"hint of {len(secret)}")


@check("5 Credentials", "In secrets: absent keeps, null clears (a required one: 422).")
def absent_keeps_and_null_clears(world: World) -> None:
    made = world.credential()
    path = f"/credentials/{made['id']}"
    now = world.api.patch(path, {"fields": {"username": "other"}}, made["etag"]).good()
    expect_equal(now["secret_hints"], made["secret_hints"], "the hints after another change")
    world.api.patch(path, {"secrets": {"password": None}}, now["etag"]).refused(422)
    changed = {"secrets": {"password": "another secret 1234"}}
    now = world.api.patch(path, changed, now["etag"]).good()
    expect(now["secret_hints"]["password"].endswith("1234"), f"hints: {now['secret_hints']}")
    expect_equal(now["version"], made["version"] + 2, "the version")


@check("5 Credentials", "A mask (•, …) is 422 masked_secret.")
def a_mask_is_refused(world: World) -> None:
    made = world.credential()
    for mask in ("••••", "…9f3a", "•"):
        body = world.credential_body(secrets={"password": mask})
        world.api.post("/credentials", body).refused_at("/secrets/password", "masked_secret")
        answer = world.api.patch(
            f"/credentials/{made['id']}", {"secrets": {"password": mask}}, made["etag"]
        )
        answer.refused_at("/secrets/password", "masked_secret")


@check("5 Credentials", "auth_type cannot be changed (422 read_only).")
def the_type_cannot_be_changed(world: World) -> None:
    made = world.credential()
    patch = {"auth_type": "bearer", "fields": {}, "secrets": {"token": "t0ken"}}
    answer = world.api.patch(f"/credentials/{made['id']}", patch, made["etag"])
    answer.refused_at("/auth_type", "read_only")


@check("5 Credentials", "In use: DELETE is 409 credential_in_use with used_by.")
def a_credential_in_use_stays(world: World) -> None:
    made = world.credential()
    destination = world.to("https://x.example/", "basic", credential_id=made["id"])
    listener = world.listener(destination=destination)
    path = f"/credentials/{made['id']}"
    now = world.api.get(path)
    expect_equal(now.good()["used_by"], [listener["id"]], "used_by")
    expect_equal(now.etag, made["etag"], "the ETag, although used_by changed")
    problem = world.api.delete(path, made["etag"]).refused(409, "credential_in_use")
    expect_equal(problem.get("used_by"), [listener["id"]], "used_by in the problem")
    world.api.delete(f"/listeners/{listener['id']}", listener["etag"]).good(204)
    world.api.delete(path, made["etag"]).good(204)


@check("5 Credentials", "Fields are those of the type in the catalog.")
def fields_are_those_of_the_type(world: World) -> None:
    cases: tuple[dict[str, Any], ...] = (
        {"auth_type": "no_such"},
        {"auth_type": "none"},
        {"fields": {}},
        {"secrets": {}},
        {"fields": {"username": "a:b"}},
        {"fields": {"username": "svc", "colour": "red"}},
        {"secrets": {"password": "correct horse", "token": "x"}},
    )
    for members in cases:
        world.api.post("/credentials", world.credential_body(**members)).refused(422)


@check("6 Records", "Each has id, version (1, 2, 3 …), channel_id, created_at, updated_at.",
       needs=("records",))  # fmt: skip
def a_record_counts_its_versions(world: World) -> None:
    made = world.record()
    expect_members(made, ("id", "version", "channel_id", "created_at", "updated_at"), "a record")
    changed = [world.change_record(made)["version"] for _ in range(2)]
    expect_equal([made["version"], *changed], [1, 2, 3], "the versions")


@check("6 Records", "Bodies follow the catalog's schema (422 otherwise).", needs=("records",))
def bodies_follow_the_schema(world: World) -> None:
    path = f"/records/{world.server.entity}"
    for body in ({world.server.text_field: 7}, {"no_such_member": 1}):
        world.api.post(path, {**world.server.sample, **body}).refused(422)
    made = world.record()
    etag = world.api.get(f"{path}/{made['id']}").etag
    world.api.patch(f"{path}/{made['id']}", {world.server.text_field: 7}, etag).refused(422)
    world.api.get("/records/no_such").refused(404)


@check("6 Records", "A version is serialised once: the same bytes for every caller.",
       needs=("records",))  # fmt: skip
def a_version_has_the_same_bytes_for_everyone(world: World) -> None:
    path = f"/records/{world.server.entity}"
    body = {**world.server.sample, world.server.text_field: "é 通知 \u2028 </script>"}
    made = world.api.post(path, body)
    one = f"{path}/{made.good(201)['id']}"
    tokens = [None, world.server.read_only_token]
    found = {world.api.get(one, token=token, decode=zipped).content
             for token in tokens for zipped in (True, False)}  # fmt: skip
    expect_equal(found, {made.content}, "the bytes of all answers")


@check("6 Records", "Every create and every update that changes something makes one event.",
       needs=("records", "trace"))  # fmt: skip
def every_change_makes_one_event(world: World) -> None:
    made = world.record()
    path = f"/records/{world.server.entity}/{made['id']}"
    same = {world.server.text_field: made.get(world.server.text_field)}
    world.api.patch(path, same, world.api.get(path).etag).good()
    world.change_record(made)
    events = world.items("/events", record_id=made["id"])
    found = [(one["function"], one["record_version"]) for one in reversed(events)]
    expect_equal(found, [("create", 1), ("update", 2)], "the events")


@check("6 Records", "…also for entities that are not listenable.", needs=("records", "trace"))
def internal_entities_make_events_too(world: World) -> None:
    internal = [one["name"] for one in world.server.catalog["entities"] if not one["listenable"]]
    if not internal:
        raise Skipped("section 3: every entity is listenable")
    listener = world.listener(entity=internal[0])
    sample = world.api.get(f"/catalog/entities/{internal[0]}/sample").good()
    drop = ("id", "version", "channel_id", "created_at", "updated_at")
    body = {name: value for name, value in sample.items() if name not in drop}
    made = world.api.post(f"/records/{internal[0]}", body).good(201)
    (event,) = world.items("/events", record_id=made["id"], listener_id=listener["id"])
    expect_equal([one.get("reason") for one in event["outcomes"]], ["unsupported"], "the reason")


@check("6 Records", "Every try sends exactly those bytes, also when the record changed since.",
       needs=("records",), by_receiver=True)  # fmt: skip
def a_try_sends_the_bytes_of_its_version(world: World) -> None:
    receiver = world.receiver()
    listener = world.listener(destination=world.to(receiver.url), mode="paused")
    path = f"/records/{world.server.entity}"
    made = world.api.post(path, {**world.server.sample, world.server.text_field: "é 通知"})
    record = made.good(201)
    world.change_record(record)
    world.api.patch(f"/listeners/{listener['id']}", {"mode": "enabled"}, listener["etag"]).good()
    (request,) = receiver.wait(1)
    expect_equal(request.body, made.content, "the body that came")
    shown = world.settled(listener, record)["payload"]
    expect_equal(json.dumps(shown), json.dumps(made.content.decode()), "`payload`")
