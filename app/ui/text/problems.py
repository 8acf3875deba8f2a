"""Words for a refused field: what is wrong with it and what to enter instead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from app.domain.local_changes import FROM_OLDER_COPY
from app.domain.validation import Code, Problem, Reason
from app.ui.text import times

if TYPE_CHECKING:
    from app.domain.errors import FieldRefusal

translate = QCoreApplication.translate


def of(problem: Problem) -> str:
    """One sentence or two for a problem, to stand under its field."""
    special = _SPECIAL.get(problem.code)
    if special is not None:
        return special(problem.params)
    reason = problem.params.get("reason")
    if reason == Reason.TOO_LONG:
        return _too_long(problem.params)
    text = _reasons().get(str(reason), "") if reason is not None else ""
    if not text and (problem.field, problem.code) == ("base_url", Code.INVALID_URL):
        text = translate(
            "problems", "Enter the platform's address, for example https://platform.example.com"
        )
    text = text or _codes().get(problem.code, "")
    text = text or translate("problems", "This value is not accepted.")
    place = problem.params.get("char")
    if place is not None:
        where = translate("problems", "The character {char} at position {position}.")
        text = f"{text} {where.format(char=place, position=problem.params.get('position', ''))}"
    return text


def of_refusal(refusal: FieldRefusal) -> str:
    """The platform's own reason: its words when it sent some, else ours for its code."""
    if refusal.code == FROM_OLDER_COPY:
        return translate(
            "problems",
            "This change comes from an older copy of your data. It may have been sent before "
            "the newer one was damaged. Save it again, or take it back.",
        )
    if refusal.detail:
        return refusal.detail
    try:
        return of(Problem(refusal.pointer, Code(refusal.code)))
    except ValueError:
        return translate("problems", "The platform refused this value ({code}).").format(
            code=refusal.code
        )


def field_name(field: str) -> str:
    """A field's name as it stands on its label, for the summary of problems."""
    words = {
        "entity": translate("problems", "Entity"),
        "function": translate("problems", "Function"),
        "url": translate("problems", "Endpoint URL"),
        "auth_type": translate("problems", "Authentication"),
        "credential_id": translate("problems", "Credential"),
        "address": translate("problems", "Email address"),
        "name": translate("problems", "Label"),
        "channel_id": translate("problems", "Distribution Channel"),
        "volume": translate("problems", "Email volume"),
        "base_url": translate("problems", "Platform address"),
        "token": translate("problems", "API token"),
        "client_id": translate("problems", "Client ID"),
        "client_secret": translate("problems", "Client secret"),
        "connection_name": translate("problems", "Name"),
    }
    return words.get(field, field)


def _too_long(params: Mapping[str, Any]) -> str:
    text = translate("problems", "Use at most {limit} characters.")
    limit = params.get("limit", "")
    return text.format(limit=times.number(limit) if isinstance(limit, int) else limit)


def _unknown_entity(params: Mapping[str, Any]) -> str:
    text = translate("problems", "The platform has no entity “{entity}”. Choose one of the list.")
    return text.format(entity=params.get("entity", ""))


def _not_listenable(params: Mapping[str, Any]) -> str:
    text = translate(
        "problems",
        "“{entity}” cannot be listened to. A listener for it would be saved but never become "
        "active. {supported} entities are supported.",
    )
    return text.format(entity=params.get("entity", ""), supported=params.get("supported", ""))


_SPECIAL: dict[Code, Callable[[Mapping[str, Any]], str]] = {
    Code.TOO_LONG: _too_long,
    Code.UNKNOWN_ENTITY: _unknown_entity,
    Code.ENTITY_NOT_LISTENABLE: _not_listenable,
}


def _codes() -> dict[Code, str]:
    return {
        Code.REQUIRED: translate("problems", "Fill this in."),
        Code.HTTPS_REQUIRED: translate(
            "problems", "Use https. Plain http is accepted for this computer only (127.0.0.1)."
        ),
        Code.INVALID_URL: translate(
            "problems", "Enter a full address, for example https://hooks.example.com/clients"
        ),
        Code.ADDRESS_BLOCKED: translate("problems", "This address may not be called."),
        Code.INVALID_EMAIL: translate(
            "problems", "Enter one email address, for example ops@example.com"
        ),
        Code.INVALID_HEADER_NAME: translate(
            "problems", "A header name has letters, digits and hyphens, for example X-Api-Key"
        ),
        Code.INVALID_HEADER_VALUE: translate("problems", "Use letters, digits and signs only."),
        Code.HEADER_NOT_ALLOWED: translate(
            "problems", "The platform sets this header itself. Choose another name."
        ),
        Code.INVALID_TOKEN: translate(
            "problems", "A token has letters, digits and signs without spaces."
        ),
        Code.INVALID_USER_NAME: translate("problems", "A user name may not have a colon."),
        Code.MASKED_SECRET: translate("problems", "This is a mask. Enter the secret itself."),
        Code.INVALID_TEXT: translate("problems", "This text has a character that is not accepted."),
        Code.FUNCTION_NOT_SUPPORTED: translate(
            "problems", "Create and Update are supported now. Other functions do not activate."
        ),
        Code.UNKNOWN_FUNCTION: translate("problems", "The platform has no such function."),
        Code.UNKNOWN_AUTH_TYPE: translate(
            "problems", "The platform does not know this authentication. Choose one of the list."
        ),
        Code.UNKNOWN_CHANNEL: translate("problems", "This Distribution Channel is not there."),
        Code.CHANNELS_NOT_IN_PLAN: translate(
            "problems", "Distribution Channels need Plan Pro. Choose the whole instance."
        ),
        Code.CREDENTIAL_REQUIRED: translate(
            "problems", "Add a credential of this type, or set Authentication to None."
        ),
        Code.CREDENTIAL_NOT_FOUND: translate(
            "problems", "This credential is not there any more. Choose another."
        ),
        Code.CREDENTIAL_TYPE_MISMATCH: translate(
            "problems", "This credential is of another type. Choose another."
        ),
        Code.TOO_SHORT: translate("problems", "This is too short."),
        Code.TOO_MANY: translate("problems", "These are too many."),
        Code.OUT_OF_RANGE: translate("problems", "This number is too small or too large."),
        Code.INVALID_VALUE: translate("problems", "This is none of the possible values."),
        Code.TAKEN: translate("problems", "This is in use already. Choose another."),
        Code.DUPLICATE_HEADER: translate("problems", "This header is there twice."),
        Code.INVALID_SIGNING_SECRET: translate(
            "problems", "A signing secret begins with whsec_ and has 24 to 64 bytes in Base64."
        ),
        Code.UNKNOWN_FIELD: translate("problems", "The platform has no such field."),
        Code.READ_ONLY: translate("problems", "This cannot be changed."),
        Code.SERVER: translate("problems", "The platform refused this value."),
        Code.LISTENER_LIMIT_REACHED: translate(
            "problems", "The platform keeps no more listeners. Delete one first."
        ),
    }


def _reasons() -> dict[str, str]:
    return {
        Reason.CONTROL_CHARACTER: translate("problems", "There is an invisible character."),
        Reason.INVISIBLE_CHARACTER: translate("problems", "There is an invisible character."),
        Reason.FORBIDDEN_CHARACTER: translate("problems", "There is a sign that may not be here."),
        Reason.NOT_ASCII: translate(
            "problems", "Only plain letters, digits and signs can be sent."
        ),
        Reason.SURROGATE: translate("problems", "There is half a character."),
        Reason.OUTER_SPACE: translate("problems", "Remove the space at the beginning or end."),
        Reason.NO_HOST: translate("problems", "The name of the host is missing."),
        Reason.ENCODED_WORD: translate("problems", "Write the address in plain characters."),
        Reason.USER_INFO: translate(
            "problems", "Leave user name and password out and choose an Authentication instead."
        ),
        Reason.FRAGMENT: translate("problems", "Leave out the part from # on; it is never sent."),
        Reason.BAD_PORT: translate("problems", "The port is a number from 1 to 65535."),
        Reason.BAD_HOST: translate("problems", "The name of the host is not valid."),
        Reason.HOST_LABEL: translate("problems", "The name of the host is not valid."),
        Reason.NUMERIC_HOST: translate(
            "problems", "Write a numeric address as four numbers, for example 203.0.113.7"
        ),
        Reason.BAD_IP_LITERAL: translate("problems", "This is not a valid IPv6 address."),
        Reason.ZONE_ID: translate("problems", "Leave out the zone of the IPv6 address."),
        Reason.BAD_PERCENT: translate("problems", "A % needs two hexadecimal digits behind it."),
        Reason.TEMPLATE_BRACE: translate(
            "problems", "Fill in the braces yourself; the platform sends them as they are."
        ),
        Reason.DOUBLE_SLASH: translate("problems", "The path may not begin with two slashes."),
        Reason.PARSERS_DISAGREE: translate(
            "problems", "Programs read this address in different ways. Write it plainly."
        ),
        Reason.SEVERAL_ADDRESSES: translate(
            "problems", "One address only. Use a shared mailbox for several people."
        ),
        Reason.NOT_BARE: translate("problems", "Enter the address alone, without a name."),
        Reason.LOCAL_PART: translate("problems", "The part before the @ is not valid."),
        Reason.DOMAIN: translate("problems", "The part after the @ cannot receive mail."),
    }
