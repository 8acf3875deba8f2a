"""Section 1: versions, and changes that start from one."""

from __future__ import annotations

import re
from typing import Any

from tests.contract.check import check, expect, expect_equal
from tests.contract.world import World
from tests.support.receivers import Reply

STRONG = re.compile(r'"[\x21\x23-\x7e\x80-\xff]+"')


def made_of_each(world: World) -> list[tuple[str, dict[str, Any], dict[str, Any]]]:
    """The path of a listener and a credential, what is there, and a patch that changes it."""
    listener, credential = world.listener(), world.credential()
    return [
        (f"/listeners/{listener['id']}", listener, {"name": "changed"}),
        (f"/credentials/{credential['id']}", credential, {"name": "changed"}),
    ]


@check("1 Versions", "Every single resource has an ETag: an opaque quoted token.")
def every_single_resource_has_an_etag(world: World) -> None:
    listener, record = world.listener(), world.record()
    event = world.api.get("/events", params={"record_id": record["id"]}).good()["items"][0]
    paths = (
        f"/listeners/{listener['id']}",
        f"/credentials/{world.credential()['id']}",
        f"/records/{world.server.entity}/{record['id']}",
        f"/events/{event['id']}",
        f"/deliveries/{world.delivery_of(listener, record)['id']}",
    )
    for path in paths:
        etag = world.api.get(path).etag
        expect(STRONG.fullmatch(etag), f"{path}: the ETag reads {etag}")


@check("1 Versions", "Listeners and credentials carry it as etag wherever they stand in a body.")
def listeners_and_credentials_carry_their_etag(world: World) -> None:
    for path, made, _ in made_of_each(world):
        answer = world.api.get(path)
        expect_equal(answer.good()["etag"], answer.etag, f"{path}: `etag`")
        expect_equal(made["etag"], answer.etag, f"{path}: `etag` as created")
        listed = world.items(path.rpartition("/")[0])
        (same,) = [one for one in listed if one["id"] == made["id"]]
        expect_equal(same["etag"], answer.etag, f"{path}: `etag` in the list")


@check("1 Versions", "Records never carry an etag.")
def records_carry_no_etag(world: World) -> None:
    expect("etag" not in world.record(), "a record holds `etag`")


@check("1 Versions", "The ETag changes exactly when version does.")
def the_etag_changes_with_the_version(world: World) -> None:
    for path, made, patch in made_of_each(world):
        changed = world.api.patch(path, patch, made["etag"]).good()
        expect_equal(changed["version"], made["version"] + 1, f"{path}: the version")
        expect(changed["etag"] != made["etag"], f"{path}: the ETag is the same")
        expect_equal(world.api.get(path).etag, changed["etag"], f"{path}: the ETag afterwards")


@check("1 Versions", "It is never used twice for different content of one id.")
def an_etag_is_never_used_twice(world: World) -> None:
    for path, made, patch in made_of_each(world):
        seen, etag = [made["etag"]], made["etag"]
        for name in (patch["name"], made["name"], patch["name"]):
            etag = world.api.patch(path, {"name": name}, etag).good()["etag"]
            seen.append(etag)
        expect_equal(len(set(seen)), 4, f"{path}: different ETags of four versions")


@check("1 Versions", "Derived fields never change version, updated_at or ETag.", by_receiver=True)
def derived_fields_change_no_version(world: World) -> None:
    receiver = world.receiver()
    receiver.always(Reply(status=500))
    made = world.listener(destination=world.to(receiver.url))
    record = world.record()
    world.settled(made, record)
    now = world.api.get(f"/listeners/{made['id']}").good()
    expect(now["health"] != made["health"], "the health did not change")
    for name in ("version", "updated_at", "etag"):
        expect_equal(now[name], made[name], f"`{name}` after a failed try")


@check("1 Versions", "Listeners and credentials are never answered 304.")
def derived_resources_are_never_304(world: World) -> None:
    for path, made, _ in made_of_each(world):
        world.api.get(path, headers={"If-None-Match": made["etag"]}).good()


@check("1 Changing", "PATCH and DELETE need If-Match: absent or * 428.")
def without_a_version_it_is_428(world: World) -> None:
    record = world.record()
    paths = [path for path, _, _ in made_of_each(world)]
    for path in (*paths, f"/records/{world.server.entity}/{record['id']}"):
        for match in (None, "*"):
            world.api.patch(path, {"name": "x"}, match).refused(428)
    for path in paths:
        for match in (None, "*"):
            world.api.delete(path, match).refused(428)
        world.api.get(path).good()


@check("1 Changing", "Stale or weak If-Match is 412, and the problem carries current.")
def a_stale_version_is_412(world: World) -> None:
    for path, made, patch in made_of_each(world):
        now = world.api.patch(path, patch, made["etag"]).good()
        for match in (made["etag"], '"other"', f"W/{now['etag']}"):
            for answer in (
                world.api.patch(path, {"name": "third"}, match),
                world.api.delete(path, match),
            ):
                problem = answer.refused(412)
                expect_equal(problem.get("current"), now, f"{path}: `current`")
        expect_equal(world.api.get(path).good()["name"], "changed", f"{path}: the name")


@check("1 Changing", "PATCH takes application/merge-patch+json and application/json.")
def both_kinds_of_patch_are_taken(world: World) -> None:
    made = world.listener()
    path, etag = f"/listeners/{made['id']}", made["etag"]
    for number, kind in enumerate(("application/merge-patch+json", "application/json")):
        patch = {"name": f"by {number}"}
        answer = world.api.patch(path, patch, etag, headers={"Content-Type": kind})
        expect_equal(answer.good()["name"], patch["name"], f"the name after {kind}")
        etag = answer.etag


@check("1 Changing", "PATCH is a JSON Merge Patch: absent stays, null is the default.")
def a_patch_merges(world: World) -> None:
    made = world.listener(mode="paused", signing=False)
    path = f"/listeners/{made['id']}"
    now = world.api.patch(path, {"mode": None}, made["etag"]).good()
    expect_equal((now["mode"], now["signing"]), ("enabled", False), "mode and signing")
    moved = {"destination": {"url": "https://other.example/"}}
    now = world.api.patch(path, moved, now["etag"]).good()
    expect_equal(now["destination"]["auth_type"], "none", "the rest of the destination")


@check("1 Changing", "A stale PATCH whose every member already has that value is 200.")
def a_stale_patch_that_is_already_so_is_200(world: World) -> None:
    for path, made, patch in made_of_each(world):
        now = world.api.patch(path, patch, made["etag"]).good()
        again = world.api.patch(path, patch, made["etag"]).good()
        expect_equal(again, now, f"{path}: the repeated answer")


@check("1 Changing", "…except when it holds secrets: 412.")
def a_stale_patch_with_secrets_is_412(world: World) -> None:
    body = world.credential_body()
    made = world.credential()
    path = f"/credentials/{made['id']}"
    world.api.patch(path, {"name": "changed"}, made["etag"]).good()
    world.api.patch(path, {"secrets": body["secrets"]}, made["etag"]).refused(412)


@check("1 Changing", "A PATCH that changes nothing is 200 with the same version.")
def a_patch_that_changes_nothing_keeps_the_version(world: World) -> None:
    for path, made, _ in made_of_each(world):
        same = world.api.patch(path, {"name": made["name"]}, made["etag"]).good()
        for name in ("version", "etag", "updated_at"):
            expect_equal(same[name], made[name], f"{path}: `{name}`")


@check("1 Changing", "An unknown or deleted id is 404 not_found, also to a repeated DELETE.")
def a_deleted_id_is_404(world: World) -> None:
    for path, made, patch in made_of_each(world):
        world.api.delete(path, made["etag"]).good(204)
        world.api.delete(path, made["etag"]).refused(404, "not_found")
        world.api.get(path).refused(404, "not_found")
        world.api.patch(path, patch, made["etag"]).refused(404, "not_found")
