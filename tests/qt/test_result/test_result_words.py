"""What a result says of its attempt."""

from __future__ import annotations

import pytest

from app.domain.delivery import AttemptError, AttemptRequest, AttemptResponse, Timings
from app.ui.test_sends import result
from app.ui.test_sends.trials import SAMPLE, Sender, Subject, Trial
from tests.support.builders import a_failed_attempt, an_attempt, settings


def of(attempt, *, sender=Sender.PLATFORM, credential=""):
    trial = Trial(1, Subject(settings(), None), sender, SAMPLE, attempt)
    return result.of(trial, credential_name=credential)


def test_a_success_lists_what_was_fine():
    signed = AttemptRequest(
        "POST", "https://hooks.example.com/x", (("webhook-signature", "v1,x"),), '{"id":"1"}'
    )
    shown = of(an_attempt(request=signed), credential="CRM")
    assert (shown.tone, shown.title) == ("ok", "Delivered, 200 OK")
    assert [check.text for check in shown.checks] == [
        "Address found",
        "Certificate is valid",
        "Credential accepted",
        "Signature sent",
        "Answered in time",
    ]
    assert shown.cause is None
    assert (shown.total, shown.sent, shown.received) == ("42 ms", "10 B", "2 B")


def test_a_refusal_says_what_to_try_and_names_the_credential():
    shown = of(a_failed_attempt(401), credential="Warehouse OAuth")
    assert (shown.tone, shown.title) == ("bad", "Rejected, 401 Unauthorized")
    assert "Warehouse OAuth" in shown.cause.summary
    assert shown.cause.steps
    assert not shown.checks


def test_without_an_answer_nothing_is_said_to_be_received():
    attempt = an_attempt(
        response=None,
        error=AttemptError("dns_error", "unknown"),
        timings=Timings(dns=8.0, total=8.0),
    )
    shown = of(attempt)
    assert (shown.sent, shown.received) == ("", "")
    assert [part.name for part in shown.phases] == ["DNS lookup"]


def test_the_phases_follow_each_other():
    starts = [part.start_ms for part in of(an_attempt()).phases]
    assert starts == [0.0, 1.0, 3.0, 13.0, 13.5, 38.5]


def test_a_test_from_this_computer_says_so():
    assert "this computer" in of(an_attempt(), sender=Sender.HERE).sender


def test_a_message_is_not_an_endpoint():
    request = AttemptRequest("SMTP", "mailto:ops@example.com", (), "x")
    shown = of(an_attempt(request=request, response=AttemptResponse(250, (), "OK")))
    assert "ops@example.com" in shown.line
    assert shown.received == ""
    assert shown.checks[0].text == "Message accepted"


def test_bodies_that_are_no_text_are_counted_in_bytes():
    response = AttemptResponse(200, (), "AAECAw==", body_encoding="base64")
    assert of(an_attempt(response=response)).received == "4 B"


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("https://new.example.com/in", "https://new.example.com/in"),
        ("/moved", "https://hooks.example.com/moved"),
        ("http://plain.example.com/", ""),
        ("javascript:alert(1)", ""),
        ("https://user:pw@evil.example/", ""),
        ("", ""),
    ],
)
def test_only_an_address_that_could_be_saved_is_offered(location, target):
    attempt = a_failed_attempt(301, response=AttemptResponse(301, (("Location", location),), ""))
    trial = Trial(1, Subject(settings(), None), Sender.PLATFORM, SAMPLE, attempt)
    assert result.redirect_target(trial) == target
