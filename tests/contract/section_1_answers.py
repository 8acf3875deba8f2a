"""Section 1: how calls are authenticated, permitted, refused and answered."""

from __future__ import annotations

import re
import secrets
from datetime import datetime
from typing import Any

from tests.contract.check import Skipped, check, expect, expect_equal, expect_members
from tests.contract.world import World

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
INSIDE = re.compile(
    r"Traceback|\.py\b|site-packages|sqlite|psycopg|SELECT |INSERT |UPDATE .* SET|/usr/|/home/",
    re.I,
)
# What read-only may not do, and the permission that it lacks.
WRITES = (
    ("POST", "/listeners", "listeners:write"),
    ("PATCH", "/listeners/{listener}", "listeners:write"),
    ("DELETE", "/listeners/{listener}", "listeners:write"),
    ("POST", "/listeners/{listener}/secret/reveal", "listeners:write"),
    ("POST", "/listeners/{listener}/secret/rotate", "listeners:write"),
    ("POST", "/credentials", "credentials:write"),
    ("POST", "/records/{entity}", "records:write"),
)
READS = (
    ("/listeners", "administrator_required"),
    ("/credentials", "administrator_required"),
    ("/events", "permission_missing"),
    ("/deliveries", "permission_missing"),
    ("/records/{entity}", "permission_missing"),
)


def every_time(value: Any) -> list[str]:
    """Every `…_at` in a JSON value."""
    if isinstance(value, list):
        return [found for one in value for found in every_time(one)]
    if not isinstance(value, dict):
        return []
    own = [text for name, text in value.items() if name.endswith("_at") and isinstance(text, str)]
    return own + [found for one in value.values() for found in every_time(one)]


@check("1 Base", "JSON, UTF-8, below {base_url}/api/v1.")
def answers_are_json_in_utf8(world: World) -> None:
    made = world.listener(name="Ŵebhöok 通知 🦉")
    expect_equal(world.api.get(f"/listeners/{made['id']}").good()["name"], made["name"], "the name")
    expect_equal(made["name"], "Ŵebhöok 通知 🦉", "the name")


@check("1 Base", "Times: RFC 3339, UTC, milliseconds, Z.")
def times_are_written_one_way(world: World) -> None:
    listener, credential, record = world.listener(), world.credential(), world.record()
    event = world.api.get("/events", params={"record_id": record["id"]}).good()["items"][0]
    delivery = world.delivery_of(listener, record)
    times = every_time([listener, credential, record, event, delivery])
    expect(len(times) >= 8, f"there are only {len(times)} times in five resources")
    for one in times:
        expect(TIME.fullmatch(one), f"a time reads {one}")
        datetime.fromisoformat(one)


@check("1 Base", "Every range is since ≤ t < until.")
def a_range_holds_its_start_and_not_its_end(world: World) -> None:
    record = world.record()
    mine = {"record_id": record["id"]}
    at = world.api.get("/events", params=mine).good()["items"][0]["occurred_at"]
    since = world.api.get("/events", params={**mine, "since": at}).good()["items"]
    until = world.api.get("/events", params={**mine, "until": at}).good()["items"]
    expect_equal((len(since), len(until)), (1, 0), "events since and until the time of one")


@check("1 Base", "Ids are opaque strings with a readable prefix.")
def ids_have_their_prefixes(world: World) -> None:
    listener, record = world.listener(), world.record()
    event = world.api.get("/events", params={"record_id": record["id"]}).good()["items"][0]
    me = world.server.me
    found = [
        ("lst_", listener["id"]),
        ("crd_", world.credential()["id"]),
        ("evt_", event["id"]),
        ("dlv_", world.delivery_of(listener, record)["id"]),
        ("usr_", me["user"]["id"]),
        ("ins_", me["instance"]["id"]),
        *(("chn_", one["id"]) for one in me["channels"]),
    ]
    for prefix, one in found:
        expect(one.startswith(prefix), f"an id reads {one}, without {prefix}")


@check("1 Authentication", "Missing or bad token: 401 with WWW-Authenticate: Bearer.")
def without_a_good_token_it_is_401(world: World) -> None:
    authorizations = ["", "Bearer", "Bearer ", "Bearer wrong", "Basic dTpw", "Bearer \xe9"]
    for path in ("/me", "/listeners", "/listeners/lst_unknown", "/no/such/path"):
        for one in authorizations:
            headers = {"Authorization": one.encode("latin-1")} if one else {}
            answer = world.api.call("GET", path, token="", headers=headers)  # type: ignore[arg-type]
            answer.refused(401)
            scheme = answer.headers.get("WWW-Authenticate", "")
            expect(scheme.startswith("Bearer"), f"{path} with {one!r}: the challenge is {scheme!r}")


@check("1 Authentication", "POST {base_url}/oauth/token answers as RFC 6749.")
def a_client_gets_a_token(world: World) -> None:
    client_id, secret = world.require(world.server.oauth_client, "--oauth-client-file")
    form = {"grant_type": "client_credentials", "client_id": client_id, "client_secret": secret}
    answer = world.api.request("POST", world.api.base_url + "/oauth/token", {}, form)
    granted = answer.good()
    expect_members(granted, ("access_token", "token_type"), "the grant")
    expect_equal(granted["token_type"].lower(), "bearer", "token_type")
    expect_equal(answer.headers.get("Cache-Control"), "no-store", "Cache-Control")
    world.api.get("/me", token=granted["access_token"]).good()


@check("1 Authentication", "The errors of /oauth/token are those of RFC 6749.")
def oauth_errors_are_those_of_the_rfc(world: World) -> None:
    client = {"client_id": "nobody", "client_secret": "none"}
    if world.server.oauth_client is not None:  # the RFC does not say which is judged first
        client = dict(zip(client, world.server.oauth_client, strict=True))
    unknown = {"client_id": "nobody", "client_secret": "none"}
    either = {"invalid_client"} if client == unknown else set()
    cases = (
        ({"grant_type": "client_credentials", **unknown}, {"invalid_client"}),
        ({"grant_type": "password", **client}, {"unsupported_grant_type"} | either),
        (client, {"invalid_request"} | either),
    )
    for form, errors in cases:
        answer = world.api.request("POST", world.api.base_url + "/oauth/token", {}, form)
        expect(answer.status in (400, 401), f"the status is {answer.status}")
        found = answer.body.get("error")
        expect(found in errors, f"the error of {sorted(form)} is {found}, not {errors}")


@check("1 Permissions", "/me and the catalog: any token.")
def any_token_reads_me_and_the_catalog(world: World) -> None:
    token = world.require(world.server.member_token, "--member-token-file")
    for path in ("/me", "/catalog", f"/catalog/entities/{world.server.entity}/schema"):
        world.api.get(path, token=token).good()
    expect_equal(world.api.get("/me", token=token).good()["permissions"], [], "a member's rights")


@check("1 Permissions", "administrator_required wherever listeners:read is what is missing.")
def reading_needs_its_permission(world: World) -> None:
    token = world.require(world.server.member_token, "--member-token-file")
    for path, code in READS:
        answer = world.api.get(path.format(entity=world.server.entity), token=token)
        problem = answer.refused(403, code)
        if code == "permission_missing":
            expect_equal(problem.get("permission"), "deliveries:read", f"{path}: `permission`")


@check("1 Permissions", "Otherwise 403 permission_missing with permission.")
def writing_needs_its_permission(world: World) -> None:
    token = world.require(world.server.read_only_token, "--read-only-token-file")
    listener = world.listener()
    for method, path, permission in WRITES:
        named = path.format(listener=listener["id"], entity=world.server.entity)
        answer = world.api.call(method, named, {}, token=token, match=listener["etag"])
        problem = answer.refused(403, "permission_missing")
        expect_equal(problem.get("permission"), permission, f"{method} {path}: `permission`")
    world.api.get(f"/listeners/{listener['id']}").good()


@check("1 Permissions", "Read-only has the three reads.")
def read_only_reads_everything(world: World) -> None:
    token = world.require(world.server.read_only_token, "--read-only-token-file")
    rights = set(world.api.get("/me", token=token).good()["permissions"])
    expect_equal(rights, {"listeners:read", "deliveries:read", "audit:read"}, "its rights")
    for path, _ in READS:
        world.api.get(path.format(entity=world.server.entity), token=token).good()


@check("1 Errors", "application/problem+json with type, title, status, detail and code.")
def refusals_are_problems(world: World) -> None:
    world.api.get("/listeners/lst_unknown").refused(404, "not_found")
    world.api.get("/no/such/path").refused(404)
    world.api.post("/listeners", {}).refused(422)
    world.api.call("TRACE", "/me").refused(405)


@check("1 Errors", "A refused body has errors: pointer, code and detail (422).")
def a_refused_body_says_where(world: World) -> None:
    body = world.body(entity="no_such", destination=world.to("ftp://x.example/"))
    problem = world.api.post("/listeners", body).refused(422)
    pointers = {one["pointer"] for one in problem["errors"]}
    expect(pointers & {"/entity", "/destination/url"}, f"the pointers are {pointers}")
    for one in problem["errors"]:
        expect_members(one, ("pointer", "code", "detail"), "an error")
        expect(re.fullmatch(r"[a-z][a-z0-9_]*", one["code"]), f"a code reads {one['code']!r}")


@check("1 Errors", "Not JSON: 400.")
def what_is_not_json_is_400(world: World) -> None:
    for data in (b"{", b"", b"<xml/>", b'{"a": NaN}', b"\xff\xfe{}", b"{'a': 1}", b"{} {}"):
        answer = world.api.post("/listeners", data=data)
        expect_equal(answer.status, 400, f"the status for {data!r}")
        answer.refused(400)


@check("1 Errors", "No stack trace, path, secret or SQL ever appears.")
def refusals_say_nothing_of_the_inside(world: World) -> None:
    deep = b'{"name":' * 4000 + b"1" + b"}" * 4000
    odd: list[dict[str, Any]] = [
        {"data": deep},
        {"data": b'{"name": "\\ud800"}'},
        {"data": b'{"name": "\\u0000"}'},
        {"data": b'{"name": 1e999}'},
        {"data": b'{"signing": "yes", "name": [], "destination": 7}'},
        {"body": world.body(name="' OR 1=1; DROP TABLE listeners; --" * 9)},
        {"body": world.body(entity={"a": 1}, function=[None])},
    ]
    for one in odd:
        answer = world.api.post("/listeners", **one)
        expect(400 <= answer.status < 500, f"{str(one)[:60]}: the status is {answer.status}")
        found = INSIDE.search(answer.content.decode("utf-8"))
        expect(found is None, f"{str(one)[:60]}: the answer says {found}")
    for path in ("/listeners/%00", "/listeners/..%2f..%2fetc%2fpasswd", "/listeners/%ff", "/a'b"):
        answer = world.api.get(path)
        expect(400 <= answer.status < 500, f"{path}: the status is {answer.status}")
        expect(INSIDE.search(answer.content.decode("utf-8")) is None, f"{path}: {answer.body}")


@check("1 Errors", "Checked in this order: 401, 403, 404, 413/415/400, 428, 412, 422.")
def checks_come_in_their_order(world: World) -> None:
    path = f"/listeners/{world.listener()['id']}"
    call, xml = world.api.call, {"Content-Type": "text/plain"}
    unknown = "/listeners/lst_unknown"
    call("PATCH", unknown, data=b"{", token="wrong").refused(401)
    call("PATCH", unknown, data=b"{").refused(404)
    call("PATCH", path, data=b"{}", headers=xml).refused(415)
    call("PATCH", path, data=b"{").refused(400)
    call("PATCH", path, {"colour": 1}).refused(428)
    call("PATCH", path, {"colour": 1}, match='"stale"').refused(412)
    call("PATCH", path, {"colour": 1}, match=call("GET", path).etag).refused(422)
    if world.server.read_only_token is not None:
        call("PATCH", unknown, data=b"{", token=world.server.read_only_token).refused(403)


@check("1 Errors", "A kept idempotent answer comes before 428.")
def a_kept_answer_comes_before_the_precondition(world: World) -> None:
    listener, key = world.listener(), secrets.token_hex(8)
    path, patch = f"/listeners/{listener['id']}", {"name": "once"}
    first = world.api.patch(path, patch, listener["etag"], key=key)
    again = world.api.patch(path, patch, None, key=key)
    expect_equal(again.good(), first.good(), "the second answer")


@check("1 Errors", "Unknown body members: 422 unknown_field; read-only ones are ignored.")
def unknown_members_are_refused(world: World) -> None:
    world.api.post("/listeners", world.body(colour=1)).refused_at("/colour", "unknown_field")
    nested = world.body(destination=world.to("https://x.example/", colour=1))
    world.api.post("/listeners", nested).refused_at("/destination/colour", "unknown_field")
    made = world.listener(id="lst_other", version=99, status="active", created_at="never")
    expect(made["id"] != "lst_other" and made["version"] == 1, "read-only members were taken")


@check("1 Errors", "Unknown query parameter: 400 unknown_parameter.")
def unknown_parameters_are_refused(world: World) -> None:
    for path in ("/listeners", "/credentials", "/events", "/deliveries", "/me", "/catalog"):
        world.api.get(path, params={"colour": "red"}).refused(400, "unknown_parameter")


@check("1 Errors", "A parameter given twice means or.")
def a_parameter_given_twice_means_or(world: World) -> None:
    made = world.listener(mode="paused")
    other = world.listener(mode="disabled", name=made["name"])
    world.listener(name=made["name"])
    found = world.items("/listeners", q=made["name"], status=["paused", "disabled"])
    expect_equal({one["id"] for one in found}, {made["id"], other["id"]}, "what is listed")


@check("1 Load", "Any Origin header, or a Host that is not the server's own: refused.")
def pages_and_foreign_hosts_are_refused(world: World) -> None:
    origin = world.api.get("/me", headers={"Origin": "https://evil.example"})
    host = world.api.get("/me", headers={"Host": "evil.example"})
    for answer in (origin, host):
        expect(400 <= answer.status < 500, f"the status is {answer.status}")
    if not world.server.is_embedded and host.status == 404:
        raise Skipped("section 1: something before the server judges its Host")


@check("1 Load", "Bodies over 1 MiB: 413.")
def bodies_over_one_mebibyte_are_413(world: World) -> None:
    fits = b'{"name": "' + b"x" * (1_048_576 - 12) + b'"}'
    world.api.post("/listeners", data=fits).refused(422)
    world.api.post("/listeners", data=fits[:-2] + b'x"}').refused(413)


@check("1 Load", "Gzip when asked.")
def gzip_when_asked(world: World) -> None:
    zipped = world.api.get("/catalog")
    plain = world.api.get("/catalog", decode=False)
    expect_equal(zipped.headers.get("Content-Encoding"), "gzip", "Content-Encoding when asked")
    expect_equal(plain.headers.get("Content-Encoding"), None, "Content-Encoding when not")
    expect_equal(zipped.good(), plain.good(), "the content")
