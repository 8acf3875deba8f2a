"""Words for what a check of an endpoint found: a title, what was seen, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from app.domain.address import Verdict
from app.domain.endpoint_check import CheckCode, CheckStep, Outcome
from app.domain.redirect import usable_from
from app.ui.text import causes, errors, states, times, token_url
from app.ui.text.causes import CauseStep
from app.ui.theme import Tone

if TYPE_CHECKING:
    from app.domain.endpoint_check import Finding, SeenCertificate

translate = QCoreApplication.translate

_SHOWN_NAMES: Final = 3


@dataclass(frozen=True, slots=True)
class CheckText:
    """One line of the checks.

    Attributes:
        title: What was found, in a few words.
        value: The figure or name beside it.
        text: What it means; empty where the title says all.
        steps: What to do; their actions as in `CauseStep`, and `give_secret`, `show_twin`.
    """

    title: str
    value: str = ""
    text: str = ""
    steps: tuple[CauseStep, ...] = ()


def title_of(step: CheckStep) -> str:
    """What a step looks at, while it does."""
    return {
        CheckStep.NAME: translate("checks", "Address"),
        CheckStep.CERTIFICATE: translate("checks", "Certificate"),
        CheckStep.REDIRECT: translate("checks", "Redirect"),
        CheckStep.CREDENTIAL: translate("checks", "Credential"),
        CheckStep.DUPLICATES: translate("checks", "Other listeners"),
    }[step]


def look_of(outcome: Outcome) -> tuple[str, Tone]:
    """Icon and tone: the shape alone tells them apart."""
    return {
        Outcome.FINE: ("check-circle-fill", Tone.OK),
        Outcome.WARNING: ("triangle-fill", Tone.WARN),
        Outcome.BAD: ("x-circle-fill", Tone.BAD),
        Outcome.OPEN: ("question-circle-fill", Tone.MUTE),
    }[outcome]


def of(found: Finding, *, host: str, now: datetime, url: str = "") -> CheckText:
    """The words for one finding.

    Args:
        found: What was found.
        host: Whom it is about; foreign text.
        now: For what ends.
        url: What was looked at, from which a redirect leads on.
    """
    text = {
        CheckStep.NAME: _name,
        CheckStep.CERTIFICATE: _certificate,
        CheckStep.REDIRECT: _redirect,
        CheckStep.CREDENTIAL: _credential,
        CheckStep.DUPLICATES: _duplicates,
    }[found.step](found, now)
    return _with_reason(found, text, host, url)


def summary(found: Iterable[Finding]) -> str:
    """All of it in one sentence, to be read out."""
    outcomes = [one.outcome for one in found]
    if bad := outcomes.count(Outcome.BAD):
        return translate("checks", "Checks: %Ln thing(s) to put right", None, bad)
    if doubtful := outcomes.count(Outcome.WARNING):
        return translate("checks", "Checks: %Ln thing(s) to look at", None, doubtful)
    return translate("checks", "Checks: nothing wrong was found")


def report(found: Finding, url: str, *, now: datetime) -> str:
    """What whoever runs the endpoint has to know, for an e-mail to them."""
    said = of(found, host=url, now=now, url=url)
    lines = [url, times.utc_tooltip(now), said.title]
    lines += [part for part in (said.value, said.text) if part]
    return "\n".join([*lines, *(f"- {step.text}" for step in said.steps if step.text)])


def _with_reason(found: Finding, text: CheckText, host: str, url: str) -> CheckText:
    """What the wire or an error says besides."""
    if found.cause is not None and found.code is not CheckCode.TOKEN_UNKNOWN:
        target = usable_from(url, found.answer.location) if found.answer is not None else None
        said = causes.of(found.cause, host=host, target=target)
        whole = " ".join(part for part in (said.summary, text.text) if part)
        steps = (*text.steps, *map(_looked_at, said.steps))
        return CheckText(text.title, text.value, whole, steps)
    if found.error is not None:
        words = errors.of(found.error)
        whole = " ".join(part for part in (text.text, f"{words.title}.", words.text) if part)
        return CheckText(text.title, text.value, whole, text.steps)
    return text


def _looked_at(step: CauseStep) -> CauseStep:
    """A check sends nothing, so it cannot be sent again."""
    if step.action == "send_again":
        return CauseStep(step.text, step.action, translate("checks", "Check again"))
    return step


def _name(found: Finding, _now: datetime) -> CheckText:
    ips = ", ".join(one.ip for one in found.addresses[:_SHOWN_NAMES])
    match found.code:
        case CheckCode.ADDRESSES:
            return CheckText(translate("checks", "Address found"), ips)
        case CheckCode.ADDRESS_INSIDE:
            inside = next((one for one in found.addresses if not one.is_allowed), None)
            is_loopback = inside is not None and inside.verdict is Verdict.LOOPBACK
            text = translate(
                "checks",
                "This is this computer's own address. The platform does not call it unless "
                "its operator allows that.",
            ) if is_loopback else translate(
                "checks",
                "This is an address inside a network. The platform does not call it unless "
                "its operator allows that network.",
            )  # fmt: skip
            title = translate("checks", "Address is not public")
            return CheckText(title, inside.ip if inside is not None else ips, text, (_edit_url(),))
        case CheckCode.ADDRESS_BLOCKED:
            title = translate("checks", "Address is never called")
            text = translate(
                "checks", "It is reserved or belongs to a metadata service, so nothing calls it."
            )
            return CheckText(title, ips, text, (_edit_url(),))
        case CheckCode.UNREACHABLE:
            return CheckText(translate("checks", "Address was not found"))
        case _:
            return CheckText(translate("checks", "Address was not checked"))


def _certificate(found: Finding, now: datetime) -> CheckText:
    seen = found.certificate
    match found.code:
        case CheckCode.CERTIFICATE_VALID if seen is not None:
            title = translate("checks", "Certificate is valid")
            return CheckText(title, _until(seen, now), _issued(seen, now))
        case CheckCode.CERTIFICATE_ENDS_SOON if seen is not None:
            title = translate("checks", "Certificate ends soon")
            fix = CauseStep(translate("checks", "Have it renewed before deliveries fail"))
            return CheckText(title, _until(seen, now), _issued(seen, now), (fix,))
        case CheckCode.CERTIFICATE_REFUSED if seen is not None:
            title = translate("checks", "Certificate is not accepted")
            return CheckText(title, _until(seen, now), _shown(seen, now))
        case CheckCode.CERTIFICATE_REFUSED:
            return CheckText(translate("checks", "No secure connection"))
        case CheckCode.UNREACHABLE:
            return CheckText(translate("checks", "No connection"))
        case CheckCode.NOT_ENCRYPTED:
            value = translate("checks", "Stays on this computer")
            return CheckText(translate("checks", "Not encrypted"), value)
        case _:
            return CheckText(translate("checks", "Certificate was not checked"))


def _redirect(found: Finding, _now: datetime) -> CheckText:
    answer = found.answer
    match found.code:
        case CheckCode.NO_REDIRECT if answer is not None:
            value = translate("checks", "HEAD: {status}").format(
                status=states.http_status(answer.status)
            )
            return CheckText(translate("checks", "No redirect"), value)
        case CheckCode.REDIRECTS if answer is not None:
            title = translate("checks", "Address redirects")
            return CheckText(title, states.http_status(answer.status))
        case CheckCode.UNREACHABLE:
            return CheckText(translate("checks", "No answer"))
        case _:
            return CheckText(translate("checks", "Redirect was not checked"))


def _credential(found: Finding, now: datetime) -> CheckText:
    name = found.detail
    give = CauseStep("", "give_secret", translate("checks", "Enter secret..."))
    choose = CauseStep("", "choose_credential", translate("checks", "Choose credential"))
    open_it = CauseStep("", "open_credential", translate("checks", "Open credential"))
    match found.code:
        case CheckCode.NO_CREDENTIAL:
            return CheckText(translate("checks", "No authentication"))
        case CheckCode.CREDENTIAL_MISSING:
            text = translate("checks", "None is chosen, or it is not there any more.")
            return CheckText(translate("checks", "No credential"), "", text, (choose,))
        case CheckCode.CREDENTIAL_TYPE:
            title = translate("checks", "Credential of another type")
            text = translate("checks", "Its type is not the authentication that is chosen here.")
            return CheckText(title, name, text, (choose,))
        case CheckCode.SECRET_KNOWN:
            title = translate("checks", "Credential fits, its secret is known here")
            return CheckText(title, name)
        case CheckCode.SECRET_UNUSABLE:
            title = translate("checks", "Secret cannot be sent")
            text = translate("checks", "It holds characters that no header carries.")
            return CheckText(title, name, text, (give, open_it))
        case CheckCode.TOKEN_GRANTED:
            title = translate("checks", "Access token granted")
            until = times.until(found.until, now) if found.until is not None else ""
            value = translate("checks", "Ends {when}").format(when=until[:1].lower() + until[1:])
            return CheckText(title, value)
        case CheckCode.TOKEN_REFUSED:
            return CheckText(translate("checks", "No access token"), found.detail, "", (give,))
        case CheckCode.TOKEN_UNKNOWN:
            title = translate("checks", "The token URL did not work")
            said_there = name if found.cause is None else ""  # the cause names the host
            return CheckText(title, said_there, token_url.why_unknown(found), (open_it,))
        case CheckCode.SECRET_NOT_HERE:
            title = translate("checks", "Credential fits, its secret is not here")
            text = translate(
                "checks",
                "The platform has it and uses it. To try it from this computer, enter it here.",
            )
            return CheckText(title, name, text, (give,))
        case _:
            return CheckText(translate("checks", "Credential was not checked"))


def _duplicates(found: Finding, _now: datetime) -> CheckText:
    match found.code:
        case CheckCode.NO_TWIN:
            return CheckText(translate("checks", "No other listener sends this there"))
        case CheckCode.TWINS:
            count = len(found.twin_ids)
            title = translate(
                "checks", "The same events are sent there by %Ln other listener(s)", None, count
            )
            text = translate("checks", "Each event would arrive more than once.")
            show = CauseStep("", "show_twin", translate("checks", "Show it"))
            return CheckText(title, "", text, (show,))
        case _:
            return CheckText(translate("checks", "Other listeners were not compared"))


def _until(seen: SeenCertificate, now: datetime) -> str:
    if seen.ends_at is None:
        return ""
    if seen.ends_at < now:
        return translate("checks", "Ended {date}").format(date=times.day(seen.ends_at, now))
    return translate("checks", "Until {date}").format(date=times.day(seen.ends_at, now))


def _issued(seen: SeenCertificate, now: datetime) -> str:
    left = seen.days_left(now)
    days = translate("checks", "%Ln day(s) left", None, left) if left is not None else ""
    by = translate("checks", "issued by {issuer}").format(issuer=seen.issuer) if seen.issuer else ""
    protocol = seen.protocol.replace("TLSv", "TLS ")
    said = ", ".join(part for part in (protocol, by, days) if part)
    return f"{said[:1].upper()}{said[1:]}."


def _shown(seen: SeenCertificate, now: datetime) -> str:
    """What is on a certificate that is not accepted, for whoever has to replace it."""
    parts = []
    if seen.names:
        names = ", ".join(seen.names[:_SHOWN_NAMES])
        parts.append(translate("checks", "It is for {names}.").format(names=names))
    if seen.issuer and not seen.is_self_signed:
        parts.append(translate("checks", "Issued by {issuer}.").format(issuer=seen.issuer))
    if seen.begins_at is not None and seen.begins_at > now:
        begins = times.day(seen.begins_at, now)
        parts.append(translate("checks", "It begins {date}.").format(date=begins))
    return " ".join(parts)


def _edit_url() -> CauseStep:
    return CauseStep("", "edit_url", translate("checks", "Edit address"))
