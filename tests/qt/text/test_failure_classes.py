"""Every failure that DESIGN (6/03) names: what happened, why, what to do, and the button for it."""

from __future__ import annotations

import pytest

from app.domain.delivery import AttemptError, AttemptResponse
from app.ui.test_sends import result as results
from app.ui.test_sends.trials import Payload, Sender, Subject, Trial
from tests.support.builders import an_attempt, settings

URL = "https://hooks.example.com/clients"


def failed(code, detail="", status=None, headers=()):
    response = AttemptResponse(status, headers, "no") if status is not None else None
    return an_attempt(response=response, error=AttemptError(code, detail))


def answered(status, *headers):
    code = "redirect_not_followed" if 300 <= status < 400 else "http_status"
    return failed(code, status=status, headers=headers)


CLASSES = {
    "no DNS": (failed("dns_error"), "was not found", "edit_url"),
    "refused": (failed("connection_refused"), "refused the connection", "send_again"),
    "reset": (failed("connection_reset"), "ended the connection", "send_again"),
    "TLS name": (failed("tls_error", "Hostname mismatch"), "for another name", "edit_url"),
    "TLS expired": (failed("tls_error", "certificate has expired"), "has ended", "copy_report"),
    "TLS self-signed": (
        failed("tls_error", "self-signed certificate"),
        "signed its certificate itself",
        "copy_report",
    ),
    "no connection in time": (failed("connect_timeout"), "in time", "copy_report"),
    "no answer in time": (failed("read_timeout"), "No answer", "copy_report"),
    "blocked": (failed("address_blocked"), "may not call", "edit_url"),
    "301": (
        answered(301, ("location", "/v2")),
        "redirect to /v2",
        "use_redirect",
    ),
    "400": (answered(400), "did not understand", "show_response"),
    "401": (answered(401), "did not accept", "open_credential"),
    "403": (answered(403), "forbids", "copy_report"),
    "404": (answered(404), "nothing at this path", "edit_url"),
    "405": (answered(405), "does not accept POST", "copy_report"),
    "410": (answered(410), "gone for good", "edit_url"),
    "413": (answered(413), "too large", "copy_report"),
    "415": (answered(415), "does not accept JSON", "copy_report"),
    "422": (answered(422), "refused what the payload says", "show_response"),
    "429": (answered(429, ("retry-after", "30")), "too many requests", "send_again"),
    "500": (answered(500), "status 500", "copy_report"),
    "503": (answered(503), "not available", "send_again"),
    "token": (failed("auth_error"), "No access token", "open_credential"),
}


NOT_HTTP = failed("connection_reset", "no answer in HTTP: Bad status line")
CLASSES["not HTTP"] = (NOT_HTTP, "not in HTTP", "edit_url")
CLASSES["unusable target"] = (answered(301, ("location", "ftp://x/")), "ftp://x/", "edit_url")


def actions(attempt, sender=Sender.PLATFORM, listener_id=None, credential=""):
    subject = Subject(settings(), listener_id, credential=credential)
    result = results.of(Trial(1, subject, sender, Payload(), attempt), credential_name=credential)
    return [step.action for step in result.cause.steps]


def test_a_secret_typed_here_is_asked_for_again_where_it_was_refused():
    assert actions(answered(401), Sender.HERE, credential="CRM")[0] == "give_secret"
    assert "give_secret" not in actions(answered(401), Sender.PLATFORM, credential="CRM")
    assert "give_secret" not in actions(answered(500), Sender.HERE, credential="CRM")
    assert "give_secret" not in actions(answered(401), Sender.HERE)


def test_the_signing_secret_of_a_saved_listener_is_one_button_away():
    assert "show_signing" in actions(answered(401), listener_id="lst_1")
    assert "show_signing" not in actions(answered(401))  # a one-time one is offered beside it


@pytest.mark.parametrize("name", CLASSES)
def test_every_failure_says_what_why_and_what_to_do_with_a_button(name):
    attempt, said, action = CLASSES[name]
    trial = Trial(1, Subject(settings()), Sender.PLATFORM, Payload(), attempt)
    result = results.of(trial)
    assert result.title
    assert result.tone == "bad"
    assert said in result.cause.summary
    assert all(step.text for step in result.cause.steps)
    offered = {step.action: step.button for step in result.cause.steps if step.action}
    assert offered[action]
    assert len(offered) == len([step for step in result.cause.steps if step.action])


def test_a_report_for_the_endpoint_s_owner_holds_what_they_need_and_no_secret():
    attempt = answered(413)
    trial = Trial(1, Subject(settings()), Sender.PLATFORM, Payload(), attempt)
    lines = results.report(trial).splitlines()
    assert lines[0] == f"POST {URL}"
    assert lines[1].endswith(" UTC")
    assert "- Raise the size limit of the endpoint" in lines
    assert "authorization" not in results.report(trial)
