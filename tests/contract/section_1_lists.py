"""Section 1: lists, page by page."""

from __future__ import annotations

import secrets
from typing import Any

from tests.contract.check import check, expect, expect_equal, expect_members
from tests.contract.world import World

PATHS = ("/listeners", "/credentials", "/events", "/deliveries", "/records/{entity}")


def several(world: World, count: int) -> tuple[str, list[str]]:
    """A name that only these listeners have, and their ids, oldest first."""
    name = f"contract check {secrets.token_hex(6)}"
    return name, [world.listener(name=name)["id"] for _ in range(count)]


def ids(page: dict[str, Any]) -> list[str]:
    return [one["id"] for one in page["items"]]


@check("1 Lists", "?limit= (1-500, default 100), ?cursor=; answer items and next_cursor.")
def lists_have_one_shape(world: World) -> None:
    for path in PATHS:
        named = path.format(entity=world.server.entity)
        page = world.api.get(named, params={"limit": 500}).good()
        expect_members(page, ("items", "next_cursor"), named)
        expect(len(world.api.get(named).good()["items"]) <= 100, f"{named}: more than 100 at once")
        for limit in ("0", "501", "-1", "x", "1.5", ""):
            world.api.get(named, params={"limit": limit}).refused(400)


@check("1 Lists", "Listeners and credentials oldest first.")
def listeners_and_credentials_come_oldest_first(world: World) -> None:
    name, made = several(world, 3)
    found = world.items("/listeners", q=name)
    expect_equal([one["id"] for one in found], made, "the listeners")
    credentials = [world.credential()["id"] for _ in range(3)]
    listed = [one["id"] for one in world.items("/credentials") if one["id"] in credentials]
    expect_equal(listed, credentials, "the credentials")


@check("1 Lists", "All else newest first.")
def all_else_comes_newest_first(world: World) -> None:
    listener, records = world.listener(), [world.record()["id"] for _ in range(3)]
    newest = list(reversed(records))
    page = world.api.get(f"/records/{world.server.entity}", params={"limit": 100}).good()
    expect_equal([one for one in ids(page) if one in records], newest, "the records")
    deliveries = world.items("/deliveries", listener_id=listener["id"])
    found = [one["record_id"] for one in deliveries if one["record_id"] in records]
    expect_equal(found, newest, "the deliveries")
    events = world.items("/events", record_id=records)
    expect_equal([one["record_id"] for one in events], newest, "the events")


@check("1 Lists", "Pages hold everything once.")
def pages_hold_everything_once(world: World) -> None:
    name, made = several(world, 5)
    found, cursor = [], None
    for _ in range(5):
        query = {"q": name, "limit": 2, "cursor": cursor}
        page = world.api.get("/listeners", params=query).good()
        expect(len(page["items"]) <= 2, "a page holds more than its limit")
        found += ids(page)
        cursor = page["next_cursor"]
        if cursor is None:
            break
    expect_equal(found, made, "all pages together")


@check("1 Lists", "Nothing that stayed is listed twice or skipped while rows come and go.")
def rows_that_come_and_go_disturb_nothing(world: World) -> None:
    name, made = several(world, 6)
    first = world.api.get("/listeners", params={"q": name, "limit": 2}).good()
    for gone in (made[0], made[1], made[2]):
        path = f"/listeners/{gone}"
        world.api.delete(path, world.api.get(path).etag).good(204)
    world.listener(name=name)
    query = {"q": name, "limit": 2, "cursor": first["next_cursor"]}
    second = world.api.get("/listeners", params=query).good()
    query["cursor"] = second["next_cursor"]
    third = world.api.get("/listeners", params=query).good()
    seen = ids(second) + ids(third)
    stayed = [one for one in seen if one in made]
    expect_equal(stayed, made[3:], "what stayed, on the pages after the first")


@check("1 Lists", "A cursor carries its filters; bad or with other filters: 400 invalid_cursor.")
def a_cursor_is_bound_to_its_list(world: World) -> None:
    name, _ = several(world, 3)
    page = world.api.get("/listeners", params={"q": name, "limit": 1}).good()
    cursor = page["next_cursor"]
    wrong: tuple[tuple[str, dict[str, Any]], ...] = (
        ("/listeners", {"cursor": "nonsense"}),
        ("/listeners", {"cursor": cursor[:-3] + "AAA", "q": name}),
        ("/listeners", {"cursor": cursor, "q": "other"}),
        ("/credentials", {"cursor": cursor}),
    )
    for path, query in wrong:
        world.api.get(path, params=query).refused(400, "invalid_cursor")
