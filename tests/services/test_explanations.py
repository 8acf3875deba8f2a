"""Asking the platform why something did not arrive."""

from __future__ import annotations

import pytest

from app.domain.announce import Changed
from app.domain.cause_codes import CauseCode
from app.domain.control import JobControl
from app.domain.delivery import DeliveryStatus, Outcome
from app.domain.errors import Conflict, NetworkError, NotFound
from app.domain.explanation import Subject, SubjectKind, subject_of
from app.domain.replay import MOMENT
from app.services.explanations import ExplanationService
from tests.support.builders import (
    NOW,
    a_delivery,
    a_failed_attempt,
    a_listener,
    an_event,
    local,
)
from tests.support.fake_platform import FakePlatform
from tests.support.fakes import Announcements
from tests.support.scripted_deliveries import Kept

CONTROL = JobControl()


@pytest.fixture
def platform():
    return FakePlatform()


@pytest.fixture
def heard():
    return Announcements()


@pytest.fixture
def service(platform, heard):
    return ExplanationService(platform, Kept(local(a_listener(id="lst_1"))), announce=heard)


def sent(listener_id):
    return Outcome(listener_id, "delivery", "dlv_of_it")


def test_every_kind_of_id_leads_to_the_events_of_the_record(platform, service):
    old = an_event(id="evt_old", record_id="rec_7", outcomes=(sent("lst_1"),))
    new = an_event(id="evt_new", record_id="rec_7", record_version=2)
    other = an_event(id="evt_other", outcomes=(Outcome("lst_2", "skipped", reason="disabled"),))
    platform.events_ = [other, new, old]
    platform.deliveries_ = [
        a_delivery(id="dlv_1", event_id="evt_old", record_id="rec_7", listener_id="lst_1")
    ]
    for text, event_id, listener_id in (
        ("rec_7", "evt_new", ""),
        ("evt_old", "evt_old", ""),
        ("dlv_1", "evt_old", "lst_1"),
    ):
        found = service.look_up(CONTROL, subject_of(text))
        assert found.events == (new, old), text
        assert (found.event_id, found.listener_id) == (event_id, listener_id), text
    found = service.look_up(CONTROL, subject_of("lst_2"))
    assert (found.events, found.event_id, found.listener_id) == ((other,), "evt_other", "lst_2")


@pytest.mark.parametrize("text", ["evt_gone", "dlv_gone", "lst_gone", "rec_gone"])
def test_an_unknown_id_leads_to_nothing(service, text):
    assert service.look_up(CONTROL, subject_of(text)).events == ()


def test_a_records_number_leads_to_it_where_one_of_its_deliveries_tells_it(platform, service):
    platform.events_ = [an_event(id="evt_7", record_id="rec_7")]
    platform.deliveries_ = [
        a_delivery(record_id="rec_8", record_number="C-70"),
        a_delivery(record_id="rec_7", record_number="C-7"),
    ]
    for number in ("C-7", "c-7"):
        found = service.look_up(CONTROL, subject_of(number))
        assert [one.id for one in found.events] == ["evt_7"]
    for part in ("C-", "70", "rec"):
        assert service.look_up(CONTROL, subject_of(part)).events == ()


def test_a_lost_connection_is_no_unknown_id(platform, service):
    platform.fail("event", NetworkError("gone"))
    with pytest.raises(NetworkError):
        service.look_up(CONTROL, Subject(SubjectKind.EVENT, "evt_1"))


def test_an_event_older_than_the_page_is_still_shown(platform, service):
    asked = an_event(id="evt_1", record_id="rec_7")
    newer = an_event(id="evt_2", record_id="rec_7")
    platform.events_ = [asked]
    platform.before["events"] = lambda: platform.events_.__setitem__(slice(None), [newer])
    platform.watch = lambda when: (
        when == "after" and asked not in platform.events_ and (platform.events_.append(asked))
    )
    found = service.look_up(CONTROL, subject_of("evt_1"))
    assert [one.id for one in found.events] == ["evt_2", "evt_1"]
    assert found.event_id == "evt_1"


def test_failures_are_explained_by_their_last_try(platform, service):
    event = an_event(outcomes=(sent("lst_1"), sent("lst_2")))
    log = (a_failed_attempt(500, number=1), a_failed_attempt(403, number=2))
    failed = {"event_id": event.id, "status": DeliveryStatus.FAILED, "created_at": NOW}
    platform.events_ = [event]
    platform.deliveries_ = [
        a_delivery(id="dlv_1", listener_id="lst_1", attempt_log=log, **failed),
        a_delivery(id="dlv_2", listener_id="lst_2", last_error="dns_error", **failed),
    ]
    found = service.explain(CONTROL, event.id).findings
    assert [one.cause.code for one in found] == [CauseCode.FORBIDDEN, CauseCode.NO_DNS]
    assert found[0].listener.id == "lst_1"
    assert found[1].listener is None


def test_many_failures_are_not_all_read_in_full(platform, service):
    event = an_event(outcomes=tuple(sent(f"lst_{n}") for n in range(40)))
    platform.events_ = [event]
    platform.deliveries_ = [
        a_delivery(
            event_id=event.id,
            listener_id=f"lst_{n}",
            status=DeliveryStatus.FAILED,
            last_error="connection_refused",
            created_at=NOW,
        )
        for n in range(40)
    ]
    found = service.explain(CONTROL, event.id).findings
    assert {one.cause.code for one in found} == {CauseCode.REFUSED}
    assert platform.calls.count("delivery") == 12


def test_an_event_that_is_not_kept_is_not_found(service):
    with pytest.raises(NotFound):
        service.explain(CONTROL, "evt_gone")


def test_what_was_skipped_is_sent_now_and_only_that(platform, service, heard):
    skip = Outcome("lst_1", "skipped", reason="disabled")
    event = an_event(outcomes=(skip,), occurred_at=NOW)
    platform.events_ = [event]
    (finding,) = service.explain(CONTROL, event.id).findings
    counts = iter((1, 1))
    platform.replay_many = lambda _control, listener_id, wanted, dry_run: (
        asked.append((listener_id, wanted.since, wanted.until, wanted.statuses, dry_run))
        or next(counts)
    )
    asked = []
    service.make_good(CONTROL, event, finding)
    assert asked == [
        ("lst_1", NOW, NOW + MOMENT, ("skipped",), True),
        ("lst_1", NOW, NOW + MOMENT, ("skipped",), False),
    ]
    assert heard.kinds == [Changed.DELIVERIES]


@pytest.mark.parametrize("count", [0, 2])
def test_what_cannot_be_told_apart_is_not_sent(platform, service, heard, count):
    event = an_event(outcomes=(Outcome("lst_1", "skipped", reason="disabled"),))
    platform.events_ = [event]
    (finding,) = service.explain(CONTROL, event.id).findings
    platform.replay_many = lambda *_asked, dry_run: count if dry_run else pytest.fail("sent")
    with pytest.raises(Conflict) as refused:
        service.make_good(CONTROL, event, finding)
    assert refused.value.code == "not_alone"
    assert heard.kinds == []
