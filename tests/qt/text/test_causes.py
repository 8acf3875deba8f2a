"""Every diagnosis has a sentence and things to try."""

from __future__ import annotations

import pytest

from app.domain.cause import Cause, cause_of, diagnose
from app.domain.cause_codes import FIXES, CauseCode, FixCode
from app.domain.delivery import AttemptError
from app.ui.text import causes
from tests.support.builders import an_attempt
from tests.support.payloads import UI_PAYLOADS

PARAMS = {"status": 500, "location": "https://new.example/", "allow": "GET", "retry_after": "30"}
FALLBACK = "The try failed."


@pytest.mark.parametrize("code", CauseCode)
def test_every_cause_has_words(code):
    summary = causes.of(Cause(code, (), PARAMS), host="h.example").summary
    assert (summary == FALLBACK) is (code is CauseCode.UNKNOWN)
    assert "_" not in summary
    assert " " in summary
    assert "{" not in summary
    assert summary.endswith(".")


def test_no_two_causes_read_the_same():
    said = [causes.of(Cause(code, (), PARAMS), host="h.example").summary for code in CauseCode]
    assert len(set(said)) == len(said)


@pytest.mark.parametrize("fix", FixCode)
def test_every_fix_has_words(fix):
    (step,) = causes.of(Cause(CauseCode.UNKNOWN, (fix,), PARAMS)).steps
    assert " " in step.text
    assert "_" not in step.text
    assert "{" not in step.text
    assert bool(step.action) is bool(step.button)


@pytest.mark.parametrize("code", CauseCode)
def test_every_diagnosis_gives_something_to_try(code):
    text = causes.of(Cause(code, FIXES[code], PARAMS))
    assert text.steps
    assert len({step.text for step in text.steps}) == len(text.steps)


def test_unknown_names_are_said_in_general_words():
    text = causes.of(Cause(CauseCode.UNAUTHORISED, (FixCode.CHECK_CREDENTIAL,)))
    assert text.summary == "The endpoint did not accept the credential."
    assert text.steps[0].text == "Check the credential and its secret"
    said = {causes.of(Cause(code, ())).summary[:13] for code in (CauseCode.RESET, CauseCode.NO_DNS)}
    assert said == {"The endpoint ", "The address o"}


def test_an_endpoint_that_names_a_time_is_waited_for_as_long():
    for said, words in {
        "1": "Wait 1 second, as it asks, then send again",
        "30": "Wait 30 seconds, as it asks, then send again",
        "0": "Wait a moment, then send again",
        "Fri, 27 Nov 2026 00:00:00 GMT": "Wait a moment, then send again",
        "99999999999": "Wait a moment, then send again",
    }.items():
        known = diagnose(error_code="", status=429, headers=[("Retry-After", said)])
        assert causes.of(known).steps[0].text == words


def test_an_endpoint_that_names_its_methods_is_quoted():
    for said, words in {
        "GET, PUT": "The endpoint accepts GET, PUT here, but not POST.",
        "GET, POST": "The endpoint does not accept POST.",
        "<b>": "The endpoint does not accept POST.",
        "": "The endpoint does not accept POST.",
    }.items():
        known = diagnose(error_code="", status=405, headers=[("Allow", said)])
        assert causes.of(known).summary == words


def test_a_time_out_says_how_long_was_waited():
    late = AttemptError("read_timeout", "")
    attempt = an_attempt(response=None, error=late, duration_ms=15_004.0)
    said = causes.of(cause_of(attempt), host="h.example").summary
    assert said == "No answer from h.example within 15 seconds."
    late = AttemptError("connect_timeout", "")
    attempt = an_attempt(response=None, error=late, duration_ms=1e300)
    assert causes.of(cause_of(attempt), host="h").summary == "h could not be reached in time."


def test_who_sent_no_credential_is_not_called_known():
    cause = diagnose(error_code="", status=403, authenticated=False)
    assert "no authentication was sent" in causes.of(cause).summary
    assert causes.of(cause).steps[0].action == "edit_auth"


def test_a_redirect_is_offered_only_where_it_is_known():
    known = diagnose(error_code="", status=301, headers=[("Location", "https://new.example/")])
    assert "use_redirect" in {step.action for step in causes.of(known).steps}
    unknown = diagnose(error_code="", status=301)
    assert "use_redirect" not in {step.action for step in causes.of(unknown).steps}


@pytest.mark.parametrize(
    ("target", "action", "words"),
    [
        ("https://a.example/v2", "use_redirect", "Use the final address: https://a.example/v2"),
        ("", "edit_url", "Enter the final address"),
    ],
)
def test_a_redirect_is_offered_as_the_address_it_would_be_saved_as(target, action, words):
    found = diagnose(error_code="", status=301, headers=[("Location", "/v2")])
    said = causes.of(found, host="a.example", target=target)
    assert [step.action for step in said.steps] == [action]
    assert words in said.steps[0].text
    assert said.summary == "a.example answered with a redirect to /v2."


def test_T35_foreign_names_stand_in_the_sentence_as_they_are():
    for payload in UI_PAYLOADS:
        params = {**PARAMS, "location": payload}
        text = causes.of(
            Cause(CauseCode.REDIRECT, (FixCode.USE_REDIRECT_TARGET,), params), host=payload
        )
        assert text.summary == f"{payload} answered with a redirect to {payload}."
        assert text.steps[0].text.endswith(payload)
