"""What was received is sent again: by the platform, or as it came from this computer."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from app.adapters.direct_sender import RequestsSender
from app.domain.announce import Changed
from app.domain.control import Cancelled, JobControl
from app.domain.delivery import DeliveryStatus, Trigger
from app.domain.errors import Conflict, NetworkError
from app.domain.validation import Code, Refused
from app.services.resending import ResendService
from tests.support.builders import NOW, a_delivery, a_failed_attempt, an_attempt
from tests.support.fakes import Announcements, FakePlatform
from tests.support.received_requests import SECRET, a_received
from tests.support.receivers import HttpReceiver, Reply

CONTROL = JobControl()


@pytest.fixture
def endpoint():
    with HttpReceiver() as receiver:
        yield receiver


@pytest.fixture
def heard():
    return Announcements()


def a_manual_one():
    return an_attempt(id="att_new", number=2, trigger=Trigger.MANUAL)


class Replaying(FakePlatform):
    """A platform whose replays are tried after some looks, or never."""

    after_looks = 1
    then = DeliveryStatus.DELIVERED
    looks = 0

    def delivery(self, control, delivery_id):
        found = super().delivery(control, delivery_id)
        if found.status is not DeliveryStatus.PENDING:
            return found
        self.looks += 1
        if self.looks < self.after_looks:
            return found
        log = (*found.attempt_log, a_manual_one())
        return self._change(found, status=self.then, attempt_log=log, attempts=2)


@pytest.fixture
def platform():
    made = Replaying()
    old = an_attempt()
    made.deliveries_ = [
        a_delivery(id="dlv_1", event_id="evt_1", attempt_log=(old,)),
        a_delivery(id="dlv_2", event_id="evt_2", record_id="evt_1"),
    ]
    return made


@pytest.fixture
def service(platform, heard):
    return ResendService(
        platform, RequestsSender(), announce=heard, clock=lambda: NOW, look_s=0.001
    )


def test_the_deliveries_of_an_event_are_found(service):
    assert [one.id for one in service.deliveries_of(CONTROL, "evt_1")] == ["dlv_1"]
    assert service.deliveries_of(CONTROL, "evt_unknown") == ()


def test_the_next_try_is_waited_for(service, platform, heard):
    platform.after_looks = 3
    replayed = service.by_platform(CONTROL, "dlv_1")
    assert replayed.attempt is not None
    assert replayed.attempt.id == "att_new"
    assert replayed.delivery.status is DeliveryStatus.DELIVERED
    assert heard.kinds == [Changed.DELIVERIES] * 2


def test_a_try_that_was_under_way_already_is_not_taken_for_it(service, platform):
    """It ends after the replay was asked for, and says nothing of the address of now."""
    replay = platform.replay

    def with_one_under_way(control, delivery_id):
        found = replay(control, delivery_id)
        earlier = a_failed_attempt(id="att_under_way", number=2)
        return platform._change(found, attempt_log=(*found.attempt_log, earlier))

    platform.replay = with_one_under_way
    platform.after_looks = 3
    replayed = service.by_platform(CONTROL, "dlv_1")
    assert replayed.attempt is not None
    assert replayed.attempt.id == "att_new"


def test_where_that_one_ends_it_all_it_is_what_came_of_it(service, platform):
    """Contract, section 4: a running try that succeeds wins."""

    def replay(_control, delivery_id):
        found = platform._delivery(delivery_id)
        log = (*found.attempt_log, an_attempt(id="att_under_way", number=2))
        return platform._change(found, status=DeliveryStatus.DELIVERED, attempt_log=log)

    platform.replay = replay
    replayed = service.by_platform(CONTROL, "dlv_1")
    assert replayed.attempt is not None
    assert replayed.attempt.id == "att_under_way"


@pytest.mark.parametrize("status", [DeliveryStatus.HELD, DeliveryStatus.CANCELLED])
def test_one_that_is_kept_or_given_up_is_not_waited_for(service, platform, status):
    platform.after_looks = 10**6

    def replay(control, delivery_id):
        return platform._change(platform._delivery(delivery_id), status=status)

    platform.replay = replay
    replayed = service.by_platform(CONTROL, "dlv_1")
    assert (replayed.delivery.status, replayed.attempt) == (status, None)


def test_it_is_not_waited_for_without_end(service, platform):
    platform.after_looks = 10**6
    replayed = service.by_platform(CONTROL, "dlv_1")
    assert (replayed.delivery.status, replayed.attempt) == (DeliveryStatus.PENDING, None)


def test_what_stands_in_the_way_is_told(service, platform):
    platform.standing_in_the_way["lst_1"] = "listener_disabled"
    platform.deliveries_ = [replace(one, listener_id="lst_1") for one in platform.deliveries_]
    with pytest.raises(Conflict):
        service.by_platform(CONTROL, "dlv_1")


def test_from_here_the_very_bytes_arrive(service, endpoint):
    request = a_received(body=b'{ "id" : "cli_1" }')
    attempt = service.from_here(CONTROL, request, f"{endpoint.url}again")
    [came] = endpoint.wait()
    assert (came.target, came.body) == ("/again", request.body)
    for name in ("webhook-id", "webhook-timestamp", "webhook-signature", "picksmart-entity"):
        assert came.all(name) == [request.header(name)]
    assert attempt.error is None
    assert attempt.response.status == 200


def test_it_can_be_signed_anew(service, endpoint):
    request = a_received(secret=None)
    service.from_here(CONTROL, request, endpoint.url, signing_secrets=[SECRET])
    [came] = endpoint.wait()
    assert came.header("webhook-timestamp") == str(int(NOW.timestamp()))
    assert came.header("webhook-signature").startswith("v1,")


def test_binary_bodies_go_as_they_came(service, endpoint):
    body = bytes(range(256)) * 64
    service.from_here(CONTROL, a_received(body=body), endpoint.url)
    assert endpoint.wait()[0].body == body


def test_a_refusal_and_a_reset_are_attempts(service, endpoint):
    endpoint.answer(Reply(status=410), Reply(reset=True))
    attempt = service.from_here(CONTROL, a_received(), endpoint.url)
    assert (attempt.response.status, attempt.error.code) == (410, "http_status")
    attempt = service.from_here(CONTROL, a_received(), endpoint.url)
    assert attempt.error.code == "connection_reset"


def test_an_endpoint_that_does_not_answer_can_be_left(service, endpoint):
    endpoint.always(Reply(held=True))
    control = JobControl()
    came = threading.Thread(target=lambda: (endpoint.wait(), control.cancel()))
    came.start()
    with pytest.raises(Cancelled):
        service.from_here(control, a_received(), endpoint.url)
    came.join()
    endpoint.let_go()


def test_T26_addresses_of_the_link_are_not_dialled_from_here_either(service):
    with pytest.raises(Refused) as refused:
        service.from_here(CONTROL, a_received(), "https://169.254.169.254/")
    assert refused.value.problem.code is Code.ADDRESS_BLOCKED


def test_no_platform_is_needed_to_send_from_here(service, platform, endpoint):
    platform.fail("deliveries", NetworkError("gone"))
    with pytest.raises(NetworkError):
        service.deliveries_of(CONTROL, "evt_1")
    assert service.from_here(CONTROL, a_received(), endpoint.url).error is None
