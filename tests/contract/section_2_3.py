"""Sections 2 and 3: who the token is, and what the catalog offers."""

from __future__ import annotations

from jsonschema import Draft202012Validator

from tests.contract.check import Skipped, check, expect, expect_equal, expect_members
from tests.contract.world import World

CAPABILITIES = {
    "changes": ("GET", "/listeners/changes"),
    "batch": ("POST", "/listeners/batch"),
    "test": ("POST", "/listeners/test"),
    "stream": ("GET", "/stream"),
    "stats": ("GET", "/stats"),
    "trace": ("GET", "/events"),
    "audit": ("GET", "/audit"),
    "records": ("GET", "/records/{entity}"),
}
PERMISSIONS = {
    "listeners:read", "listeners:write", "credentials:write", "deliveries:read",
    "deliveries:replay", "records:write", "audit:read",
}  # fmt: skip
LISTENABLE = {
    "clients", "policies", "quotes", "leads", "claims", "tasks", "notes", "payments", "advisers",
}  # fmt: skip
INTERNAL = {"commission_runs", "users", "audit_entries"}
FIELDS = {
    "none": {},
    "basic": {"username": False, "password": True},
    "bearer": {"token": True},
    "api_key": {"header": False, "value": True},
    "oauth2_client_credentials": {
        "token_url": False, "client_id": False, "client_secret": True, "scope": False,
        "audience": False,
    },
}  # fmt: skip


@check("2 Who am I", "GET /me: user, permissions, instance, channels, capabilities.")
def me_says_who_and_what(world: World) -> None:
    me = world.api.get("/me").good()
    expect_members(me, ("user", "permissions", "instance", "channels", "capabilities"), "/me")
    expect_members(me["user"], ("id", "name", "email"), "the user")
    expect_members(me["instance"], ("id", "name", "plan", "environment"), "the instance")
    for one in me["channels"]:
        expect_members(one, ("id", "name"), "a channel")
    instance = me["instance"]
    expect(instance["plan"] in ("plan", "plan_pro"), f"the plan is {instance['plan']!r}")
    known = ("production", "staging", "sandbox")
    expect(instance["environment"] in known, f"the environment is {instance['environment']!r}")


@check("2 Who am I", "An administrator has all permissions.")
def an_administrator_may_do_everything(world: World) -> None:
    found = set(world.api.get("/me").good()["permissions"])
    expect(found >= PERMISSIONS, f"the permissions lack {sorted(PERMISSIONS - found)}")


@check("2 Who am I", "Calling a missing capability is 404 capability_missing.")
def a_missing_capability_says_so(world: World) -> None:
    missing = [name for name in CAPABILITIES if name not in world.server.me["capabilities"]]
    if not missing:
        raise Skipped("section 2: it has every capability")
    for name in missing:
        method, path = CAPABILITIES[name]
        answer = world.api.call(method, path.format(entity=world.server.entity))
        answer.refused(404, "capability_missing")


@check("2 Who am I", "Capabilities list only what is built.")
def what_is_listed_is_built(world: World) -> None:
    for name in world.server.me["capabilities"]:
        if name not in CAPABILITIES or name == "stream":  # the stream does not end
            continue
        method, path = CAPABILITIES[name]
        answer = world.api.call(method, path.format(entity=world.server.entity))
        expect(answer.status not in (404, 405, 501), f"{name}: the status is {answer.status}")


@check("3 Catalog", "GET /catalog: revision, entities, functions, auth_types, limits.")
def the_catalog_has_its_shape(world: World) -> None:
    catalog = world.api.get("/catalog").good()
    names = ("revision", "entities", "functions", "auth_types", "limits")
    expect_members(catalog, names, "the catalog")
    functions = {one["name"] for one in catalog["functions"]}
    for one in catalog["functions"]:
        expect_members(one, ("name", "label", "supported"), "a function")
    for one in catalog["entities"]:
        expect_members(one, ("name", "label", "listenable"), "an entity")
        if one["listenable"]:
            unknown = set(one["functions"]) - functions
            expect(not unknown, f"{one['name']} has functions the catalog lacks: {unknown}")
        else:
            expect(one.get("reason"), f"{one['name']} does not say why it is not listenable")
    limits = ("listeners", "payload_bytes", "timeout_seconds", "tests_per_minute",
              "payload_retention_days", "attempt_retention_days")  # fmt: skip
    expect_members(catalog["limits"], limits, "the limits")


@check("3 Catalog", "auth_types with their fields, and which of them are secret.")
def auth_types_name_their_fields(world: World) -> None:
    found = {
        one["name"]: {field["name"]: field["secret"] for field in one["fields"]}
        for one in world.api.get("/catalog").good()["auth_types"]
    }
    for name, fields in FIELDS.items():
        expect_equal(found.get(name), fields, f"the fields of {name}")


@check("3 Catalog", "…/schema is JSON Schema 2020-12, …/sample one valid record of it.")
def every_sample_follows_its_schema(world: World) -> None:
    for one in world.server.catalog["entities"]:
        path = f"/catalog/entities/{one['name']}"
        schema = world.api.get(f"{path}/schema").good()
        Draft202012Validator.check_schema(schema)
        errors = list(
            Draft202012Validator(schema).iter_errors(world.api.get(f"{path}/sample").good())
        )
        expect(not errors, f"the sample of {one['name']}: {errors[:1]}")


@check("3 Catalog", "An unknown entity is 404.")
def an_unknown_entity_is_404(world: World) -> None:
    for what in ("schema", "sample"):
        world.api.get(f"/catalog/entities/no_such/{what}").refused(404, "not_found")


@check("3 Catalog", "The embedded platform carries at least these entities.")
def the_embedded_platform_carries_its_entities(world: World) -> None:
    if not world.server.is_embedded:
        raise Skipped("section 3: said of the embedded platform only (--embedded)")
    found = {one["name"]: one["listenable"] for one in world.server.catalog["entities"]}
    listenable = {name for name, one in found.items() if one}
    expect(listenable >= LISTENABLE, f"listenable lacks {sorted(LISTENABLE - listenable)}")
    internal = set(found) - listenable
    expect(internal >= INTERNAL, f"not listenable lacks {sorted(INTERNAL - internal)}")
