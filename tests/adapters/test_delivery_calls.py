"""The calls about deliveries as they go over the wire, and answers that do not keep to it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.adapters.rest_api import RestApi
from app.domain.control import JobControl
from app.domain.delivery import DeliveryFilter, DeliveryStatus
from app.domain.errors import Conflict, ProtocolError, Rejected
from app.domain.ports import SignedIn
from app.domain.replay import ReplayStatus, ReplayWanted
from app.domain.secret import Secret
from tests.support.http_servers import HttpServer, answer

CONTROL = JobControl()
UNTIL = datetime(2026, 11, 23, 22, 40, 14, 123_999, tzinfo=UTC)
WANTED = ReplayWanted(UNTIL, statuses=(ReplayStatus.FAILED, ReplayStatus.SKIPPED))
DELIVERY = {
    "id": "dlv_1",
    "event_id": "evt_1",
    "listener_id": "lst_1",
    "entity": "clients",
    "function": "create",
    "record_id": "cli_1",
    "record_version": 1,
    "status": "pending",
    "created_at": "2026-11-23T22:40:14.000Z",
}


@pytest.fixture
def open_api():
    made = []

    def open_api(server):
        made.append(RestApi(SignedIn(server.url, Secret("token-of-the-test"))))
        return made[-1]

    yield open_api
    for api in made:
        api.close()


def test_a_replay_of_many_says_exactly_what_it_means(open_api):
    with HttpServer(answer(200, json={"count": 3})) as server:
        assert open_api(server).replay_many(CONTROL, "lst/1", WANTED, dry_run=True) == 3
    (request,) = server.requests
    assert (request.method, request.target) == ("POST", "/api/v1/listeners/lst%2F1/replay")
    assert request.header("idempotency-key")
    assert request.json == {
        "since": None,
        "until": "2026-11-23T22:40:14.123Z",
        "statuses": ["failed", "skipped"],
        "skip_superseded": True,
        "dry_run": True,
    }


@pytest.mark.parametrize("body", [{"count": -1}, {"count": "3"}, {}, [], {"count": True}])
def test_a_count_that_is_none_is_not_believed(open_api, body):
    with HttpServer(answer(200, json=body)) as server, pytest.raises(ProtocolError):
        open_api(server).replay_many(CONTROL, "lst_1", WANTED, dry_run=True)


@pytest.mark.parametrize(("call", "path"), [("replay", "replay"), ("cancel_delivery", "cancel")])
def test_one_is_asked_for_by_its_id_and_refused_with_a_code(open_api, call, path):
    problem = {"code": "listener_disabled", "detail": "It is disabled."}
    with HttpServer(answer(202, json=DELIVERY), answer(409, json=problem)) as server:
        api = open_api(server)
        assert getattr(api, call)(CONTROL, "dlv_1").status is DeliveryStatus.PENDING
        with pytest.raises(Conflict) as refused:
            getattr(api, call)(CONTROL, "dlv_1")
    assert refused.value.code == "listener_disabled"
    assert {request.target for request in server.requests} == {f"/api/v1/deliveries/dlv_1/{path}"}


def test_too_many_are_told_apart(open_api):
    errors = [{"pointer": "", "code": "too_many", "detail": "more than 10000"}]
    refusal = answer(422, json={"code": "invalid", "errors": errors})
    with HttpServer(refusal) as server, pytest.raises(Rejected) as refused:
        open_api(server).replay_many(CONTROL, "lst_1", WANTED, dry_run=True)
    assert [one.code for one in refused.value.fields] == ["too_many"]


def test_a_list_says_its_size_and_whether_it_counts(open_api):
    page = {"items": [DELIVERY], "next_cursor": None}
    with HttpServer(answer(200, json=page), answer(200, json=page)) as server:
        api = open_api(server)
        assert len(api.deliveries(CONTROL, DeliveryFilter()).items) == 1
        api.deliveries(CONTROL, DeliveryFilter(), "c1", limit=500, counts=False)
    usual, walking = (request.target for request in server.requests)
    assert usual == "/api/v1/deliveries?counts=true"
    assert walking == "/api/v1/deliveries?limit=500&cursor=c1"
