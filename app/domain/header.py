"""Which header names and values a credential may put into a request.

HTTP libraries let through NUL, DEL, trailing space and even a space in a name
(measured); so the rule is ours, and it is an allow list of
characters.  Names that steer the connection, or that the sender itself sets, are
denied (T31).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from app.domain.text import bad_ascii
from app.domain.validation import Code, Reason, refuse, refuse_character

NAME_LIMIT: Final = 64
VALUE_LIMIT: Final = 8192
HEADERS_LIMIT: Final = 20

_GOOD_VALUE: Final = re.compile(r"[!-~](?:[\t -~]*[!-~])?")  # what the rules below let through
_NAME_CHARACTER: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]")

# `authorization` is not here: it is a credential's to set, and then nobody else sets it.
DENIED_HEADERS: Final = frozenset(
    {
        # framing and routing: changing one of these changes what request is sent, and to whom
        "connection",
        "content-encoding",
        "content-length",
        "content-range",
        "content-type",
        "expect",
        "host",
        "http2-settings",
        "keep-alive",
        "max-forwards",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "via",
        # ours to say
        "accept-encoding",
        "date",
        "forwarded",
        "from",
        "origin",
        "referer",
        "user-agent",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-proto",
        "x-http-method",
        "x-http-method-override",
        "x-method-override",
        "x-real-ip",
        # ambient authority
        "cookie",
        "cookie2",
        "set-cookie",
    }
)
DENIED_PREFIXES: Final = ("webhook-", "picksmart-", "proxy-", "sec-", "access-control-")


def is_denied(name: str) -> bool:
    """Whether a header belongs to the sender and may not be set by a credential."""
    lower = name.lower()
    # A proxy may read `_` as `-`, which would bring a denied name in by the back door.
    folded = lower.replace("_", "-")
    return folded in DENIED_HEADERS or folded.startswith(DENIED_PREFIXES)


def check_header_name(name: str, *, field: str = "header") -> str:
    """A header name that a credential may set, as it was written.

    Raises:
        Refused: It is no RFC 9110 token of at most 64 characters, or it is denied.
    """
    if not name:
        raise refuse(field, Code.REQUIRED)
    if len(name) > NAME_LIMIT:
        raise refuse(field, Code.TOO_LONG, limit=NAME_LIMIT)
    for position, char in enumerate(name, start=1):
        if not _NAME_CHARACTER.match(char):
            raise bad_ascii(field, Code.INVALID_HEADER_NAME, char=char, position=position)
    if is_denied(name):
        raise refuse(field, Code.HEADER_NOT_ALLOWED, name=name.lower())
    return name


def check_header_value(value: str, *, field: str = "value") -> str:
    """A header value: visible ASCII, with spaces and tabs only inside, at most 8 KiB.

    Raises:
        Refused: It is empty, too long, or holds another character.
    """
    if not value:
        raise refuse(field, Code.REQUIRED)
    if len(value) > VALUE_LIMIT:
        raise refuse(field, Code.TOO_LONG, limit=VALUE_LIMIT)
    if _GOOD_VALUE.fullmatch(value):
        return value
    for position, char in enumerate(value, start=1):
        if not (" " <= char <= "~" or char == "\t"):
            raise bad_ascii(field, Code.INVALID_HEADER_VALUE, char=char, position=position)
    for position in (1, len(value)):
        if (char := value[position - 1]) in " \t":
            raise refuse_character(
                field, Code.INVALID_HEADER_VALUE, Reason.OUTER_SPACE, char=char, position=position
            )
    return value


def check_headers(
    headers: Iterable[tuple[str, str]], *, field: str = "headers"
) -> tuple[tuple[str, str], ...]:
    """A list of headers: each one valid, at most 20, none twice whatever the case.

    Raises:
        Refused: As the single rules, or `too_many`, or `duplicate_header`.
    """
    checked: list[tuple[str, str]] = []
    seen: set[str] = set()
    for number, (name, value) in enumerate(headers):
        if number >= HEADERS_LIMIT:
            raise refuse(field, Code.TOO_MANY, limit=HEADERS_LIMIT)
        here = f"{field}.{number}"
        check_header_name(name, field=f"{here}.name")
        check_header_value(value, field=f"{here}.value")
        if name.lower() in seen:
            raise refuse(f"{here}.name", Code.DUPLICATE_HEADER, name=name.lower())
        seen.add(name.lower())
        checked.append((name, value))
    return tuple(checked)
