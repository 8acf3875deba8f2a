"""One e-mail address, bare and deliverable by its form (T32).

Address syntax allows comments, quoted words and encoded words, and each has been
used to smuggle a second recipient or a header.  A listener needs none of
that: one plain address, its domain as A-labels.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from app.domain.host import parse_host
from app.domain.validation import Code, Reason, refuse, refuse_character

ADDRESS_LIMIT: Final = 254
LOCAL_LIMIT: Final = 64

# Everything that is invisible, turns text around, breaks lines, or is no character at all.
_REFUSED_CATEGORIES: Final = {
    "Cc": Reason.CONTROL_CHARACTER,
    "Cf": Reason.INVISIBLE_CHARACTER,
    "Cn": Reason.INVISIBLE_CHARACTER,
    "Co": Reason.INVISIBLE_CHARACTER,
    "Cs": Reason.SURROGATE,
    "Zl": Reason.CONTROL_CHARACTER,
    "Zp": Reason.CONTROL_CHARACTER,
}
_NOT_BARE: Final = '<>()"[]'


def parse_email(text: str, *, field: str = "address") -> str:
    """The canonical form of one address: local part kept, domain as lower-case A-labels.

    Raises:
        Refused: `required`, or `invalid_email` with its reason.
    """
    if not text:
        raise refuse(field, Code.REQUIRED)
    if len(text) > ADDRESS_LIMIT:
        raise refuse(field, Code.INVALID_EMAIL, Reason.TOO_LONG, limit=ADDRESS_LIMIT)
    _check_characters(text, field)
    if "=?" in text:
        raise refuse(field, Code.INVALID_EMAIL, Reason.ENCODED_WORD)
    local, at, domain_text = text.rpartition("@")
    if not at:
        raise refuse(field, Code.INVALID_EMAIL, Reason.NO_AT)
    if "@" in local:
        raise refuse(field, Code.INVALID_EMAIL, Reason.SEVERAL_ADDRESSES)
    if not local or len(local) > LOCAL_LIMIT:
        raise refuse(field, Code.INVALID_EMAIL, Reason.LOCAL_PART)
    domain = _parse_domain(domain_text, field=field, offset=len(local) + 1)
    address = f"{local}@{domain}"
    if len(address) > ADDRESS_LIMIT:
        raise refuse(field, Code.INVALID_EMAIL, Reason.TOO_LONG, limit=ADDRESS_LIMIT)
    return _check_by_library(address, local, field)


def _check_characters(text: str, field: str) -> None:
    for position, char in enumerate(text, start=1):
        category = unicodedata.category(char)
        if category in _REFUSED_CATEGORIES:
            reason = _REFUSED_CATEGORIES[category]
        elif char in ",;":
            reason = Reason.SEVERAL_ADDRESSES
        elif char in _NOT_BARE:
            reason = Reason.NOT_BARE
        elif char.isspace():
            outer = position in (1, len(text))
            reason = Reason.OUTER_SPACE if outer else Reason.NOT_BARE
        else:
            continue
        raise refuse_character(field, Code.INVALID_EMAIL, reason, char=char, position=position)


def _parse_domain(text: str, *, field: str, offset: int) -> str:
    if not text or text.endswith("."):
        raise refuse(field, Code.INVALID_EMAIL, Reason.DOMAIN)
    domain = parse_host(text, field=field, code=Code.INVALID_EMAIL, offset=offset)
    if domain.rpartition(".")[2].isdigit():  # mail goes to names, never to an address
        raise refuse(field, Code.INVALID_EMAIL, Reason.DOMAIN)
    return domain


def load_judges() -> None:
    """Load the libraries that judge addresses and names, as `parse_email` would when needed.

    For who must not read a disk by then: the GUI thread, while a person types.
    """
    import email_validator  # noqa: F401
    import idna.uts46data  # noqa: F401


def _check_by_library(address: str, local: str, field: str) -> str:
    import email_validator  # late: 20 ms that only a form with an address needs

    try:
        checked = email_validator.validate_email(
            address, allow_smtputf8=False, strict=True, check_deliverability=False
        )
    except email_validator.EmailNotValidError:
        local_ok = _is_local_part(local)
        reason = Reason.DOMAIN if local_ok else Reason.LOCAL_PART
        raise refuse(field, Code.INVALID_EMAIL, reason) from None
    if checked.ascii_email != address:  # the library repaired something that we did not see
        raise refuse(field, Code.INVALID_EMAIL, Reason.PARSERS_DISAGREE)
    return address


def _is_local_part(local: str) -> bool:
    import email_validator

    try:
        email_validator.validate_email(
            f"{local}@example.com", allow_smtputf8=False, strict=True, check_deliverability=False
        )
    except email_validator.EmailNotValidError:
        return False
    return True
