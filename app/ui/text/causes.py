"""Words for why a try failed and what could help (DESIGN section 6, page 03)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from app.domain.cause_codes import CauseCode, FixCode
from app.ui.text.cause_words import fixes, summaries

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
    summary = _summary(cause)
    named = {
        "host": host or translate("causes", "the endpoint"),
        "status": cause.params.get("status", ""),
        "location": cause.params.get("location", ""),
        "allow": cause.params.get("allow", ""),
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
        text, action = _fix(fix, cause).format(**named), _ACTIONS.get(fix)
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


def _summary(cause: Cause) -> str:
    """The sentence for a cause, with what is known of this one."""
    if cause.code is CauseCode.METHOD_NOT_ALLOWED and _METHODS.fullmatch(
        str(cause.params.get("allow", ""))
    ):
        return translate("causes", "The endpoint accepts {allow} here, but not POST.")
    waited_s = cause.params.get("waited_s")
    if waited_s and cause.code is CauseCode.READ_TIMEOUT:
        return translate("causes", "No answer from {host} within %Ln second(s).", None, waited_s)
    if waited_s and cause.code is CauseCode.CONNECT_TIMEOUT:
        return translate(
            "causes", "{host} could not be reached within %Ln second(s).", None, waited_s
        )
    return summaries().get(cause.code, "") or translate("causes", "The try failed.")


def _fix(fix: FixCode, cause: Cause) -> str:
    wait_s = _seconds(cause.params.get("retry_after")) if fix is FixCode.WAIT else 0
    if wait_s:
        return translate("causes", "Wait %Ln second(s), as it asks, then send again", None, wait_s)
    return fixes().get(fix, "")


def _seconds(retry_after: object) -> int:
    """How long an endpoint asks to wait; 0 where it gives no number, or none one could wait."""
    said = str(retry_after or "").strip()
    return int(said) if _DIGITS.fullmatch(said) else 0


_METHODS: Final = re.compile(r"(?!.*\bPOST\b)[A-Z]{3,10}(, ?[A-Z]{3,10}){0,7}")
_DIGITS: Final = re.compile(r"[0-9]{1,4}")

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
