"""Why a value was refused, as data: never as a sentence on the screen.

Every rule of the domain answers with a `Problem`.  Its `code` is the contract's
stable code where there is one; where one code covers many mistakes
(`invalid_url`), `params["reason"]` is a `Reason` that says which.  The UI owns the
words; `Refused` carries plain English for logs and for the API's `detail`.
A problem never holds the refused value itself: it may be a secret.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final


class Code(StrEnum):
    """What was refused; values equal the contract's codes where there is one."""

    REQUIRED = "required"
    TOO_LONG = "too_long"
    TOO_SHORT = "too_short"
    TOO_MANY = "too_many"
    OUT_OF_RANGE = "out_of_range"
    INVALID_VALUE = "invalid_value"
    INVALID_TEXT = "invalid_text"
    TAKEN = "taken"

    HTTPS_REQUIRED = "https_required"
    INVALID_URL = "invalid_url"
    ADDRESS_BLOCKED = "address_blocked"
    INVALID_EMAIL = "invalid_email"
    INVALID_HEADER_NAME = "invalid_header_name"
    INVALID_HEADER_VALUE = "invalid_header_value"
    HEADER_NOT_ALLOWED = "header_not_allowed"
    DUPLICATE_HEADER = "duplicate_header"
    INVALID_TOKEN = "invalid_token"  # noqa: S105 - a code, not a token
    INVALID_USER_NAME = "invalid_user_name"
    INVALID_SIGNING_SECRET = "invalid_signing_secret"  # noqa: S105
    MASKED_SECRET = "masked_secret"  # noqa: S105

    UNKNOWN_ENTITY = "unknown_entity"
    UNKNOWN_FUNCTION = "unknown_function"
    UNKNOWN_CHANNEL = "unknown_channel"
    UNKNOWN_AUTH_TYPE = "unknown_auth_type"
    UNKNOWN_FIELD = "unknown_field"
    ENTITY_NOT_LISTENABLE = "entity_not_listenable"
    FUNCTION_NOT_SUPPORTED = "function_not_supported"
    CHANNELS_NOT_IN_PLAN = "channels_not_in_plan"
    CREDENTIAL_REQUIRED = "credential_required"
    CREDENTIAL_NOT_FOUND = "credential_not_found"
    CREDENTIAL_TYPE_MISMATCH = "credential_type_mismatch"
    LISTENER_LIMIT_REACHED = "listener_limit_reached"
    READ_ONLY = "read_only"
    SERVER = "server"  # the platform's own refusal, with its code in params


class Reason(StrEnum):
    """Which mistake an `invalid_…` code stands for, in `params["reason"]`.

    Params that may come with it: `char` ("U+000A"), `position` (from 1, in the text
    as typed), `limit`, `label`, `scheme`, `host`.
    """

    CONTROL_CHARACTER = "control_character"
    INVISIBLE_CHARACTER = "invisible_character"
    FORBIDDEN_CHARACTER = "forbidden_character"
    NOT_ASCII = "not_ascii"
    SURROGATE = "surrogate"
    TOO_LONG = "too_long"
    OUTER_SPACE = "outer_space"

    NOT_ABSOLUTE = "not_absolute"
    NO_HOST = "no_host"
    USER_INFO = "user_info"
    FRAGMENT = "fragment"
    BAD_PORT = "bad_port"
    BAD_HOST = "bad_host"
    HOST_LABEL = "host_label"
    NUMERIC_HOST = "numeric_host"
    BAD_IP_LITERAL = "bad_ip_literal"
    ZONE_ID = "zone_id"
    BAD_PERCENT = "bad_percent"
    TEMPLATE_BRACE = "template_brace"
    DOUBLE_SLASH = "double_slash"
    PARSERS_DISAGREE = "parsers_disagree"

    NO_AT = "no_at"
    SEVERAL_ADDRESSES = "several_addresses"
    NOT_BARE = "not_bare"
    LOCAL_PART = "local_part"
    DOMAIN = "domain"
    ENCODED_WORD = "encoded_word"


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason one field was refused.

    Attributes:
        field: The dotted draft field ("url", "entity", "credential_id").
        code: What was refused.
        params: What the words need, such as a limit; never the value itself.
    """

    field: str
    code: Code
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict)


Problems = tuple[Problem, ...]


class Refused(ValueError):
    """A value that no rule lets through; `str()` is plain English for a log."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(describe(problem))
        self.problem = problem


def refuse(field: str, code: Code, reason: Reason | None = None, **params: Any) -> Refused:
    """Build the exception for one refusal, to be raised by the caller."""
    if reason is not None:
        params = {"reason": reason, **params}
    return Refused(Problem(field, code, params))


def refuse_character(
    field: str, code: Code, reason: Reason, *, char: str, position: int
) -> Refused:
    """A refusal that names one character and its place, counted from 1."""
    return refuse(field, code, reason, char=code_point(char), position=position)


def refusals(rule: Callable[..., object], text: str, field: str) -> list[Problem]:
    """What a rule, called as `rule(text, field=field)`, has against a text; nothing: it passes."""
    try:
        rule(text, field=field)
    except Refused as refused:
        return [refused.problem]
    return []


def code_point(char: str) -> str:
    """A character as `U+XXXX`, which is safe to show whatever the character is."""
    return f"U+{ord(char):04X}"


def describe(problem: Problem) -> str:
    """Plain English for logs and for the API's `detail`; never holds the value."""
    params = problem.params
    reason = params.get("reason")
    what = _ENGLISH.get(reason or problem.code, str(reason or problem.code).replace("_", " "))
    text = f"{problem.field}: {what}"
    if "char" in params:
        text += f" ({params['char']} at position {params['position']})"
    elif "limit" in params:
        text += f" (limit {params['limit']})"
    return text


_ENGLISH: Final[Mapping[str, str]] = {
    Code.REQUIRED: "a value is needed",
    Code.HTTPS_REQUIRED: "only https is accepted (plain http only to a literal loopback address)",
    Code.ADDRESS_BLOCKED: "this address may not be reached from the platform",
    Code.HEADER_NOT_ALLOWED: "this header belongs to the sender and cannot be set",
    Code.INVALID_USER_NAME: "a user name may not contain a colon",
    Code.MASKED_SECRET: "this is a mask, not a secret",
    Reason.NOT_ABSOLUTE: "must be an absolute URL such as https://example.com/hook",
    Reason.NO_HOST: "the host is missing",
    Reason.USER_INFO: "user name and password do not belong into a URL; use a credential",
    Reason.FRAGMENT: "a fragment (#) is never sent and may not be part of the URL",
    Reason.BAD_PORT: "the port must be a number from 1 to 65535",
    Reason.BAD_HOST: "the host is not a valid name",
    Reason.HOST_LABEL: "a part of the host name is not valid",
    Reason.NUMERIC_HOST: "a numeric host must be written as four decimal numbers",
    Reason.BAD_IP_LITERAL: "not a valid IPv6 address in brackets",
    Reason.ZONE_ID: "an IPv6 zone is not accepted",
    Reason.BAD_PERCENT: "a % must be followed by two hexadecimal digits",
    Reason.TEMPLATE_BRACE: "template braces are not filled in by the platform",
    Reason.DOUBLE_SLASH: "the path may not begin with two slashes",
    Reason.PARSERS_DISAGREE: "this URL is read differently by different software",
    Reason.NO_AT: "an address has the form name@example.com",
    Reason.SEVERAL_ADDRESSES: "only one address is accepted",
    Reason.NOT_BARE: "only the bare address is accepted, without a name or a comment",
    Reason.LOCAL_PART: "the part before the @ is not valid",
    Reason.DOMAIN: "the part after the @ is not a domain that can receive mail",
    Reason.ENCODED_WORD: "an address may not contain an encoded word",
}
