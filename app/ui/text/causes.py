"""Words for why a try failed and what could help (DESIGN section 6, page 03)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from app.domain.cause_codes import CauseCode, FixCode

if TYPE_CHECKING:
    from app.domain.cause import Cause

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class CauseStep:
    """One thing to try; `action` is what the app can do about it, or None.

    Actions: `open_credential`, `edit_url`, `edit_auth`, `edit_address`, `use_redirect`,
    `edit_payload`, `show_response`, `send_again`, `copy_report`, `show_receiver`,
    `show_signing`, `give_secret`.
    """

    text: str
    action: str | None = None
    button: str = ""


@dataclass(frozen=True, slots=True)
class CauseText:
    """What happened in one sentence, and what to try, best first."""

    summary: str
    steps: tuple[CauseStep, ...]


def of(
    cause: Cause, *, host: str = "", credential_name: str = "", target: str | None = None
) -> CauseText:
    """The words for a diagnosis.

    Args:
        cause: From `app.domain.cause`.
        host: Whom was called; foreign text.
        credential_name: The credential that was used, if any.
        target: Where a redirect leads, "" where that is no address to send to; None: not known.
    """
    summary = _summaries().get(cause.code, "") or translate("causes", "The try failed.")
    named = {
        "host": host or translate("causes", "the endpoint"),
        "status": cause.params.get("status", ""),
        "location": cause.params.get("location", ""),
        "allow": cause.params.get("allow", ""),
        "retry_after": cause.params.get("retry_after", ""),
        "credential": credential_name or translate("causes", "the credential"),
    }
    said = summary.format(**named)
    if not host:  # the sentence may begin with it
        said = said[:1].upper() + said[1:]
    named["location"] = target or named["location"]
    return CauseText(said, _steps(cause, named, is_usable=target != "" and bool(named["location"])))


def again(word: str) -> CauseStep:
    """The secret was typed on this computer: only a person can type another one."""
    text = translate("causes", "Enter the secret of {credential} again").format(credential=word)
    return CauseStep(text, "give_secret", _buttons()["give_secret"])


def _steps(cause: Cause, named: dict[str, object], *, is_usable: bool) -> tuple[CauseStep, ...]:
    """Each thing to try; one button does not stand there twice."""
    made: list[CauseStep] = []
    offered: set[str] = set()
    for fix in cause.fixes:
        text, action = _fixes().get(fix, "").format(**named), _ACTIONS.get(fix)
        if action == "use_redirect" and not is_usable:
            text, action = (
                translate("causes", "Redirects are not followed. Enter the final address"),
                "edit_url",
            )
        if action is None or action in offered:
            made.append(CauseStep(text))
        else:
            offered.add(action)
            made.append(CauseStep(text, action, _buttons()[action]))
    return tuple(made)


# What the app itself can do about a step; what only somebody else can do is put into words
# that can be sent to them.
_ACTIONS: Final[Mapping[FixCode, str]] = {
    FixCode.CHECK_CREDENTIAL: "open_credential",
    FixCode.RENEW_TOKEN: "open_credential",
    FixCode.CHOOSE_AUTH_TYPE: "edit_auth",
    FixCode.CHECK_HOST: "edit_url",
    FixCode.CHECK_PORT: "edit_url",
    FixCode.CHECK_PATH: "edit_url",
    FixCode.USE_CERTIFICATE_NAME: "edit_url",
    FixCode.USE_PUBLIC_ADDRESS: "edit_url",
    FixCode.USE_REDIRECT_TARGET: "use_redirect",
    FixCode.CHECK_ADDRESS: "edit_address",
    FixCode.CHECK_PAYLOAD: "edit_payload",
    FixCode.READ_RESPONSE: "show_response",
    FixCode.WAIT: "send_again",
    FixCode.CHECK_SERVICE_RUNS: "send_again",
    FixCode.TURN_ON_AGAIN: "send_again",
    FixCode.START_RECEIVER: "show_receiver",
    FixCode.CHECK_FIREWALL: "copy_report",
    FixCode.CHECK_DNS_RECORD: "copy_report",
    FixCode.ANSWER_FIRST: "copy_report",
    FixCode.RENEW_CERTIFICATE: "copy_report",
    FixCode.CHECK_CLOCK: "copy_report",
    FixCode.USE_TRUSTED_ISSUER: "copy_report",
    FixCode.SEND_FULL_CHAIN: "copy_report",
    FixCode.ALLOW_TLS_1_2: "copy_report",
    FixCode.ASK_OPERATOR: "copy_report",
    FixCode.CHECK_PERMISSIONS: "copy_report",
    FixCode.ALLOW_SENDER: "copy_report",
    FixCode.ACCEPT_POST: "copy_report",
    FixCode.ACCEPT_JSON: "copy_report",
    FixCode.RAISE_SIZE_LIMIT: "copy_report",
    FixCode.SLOW_DOWN: "copy_report",
    FixCode.READ_ENDPOINT_LOG: "copy_report",
    FixCode.CHECK_MAIL_SERVER: "copy_report",
    FixCode.CHECK_SIGNATURE: "show_signing",
}


def _buttons() -> dict[str, str]:
    return {
        "open_credential": translate("causes", "Open credential"),
        "edit_auth": translate("causes", "Choose authentication"),
        "edit_url": translate("causes", "Edit address"),
        "edit_address": translate("causes", "Edit address"),
        "use_redirect": translate("causes", "Use this address"),
        "edit_payload": translate("causes", "Edit payload"),
        "show_response": translate("causes", "Show response"),
        "send_again": translate("causes", "Send again"),
        "copy_report": translate("causes", "Copy report"),
        "show_receiver": translate("causes", "Show receiver"),
        "show_signing": translate("causes", "Signing secret..."),
        "give_secret": translate("causes", "Enter secret..."),
    }


def _summaries() -> dict[CauseCode, str]:
    return {
        CauseCode.NO_DNS: translate("causes", "The address of {host} was not found."),
        CauseCode.REFUSED: translate("causes", "{host} refused the connection."),
        CauseCode.RESET: translate("causes", "{host} ended the connection before it answered."),
        CauseCode.NOT_HTTP: translate("causes", "{host} answered, but not in HTTP."),
        CauseCode.CONNECT_TIMEOUT: translate("causes", "{host} could not be reached in time."),
        CauseCode.READ_TIMEOUT: translate("causes", "No answer from {host} in time."),
        CauseCode.TLS_NAME: translate("causes", "The certificate of {host} is for another name."),
        CauseCode.TLS_EXPIRED: translate("causes", "The certificate of {host} has ended."),
        CauseCode.TLS_NOT_YET_VALID: translate(
            "causes", "The certificate of {host} is not valid yet."
        ),
        CauseCode.TLS_SELF_SIGNED: translate(
            "causes", "{host} signed its certificate itself, so nobody vouches for it."
        ),
        CauseCode.TLS_UNKNOWN_ISSUER: translate(
            "causes", "The certificate of {host} is not signed by a known authority."
        ),
        CauseCode.TLS_PROTOCOL: translate("causes", "{host} speaks no secure protocol that we do."),
        CauseCode.TLS_OTHER: translate("causes", "No secure connection to {host} could be made."),
        CauseCode.ADDRESS_BLOCKED: translate(
            "causes", "{host} is an address inside a network, which the platform may not call."
        ),
        CauseCode.REDIRECT: translate("causes", "{host} answered with a redirect to {location}."),
        CauseCode.BAD_REQUEST: translate("causes", "The endpoint did not understand the request."),
        CauseCode.UNAUTHORISED: translate("causes", "The endpoint did not accept {credential}."),
        CauseCode.ASKS_FOR_CREDENTIAL: translate(
            "causes", "The endpoint asks for authentication, and none was sent."
        ),
        CauseCode.FORBIDDEN: translate("causes", "The endpoint knows the sender but forbids this."),
        CauseCode.NOT_FOUND: translate("causes", "There is nothing at this path on {host}."),
        CauseCode.METHOD_NOT_ALLOWED: translate("causes", "The endpoint does not accept POST."),
        CauseCode.GONE: translate(
            "causes", "The endpoint says it is gone for good. The platform stops the listener."
        ),
        CauseCode.TOO_LARGE: translate("causes", "The endpoint finds the payload too large."),
        CauseCode.MEDIA_TYPE: translate("causes", "The endpoint does not accept JSON."),
        CauseCode.UNPROCESSABLE: translate("causes", "The endpoint refused what the payload says."),
        CauseCode.TOO_MANY_REQUESTS: translate("causes", "The endpoint gets too many requests."),
        CauseCode.UNAVAILABLE: translate("causes", "The endpoint is not available at the moment."),
        CauseCode.SERVER_ERROR: translate(
            "causes", "The endpoint failed while it handled the request (status {status})."
        ),
        CauseCode.OTHER_STATUS: translate("causes", "The endpoint answered with status {status}."),
        CauseCode.TOKEN_NOT_GRANTED: translate(
            "causes", "No access token was granted for {credential}."
        ),
        CauseCode.PAYLOAD_TOO_LARGE: translate("causes", "The record is too large to be sent."),
        CauseCode.SMTP_AUTH: translate("causes", "The mail server did not accept the sign-in."),
        CauseCode.SMTP_RECIPIENT: translate("causes", "The mail server refused the recipient."),
        CauseCode.SMTP_TEMPORARY: translate(
            "causes", "The mail server cannot take the message now."
        ),
        CauseCode.SMTP_OTHER: translate("causes", "The mail server refused the message."),
    }


def _fixes() -> dict[FixCode, str]:
    return {
        FixCode.CHECK_HOST: translate("causes", "Check the spelling of the host"),
        FixCode.CHECK_PORT: translate("causes", "Check the port"),
        FixCode.START_RECEIVER: translate(
            "causes", "Start the receiver on this computer, or what else should listen there"
        ),
        FixCode.CHECK_PATH: translate("causes", "Check the path of the address"),
        FixCode.CHECK_SERVICE_RUNS: translate("causes", "Check that the endpoint is running"),
        FixCode.CHECK_FIREWALL: translate(
            "causes", "Check that a firewall lets the platform through"
        ),
        FixCode.CHECK_DNS_RECORD: translate("causes", "Check that the name is in the public DNS"),
        FixCode.ANSWER_FIRST: translate(
            "causes", "Let the endpoint answer at once and do its work afterwards"
        ),
        FixCode.RENEW_CERTIFICATE: translate("causes", "Renew the certificate of the endpoint"),
        FixCode.USE_CERTIFICATE_NAME: translate(
            "causes", "Use the name that the certificate is for"
        ),
        FixCode.CHECK_CLOCK: translate("causes", "Check the clock of the computer that sent it"),
        FixCode.USE_TRUSTED_ISSUER: translate("causes", "Use a certificate of a public authority"),
        FixCode.SEND_FULL_CHAIN: translate(
            "causes", "Let the endpoint send its whole chain of certificates"
        ),
        FixCode.ALLOW_TLS_1_2: translate("causes", "Allow TLS 1.2 or newer at the endpoint"),
        FixCode.USE_PUBLIC_ADDRESS: translate("causes", "Use an address that is public"),
        FixCode.ASK_OPERATOR: translate(
            "causes", "Ask the platform's operator to allow this network"
        ),
        FixCode.USE_REDIRECT_TARGET: translate(
            "causes", "Redirects are not followed. Use the final address: {location}"
        ),
        FixCode.CHECK_PAYLOAD: translate("causes", "Compare the payload with what is expected"),
        FixCode.READ_RESPONSE: translate("causes", "Read the response; it often says why"),
        FixCode.CHECK_CREDENTIAL: translate("causes", "Check {credential} and its secret"),
        FixCode.CHOOSE_AUTH_TYPE: translate("causes", "Choose the authentication it asks for"),
        FixCode.CHECK_SIGNATURE: translate(
            "causes", "Check that the endpoint verifies with the present signing secret"
        ),
        FixCode.CHECK_PERMISSIONS: translate(
            "causes", "Ask the endpoint's owner to permit this account"
        ),
        FixCode.ALLOW_SENDER: translate(
            "causes", "Ask the endpoint's owner to allow the platform's addresses"
        ),
        FixCode.ACCEPT_POST: translate("causes", "Let the endpoint accept POST at this path"),
        FixCode.ACCEPT_JSON: translate("causes", "Let the endpoint accept application/json"),
        FixCode.RAISE_SIZE_LIMIT: translate("causes", "Raise the size limit of the endpoint"),
        FixCode.SLOW_DOWN: translate("causes", "Let the endpoint take more requests"),
        FixCode.WAIT: translate("causes", "Wait a moment, then send again"),
        FixCode.READ_ENDPOINT_LOG: translate("causes", "Look into the log of the endpoint"),
        FixCode.RENEW_TOKEN: translate("causes", "Check client ID, secret and scope"),
        FixCode.CHECK_ADDRESS: translate("causes", "Check the email address"),
        FixCode.CHECK_MAIL_SERVER: translate(
            "causes", "Ask the platform's operator about the mail server"
        ),
        FixCode.TURN_ON_AGAIN: translate(
            "causes", "Turn the listener on again when the endpoint is back"
        ),
    }
