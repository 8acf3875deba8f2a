"""Why something did not arrive: what is asked about, and what is known of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.delivery import DeliveryStatus, Outcome
from app.domain.explanation import (
    Explanation,
    Subject,
    SubjectKind,
    Verdict,
    findings_of,
    subject_of,
)
from tests.support.builders import NOW, a_delivery, a_listener, an_event, local, settings

RECORD = SubjectKind.RECORD


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("evt_01m8b", Subject(SubjectKind.EVENT, "evt_01m8b")),
        ("  dlv_01M8B \n", Subject(SubjectKind.DELIVERY, "dlv_01M8B")),
        ("lst_9", Subject(SubjectKind.LISTENER, "lst_9")),
        ("webhook-id: evt_01m8b", Subject(SubjectKind.EVENT, "evt_01m8b")),
        ("Message-ID: <evt_1.lst_2@picksmart.invalid>", Subject(SubjectKind.EVENT, "evt_1")),
        ("evt_1 dlv_2", Subject(SubjectKind.DELIVERY, "dlv_2")),
        ("cli_77", Subject(RECORD, "cli_77")),
        ('"id": "CL-88082",', Subject(RECORD, "CL-88082")),
        ("prevt_1", Subject(RECORD, "prevt_1")),
        ("evt_", Subject(RECORD, "evt_")),
        ("", None),
        (" \n\t", None),
    ],
)
def test_what_was_pasted_is_understood(text, subject):
    assert subject_of(text) == subject


def event(*outcomes, **changes):
    return an_event(outcomes=tuple(outcomes), **changes)


def sent(listener_id, delivery_id="dlv_1"):
    return Outcome(listener_id, "delivery", delivery_id)


def skipped(listener_id, reason):
    return Outcome(listener_id, "skipped", reason=reason)


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        ({"status": DeliveryStatus.DELIVERED}, Verdict.DELIVERED),
        ({"status": DeliveryStatus.PENDING, "last_error": None}, Verdict.WAITING),
        ({"status": DeliveryStatus.PENDING, "last_error": "tls_error"}, Verdict.RETRYING),
        ({"status": DeliveryStatus.HELD}, Verdict.HELD),
        ({"status": DeliveryStatus.FAILED}, Verdict.FAILED),
        ({"status": DeliveryStatus.CANCELLED}, Verdict.CANCELLED),
        ({"status": DeliveryStatus.UNKNOWN}, Verdict.UNKNOWN),
    ],
)
def test_a_delivery_says_what_became_of_it(changes, verdict):
    one = event(sent("lst_1"))
    (found,) = findings_of(one, [a_delivery(event_id=one.id, **changes)], [])
    assert (found.listener_id, found.verdict) == ("lst_1", verdict)
    assert found.delivery is not None


def test_a_delivery_that_is_not_kept_any_more_is_not_made_up():
    (found,) = findings_of(event(sent("lst_1")), [], [])
    assert found.verdict is Verdict.UNKNOWN


def test_a_skip_keeps_its_reason_also_when_a_replay_has_sent_it_since():
    one = event(skipped("lst_1", "disabled"), skipped("lst_2", "function_mismatch"))
    (first, second) = findings_of(one, [], [])
    assert (first.verdict, first.reason, first.can_be_made_good) == (
        Verdict.SKIPPED,
        "disabled",
        True,
    )
    assert not second.can_be_made_good
    later = a_delivery(event_id=one.id, listener_id="lst_1")
    found = {it.listener_id: it for it in findings_of(one, [later], [])}
    assert (found["lst_1"].verdict, found["lst_1"].reason) == (Verdict.DELIVERED, "disabled")
    assert not found["lst_1"].can_be_made_good


def test_deliveries_of_other_events_are_not_taken_for_it():
    one = event(sent("lst_1"))
    (found,) = findings_of(one, [a_delivery(event_id="evt_other", listener_id="lst_1")], [])
    assert found.delivery is None


def test_listeners_that_are_not_named_are_told_with_the_reason():
    one = event(skipped("lst_1", "disabled"), occurred_at=NOW)
    later = a_listener(id="lst_later", created_at=NOW + timedelta(hours=1))
    earlier = a_listener(id="lst_moved", created_at=NOW - timedelta(hours=1))
    here = replace(local(a_listener(id="lst_here")), base=None, mine=settings())
    other = a_listener(id="lst_other", settings=settings(entity="notes"))
    found = {
        it.listener_id: it.verdict
        for it in findings_of(one, [], [local(later), local(earlier), here, local(other)])
    }
    assert found == {
        "lst_1": Verdict.SKIPPED,
        "lst_here": Verdict.NOT_ON_PLATFORM,
        "lst_later": Verdict.NOT_YET,
        "lst_moved": Verdict.OF_ANOTHER,
    }


def test_what_is_wrong_comes_first():
    one = event(sent("lst_ok"), skipped("lst_off", "disabled"), sent("lst_bad"))
    rows = [
        a_delivery(event_id=one.id, listener_id="lst_ok"),
        a_delivery(event_id=one.id, listener_id="lst_bad", status=DeliveryStatus.FAILED),
    ]
    found = findings_of(one, rows, [])
    assert [it.listener_id for it in found] == ["lst_bad", "lst_off", "lst_ok"]
    assert Explanation(one, found).counts == {
        Verdict.FAILED: 1,
        Verdict.SKIPPED: 1,
        Verdict.DELIVERED: 1,
    }
