"""What a name, a token and a password may consist of.

Refusals name the character as `U+XXXX` and its place; nothing is repaired
silently.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from app.domain.secret import looks_masked
from app.domain.validation import Code, Reason, refuse, refuse_character

if TYPE_CHECKING:
    from app.domain.validation import Refused

NAME_LIMIT: Final = 200
SECRET_LIMIT: Final = 8192
# Characters that turn the direction of the text around them, so that a name can pose as another.
_BIDI: Final = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def check_characters(text: str, *, field: str, code: Code) -> None:
    """Refuse control characters, surrogates, private use and bidi controls.

    Raises:
        Refused: With `code`, naming the character and its position.
    """
    for position, char in enumerate(text, start=1):
        category = unicodedata.category(char)
        if category == "Cs":
            reason = Reason.SURROGATE
        elif category == "Cc" or char in "\u2028\u2029":
            reason = Reason.CONTROL_CHARACTER
        elif category == "Co" or char in _BIDI:
            reason = Reason.INVISIBLE_CHARACTER
        else:
            continue
        raise refuse_character(field, code, reason, char=char, position=position)


def check_name(text: str, *, field: str = "name", limit: int = NAME_LIMIT) -> str:
    """A name as it is stored: outer spaces off, in NFC, at most `limit` code points.

    Raises:
        Refused: It is too long or holds a character that a name may not have.
    """
    check_characters(text, field=field, code=Code.INVALID_TEXT)
    name = unicodedata.normalize("NFC", text.strip(" "))
    if len(name) > limit:
        raise refuse(field, Code.TOO_LONG, limit=limit)
    return name


def check_token(text: str, *, field: str = "token") -> str:
    """A bearer token: visible ASCII only, because it travels in a header.

    Raises:
        Refused: It is empty, a mask, too long, or holds another character.
    """
    _check_secret_size(text, field)
    for position, char in enumerate(text, start=1):
        if not "!" <= char <= "~":
            raise bad_ascii(field, Code.INVALID_TOKEN, char=char, position=position)
    return text


def check_user_name(text: str, *, field: str = "username") -> str:
    """The user name of basic authentication, which ends at the first colon (RFC 7617).

    Raises:
        Refused: It is empty, too long, or holds a colon or a control character.
    """
    if not text:
        raise refuse(field, Code.REQUIRED)
    if len(text) > SECRET_LIMIT:
        raise refuse(field, Code.TOO_LONG, limit=SECRET_LIMIT)
    check_characters(text, field=field, code=Code.INVALID_TEXT)
    if ":" in text:
        position = text.index(":") + 1
        raise refuse_character(
            field, Code.INVALID_USER_NAME, Reason.FORBIDDEN_CHARACTER, char=":", position=position
        )
    return text


def check_password(text: str, *, field: str = "password") -> str:
    """A password: any text without control characters (RFC 7617).

    Raises:
        Refused: It is empty, a mask, too long, or holds a control character.
    """
    _check_secret_size(text, field)
    for position, char in enumerate(text, start=1):
        category = unicodedata.category(char)
        if category in {"Cc", "Cs"}:
            reason = Reason.SURROGATE if category == "Cs" else Reason.CONTROL_CHARACTER
            raise refuse_character(field, Code.INVALID_TEXT, reason, char=char, position=position)
    return text


def _check_secret_size(text: str, field: str) -> None:
    if not text:
        raise refuse(field, Code.REQUIRED)
    if looks_masked(text):
        raise refuse(field, Code.MASKED_SECRET)
    if len(text) > SECRET_LIMIT:
        raise refuse(field, Code.TOO_LONG, limit=SECRET_LIMIT)


def bad_ascii(field: str, code: Code, *, char: str, position: int) -> Refused:
    """The refusal of a character where only visible ASCII may stand."""
    if unicodedata.category(char) == "Cs":
        reason = Reason.SURROGATE
    elif unicodedata.category(char) == "Cc":
        reason = Reason.CONTROL_CHARACTER
    elif char.isascii():
        reason = Reason.FORBIDDEN_CHARACTER
    else:
        reason = Reason.NOT_ASCII
    return refuse_character(field, code, reason, char=char, position=position)
