"""When what failed is tried again: a delivery (contract section 8), or reaching the platform."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

_HOUR_S: Final = 3600.0
DEFAULT_WAITS_S: Final = (
    5.0,
    300.0,
    1800.0,
    2 * _HOUR_S,
    5 * _HOUR_S,
    10 * _HOUR_S,
    14 * _HOUR_S,
    20 * _HOUR_S,
    24 * _HOUR_S,
)
FIRST_RECONNECT_S: Final = 5.0
LAST_RECONNECT_S: Final = 300.0
SYNC_INTERVAL_S: Final = 60.0  # when nothing gives a reason to ask the platform earlier
STREAMING_INTERVAL_S: Final = 300.0  # the platform tells by itself; this is for what it forgot
# 429 and 503 say when to come back; other statuses that carry the header are not asked to.
RETRY_AFTER_STATUSES: Final = frozenset({429, 503})

_SECONDS: Final = re.compile(r"[0-9]{1,10}")
_DATE: Final = re.compile(r"[A-Z][a-z]{2,8},? [0-9A-Za-z :-]{1,40}")


@dataclass(frozen=True, slots=True)
class RetrySchedule:
    """The waits between the tries of one delivery.

    Attributes:
        waits_s: The wait after the first failed try, after the second, and so on.
        jitter: How far a wait is moved either way, as a share of it, so that many
            deliveries that failed together do not come back together.
    """

    waits_s: tuple[float, ...] = DEFAULT_WAITS_S
    jitter: float = 0.2

    def __post_init__(self) -> None:
        if not 0 <= self.jitter < 1:
            raise ValueError("jitter is a share: 0 or more, below 1")
        if any(wait < 0 for wait in self.waits_s):
            raise ValueError("a wait is not negative")

    @property
    def tries(self) -> int:
        """How many tries a delivery gets in all."""
        return len(self.waits_s) + 1

    def next_wait_s(
        self, attempt: int, random: float, retry_after_s: float | None = None
    ) -> float | None:
        """How long to wait after a failed try; None when no try is left.

        Args:
            attempt: The number of the try that failed, from 1.
            random: A random number from 0 up to, not including, 1.
            retry_after_s: What the endpoint asked for; it can lengthen the planned
                wait, at most to twice as long, and never shorten it.
        """
        if attempt < 1:
            raise ValueError("tries are counted from 1")
        if attempt > len(self.waits_s):
            return None
        planned_s = self.waits_s[attempt - 1] * (1 + self.jitter * (2 * random - 1))
        if retry_after_s is None:
            return planned_s
        return min(max(retry_after_s, planned_s), 2 * planned_s)


def reconnect_wait_s(failures: int, random: float) -> float:
    """How long to wait before the platform is asked again: 5 s, doubled to 5 min, ±20 %.

    Args:
        failures: How many in a row, at least 1.
        random: A random number from 0 to 1, so that many apps do not come back together.
    """
    planned_s = min(FIRST_RECONNECT_S * 2.0 ** min(failures - 1, 16), LAST_RECONNECT_S)
    return planned_s * (0.8 + 0.4 * random)


def parse_retry_after(text: str, *, now: datetime) -> float | None:
    """Read a `Retry-After` header: seconds or an HTTP date; None if it is neither.

    Args:
        text: The header's value, as it came from outside.
        now: The time it arrived, with its zone.
    """
    value = text.strip(" \t")
    if _SECONDS.fullmatch(value):
        return float(value)
    if not _DATE.fullmatch(value):
        return None
    from email.utils import parsedate_to_datetime  # dates are rare

    try:
        at = parsedate_to_datetime(value)
        if at.tzinfo is None:  # the oldest of the three date forms names no zone; it is GMT
            at = at.replace(tzinfo=UTC)
        return max(0.0, (at - now).total_seconds())
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
