"""A received webhook that is sent once more: its bytes, its own headers, and nothing else."""

from __future__ import annotations

import dataclasses

import pytest

from app.domain.received import SignatureState, judge_signature
from app.domain.resend import NotAgain, again, may_be_signed, why_not_again
from app.domain.validation import Refused
from tests.support.builders import NOW
from tests.support.received_requests import SECRET, a_received

URL = "https://hooks.example.com/in"
NOW_S = int(NOW.timestamp())


def with_headers(request, *headers):
    return dataclasses.replace(request, headers=(*request.headers, *headers))


def test_the_same_bytes_and_the_webhooks_own_headers_go_out():
    request = a_received(body=b'{ "id": "cli_1" }')
    made = again(request, URL, now_s=NOW_S)
    assert (made.url, made.body) == (URL, request.body)
    own = [one for one in request.headers if one[0] not in {"host", "content-length"}]
    assert list(made.headers) == own


@pytest.mark.parametrize("name", ["authorization", "Cookie", "x-api-key", "x-crm-token"])
def test_T01_no_header_that_may_hold_a_credential_goes_along(name):
    made = again(with_headers(a_received(), (name, "s3cret-value")), URL, now_s=NOW_S)
    assert name.lower() not in {one.lower() for one, _value in made.headers}
    assert "s3cret-value" not in str(made.headers)


def test_a_header_that_came_twice_or_cannot_be_sent_stays_behind():
    request = with_headers(a_received(), ("webhook-id", "evt_2"), ("webhook-test", "tr\xfce"))
    names = [name for name, _value in again(request, URL, now_s=NOW_S).headers]
    assert "webhook-id" not in names
    assert "webhook-test" not in names


def test_it_can_be_signed_anew_and_the_signature_holds():
    request = a_received(secret=None)
    made = again(request, URL, now_s=NOW_S + 9000, signing_secrets=[SECRET])
    arrived = dataclasses.replace(
        request, headers=made.headers, at=NOW.fromtimestamp(NOW_S + 9000, NOW.tzinfo)
    )
    assert judge_signature(arrived, [SECRET]) is SignatureState.VALID
    assert [name for name, _value in made.headers].count("webhook-signature") == 1


@pytest.mark.parametrize(
    "url", ["", "hooks.example.com", "http://hooks.example.com/", "https://a@b.example/", "ftp://x"]
)
def test_where_it_may_not_go_is_refused(url):
    with pytest.raises(Refused) as refused:
        again(a_received(), url, now_s=NOW_S)
    assert refused.value.problem.field == "url"


def test_what_cannot_be_sent_again_says_why():
    assert why_not_again(a_received()) is None
    assert why_not_again(dataclasses.replace(a_received(), method="GET")) is NotAgain.NO_POST
    cut = dataclasses.replace(a_received(), body_size=10**7)
    assert why_not_again(cut) is NotAgain.INCOMPLETE


@pytest.mark.parametrize(("event_id", "may"), [("evt_1", True), ("", False), ("evt.1", False)])
def test_only_an_event_can_be_signed(event_id, may):
    headers = (("webhook-id", event_id),)
    assert may_be_signed(dataclasses.replace(a_received(), headers=headers)) is may
