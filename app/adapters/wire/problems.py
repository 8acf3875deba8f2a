"""Problem documents (RFC 9457) as errors; every member of them is foreign and may lie."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from app.domain.errors import (
    ApiError,
    AppError,
    Busy,
    Conflict,
    FieldRefusal,
    NotAuthorised,
    NotFound,
    PermissionMissing,
    ProtocolError,
    Rejected,
    ServerFault,
)

_DETAIL_LIMIT: Final = 500
_DATE_LIMIT: Final = 64
_FIELDS_LIMIT: Final = 100
_RETRY_AFTER_MAX_S: Final = 3600.0
_CODE: Final = re.compile(r"[a-z0-9_]{1,64}")
_POINTER: Final = re.compile(r"(/[^/\x00-\x1f]{0,100}){0,8}")

_KINDS: Final[Mapping[int, type[ApiError]]] = {
    401: NotAuthorised,
    403: PermissionMissing,
    404: NotFound,
    409: Conflict,
    412: Conflict,
    422: Rejected,
    429: Busy,
    503: Busy,
}
# Proxies and gateways answer these in HTML; that still says what is the matter.
_CLEAR_WITHOUT_DOCUMENT: Final = frozenset({401, 403, 429})


def refusal(
    status: int,
    headers: Mapping[str, str],
    document: Any,
    host: str,
    clean: Callable[[str], str] = str,
) -> AppError:
    """The error for an answer of 400 to 599; `clean` takes secrets out of its words.

    A 4xx without a problem document was not answered by a platform: that is a
    `ProtocolError`, so that a stranger's 404 never counts as "deleted".
    """
    known = document if isinstance(document, dict) else None
    if known is None and status < 500 and status not in _CLEAR_WITHOUT_DOCUMENT:
        return ProtocolError(
            f"{host} answered HTTP {status} without a problem document", status=status
        )
    members = known or {}
    code = _code(members.get("code"))
    kind = ServerFault if status >= 500 else ApiError
    current = members.get("current")
    return _KINDS.get(status, kind)(
        f"{host} answered HTTP {status}{f' {code}' if code else ''}",
        status=status,
        code=code,
        detail=clean(_detail(members)),
        fields=_fields(members.get("errors"), clean),
        current=current if isinstance(current, dict) else None,
        permission=_line(members.get("permission"), 64),
        retry_after_s=retry_after_s(headers.get("retry-after")),
    )


def retry_after_s(value: str | None, *, now: datetime | None = None) -> float | None:
    """`Retry-After` as seconds from 0 to an hour; None when absent or unreadable."""
    if value is None:
        return None
    text = value.strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:12]), _RETRY_AFTER_MAX_S)
    at = date_of(text)
    if at is None:
        return None
    wait_s = (at - (now or datetime.now(UTC))).total_seconds()
    return min(max(0.0, wait_s), _RETRY_AFTER_MAX_S)


def date_of(value: str | None) -> datetime | None:
    """An HTTP date; None when absent or unreadable."""
    try:
        at = parsedate_to_datetime((value or "")[:_DATE_LIMIT])
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


def _detail(members: Mapping[str, Any]) -> str:
    return _line(members.get("detail"), _DETAIL_LIMIT) or _line(members.get("title"), _DETAIL_LIMIT)


def _fields(errors: Any, clean: Callable[[str], str]) -> tuple[FieldRefusal, ...]:
    if not isinstance(errors, list):
        return ()
    return tuple(
        FieldRefusal(
            _pointer(one.get("pointer")),
            _code(one.get("code")),
            clean(_line(one.get("detail"), _DETAIL_LIMIT)),
        )
        for one in errors[:_FIELDS_LIMIT]
        if isinstance(one, dict)
    )


def _code(value: Any) -> str:
    return value if isinstance(value, str) and _CODE.fullmatch(value) else ""


def _pointer(value: Any) -> str:
    return value if isinstance(value, str) and _POINTER.fullmatch(value) else ""


def _line(value: Any, limit: int) -> str:
    """Foreign text as one printable line."""
    if not isinstance(value, str):
        return ""
    printable = "".join(one if one.isprintable() else " " for one in value[: 2 * limit])
    return " ".join(printable.split())[:limit]
