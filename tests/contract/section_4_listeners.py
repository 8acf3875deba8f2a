"""Section 4: what a listener is, what it may be, and the status that follows."""

from __future__ import annotations

from typing import Any

from tests.contract.check import Skipped, check, expect, expect_equal, expect_members
from tests.contract.world import World

MEMBERS = (
    "id", "name", "entity", "function", "channel_id", "destination", "mode", "status",
    "status_reason", "signing", "health", "version", "etag", "created_at", "created_by",
    "updated_at", "updated_by",
)  # fmt: skip
HEALTH = (
    "state", "delivered_24h", "failed_24h", "pending", "last_attempt_at", "last_status",
    "failing_since", "suspend_at", "hours",
)  # fmt: skip
CANONICAL = {
    "HTTPS://Hooks.EXAMPLE.com": "https://hooks.example.com/",
    "https://hooks.example.com:443/A?b=C": "https://hooks.example.com/A?b=C",
    "https://bücher.example/x": "https://xn--bcher-kva.example/x",
    "https://hooks.example.com:8443/": "https://hooks.example.com:8443/",
}
REFUSED_URLS = {
    "http://hooks.example.com/": "https_required",
    "http://localhost/": "https_required",
    "https://user:pw@x.example/": "invalid_url",
    "https://x.example/#part": "invalid_url",
    "https://x.example/\\y": "invalid_url",
    "https://x.example/\ny": "invalid_url",
    "https://x.example/\x01": "invalid_url",
    "https://x.example/" + "x" * 2048: "invalid_url",
    "https://": "invalid_url",
    "https://169.254.169.254/latest": "address_blocked",
    "https://[fd00:ec2::254]/": "address_blocked",
    "https://224.0.0.1/": "address_blocked",
}


@check("4 Listeners", "A listener has these members.")
def a_listener_has_its_members(world: World) -> None:
    made = world.listener()
    expect_members(made, MEMBERS, "a listener")
    expect_members(made["health"], HEALTH, "health")
    expect_equal(len(made["health"]["hours"]), 24, "the hours of health")
    expect(all(len(one) == 2 for one in made["health"]["hours"]), "the hours are no pairs")
    expect_equal(world.api.get(f"/listeners/{made['id']}").good(), made, "GET of it")


@check("4 Create", 'Defaults: name "", channel_id null, mode enabled, signing true.')
def creation_has_its_defaults(world: World) -> None:
    body = world.body()
    del body["name"]
    made = world.keep(world.api.post("/listeners", body).good(201))
    found = [made[name] for name in ("name", "channel_id", "mode", "signing", "version")]
    expect_equal(found, ["", None, "enabled", True, 1], "name, channel, mode, signing, version")


@check("4 Create", "Required are entity, function, destination.")
def what_is_required_is_named(world: World) -> None:
    problem = world.api.post("/listeners", {}).refused(422)
    found = {one["pointer"] for one in problem["errors"]}
    expect_equal(found, {"/entity", "/function", "/destination"}, "the pointers")


@check("4 Create", "POST: 201, Location, ETag.")
def creation_says_where(world: World) -> None:
    answer = world.api.post("/listeners", world.body())
    made = world.keep(answer.good(201))
    location = answer.headers.get("Location", "")
    expect(location.endswith(f"/listeners/{made['id']}"), f"Location is {location!r}")
    expect_equal(answer.etag, made["etag"], "the ETag")


@check("4 Create", "422 unknown_entity, unknown_function, unknown_channel, credential_….")
def creation_is_refused_with_its_codes(world: World) -> None:
    basic, bearer = (
        world.credential(),
        world.credential(auth_type="bearer", fields={}, secrets={"token": "t0ken-t0ken-t0ken"}),
    )
    url = "https://x.example/"
    place = "/destination/credential_id"
    cases: tuple[tuple[dict[str, Any], str, str], ...] = (
        ({"entity": "no_such"}, "/entity", "unknown_entity"),
        ({"function": "no_such"}, "/function", "unknown_function"),
        ({"destination": world.to(url, "basic")}, place, "credential_required"),
        ({"destination": world.to(url, "basic", credential_id="crd_unknown")}, place,
         "credential_not_found"),
        ({"destination": world.to(url, "basic", credential_id=bearer["id"])}, place,
         "credential_type_mismatch"),
        ({"destination": world.to(url, credential_id=basic["id"])}, place,
         "credential_type_mismatch"),
    )  # fmt: skip
    for members, pointer, code in cases:
        world.api.post("/listeners", world.body(**members)).refused_at(pointer, code)
    is_pro = world.server.me["instance"]["plan"] == "plan_pro"
    code = "unknown_channel" if is_pro else "channels_not_in_plan"
    world.api.post("/listeners", world.body(channel_id="chn_no")).refused_at("/channel_id", code)


@check("4 Create", "name: at most 200 code points; names and URLs need not be unique.")
def names_are_counted_in_code_points(world: World) -> None:
    name = "🦉" * 200
    expect_equal(world.listener(name=name)["name"], name, "a name of 200 code points")
    expect_equal(world.listener(name=name)["name"], name, "the same name again")
    answer = world.api.post("/listeners", world.body(name=name + "x"))
    expect_equal([one["pointer"] for one in answer.refused(422)["errors"]], ["/name"], "errors")


@check("4 Destination", "endpoint, or e-mail with an address.")
def an_email_address_is_a_destination(world: World) -> None:
    made = world.listener(destination={"kind": "email", "address": "ops@example.com"})
    wanted = {"kind": "email", "address": "ops@example.com"}
    expect_equal({name: made["destination"].get(name) for name in wanted}, wanted, "destination")
    for address in ("a@b@c", "a@x.example,b@x.example", "A <a@x.example>", "", "a@x.example\n"):
        body = world.body(destination={"kind": "email", "address": address})
        world.api.post("/listeners", body).refused(422)


@check("4 Destination", "After a merge patch, members that do not belong are dropped.")
def foreign_members_are_dropped(world: World) -> None:
    credential = world.credential()
    destination = world.to("https://x.example/", "basic", credential_id=credential["id"])
    made = world.listener(destination=destination)
    path = f"/listeners/{made['id']}"
    plain = world.api.patch(path, {"destination": {"auth_type": "none"}}, made["etag"]).good()
    expect_equal(plain["destination"].get("credential_id"), None, "the credential of none")
    patch = {"destination": {"kind": "email", "address": "ops@example.com"}}
    mail = world.api.patch(path, patch, plain["etag"]).good()
    expect_equal(mail["destination"].get("url"), None, "the URL of an e-mail destination")
    bad = {"destination": {"kind": "endpoint"}}
    world.api.patch(path, bad, mail["etag"]).refused(422)


@check("4 URL", "The stored text is canonical.")
def the_url_is_stored_in_canonical_form(world: World) -> None:
    for text, canonical in CANONICAL.items():
        found = world.listener(destination=world.to(text))["destination"]["url"]
        expect_equal(found, canonical, f"the stored text of {text}")


@check("4 URL", "https_required, invalid_url, address_blocked.")
def urls_are_refused_with_their_codes(world: World) -> None:
    for url, code in REFUSED_URLS.items():
        answer = world.api.post("/listeners", world.body(destination=world.to(url)))
        if answer.status == 201 and code != "invalid_url":
            world.keep(answer.body)
            raise Skipped(f"section 4: the operator allows more than the contract's default: {url}")
        answer.refused_at("/destination/url", code)


@check("4 Mode", "status follows mode: disabled, paused, active.")
def the_status_follows_the_mode(world: World) -> None:
    made = world.listener()
    path, etag = f"/listeners/{made['id']}", made["etag"]
    for mode, status in (("paused", "paused"), ("disabled", "disabled"), ("enabled", "active")):
        now = world.api.patch(path, {"mode": mode}, etag).good()
        expect_equal((now["status"], now["status_reason"]), (status, None), f"status of {mode}")
        etag = now["etag"]
    world.api.patch(path, {"mode": "asleep"}, etag).refused(422)


@check("4 Status", "unsupported: can be saved, as the platform always allowed, never activates.")
def what_cannot_be_listened_to_can_be_saved(world: World) -> None:
    catalog = world.server.catalog
    cases: list[tuple[dict[str, Any], str]] = [
        ({"entity": one["name"]}, "entity_not_listenable")
        for one in catalog["entities"]
        if not one["listenable"]
    ]
    cases += [
        ({"function": one["name"]}, "function_not_supported")
        for one in catalog["functions"]
        if not one["supported"]
    ]
    if not cases:
        raise Skipped("section 3: everything in the catalog can be listened to")
    for members, reason in cases:
        for mode in ("enabled", "disabled"):  # the first that holds
            made = world.listener(**members, mode=mode)
            found = (made["status"], made["status_reason"])
            expect_equal(found, ("unsupported", reason), f"status of {members}, {mode}")


@check("4 Health", "unknown: no try yet; nothing is counted.")
def a_new_listener_has_no_health_yet(world: World) -> None:
    health = world.listener()["health"]
    expect_equal(health["state"], "unknown", "the state")
    found = [health[name] for name in HEALTH if name not in ("state", "hours")]
    expect_equal(found, [0, 0, 0, None, None, None, None], "the numbers")


@check("4 Channel", "As a filter it is an exact match, none means null.")
def channels_filter_exactly(world: World) -> None:
    channels = world.server.me["channels"]
    if not channels:
        raise Skipped("section 2: the instance has no distribution channel")
    plain = world.listener()
    bound = world.listener(name=plain["name"], channel_id=channels[0]["id"])
    for wanted, made in (("none", plain), (channels[0]["id"], bound)):
        found = world.items("/listeners", q=plain["name"], channel_id=wanted)
        expect_equal([one["id"] for one in found], [made["id"]], f"listeners of {wanted}")


@check("4 Filters", "entity, function, status, kind, q (name, url, address; case-insensitive).")
def listeners_are_filtered(world: World) -> None:
    made = world.listener(mode="paused", destination=world.to("https://x.example/NeedleInUrl"))
    mail = world.listener(
        name=made["name"], destination={"kind": "email", "address": "needle@example.com"}
    )
    mine = {"q": made["name"].upper()}
    cases: tuple[tuple[dict[str, str], set[str]], ...] = (
        (mine, {made["id"], mail["id"]}),
        ({**mine, "kind": "email"}, {mail["id"]}),
        ({**mine, "kind": "endpoint"}, {made["id"]}),
        ({**mine, "status": "paused"}, {made["id"]}),
        ({**mine, "entity": world.server.entity}, {made["id"], mail["id"]}),
        ({**mine, "function": "update"}, set()),
    )
    for params, wanted in cases:
        found = {one["id"] for one in world.items("/listeners", **params)}
        expect_equal(found, wanted, f"listeners of {params}")
    for text, one in (("needleinurl", made), ("NEEDLE@example", mail)):
        found = {one["id"] for one in world.items("/listeners", q=text)}
        expect(one["id"] in found, f"q={text} does not find it")
