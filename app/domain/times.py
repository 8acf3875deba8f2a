"""The one way a time is written on the wire: UTC, milliseconds, `Z` (contract section 1)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from typing import Final

Clock = Callable[[], datetime]

_RFC_3339: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt]([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?"
    r"(?:[Zz]|([+-])([0-9]{2}):([0-9]{2}))"
)
_WRITTEN_LENGTH: Final = len("2026-11-01T10:41:07.123Z")


def utc_now() -> datetime:
    """The clock of a running program; tests pass another `Clock`."""
    return datetime.now(UTC)


def format_time(t: datetime) -> str:
    """A time as RFC 3339, cut to milliseconds.

    Raises:
        ValueError: `t` has no time zone, so that nobody knows what it means.
    """
    if t.utcoffset() is None:
        raise ValueError("a time without a zone cannot be written")
    return t.astimezone(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def parse_time(text: str) -> datetime:
    """Read an RFC 3339 time with any offset; the answer is in UTC.

    Raises:
        ValueError: It is no such time.
    """
    match = _RFC_3339.fullmatch(text)
    if match is None:
        raise ValueError("not an RFC 3339 time")
    if len(text) == _WRITTEN_LENGTH and text[-1] == "Z" and match[4] < "24":  # nearly all are so
        return datetime.fromisoformat(text)
    year, month, day, hour, minute, second = (int(match[group]) for group in range(1, 7))
    microsecond = int((match[7] or "").ljust(6, "0")[:6])
    zone: timezone = UTC
    if match[8]:
        if int(match[9]) > 23 or int(match[10]) > 59:
            raise ValueError("not an RFC 3339 offset")
        offset = timedelta(hours=int(match[9]), minutes=int(match[10]))
        zone = timezone(-offset if match[8] == "-" else offset)
    local = datetime(year, month, day, hour, minute, second, microsecond, zone)
    try:
        return local.astimezone(UTC)
    except OverflowError:
        raise ValueError("outside of the years 1 to 9999") from None
