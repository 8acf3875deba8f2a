"""Problems: their shape, their order, and what they never say."""

from __future__ import annotations

import json
import re
import socket

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from app.server.api import listeners as listener_calls
from app.server.store import audit as audit_rows
from app.server.store import credentials as credential_rows
from app.server.store import listeners as listener_rows
from app.server.store import records as record_rows
from tests.support.platform import running_platform

LISTENER = {
    "entity": "clients",
    "function": "create",
    "destination": {"kind": "endpoint", "url": "https://hooks.example.com/a"},
}
UNKNOWN = "lst_00000000000000000000000000"


def assert_problem(answer, status, code):
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "detail"} <= answer.json().keys()
    assert answer.json()["status"] == status


def test_a_missing_token_is_challenged(platform):
    answer = platform.get("/me", token="")
    assert_problem(answer, 401, "not_authenticated")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("header", ["Bearer", "Bearer  ", "Bearer x", "Basic eDp5", "Token x"])
def test_a_bad_token_is_challenged(platform, header):
    answer = platform.get("/me", token="", headers={"Authorization": header})
    assert_problem(answer, 401, "not_authenticated")


@pytest.mark.parametrize(
    ("role", "method", "path", "code", "permission"),
    [
        ("member", "GET", "/listeners", "administrator_required", "listeners:read"),
        ("member", "GET", "/credentials", "administrator_required", "listeners:read"),
        ("member", "GET", "/listeners/changes", "administrator_required", "listeners:read"),
        ("member", "GET", "/records/clients", "permission_missing", "deliveries:read"),
        ("member", "GET", "/events", "permission_missing", "deliveries:read"),
        ("member", "GET", "/deliveries", "permission_missing", "deliveries:read"),
        ("read_only", "POST", "/listeners", "permission_missing", "listeners:write"),
        ("read_only", "POST", "/listeners/test", "permission_missing", "listeners:write"),
        ("read_only", "POST", "/credentials", "permission_missing", "credentials:write"),
        ("read_only", "POST", "/records/clients", "permission_missing", "records:write"),
    ],
)
def test_each_call_needs_its_permission(platform, role, method, path, code, permission):
    answer = platform.call(method, path, token=platform.token_of(role))
    assert_problem(answer, 403, code)
    assert answer.json()["permission"] == permission


@pytest.mark.parametrize("role", ["member", "read_only"])
def test_any_token_may_read_who_it_is_and_the_catalog(platform, role):
    token = platform.token_of(role)
    assert platform.get("/me", token=token).status_code == 200
    assert platform.get("/catalog", token=token).status_code == 200


def test_roles_carry_the_permissions_of_the_contract(platform):
    def of(role):
        return platform.get("/me", token=platform.token_of(role)).json()["permissions"]

    assert of("member") == []
    assert of("read_only") == ["audit:read", "deliveries:read", "listeners:read"]
    assert len(of("administrator")) == 7


def test_the_order_of_checks_is_that_of_the_contract(platform, new_listener):
    """Each request breaks everything from one check on; the earlier one is answered."""
    listener = new_listener()
    path = f"/listeners/{listener['id']}"
    worst = {"data": b"{" * 10, "headers": {"Content-Type": "text/plain"}}
    reader = platform.token_of("read_only")
    assert platform.call("PATCH", f"/listeners/{UNKNOWN}", token="", **worst).status_code == 401
    assert platform.call("PATCH", f"/listeners/{UNKNOWN}", token=reader, **worst).status_code == 403
    assert platform.call("PATCH", f"/listeners/{UNKNOWN}", **worst).status_code == 404
    assert platform.call("PATCH", path, **worst).status_code == 415
    assert platform.call("PATCH", path, data=b"{").status_code == 400
    assert platform.call("PATCH", path, {"entity": "nope"}).status_code == 428
    assert platform.patch(path, {"entity": "nope"}, '"stale"').status_code == 412
    assert platform.patch(path, {"entity": "nope"}, listener["etag"]).status_code == 422


@pytest.mark.parametrize("kind", ["listeners", "credentials", "records/tasks"])
@pytest.mark.parametrize("body", [b"[]", b"null", b"5"])
def test_a_body_that_is_no_object_is_refused_after_the_precondition(
    platform, new_listener, new_credential, kind, body
):
    if kind == "records/tasks":
        made = platform.post(f"/{kind}", {"subject": "x"})
        one, etag = made.json(), made.headers["etag"]
    else:
        one = new_listener() if kind == "listeners" else new_credential()
        etag = one["etag"]
    path = f"/{kind}/{one['id']}"

    def patch(**headers):
        return platform.call("PATCH", path, data=body, headers=headers)

    assert_problem(patch(), 428, "precondition_required")
    assert patch(**{"If-Match": '"stale"'}).json()["current"]["id"] == one["id"]
    assert_problem(patch(**{"If-Match": '"stale"'}), 412, "stale")
    refused = patch(**{"If-Match": etag})
    assert_problem(refused, 422, "wrong_type")
    assert refused.json()["errors"][0]["pointer"] == ""
    unknown = platform.call("PUT", "/listeners/" + UNKNOWN, data=body)
    assert_problem(unknown, 428, "precondition_required")


def test_a_body_of_nonsense_is_not_answered_with_as_much_nonsense(platform):
    body = {str(number): number for number in range(20_000)}
    for path in ("/listeners", "/records/tasks"):
        answer = platform.post(path, body)
        assert answer.status_code == 422
        assert len(answer.json()["errors"]) <= 50
        assert len(answer.content) < 20_000


def test_a_kept_answer_comes_before_the_precondition(platform, new_listener):
    listener = new_listener()
    path = f"/listeners/{listener['id']}"
    key = {"Idempotency-Key": f"order-{listener['id']}"}
    first = platform.patch(path, {"name": "once"}, listener["etag"], headers=key)
    again = platform.call("PATCH", path, {"name": "once"}, headers=key)  # no If-Match at all
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.headers["idempotent-replayed"] == "true"


@pytest.mark.parametrize("path", ["/nothing", "/listeners/x/y/z", "/records", "/v2"])
def test_an_unknown_path_says_401_before_404(platform, path):
    assert platform.get(path, token="").status_code == 401
    assert_problem(platform.get(path), 404, "not_found")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", "/me"),
        ("PUT", "/listeners"),
        ("TRACE", "/me"),
        ("PUT", "/listeners/batch"),
        ("GET", "/listeners/test"),
        ("DELETE", "/listeners/changes"),
    ],
)
def test_a_method_that_a_path_does_not_take(platform, method, path):
    assert platform.call(method, path, token="").status_code == 401
    answer = platform.call(method, path)
    assert_problem(answer, 405, "method_not_allowed")
    assert answer.headers["allow"]


@pytest.mark.parametrize(
    ("path", "takes"),
    [
        ("/me", {"GET", "HEAD"}),
        ("/listeners", {"GET", "HEAD", "POST"}),
        (f"/listeners/{UNKNOWN}", {"DELETE", "GET", "HEAD", "PATCH", "PUT"}),
        (f"/records/clients/{UNKNOWN}", {"GET", "HEAD", "PATCH"}),
        ("/listeners/batch", {"POST"}),
        ("/listeners/changes", {"GET", "HEAD"}),
        ("/openapi.json", {"GET", "HEAD"}),
    ],
)
def test_a_refused_method_names_every_method_that_the_path_takes(platform, path, takes):
    answer = platform.call("OPTIONS", path)
    assert_problem(answer, 405, "method_not_allowed")
    assert set(answer.headers["allow"].split(", ")) == takes


@pytest.mark.parametrize("path", ["/me", "/listeners", "/catalog", "/records/clients"])
def test_head_is_get_without_the_body(platform, path):
    got, headed = platform.get(path), platform.call("HEAD", path)
    assert (headed.status_code, headed.content) == (got.status_code, b"")
    assert headed.headers["content-type"] == got.headers["content-type"]
    assert headed.headers.get("etag") == got.headers.get("etag")
    assert platform.call("HEAD", path, token="").status_code == 401


def test_capabilities_name_only_what_is_built(platform):
    me = platform.get("/me").json()
    built = ["changes", "batch", "test", "stream", "stats", "trace", "audit", "records"]
    assert me["capabilities"] == built  # all that the contract knows


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("application/json", 400),
        ("application/json; charset=utf-8", 400),
        ("application/json; charset=utf-16", 415),
        ("application/merge-patch+json", 415),  # only PATCH takes it
        ("text/json", 415),
        ("application/xml", 415),
    ],
)
def test_content_types(platform, kind, status):
    answer = platform.call("POST", "/listeners", data=b"nonsense", headers={"Content-Type": kind})
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("*/*", 200),
        ("application/json", 200),
        ("text/html, application/*;q=0.5", 200),
        ("application/problem+json", 200),
        ("application/json;q=0.001", 200),
        ("application/xml", 406),
        ("text/html, application/json;q=0", 406),
        ("application/json;q=0.0", 406),
    ],
)
def test_who_takes_no_json_gets_none(platform, accept, status):
    assert platform.get("/catalog", headers={"Accept": accept}).status_code == status


@pytest.mark.parametrize("kind", ["application/json", "application/merge-patch+json"])
def test_a_patch_takes_both_content_types(platform, new_listener, kind):
    listener = new_listener()
    answer = platform.call(
        "PATCH",
        f"/listeners/{listener['id']}",
        data=b'{"name":"patched"}',
        headers={"Content-Type": kind, "If-Match": listener["etag"]},
    )
    assert (answer.status_code, answer.json()["name"]) == (200, "patched")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"{'a': 1}",
        b'{"name": "a", "name": "b"}',
        b'{"name": NaN}',
        b'{"name": 1e999}',
        b'{"name": 9007199254740993}',
        b'{"name": "\\ud800"}',
        b'{"name": "\\u0000"}',
        b'{"name": "a"} trailing',
        b'{"name": "\xff"}',
        '{"name": "a"}'.encode("utf-16"),
        b'{"a":' * 40 + b"1" + b"}" * 40,
    ],
)
def test_what_is_not_strict_json_is_400(platform, body):
    answer = platform.call("POST", "/listeners", data=body)
    assert_problem(answer, 400, "invalid_json")


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"1", b"null", b"true"])
def test_json_that_is_no_object_is_422(platform, body):
    assert_problem(platform.call("POST", "/listeners", data=body), 422, "wrong_type")


def test_a_body_over_one_mebibyte_is_413(platform):
    text = json.dumps({"name": "x" * 1_048_576}).encode()
    answer = platform.call("POST", "/listeners", data=text)
    assert_problem(answer, 413, "body_too_large")


def test_a_chunked_body_over_one_mebibyte_is_413(platform):
    def chunks():
        for _ in range(20):
            yield b" " * 65_536

    assert platform.call("POST", "/listeners", data=chunks()).status_code == 413


@pytest.mark.parametrize("size", [1_048_577, 4_000_000])
def test_who_sends_too_much_hears_why_before_the_connection_ends(platform, size):
    """An answer sent while the body still comes is lost with a reset, for most clients."""
    for _ in range(5):
        assert_problem(platform.call("POST", "/listeners", data=b" " * size), 413, "body_too_large")


def test_who_asks_first_need_not_send_what_is_too_much(platform):
    host, port = platform.address
    head = (
        f"POST /api/v1/listeners HTTP/1.1\r\nHost: {host}:{port}\r\n"
        f"Authorization: Bearer {platform.token.reveal()}\r\nContent-Type: application/json\r\n"
        "Expect: 100-continue\r\nContent-Length: 2000000\r\n\r\n"
    )
    with socket.create_connection((host, port), timeout=10) as connection:
        connection.sendall(head.encode())
        assert connection.recv(4096).startswith(b"HTTP/1.1 413 ")


def test_exactly_one_mebibyte_is_read(platform):
    body = b'{"name": "x"}'
    answer = platform.call("POST", "/listeners", data=body + b" " * (1_048_576 - len(body)))
    assert answer.status_code == 422  # read, and refused for what it lacks


def test_every_refused_member_is_named(platform):
    body = {**LISTENER, "entity": "nope", "function": "nope", "name": "x" * 201, "mode": "enabled"}
    body["destination"] = {"kind": "endpoint", "url": "http://example.com/"}
    answer = platform.post("/listeners", body)
    found = {(one["pointer"], one["code"]) for one in answer.json()["errors"]}
    assert found == {
        ("/entity", "unknown_entity"),
        ("/function", "unknown_function"),
        ("/name", "too_long"),
        ("/destination/url", "https_required"),
    }


def test_unknown_members_are_refused_and_read_only_ones_ignored(platform):
    body = {**LISTENER, "colour": "red", "destination": {**LISTENER["destination"], "x": 1}}
    answer = platform.post("/listeners", body)
    found = {(one["pointer"], one["code"]) for one in answer.json()["errors"]}
    assert found == {("/colour", "unknown_field"), ("/destination/x", "unknown_field")}

    echoed = {**LISTENER, "id": "lst_mine", "version": 99, "status": "gone", "etag": '"x"'}
    created = platform.post("/listeners", echoed)
    assert (created.status_code, created.json()["version"]) == (201, 1)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/me"),
        ("GET", "/catalog"),
        ("GET", "/listeners"),
        ("GET", "/listeners/changes"),
        ("GET", "/credentials"),
        ("GET", "/records/clients"),
        ("GET", "/events"),
        ("GET", "/deliveries"),
        ("POST", "/listeners"),
    ],
)
def test_an_unknown_parameter_is_400(platform, method, path):
    body = LISTENER if method == "POST" else None
    answer = platform.call(method, path, body, params={"colour": "red"})
    assert_problem(answer, 400, "unknown_parameter")
    assert answer.json()["parameter"] == "colour"


@pytest.mark.parametrize("path", ["/listeners/lst_%00", "/credentials/%00", "/deliveries/a%00",
                                  "/events/%00", "/records/tasks/%00", "/records/%00"])  # fmt: skip
def test_a_nul_in_a_path_names_nothing(platform, path):
    assert_problem(platform.get(path), 404, "not_found")


@pytest.mark.parametrize(
    "path", ["/listeners?q=%00", "/events?record_id=a%00", "/audit?actor_id=%00"]
)
def test_a_nul_in_a_query_is_a_mistake(platform, path):
    assert_problem(platform.get(path), 400, "invalid_parameter")


FAILURES = [
    RuntimeError("Traceback /home/someone/platform.sqlite3"),
    KeyError("SELECT * FROM listeners"),
    OperationalError("SELECT secret FROM t", {"s": "hunter2"}, Exception("disk I/O error")),
    IntegrityError("INSERT INTO t", {"s": "hunter2"}, Exception("UNIQUE constraint failed: t.id")),
    OSError(28, "No space left on device", "/var/lib/platform.sqlite3"),
    RecursionError("maximum recursion depth exceeded"),
    UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"),
    AssertionError("whsec_AAAA"),
    ZeroDivisionError("division by zero"),
    ExceptionGroup("several", [ValueError("C:\\Users\\someone")]),
]
PLACES = [
    (listener_rows, "page", "GET", "/listeners", None),
    (listener_calls, "new_id", "POST", "/listeners", LISTENER),
    (credential_rows, "page", "GET", "/credentials", None),
    (record_rows, "page", "GET", "/records/clients", None),
    (audit_rows, "page", "GET", "/audit", None),
    (audit_rows, "record", "POST", "/records/tasks", {"subject": "x"}),
]
LEAKS = re.compile(
    r"Traceback|File \"|/home/|/var/|C:\\|SELECT|INSERT|sqlite|constraint|hunter2|whsec_|"
    r"Error\b|\.py\b|app/|app\.server",
)


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place[3] + place[2])
@pytest.mark.parametrize("failure", FAILURES, ids=lambda failure: type(failure).__name__)
def test_T25_a_failure_says_nothing_of_the_inside(platform, monkeypatch, caplog, place, failure):
    module, name, method, path, body = place

    def fail(*_args, **_more):
        raise failure

    monkeypatch.setattr(module, name, fail)
    answer = platform.call(method, path, body)
    assert answer.status_code in (500, 503)
    assert answer.headers["content-type"] == "application/problem+json"
    assert not LEAKS.search(answer.text), answer.text
    log_id = re.search(r"log_[0-9a-z]{26}", answer.json()["detail"])[0]
    assert log_id in caplog.text  # the reason is in the log, under that id


def test_T25_refusals_of_odd_input_say_nothing_of_the_inside(platform):
    odd = ["'; DROP TABLE listeners; --", "../../etc/passwd", "%00", "\u202e", "x" * 5000]
    for text in odd:
        for answer in (
            platform.get("/listeners", params={"q": text, "entity": text}),
            platform.get("/listeners", params={"cursor": text}),
            platform.get("/listeners/changes", params={"since": text}),
            platform.get("/deliveries", params={"since": text}),
            platform.post("/listeners", {**LISTENER, "entity": text}),
        ):
            assert answer.status_code in (200, 400, 422)
            assert not LEAKS.search(answer.text)


def test_a_full_disk_is_503_and_nothing_was_done(tmp_path, monkeypatch):
    with running_platform(tmp_path) as platform:

        def fail(*_args, **_more):
            raise OperationalError("INSERT", {}, Exception("database or disk is full"))

        with monkeypatch.context() as patched:
            patched.setattr(listener_rows, "add", fail)
            answer = platform.post("/listeners", LISTENER)
        assert_problem(answer, 503, "store_unavailable")
        assert answer.headers["retry-after"]
        assert platform.get("/listeners").json()["items"] == []
