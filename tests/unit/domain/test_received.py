"""What a received request means: its signature, what came before it, what it repeats."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.received import (
    AnswerPlan,
    Fault,
    SignatureState,
    judge_signature,
    previous_of,
    record_of,
    repeat_of,
)
from app.domain.signature import new_secret
from tests.support.builders import NOW
from tests.support.received_requests import SECRET, a_received


def test_the_signature_is_judged_as_of_arrival():
    request = a_received()
    assert judge_signature(request, [SECRET]) is SignatureState.VALID
    assert judge_signature(request, [new_secret(), SECRET]) is SignatureState.VALID
    assert judge_signature(request, [new_secret()]) is SignatureState.WRONG
    assert judge_signature(request, []) is SignatureState.NOT_CHECKED
    assert judge_signature(a_received(secret=None), [SECRET]) is SignatureState.UNSIGNED


@pytest.mark.parametrize(
    ("minutes", "state"), [(6, SignatureState.STALE), (-6, SignatureState.AHEAD)]
)
def test_T30_a_right_signature_of_another_time_is_said_apart(minutes, state):
    other = replace(a_received(), at=NOW + timedelta(minutes=minutes))
    assert judge_signature(other, [SECRET]) is state


def test_T30_a_tampered_body_is_wrong():
    request = a_received()
    tampered = replace(request, body=request.body + b" ", body_size=request.body_size + 1)
    assert judge_signature(tampered, [SECRET]) is SignatureState.WRONG


def test_a_body_that_was_cut_cannot_be_judged():
    cut = replace(a_received(), body=b"{", body_size=10)
    assert judge_signature(cut, [SECRET]) is SignatureState.INCOMPLETE


def test_the_event_before_is_of_the_same_record():
    first = a_received(1, record={"id": "cli_1"}, event_id="evt_1")
    other = a_received(2, record={"id": "cli_2"}, event_id="evt_2")
    again = a_received(3, record={"id": "cli_1"}, event_id="evt_3")
    repeated = a_received(4, record={"id": "cli_1"}, event_id="evt_3")
    everything = [repeated, again, other, first]
    assert previous_of(again, everything) is first
    assert previous_of(repeated, everything) is first
    assert previous_of(first, everything) is None
    assert previous_of(a_received(5, record={"name": "x"}), everything) is None
    policy = a_received(6, record={"id": "cli_1"}, entity="policies", event_id="evt_6")
    assert previous_of(policy, everything) is None


def test_T30_an_event_that_came_again_is_a_repeat():
    first = a_received(1, event_id="evt_1")
    second, third = a_received(2, event_id="evt_1"), a_received(3, event_id="evt_1")
    assert repeat_of(third, [third, second, first]) is first
    assert repeat_of(first, [third, second, first]) is None
    assert repeat_of(a_received(4, event_id="evt_4"), [first]) is None


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"id":1}', b"\xff", b'{"id":null}', b"7"])
def test_a_body_without_an_id_is_of_no_record(body):
    assert record_of(body) == ("", "")


def test_a_record_is_told_by_its_id_and_the_number_people_know():
    body = b'{"id": "cli_1", "client_number": "C-20418"}'
    assert record_of(body) == ("cli_1", "C-20418")


def test_retry_after_belongs_to_429_and_503():
    assert AnswerPlan(429, retry_after_s=5).retry_header == 5
    assert AnswerPlan(503, retry_after_s=5).retry_header == 5
    assert AnswerPlan(200, retry_after_s=5).retry_header is None
    assert AnswerPlan(429, retry_after_s=5, fault=Fault.RESET).retry_header is None


def test_a_header_that_came_twice_says_nothing():
    request = replace(a_received(), headers=(("webhook-id", "a"), ("Webhook-Id", "b")))
    assert request.header("webhook-id") == ""
    assert not request.is_event
