"""Finding deliveries by what is in them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.control import Cancelled, JobControl
from app.domain.delivery import AttemptError, DeliveryFilter, DeliveryStatus
from app.services.deliveries import DeliveryService
from tests.support.builders import a_delivery, a_failed_attempt, an_attempt
from tests.support.fake_platform import FakePlatform

CONTROL = JobControl()


@pytest.fixture
def platform():
    return FakePlatform()


@pytest.fixture
def service(platform):
    return DeliveryService(platform)


def found(service, text, **narrowed):
    page = service.search(CONTROL, DeliveryFilter(text=text, **narrowed))
    return [one.id for one in page.items]


def test_everything_that_was_sent_and_answered_is_looked_through(platform, service):
    attempt = a_failed_attempt(503)
    request = replace(attempt.request, headers=(("picksmart-entity", "Claims"),))
    response = replace(attempt.response, body="Try Later", headers=(("x-trace", "T-77"),))
    error = AttemptError("http_status", "It answered in a Sulk.")
    full = replace(attempt, request=request, response=response, error=error)
    platform.deliveries_ = [
        a_delivery(id="dlv_payload", payload='{"name":"Zo\\u00eb \u00c9mile"}'),
        a_delivery(id="dlv_tried", attempt_log=(an_attempt(), full)),
        a_delivery(id="dlv_label", record_label="Amelia Hart", record_number="C-20418"),
        a_delivery(id="dlv_other", payload="{}"),
    ]
    assert found(service, "zoë") == ["dlv_payload"]
    assert found(service, "émile") == ["dlv_payload"]
    for text in ("picksmart-entity: claims", "TRY LATER", "x-trace: t-77", "a sulk", "503"):
        assert found(service, text) == ["dlv_tried"], text
    assert found(service, "hart") == found(service, "c-20418") == ["dlv_label"]
    assert found(service, "dlv_oth") == ["dlv_other"]
    assert found(service, "nowhere at all") == []


def test_only_what_the_other_filters_leave_is_read(platform, service):
    failed = a_delivery(id="dlv_1", status=DeliveryStatus.FAILED, payload="needle")
    platform.deliveries_ = [failed, a_delivery(id="dlv_2", payload="needle")]
    assert found(service, "needle", statuses=(DeliveryStatus.FAILED,)) == ["dlv_1"]
    assert platform.calls == ["deliveries", "delivery"]


def test_what_was_looked_through_is_read_again_only_after_another_try(platform, service):
    platform.deliveries_ = [a_delivery(id="dlv_1", payload="needle")]
    for _time in range(3):
        assert found(service, "needle") == ["dlv_1"]
    assert platform.calls.count("delivery") == 1
    platform.deliveries_ = [replace(platform.deliveries_[0], attempts=2, payload="gone")]
    assert found(service, "needle") == []


def test_it_tells_how_many_it_has_seen_and_stops_when_told(platform, service):
    platform.deliveries_ = [a_delivery(payload="x") for _n in range(250)]
    told = []
    control = JobControl(lambda news: told.append(news.done))
    page = service.search(control, DeliveryFilter(text="x"))
    assert (page.seen, told, page.counts) == (100, list(range(1, 101)), {"delivered": 250})
    assert page.next_cursor is not None
    stopping = JobControl(lambda news: news.done == 3 and stopping.cancel())
    with pytest.raises(Cancelled):
        service.search(stopping, DeliveryFilter(text="y"), page.next_cursor)


def test_one_that_goes_meanwhile_is_no_failure(platform, service):
    platform.deliveries_ = [a_delivery(id="dlv_1", payload="x"), a_delivery(id="dlv_2")]
    platform.watch = lambda when: (
        when == "after"
        and platform.calls == ["deliveries"]
        and platform.deliveries_.pop(0)
        and None
    )
    assert found(service, "needle") == []
