"""Section 1: creating exactly once, and keys that make calls repeatable."""

from __future__ import annotations

import json
import secrets
import threading
from typing import Any

from tests.contract.check import check, expect, expect_equal, expect_members
from tests.contract.client import Answer
from tests.contract.world import World
from tests.support.receivers import Reply


def chosen(world: World) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """A path with an id of our own, a body for it, and another body."""
    listener, credential = world.body(), world.credential_body()
    return [
        (f"/listeners/{world.new_id('lst')}", listener, {**listener, "name": "other"}),
        (f"/credentials/{world.new_id('crd')}", credential, {**credential, "name": "other"}),
    ]


@check("1 Creating", "PUT with the client's id and If-None-Match: * (absent: 428) is 201.")
def a_client_chooses_the_id(world: World) -> None:
    for path, body, _ in chosen(world):
        world.api.call("PUT", path, body).refused(428)
        made = world.api.put(path, body).good(201)
        expect_equal(made["id"], path.rpartition("/")[2], "the id")


@check("1 Creating", "Same body later: 200, Idempotent-Replayed, the resource as it is now.")
def the_same_put_again_is_200(world: World) -> None:
    for path, body, _ in chosen(world):
        made = world.api.put(path, body).good(201)
        now = world.api.patch(path, {"name": "changed"}, made["etag"]).good()
        turned = json.dumps(dict(reversed(body.items())), indent=3).encode()  # as canonical JSON
        again = world.api.call("PUT", path, data=turned, headers={"If-None-Match": "*"})
        expect_equal(again.good(), now, f"{path}: the second answer")
        expect(again.is_replayed, f"{path}: Idempotent-Replayed is missing")


@check("1 Creating", "Another body: 412 with current.")
def another_put_is_412(world: World) -> None:
    for path, body, other in chosen(world):
        made = world.api.put(path, body).good(201)
        problem = world.api.put(path, other).refused(412)
        expect_equal(problem.get("current"), made, f"{path}: `current`")


@check("1 Creating", "Since deleted: 412 id_deleted, current null; ids are never reused.")
def a_deleted_id_is_never_made_again(world: World) -> None:
    for path, body, other in chosen(world):
        made = world.api.put(path, body).good(201)
        world.api.delete(path, made["etag"]).good(204)
        for one in (body, other):
            problem = world.api.put(path, one).refused(412, "id_deleted")
            expect_members(problem, ("current",), path)
            expect_equal(problem["current"], None, f"{path}: `current`")
        world.api.get(path).refused(404)


@check("1 Creating", "A client's id is lst_ (crd_) and 20-40 of 0-9a-z.")
def only_ids_of_that_shape_are_taken(world: World) -> None:
    bad = ("a" * 19, "a" * 41, "A" * 20, "a" * 19 + "-", "é" * 20)
    for path, body, _ in chosen(world):
        start = path.rpartition("_")[0]
        for one in bad:
            answer = world.api.put(f"{start}_{one}", body)
            expect(400 <= answer.status < 500, f"{start}_{one}: the status is {answer.status}")
        for length in (20, 40):
            name = secrets.token_hex(length // 2)
            world.keep(world.api.put(f"{start}_{name}", body).good(201))


@check("1 Idempotency-Key", "Same key, same body: the first answer, Idempotent-Replayed.")
def the_same_key_gives_the_first_answer(world: World) -> None:
    key, body = secrets.token_hex(8), world.body()
    first = world.api.post("/listeners", body, key=key)
    made = world.keep(first.good(201))
    world.api.patch(f"/listeners/{made['id']}", {"name": "changed"}, made["etag"]).good()
    again = world.api.post("/listeners", body, key=key)
    expect_equal(again.good(201), made, "the second answer")
    expect(again.is_replayed and not first.is_replayed, "Idempotent-Replayed is wrong")
    expect_equal(len(world.items("/listeners", q=body["name"])), 0, "listeners of that name")


@check("1 Idempotency-Key", "Other body: 422 idempotency_key_reused.")
def the_same_key_with_another_body_is_422(world: World) -> None:
    key = secrets.token_hex(8)
    world.keep(world.api.post("/listeners", world.body(), key=key).good(201))
    world.api.post("/listeners", world.body(), key=key).refused(422, "idempotency_key_reused")


@check("1 Idempotency-Key", "Any 4xx means that nothing was done and the key is free.")
def a_refused_call_frees_its_key(world: World) -> None:
    key = secrets.token_hex(8)
    world.api.post("/listeners", world.body(entity="no_such"), key=key).refused(422)
    world.keep(world.api.post("/listeners", world.body(), key=key).good(201))


@check("1 Idempotency-Key", "Scoped to caller, method and path.")
def a_key_is_bound_to_its_call(world: World) -> None:
    key = secrets.token_hex(8)
    made = world.keep(world.api.post("/listeners", world.body(), key=key).good(201))
    world.keep(world.api.post("/credentials", world.credential_body(), key=key).good(201))
    path = f"/listeners/{made['id']}"
    world.api.patch(path, {"name": "changed"}, made["etag"], key=key).good()


@check("1 Idempotency-Key", "1-255 visible ASCII.")
def a_key_is_visible_ascii(world: World) -> None:
    for key in ("x" * 256, "a b", "\xe9"):
        headers: Any = {"Idempotency-Key": key.encode("latin-1")}
        answer = world.api.post("/listeners", world.body(), headers=headers)
        answer.refused(400)
    world.keep(world.api.post("/listeners", world.body(), key="x" * 255).good(201))


@check(
    "1 Idempotency-Key",
    "Still running: 409 idempotency_in_progress with Retry-After.",
    needs=("test",),
    by_receiver=True,
)
def a_running_call_is_409(world: World) -> None:
    receiver, key = world.receiver(), secrets.token_hex(8)
    receiver.always(Reply(held=True))
    body = {"listener": world.body(destination=world.to(receiver.url), signing=False)}
    first: list[Answer] = []
    thread = threading.Thread(
        target=lambda: first.append(world.api.post("/listeners/test", body, key=key))
    )
    thread.start()
    try:
        receiver.wait(1)
        second = world.api.post("/listeners/test", body, key=key)
    finally:
        receiver.let_go()
        thread.join()
    second.refused(409, "idempotency_in_progress")
    expect(second.headers.get("Retry-After", "").isdigit(), "Retry-After is missing")
    first[0].good()


@check(
    "1 Idempotency-Key", "Answers that hold a secret are not kept: rotate does not rotate again."
)
def a_repeated_rotation_does_not_rotate_again(world: World) -> None:
    path, key = f"/listeners/{world.listener()['id']}/secret", secrets.token_hex(8)
    first = world.api.post(f"{path}/rotate", key=key).good()
    world.api.post(f"{path}/rotate", key=key)
    now = world.api.post(f"{path}/reveal").good()
    expect(now["secret"] == first["secret"], "the secret changed with the repeated call")
