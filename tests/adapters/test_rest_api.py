"""The contract's calls as they go over the wire, and answers that do not keep to it."""

import json
import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from app.adapters.bearer import ClientBearer
from app.adapters.rest_api import RestApi
from app.adapters.transport import Transport
from app.domain.control import JobControl
from app.domain.delivery import DeliveryFilter
from app.domain.errors import (
    ApiError,
    Busy,
    Conflict,
    NetworkError,
    NotAuthorised,
    NotFound,
    ProtocolError,
    Rejected,
)
from app.domain.ports import SignedIn
from app.domain.secret import Secret
from tests.support.builders import a_credential_draft, a_record, settings
from tests.support.contract_examples import CREDENTIAL, LISTENER, ME
from tests.support.http_servers import HttpServer, answer, reset, silence

CONTROL = JobControl()
TOKEN = "token-of-the-test"
PATH = "/api/v1/listeners/lst_01"


@pytest.fixture
def open_api():
    made = []

    def open_api(server, **signed_in):
        signed_in = signed_in or {"token": Secret(TOKEN)}
        made.append(RestApi(SignedIn(server.url, **signed_in)))
        return made[-1]

    yield open_api
    for api in made:
        api.close()


def test_every_call_carries_the_token(open_api):
    with HttpServer(answer(200, json=ME)) as server:
        assert open_api(server).me(CONTROL).user_name == "Thandi M."
    (request,) = server.requests
    assert (request.method, request.target) == ("GET", "/api/v1/me")
    assert request.header("authorization") == f"Bearer {TOKEN}"
    assert request.header("idempotency-key") is None


def test_a_creation_is_a_put_that_can_be_repeated(open_api):
    with HttpServer(reset, answer(201, json=LISTENER)) as server:
        made = open_api(server).create_listener(CONTROL, "lst_01", settings(name="x"))
    assert made.id == "lst_01"
    first, second = server.requests
    assert (first.method, first.target) == ("PUT", PATH)
    assert first.header("if-none-match") == "*"
    assert first.raw_head == second.raw_head
    assert first.body == second.body
    assert first.json["destination"]["url"] == "https://hooks.example.com/clients"


def test_a_change_names_the_version_it_is_of(open_api):
    with HttpServer(answer(200, json=LISTENER)) as server:
        open_api(server).update_listener(CONTROL, "lst_01", {"name": "x"}, etag='"abc"')
    (request,) = server.requests
    assert (request.method, request.target) == ("PATCH", PATH)
    assert request.header("if-match") == '"abc"'
    assert request.header("content-type") == "application/merge-patch+json"
    assert request.header("idempotency-key")
    assert request.json == {"name": "x"}


def test_a_deletion_names_the_version_it_is_of(open_api):
    with HttpServer(answer(204)) as server:
        open_api(server).delete_listener(CONTROL, "lst_01", etag='"abc"')
    (request,) = server.requests
    assert (request.method, request.header("if-match"), request.body) == ("DELETE", '"abc"', b"")


def test_ids_cannot_leave_their_place_in_the_path(open_api):
    with HttpServer(answer(404, json={"code": "not_found"})) as server, pytest.raises(NotFound):
        open_api(server).delivery(CONTROL, "../../x?y#z/é")
    assert server.requests[0].target == "/api/v1/deliveries/..%2F..%2Fx%3Fy%23z%2F%C3%A9"


def test_a_conflict_carries_the_resource_of_now(open_api):
    problem = {"code": "stale", "current": LISTENER}
    with HttpServer(answer(412, json=problem)) as server, pytest.raises(Conflict) as caught:
        open_api(server).update_listener(CONTROL, "lst_01", {"name": "x"}, etag='"old"')
    assert caught.value.resource.version == 7


@pytest.mark.parametrize("current", [None, "absent", 7])
def test_a_conflict_without_a_resource_has_none(open_api, current):
    problem = {"code": "id_deleted", "current": current}
    with HttpServer(answer(412, json=problem)) as server, pytest.raises(Conflict) as caught:
        open_api(server).create_listener(CONTROL, "lst_01", settings())
    assert caught.value.resource is None


def test_F39_a_conflict_with_nonsense_is_nonsense(open_api):
    problem = {"code": "stale", "current": {"id": "lst_01"}}
    with HttpServer(answer(412, json=problem)) as server, pytest.raises(ProtocolError):
        open_api(server).update_listener(CONTROL, "lst_01", {"name": "x"}, etag='"old"')


def test_F39_an_answer_about_something_else_is_not_applied(open_api):
    with HttpServer(answer(200, json=LISTENER)) as server:
        api = open_api(server)
        with pytest.raises(ProtocolError):
            api.create_listener(CONTROL, "lst_other", settings())
        with pytest.raises(ProtocolError):
            api.update_listener(CONTROL, "lst_other", {"name": "x"}, etag='"1"')


@pytest.mark.parametrize(
    "how",
    [
        {"status": 200, "body": b"<html>Sign in</html>", "content_type": "text/html"},
        {"status": 200, "json": {"items": []}},
        {"status": 200, "json": LISTENER},
        {"status": 202},
    ],
    ids=["portal", "another call's", "the listener", "accepted"],
)
def test_F39_T18_only_a_204_says_that_something_was_deleted(open_api, how):
    """A captive portal must not make a deletion look done: nobody would send it again."""
    status = how["status"]
    rest = {name: value for name, value in how.items() if name != "status"}
    with HttpServer(answer(status, **rest)) as server:
        api = open_api(server)
        with pytest.raises(ProtocolError):
            api.delete_listener(CONTROL, "lst_01", etag='"1"')
        with pytest.raises(ProtocolError):
            api.delete_credential(CONTROL, "crd_01", etag='"1"')


@pytest.mark.parametrize("token", ["line\nbreak", "end ", "€uro", "nul\0"])
def test_T10_a_token_that_no_header_can_carry_is_not_quoted(open_api, token):
    with HttpServer(answer(200, json=ME)) as server:
        with pytest.raises(ProtocolError) as caught:
            open_api(server, token=Secret(token)).me(CONTROL)
        assert server.requests == []
    assert token.strip() not in str(caught.value)
    assert caught.value.__context__ is None


# -- lists ------------------------------------------------------------------------------


def test_all_pages_are_read(open_api):
    pages = [
        answer(200, json={"items": [CREDENTIAL], "next_cursor": "c1"}),
        answer(200, json={"items": [CREDENTIAL | {"id": "crd_2"}], "next_cursor": None}),
    ]
    with HttpServer(*pages) as server:
        found = open_api(server).credentials(CONTROL)
    assert [one.id for one in found] == ["crd_1", "crd_2"]
    assert [one.target for one in server.requests] == [
        "/api/v1/credentials?limit=500",
        "/api/v1/credentials?limit=500&cursor=c1",
    ]


def test_pages_that_do_not_end_are_nonsense(open_api):
    page = answer(200, json={"items": [], "next_cursor": "c1"})
    with HttpServer(page) as server, pytest.raises(ProtocolError):
        open_api(server).listeners(CONTROL)
    assert len(server.requests) == 2


def test_T18_a_list_that_is_no_list_is_nonsense(open_api):
    for wrong in ([], {}, {"items": None}, {"items": {}}):
        with HttpServer(answer(200, json=wrong)) as server, pytest.raises(ProtocolError):
            open_api(server).listeners(CONTROL)


def test_filters_and_cursors_are_passed_on(open_api):
    with HttpServer(answer(200, json={"items": [], "next_cursor": "n"})) as server:
        page = open_api(server).deliveries(CONTROL, DeliveryFilter(listener_id="lst_1"), "c&d")
    assert page.next_cursor == "n"
    assert server.requests[0].target.endswith("?listener_id=lst_1&counts=true&cursor=c%26d")


# -- tests, credentials, records --------------------------------------------------------


def test_a_payload_must_be_json(open_api):
    with HttpServer(answer(200, json={})) as server:
        with pytest.raises(Rejected) as caught:
            open_api(server).test_listener(CONTROL, settings(), payload=b"{nope")
        assert server.requests == []
    assert caught.value.fields[0].pointer == "/payload"


def test_a_secret_travels_only_in_the_body(open_api):
    with HttpServer(answer(201, json=CREDENTIAL)) as server:
        open_api(server).create_credential(CONTROL, "crd_1", a_credential_draft())
    (request,) = server.requests
    assert request.json["secrets"] == {"password": "correct horse 9f3a"}
    assert b"correct" not in request.raw_head


def test_a_record_is_changed_with_the_tag_of_its_version(open_api):
    record = a_record(id="cli_1")
    now = {"id": "cli_1", "version": 1}
    changed = json.dumps({"id": "cli_1", "version": 2}).encode()
    pages = [
        answer(200, json=now, headers=[("ETag", '"r1"')]),
        answer(200, body=changed, content_type="application/json"),
    ]
    with HttpServer(*pages) as server:
        new = open_api(server).update_record(CONTROL, record, {"a": 1})
    assert (new.version, new.body) == (2, changed)
    assert server.requests[1].header("if-match") == '"r1"'


# -- OAuth2 -----------------------------------------------------------------------------

CLIENT = {"client_id": "app", "client_secret": Secret("client-secret-1")}


def granting(token, **more):
    return answer(200, json={"access_token": token, "token_type": "Bearer", **more})


def test_a_client_fetches_a_token_and_keeps_it(open_api):
    routes = {"/oauth/token": granting("t1", expires_in=3600), "/api/v1/me": answer(200, json=ME)}
    with HttpServer(routes=routes) as server:
        api = open_api(server, **CLIENT)
        api.me(CONTROL)
        api.me(CONTROL)
    asked, *calls = server.requests
    assert (
        asked.body == b"grant_type=client_credentials&client_id=app&client_secret=client-secret-1"
    )
    assert [one.header("authorization") for one in calls] == ["Bearer t1"] * 2


def test_a_token_that_ended_early_is_fetched_once_more(open_api):
    routes = {
        "/oauth/token": granting("t1", expires_in=3600),
        "/api/v1/me": answer(401, json={"code": "token_invalid"}),
    }
    with HttpServer(routes=routes) as server, pytest.raises(NotAuthorised):
        open_api(server, **CLIENT).me(CONTROL)
    assert [one.target for one in server.requests] == ["/oauth/token", "/api/v1/me"] * 2


def test_F17_a_token_ends_by_a_clock_that_cannot_jump():
    now = [1000.0]
    with HttpServer(granting("t1", expires_in=100), granting("t2", expires_in=100)) as server:
        transport = Transport(server.url, user_agent="test/1")
        bearer = ClientBearer(transport, "app", Secret("s"), now_s=lambda: now[0])
        assert bearer.token(CONTROL) == Secret("t1")
        now[0] += 69
        assert bearer.token(CONTROL) == Secret("t1")
        now[0] += 2
        assert bearer.token(CONTROL) == Secret("t2")
        transport.close()


@pytest.mark.parametrize(
    ("action", "error"),
    [
        (answer(400, json={"error": "invalid_client"}), NotAuthorised),
        (
            answer(401, json={"error": "invalid_client"}, content_type="application/json"),
            NotAuthorised,
        ),
        (granting("two words"), ProtocolError),
        (granting("", expires_in=5), ProtocolError),
        (answer(200, json={"access_token": "t", "token_type": "mac"}), ProtocolError),
        (answer(200, json={}), ProtocolError),
        (answer(200, body=b"<html>", content_type="text/html"), ProtocolError),
        (reset, NetworkError),
    ],
)
def test_a_token_that_is_not_granted_is_said(open_api, action, error):
    with HttpServer(routes={"/oauth/token": action}) as server, pytest.raises(error) as caught:
        open_api(server, **CLIENT).me(CONTROL)
    assert "client-secret-1" not in str(caught.value)
    assert all(one.target == "/oauth/token" for one in server.requests)


def a_page(number, more, **changes):
    one = {**LISTENER, "id": f"lst_{number}"}
    page = {"epoch": "e", "changed": [one], "deleted": [], "next": f"t{number}", "more": more}
    return answer(200, json=page | changes)


def test_the_next_page_of_changes_is_on_its_way_while_one_is_looked_at(open_api):
    with HttpServer(a_page(1, True), a_page(2, True), a_page(3, False)) as server:
        pages = open_api(server).change_pages(CONTROL, "t0")
        assert next(pages).next == "t1"
        while len(server.requests) < 2:  # nobody asked for it yet
            assert server.arrived.wait(30)
        assert [page.next for page in pages] == ["t2", "t3"]
    asked = [one.target.partition("since=")[2] for one in server.requests]
    assert asked == ["t0", "t1", "t2"]


@pytest.mark.parametrize("changes", [{}, {"changed": "nonsense"}])
def test_no_call_is_left_behind_when_no_further_page_is_wanted(open_api, changes):
    with HttpServer(a_page(1, True, **changes), silence) as server:
        pages = open_api(server).change_pages(CONTROL, "t0")
        if changes:
            with pytest.raises(ProtocolError):
                next(pages)
        else:
            next(pages)
            pages.close()
        assert not [one for one in threading.enumerate() if one.name == "read ahead"]


def test_a_page_that_fails_fails_where_it_is_wanted(open_api):
    gone = answer(410, json={"code": "token_expired"})
    with HttpServer(a_page(1, True), gone) as server:
        pages = open_api(server).change_pages(CONTROL, "t0")
        assert next(pages).next == "t1"
        with pytest.raises(ApiError) as caught:
            next(pages)
    assert caught.value.status == 410


@pytest.mark.parametrize(
    ("date", "ahead_s"),
    [
        (lambda now: format_datetime(now + timedelta(minutes=26), usegmt=True), 26 * 60),
        (lambda now: format_datetime(now - timedelta(minutes=26), usegmt=True), -26 * 60),
        (lambda _now: "yesterday", 0),
        (lambda _now: "", 0),
        (lambda _now: "Fri, 31 Feb 99999 99:99:99 GMT", 0),
    ],
)
def test_F17_how_far_the_platforms_clock_is_from_ours_is_known(open_api, date, ahead_s):
    said = date(datetime.now(UTC))
    with HttpServer(answer(200, json=ME, headers=[("Date", said)])) as server:
        me = open_api(server).me(CONTROL)
    assert me.clock_ahead_s == pytest.approx(ahead_s, abs=60)


class _Watched:
    """A lock that tells when somebody has to wait for it."""

    def __init__(self):
        self._lock = threading.Lock()
        self.is_waited_for = threading.Event()

    def __enter__(self):
        if not self._lock.acquire(blocking=False):
            self.is_waited_for.set()
            self._lock.acquire()

    def __exit__(self, *_exc):
        self._lock.release()


def test_F40_whoever_waits_for_a_token_that_is_not_to_be_had_does_not_ask_once_more():
    """Each would wait as long as the one before: a page for all that was asked first."""
    opened, asked = threading.Event(), threading.Event()

    def late(_connection, _request):
        asked.set()
        opened.wait(30)
        return answer(503, json={})(_connection, _request)

    with HttpServer(late, answer(200, json={"access_token": "t-2"})) as server:
        transport = Transport(server.url, user_agent="test/1")
        bearer = ClientBearer(transport, "id", Secret("client-secret"))
        bearer._lock = lock = _Watched()
        failures = []

        def fetch():
            try:
                bearer.token(CONTROL)
            except Busy as exc:
                failures.append(exc)

        first, second = threading.Thread(target=fetch), threading.Thread(target=fetch)
        first.start()
        assert asked.wait(30)
        second.start()
        assert lock.is_waited_for.wait(30)
        opened.set()
        first.join()
        second.join()
        assert len(failures) == 2
        assert len(server.requests) == 1
        assert bearer.token(CONTROL).reveal() == "t-2"  # who comes later asks again
        transport.close()
