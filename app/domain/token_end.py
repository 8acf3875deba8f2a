"""When a token that is sent as it is ends, as far as it says so itself.

A token may be a JWT (RFC 7519), whose `exp` anybody can read.  It is read for one thing: so
that an administrator hears of its end before his endpoints do.  Nobody is let in by it, so
no signature is checked; and what is no JWT, or says nothing that makes sense, has no end
that is known.  Nothing else of the token leaves this module.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from app.domain import strict_json

if TYPE_CHECKING:
    from app.domain.secret import Secret

_JWT: Final = re.compile(r"(?:[Bb]earer +)?([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.[A-Za-z0-9_-]*")
_LONGEST: Final = 16_384  # characters; no server takes a longer header
_FIRST: Final = datetime(2000, 1, 1, tzinfo=UTC).timestamp()  # what ended before was never used
_LAST: Final = datetime(9999, 1, 1, tzinfo=UTC).timestamp()


def end_of(token: Secret) -> datetime | None:
    """When it ends; None for a token that does not say."""
    text = token.reveal().strip()
    found = _JWT.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or _object(found[1]) is None:
        return None
    exp = (_object(found[2]) or {}).get("exp")
    if type(exp) is not int or not _FIRST <= exp <= _LAST:
        return None
    return datetime.fromtimestamp(exp, UTC)


def _object(part: str) -> Mapping[str, Any] | None:
    try:
        value = strict_json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (binascii.Error, strict_json.JsonRefused):
        return None
    return value if isinstance(value, dict) else None
