"""What of a received request may be kept as a sample, and in which form."""

from __future__ import annotations

import dataclasses
import json

import pytest

from app.domain.samples import BODY_LIMIT, Unfit, sample_body, sample_name, why_unfit
from app.domain.validation import Code, Refused
from tests.support.received_requests import a_received


@pytest.mark.parametrize(
    ("request_", "why"),
    [
        (a_received(), None),
        (a_received(body=b' \r\n{"id": "cli_1"}'), None),
        (dataclasses.replace(a_received(), headers=()), Unfit.NO_EVENT),
        (dataclasses.replace(a_received(), method="GET"), Unfit.NO_EVENT),
        (dataclasses.replace(a_received(), body_size=10**7), Unfit.INCOMPLETE),
        (a_received(record={"notes": "x" * BODY_LIMIT}), Unfit.TOO_LARGE),
        (a_received(body=b"[1]"), Unfit.NO_RECORD),
        (a_received(body=b"\x00\xff"), Unfit.NO_RECORD),
        (a_received(body=b""), Unfit.NO_RECORD),
    ],
)
def test_what_cannot_be_kept_says_why(request_, why):
    assert why_unfit(request_) is why


def test_a_body_is_kept_as_a_record_is_written():
    assert sample_body('{ "name" : "Zoë" }'.encode()) == '{"name":"Zoë"}'.encode()


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'"x"', b'{"a": 1, "a": 2}', b'{"a": NaN}', b"{\xff}"]
)
def test_what_is_no_record_is_refused(body):
    with pytest.raises(Refused) as refused:
        sample_body(body)
    assert refused.value.problem.field == "payload"


def test_one_that_grows_over_the_limit_when_it_is_written_is_refused():
    small = json.dumps({"a": "b" * (BODY_LIMIT - 9)}, separators=(",", ":")).encode()
    assert len(sample_body(small)) == BODY_LIMIT - 1
    with pytest.raises(Refused) as refused:
        sample_body(small.replace(b"b", b"bbb", 1))
    assert refused.value.problem.code is Code.TOO_LONG


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 81, "\u202ename"])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(Refused):
        sample_name(name)


def test_a_name_is_kept_without_the_spaces_around_it():
    assert sample_name("  C-20418 ") == "C-20418"
