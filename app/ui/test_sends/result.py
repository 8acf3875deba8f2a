"""What a test result says, worked out from its attempt: pure."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.cause import Cause, cause_of
from app.domain.cause_codes import CauseCode
from app.domain.delivery import Attempt
from app.domain.mail import message_id_among
from app.domain.phases import phases_of
from app.domain.redirect import usable_from
from app.ui.charts import Phase
from app.ui.test_sends.trials import Sender, Trial
from app.ui.text import causes, messages, states, times
from app.ui.text.causes import CauseStep, CauseText

translate = QCoreApplication.translate

TIMEOUT_S = 15
_OF_SECRETS = (CauseCode.UNAUTHORISED, CauseCode.FORBIDDEN, CauseCode.TOKEN_NOT_GRANTED)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was fine, with what was found."""

    text: str
    value: str


@dataclass(frozen=True, slots=True)
class Result:
    """The words and figures of one test."""

    tone: str
    icon: str
    title: str  # "Rejected, 401 Unauthorized"
    line: str  # "hooks.example.com answered at 10:46:19"
    sender: str  # that it went from here, "" where the platform sent it
    total: str
    sent: str
    received: str
    checks: tuple[Check, ...]  # when it succeeded
    cause: CauseText | None  # when it did not
    phases: tuple[Phase, ...]
    signing_secret: str  # the one-time secret of a listener that is not saved
    message_id: str = ""  # of a message that was sent


def of(trial: Trial, *, credential_name: str = "", timeout_s: int = TIMEOUT_S) -> Result:
    """The result of one test."""
    attempt = trial.attempt
    status = states.of_attempt(attempt)
    host = _host(attempt)
    cause = cause_of(attempt)
    return Result(
        tone=status.tone,
        icon=status.icon,
        title=", ".join(part for part in (status.word, status.detail) if part),
        line=_line(trial, host),
        sender=_sender(trial),
        total=times.duration(attempt.duration_ms),
        sent=_sent(attempt),
        received=_received(attempt),
        checks=_checks(attempt, credential_name, timeout_s) if cause is None else (),
        cause=_advice(trial, cause, host, credential_name) if cause is not None else None,
        phases=phases(attempt),
        signing_secret=attempt.signing_secret or "",
        message_id=message_id_among(attempt.request.headers) if cause is None else "",
    )


def _advice(trial: Trial, cause: Cause, host: str, credential_name: str) -> CauseText:
    """What to try, with the buttons that lead somewhere for this listener and this sender."""
    said = causes.of(
        cause, host=host, credential_name=credential_name, target=redirect_target(trial)
    )
    steps = said.steps
    if trial.subject.listener_id is None:  # its one-time secret is offered beside them
        steps = tuple(CauseStep(one.text) if one.action == "show_signing" else one for one in steps)
    if trial.sender is Sender.HERE and credential_name and cause.code in _OF_SECRETS:
        steps = (causes.again(credential_name), *steps)
    return CauseText(said.summary, steps)


def chooser_text(trial: Trial) -> str:
    """`10:46:19, 401 Unauthorized` in the list of earlier tests."""
    status = states.of_attempt(trial.attempt)
    return f"{times.clock(trial.attempt.started_at)}, {status.detail or status.word}"


def redirect_target(trial: Trial) -> str:
    """Where an endpoint redirected to, if it is an address that can be used as it is."""
    response = trial.attempt.response
    headers = response.headers if response is not None else ()
    found = next((value for name, value in headers if name.lower() == "location"), "")
    return usable_from(trial.attempt.request.url, found)


def report(trial: Trial) -> str:
    """What whoever runs the endpoint has to know, for an e-mail to them; without any secret."""
    attempt, result = trial.attempt, of(trial, credential_name=trial.subject.credential)
    given = {name.lower(): value for name, value in attempt.request.headers}
    lines = [
        f"{attempt.request.method} {attempt.request.url}",
        times.utc_tooltip(attempt.started_at),
        result.title,
    ]
    if "webhook-id" in given:
        lines.append(f"webhook-id: {given['webhook-id']}")
    if result.cause is not None:
        lines += ["", result.cause.summary]
        lines += [f"- {step.text}" for step in result.cause.steps]
    return "\n".join(lines)


def phases(attempt: Attempt) -> tuple[Phase, ...]:
    """The parts that were reached, one after the other; the last may not have come to its end."""
    names = {
        "dns": translate("result", "DNS lookup"),
        "connect": translate("result", "Connect"),
        "tls": translate("result", "TLS handshake"),
        "send": translate("result", "Send request"),
        "first_byte": translate("result", "Wait for first byte"),
        "receive": translate("result", "Receive"),
    }
    made, start_ms = [], 0.0
    for one in phases_of(attempt):
        made.append(Phase(names[one.name], start_ms, one.duration_ms, one.is_finished))
        start_ms += one.duration_ms
    return tuple(made)


def _host(attempt: Attempt) -> str:
    if attempt.request.method == "SMTP":
        return attempt.request.url.removeprefix("mailto:")
    return messages.split_url(attempt.request.url)[0]


def _line(trial: Trial, host: str) -> str:
    attempt = trial.attempt
    when = times.clock(attempt.started_at)
    if attempt.request.method == "SMTP":
        text = translate("result", "To {host} at {time}")
    elif attempt.response is not None:
        text = translate("result", "{host} answered at {time}")
    else:
        text = translate("result", "{host} was called at {time}")
    return text.format(host=host, time=when)


def _sender(trial: Trial) -> str:
    here = translate("result", "Sent from this computer")
    return here if trial.sender is Sender.HERE else ""


def _sent(attempt: Attempt) -> str:
    if attempt.timings.send is None and attempt.response is None:
        return ""  # it did not come to that
    return times.size(_size(attempt.request.body, attempt.request.body_encoding))


def _received(attempt: Attempt) -> str:
    response = attempt.response
    if response is None or attempt.request.method == "SMTP":
        return ""
    size = times.size(_size(response.body, response.body_encoding))
    return f"≥ {size}" if response.truncated else size


def _size(body: str | None, encoding: str | None) -> int:
    if body is None:
        return 0
    if encoding == "base64":
        try:
            return len(base64.b64decode(body, validate=True))
        except binascii.Error:
            return len(body)
    return len(body.encode("utf-8", "surrogatepass"))


def _checks(attempt: Attempt, credential_name: str, timeout_s: int) -> tuple[Check, ...]:
    is_mail = attempt.request.method == "SMTP"
    names = {name.lower() for name, _value in attempt.request.headers}
    timings = attempt.timings
    found: list[Check] = []
    if is_mail:
        found.append(Check(translate("result", "Message accepted"), _host(attempt)))
    elif timings.dns is not None or timings.connect is not None:
        found.append(Check(translate("result", "Address found"), _host(attempt)))
    if timings.tls is not None:
        found.append(Check(translate("result", "Certificate is valid"), "TLS"))
    if credential_name:
        found.append(Check(translate("result", "Credential accepted"), credential_name))
    if "webhook-signature" in names:
        found.append(Check(translate("result", "Signature sent"), "HMAC-SHA256"))
    taken = translate("result", "{taken} of {allowed} s").format(
        taken=times.duration(attempt.duration_ms), allowed=timeout_s
    )
    found.append(Check(translate("result", "Answered in time"), taken))
    return tuple(found)
