"""The receiver's life and its memory: bounded, told of, gone when it is told to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.adapters.local_receiver import LocalReceiver
from app.domain.announce import Changed
from app.domain.control import JobControl
from app.domain.errors import NetworkError
from app.domain.received import AnswerPlan
from app.services import receiver as receivers
from app.services.receiver import USUAL_PORT, ReceiverService
from tests.support.fakes import Announcements
from tests.support.received_requests import a_received
from tests.support.webhook_calls import call, status_of, webhook

CONTROL = JobControl()


class FakeServer:
    """Satisfies `ReceiverServer`; `taken` names ports that are not free."""

    def __init__(self, take, plan):
        self.take, self.plan = take, plan
        self.taken = set()
        self.asked = []
        self.port = 0

    def open(self, port):
        self.asked.append(port)
        if port in self.taken:
            raise NetworkError("taken", code="port_taken")
        self.port = port or 40_000
        return self.port

    def close(self):
        self.port = 0


@pytest.fixture
def made():
    return []


@pytest.fixture
def heard():
    return Announcements()


@pytest.fixture
def service(made, heard):
    def open_server(take, plan):
        made.append(FakeServer(take, plan))
        return made[-1]

    return ReceiverService(open_server, announce=heard)


def test_it_listens_at_the_usual_port(service, made, heard):
    state = service.start(CONTROL)
    assert (state.port, state.base_url) == (USUAL_PORT, f"http://127.0.0.1:{USUAL_PORT}")
    assert service.start(CONTROL).port == USUAL_PORT
    assert len(made) == 1
    assert heard.kinds == [Changed.RECEIVED] * 2


def test_another_port_where_the_usual_one_is_taken(made):
    def open_server(take, plan):
        made.append(FakeServer(take, plan))
        made[-1].taken = {USUAL_PORT}
        return made[-1]

    service = ReceiverService(open_server)
    assert service.start(CONTROL).port == 40_000
    service.stop()
    with pytest.raises(NetworkError):
        service.start(CONTROL, USUAL_PORT)
    assert not service.state().is_listening


def test_what_came_is_numbered_and_stays_after_the_stop(service, made):
    service.start(CONTROL)
    for number in (1, 2):
        made[0].take(a_received(0, event_id=f"evt_{number}"))
    service.stop()
    state = service.state()
    assert [one.number for one in state.requests] == [2, 1]
    assert (state.port, made[0].port) == (0, 0)
    service.start(CONTROL)
    made[1].take(a_received(0))
    assert service.state().requests[0].number == 3
    service.clear()
    assert service.state().requests == ()


def test_there_is_only_so_much_room(service, made, monkeypatch):
    monkeypatch.setattr(receivers, "_MOST_REQUESTS", 3)
    service.start(CONTROL)
    for _ in range(5):
        made[0].take(a_received(0))
    state = service.state()
    assert [one.number for one in state.requests] == [5, 4, 3]
    assert state.forgotten == 2
    monkeypatch.setattr(receivers, "_MOST_BYTES", 10_000)
    big = replace(a_received(0), body=b"x" * 9_500)
    made[0].take(big)
    assert [one.number for one in service.state().requests] == [6]


def test_the_plan_holds_from_the_next_request_on(service, made):
    service.set_plan(AnswerPlan(503))
    service.start(CONTROL)
    assert made[0].plan() == AnswerPlan(503)
    service.set_plan(AnswerPlan(200))
    assert made[0].plan() == service.state().plan == AnswerPlan(200)


def test_a_stopped_one_is_stopped_again_without_harm(service):
    service.stop()
    assert not service.state().is_listening


def test_for_real_on_a_real_socket():
    service = ReceiverService(lambda take, plan: LocalReceiver(take, plan))
    state = service.start(CONTROL, 0)
    try:
        service.set_plan(AnswerPlan(202))
        assert status_of(call(state.port, webhook(state.port))) == 202
        [request] = service.state().requests
        assert (request.number, request.answer.status) == (1, 202)
    finally:
        service.stop()
