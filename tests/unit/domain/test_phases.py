"""Where the time of a try went: also that of the phase in which it ended."""

from __future__ import annotations

import pytest

from app.domain.delivery import AttemptError, AttemptRequest, Timings
from app.domain.phases import PhaseTime, phases_of
from tests.support.builders import a_failed_attempt, an_attempt


def ended(code, total_ms, url="https://hooks.example.com/in", **timings):
    request = AttemptRequest("POST", url, (), "{}")
    attempt = an_attempt(
        request=request,
        response=None,
        error=AttemptError(code, ""),
        duration_ms=total_ms,
        timings=Timings(**timings, total=total_ms),
    )
    return phases_of(attempt)


@pytest.mark.parametrize(
    ("code", "timings", "phase", "rest_ms"),
    [
        ("dns_error", {}, "dns", 100.0),
        ("connection_refused", {"dns": 40.0}, "connect", 60.0),
        ("connect_timeout", {"dns": 40.0}, "connect", 60.0),
        ("connect_timeout", {"dns": 40.0, "connect": 10.0}, "tls", 50.0),
        ("tls_error", {"dns": 40.0, "connect": 10.0}, "tls", 50.0),
        ("connection_reset", {"dns": 1.0, "connect": 1.0, "tls": 1.0}, "send", 97.0),
        ("read_timeout", {"connect": 1.0, "tls": 1.0, "send": 1.0}, "first_byte", 97.0),
        ("read_timeout", {"connect": 1.0, "send": 1.0, "first_byte": 8.0}, "receive", 90.0),
    ],
)
def test_the_rest_of_the_time_is_the_phase_that_did_not_end(code, timings, phase, rest_ms):
    *before, last = ended(code, 100.0, **timings)
    assert all(one.is_finished for one in before)
    assert [one.name for one in before] == list(timings)
    assert last == PhaseTime(phase, rest_ms, is_finished=False)


def test_without_tls_no_handshake_failed():
    *_before, last = ended("connection_reset", 9.0, "http://127.0.0.1:8787/in", connect=1.0)
    assert last.name == "send"


def test_a_rounded_total_takes_no_time_back():
    *_before, last = ended("connection_refused", 1.0, dns=1.4)
    assert last.duration_ms == 0


@pytest.mark.parametrize("code", ["address_blocked", "auth_error", "payload_too_large", "newer"])
def test_where_it_cannot_be_told_no_phase_is_made_up(code):
    assert ended(code, 50.0) == ()


@pytest.mark.parametrize("attempt", [an_attempt(), a_failed_attempt(500)])
def test_what_was_answered_went_through_all_phases(attempt):
    assert len(phases_of(attempt)) == 6
    assert all(one.is_finished for one in phases_of(attempt))
