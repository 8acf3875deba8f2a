"""Section 4: batch, the changes feed, signing secrets, and what becomes of a backlog."""

from __future__ import annotations

import base64
import secrets
from typing import Any

from tests.contract.check import check, expect, expect_equal, expect_members
from tests.contract.world import World
from tests.support.receivers import Reply


def read_changes(world: World, since: str | None = None, **params: Any) -> dict[str, Any]:
    """All pages from a token: what changed by id, what was deleted, and the next token."""
    changed: dict[str, Any] = {}
    deleted: list[str] = []
    while True:
        page = world.api.get("/listeners/changes", params={**params, "since": since}).good()
        expect_members(page, ("epoch", "changed", "deleted", "next", "more"), "a page of changes")
        named = [one["id"] for one in page["changed"]] + page["deleted"]
        expect_equal(len(named), len(set(named)), "ids on one page, each once")
        changed |= {one["id"]: one for one in page["changed"]}
        deleted += page["deleted"]
        since = page["next"]
        if not page["more"]:
            return {"changed": changed, "deleted": deleted, "next": since, "epoch": page["epoch"]}


@check("4 Changes", "Without since: all that exist; read until more is false.", needs=("changes",))
def without_a_token_everything_is_told(world: World) -> None:
    made = [world.listener()["id"] for _ in range(3)]
    found = read_changes(world, limit=2)
    expect(set(made) <= set(found["changed"]), "a listener is missing")
    expect_equal(found["deleted"], [], "what was deleted")


@check("4 Changes", "A listener is in it when version or status changed.", needs=("changes",))
def the_feed_tells_what_changed(world: World) -> None:
    made, other = world.listener(), world.listener()
    token = read_changes(world)["next"]
    path = f"/listeners/{made['id']}"
    now = world.api.patch(path, {"mode": "paused"}, made["etag"]).good()
    found = read_changes(world, token)
    expect_equal(found["changed"].get(made["id"]), now, "the changed listener")
    expect(other["id"] not in found["changed"], "one that did not change is named")
    later = read_changes(world, found["next"])["changed"]
    expect(made["id"] not in later, "it is told again after its token")


@check("4 Changes", "Deletions are told; re-reading a page is harmless.", needs=("changes",))
def the_feed_tells_what_was_deleted(world: World) -> None:
    made = world.listener()
    token = read_changes(world)["next"]
    world.api.delete(f"/listeners/{made['id']}", made["etag"]).good(204)
    for _ in range(2):
        found = read_changes(world, token)
        expect(made["id"] in found["deleted"], "the deleted id is not named")
        expect(made["id"] not in found["changed"], "the deleted listener is named as changed")


@check(
    "4 Changes", "Other health numbers put nothing into it.", needs=("changes",), by_receiver=True
)
def health_numbers_alone_are_no_change(world: World) -> None:
    made = world.listener(destination=world.to(world.receiver().url))
    world.settled(made, world.record())  # the state becomes healthy: that is a change
    token = read_changes(world)["next"]
    world.settled(made, world.record())
    expect(made["id"] not in read_changes(world, token)["changed"], "it is named")
    found = read_changes(world)["changed"][made["id"]]
    expect_equal(found["health"]["delivered_24h"], 2, "delivered, as of reading")


@check("4 Changes", "A bad token is 410 token_expired with the epoch, or 400.", needs=("changes",))
def a_bad_token_is_refused(world: World) -> None:
    answer = world.api.get("/listeners/changes", params={"since": "nonsense"})
    if answer.status == 410:
        expect_equal(answer.refused(410, "token_expired").get("epoch"),
                     read_changes(world)["epoch"], "the epoch")  # fmt: skip
    else:
        answer.refused(400)


@check(
    "4 Batch", "In order, each like the single call; a failed one stops nothing.", needs=("batch",)
)
def a_batch_is_its_single_calls(world: World) -> None:
    made, gone = world.listener(), world.listener()
    chosen = world.new_id("lst")
    operations = [
        {"op": "create", "id": chosen, "body": world.body()},
        {"op": "update", "id": made["id"], "if_match": made["etag"], "body": {"name": "new"}},
        {"op": "update", "id": "lst_unknown", "if_match": made["etag"], "body": {"name": "x"}},
        {"op": "delete", "id": gone["id"], "if_match": gone["etag"]},
        {"op": "create", "body": world.body(entity="no_such")},
        {"op": "create", "body": world.body()},
    ]
    results = world.api.post("/listeners/batch", {"operations": operations}).good()["results"]
    statuses = [one["status"] for one in results]
    expect_equal(statuses, [201, 200, 404, 204, 422, 201], "the statuses")
    world.keep(results[5]["body"])
    expect_equal(results[1]["etag"], results[1]["body"]["etag"], "`etag` of the update")
    expect_equal(results[1]["body"], world.api.get(f"/listeners/{made['id']}").good(), "the body")
    expect_equal(results[2]["body"]["code"], "not_found", "the problem as body")
    world.api.get(f"/listeners/{chosen}").good()
    world.api.get(f"/listeners/{gone['id']}").refused(404)


@check("4 Batch", "At most 200, one per id (else 422, nothing done).", needs=("batch",))
def a_batch_has_its_limits(world: World) -> None:
    made = world.listener()
    change = {"op": "update", "id": made["id"], "if_match": made["etag"], "body": {"name": "x"}}
    world.api.post("/listeners/batch", {"operations": [change, change]}).refused(422)
    unknown = [{**change, "id": f"lst_{number}"} for number in range(200)]
    world.api.post("/listeners/batch", {"operations": [change, *unknown]}).refused(422)
    expect_equal(world.api.get(f"/listeners/{made['id']}").good()["name"], made["name"], "the name")


@check("4 Batch", "Preconditions hold inside a batch: 428, 412, exactly once.", needs=("batch",))
def a_batch_keeps_preconditions(world: World) -> None:
    made, body, chosen = world.listener(), world.body(), world.new_id("lst")
    path = f"/listeners/{made['id']}"
    world.api.patch(path, {"name": "second"}, made["etag"]).good()
    operation = {"op": "update", "id": made["id"], "body": {"name": "third"}}
    for more, status in (({}, 428), ({"if_match": made["etag"]}, 412)):
        answer = world.api.post("/listeners/batch", {"operations": [{**operation, **more}]})
        expect_equal(answer.good()["results"][0]["status"], status, f"the status with {more}")
    create = {"operations": [{"op": "create", "id": chosen, "body": body}]}
    found = [world.api.post("/listeners/batch", create).good()["results"][0] for _ in range(2)]
    expect_equal([one["status"] for one in found], [201, 200], "the same creation twice")


@check("4 Secret", "reveal and rotate: whsec_…, no-store; neither changes version.")
def the_signing_secret_is_told_and_rotated(world: World) -> None:
    made = world.listener()
    path = f"/listeners/{made['id']}"
    revealed = world.api.post(f"{path}/secret/reveal")
    first = revealed.good()
    expect_members(first, ("secret", "previous_valid_until"), "the revealed secret")
    expect(first["secret"].startswith("whsec_"), "it does not begin with whsec_")
    key = base64.b64decode(first["secret"].removeprefix("whsec_"), validate=True)
    expect(24 <= len(key) <= 64, f"the key has {len(key)} bytes (Standard Webhooks: 24 to 64)")
    expect_equal(first["previous_valid_until"], None, "previous_valid_until before a rotation")
    rotated = world.api.post(f"{path}/secret/rotate")
    second = rotated.good()
    expect(second["secret"] != first["secret"], "rotate answers the same secret")
    expect(second["previous_valid_until"], "previous_valid_until is null after a rotation")
    for answer in (revealed, rotated):
        expect_equal(answer.headers.get("Cache-Control"), "no-store", "Cache-Control")
    expect_equal(world.api.get(path).good()["version"], made["version"], "the version")
    expect_equal(world.api.get(path).etag, made["etag"], "the ETag")


@check("4 Backlog", "Pausing holds; enabling sends, in version order per record.", by_receiver=True)
def a_paused_listener_keeps_its_events(world: World) -> None:
    receiver = world.receiver()
    made = world.listener(destination=world.to(receiver.url), mode="paused", function="update")
    record = world.record()
    versions = [world.change_record(record)["version"] for _ in range(3)]
    for one in world.items("/deliveries", listener_id=made["id"]):
        expect_equal((one["status"], one["status_reason"]), ("held", "paused"), "the status")
    pending = world.api.get(f"/listeners/{made['id']}").good()["health"]["pending"]
    expect_equal(pending, 3, "health.pending")
    world.api.patch(f"/listeners/{made['id']}", {"mode": "enabled"}, made["etag"]).good()
    came = [int(one.header("picksmart-record-version")) for one in receiver.wait(3)]
    expect_equal(came, versions, "the versions as they came")


@check("4 Backlog", "Disabling or deleting makes unfinished ones cancelled; they stay readable.")
def an_end_cancels_the_backlog(world: World) -> None:
    disabled, deleted = world.listener(mode="paused"), world.listener(mode="paused")
    record = world.record()
    off = {"mode": "disabled"}
    world.api.patch(f"/listeners/{disabled['id']}", off, disabled["etag"]).good()
    world.api.delete(f"/listeners/{deleted['id']}", deleted["etag"]).good(204)
    cases = ((disabled, "listener_disabled"), (deleted, "listener_deleted"))
    for made, reason in cases:
        found = world.delivery_of(made, record)
        expect_equal((found["status"], found["status_reason"]), ("cancelled", reason), "status")
        expect(found["finished_at"], "finished_at is null")
        world.api.get(f"/deliveries/{found['id']}").good()


@check("4 Suspension", "410 suspends; only a PATCH with mode: enabled lifts it.", by_receiver=True)
def a_gone_endpoint_is_suspended_until_enabled(world: World) -> None:
    receiver = world.receiver()
    receiver.always(Reply(status=410))
    made = world.listener(destination=world.to(receiver.url))
    path = f"/listeners/{made['id']}"
    world.settled(made, world.record())
    gone = world.api.get(path).good()
    found = (gone["status"], gone["status_reason"], gone["mode"], gone["version"])
    expect_equal(found, ("suspended", "endpoint_gone", "enabled", 1), "status, mode, version")
    renamed = world.api.patch(path, {"name": secrets.token_hex(4)}, gone["etag"]).good()
    expect_equal(renamed["status"], "suspended", "the status after a PATCH without mode")
    world.api.patch(path, {"mode": "enabled"}, made["etag"]).refused(412)
    lifted = world.api.patch(path, {"mode": "enabled"}, renamed["etag"]).good()
    expect_equal(lifted["status"], "active", "the status after mode: enabled")
    expect_equal(lifted["version"], renamed["version"] + 1, "the version")
    expect_equal(lifted["health"]["failing_since"], None, "failing_since")
