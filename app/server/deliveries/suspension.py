"""When failing tries suspend a listener, with notice (contract section 8, Tries)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.server.deliveries.health import FAILING_AFTER_MS
from app.server.deliveries.tallies import HOUR_MS
from app.server.store.rows import Row

SUSPEND_AFTER_MS: Final = 5 * 24 * HOUR_MS
NOTICE_MS: Final = 24 * HOUR_MS
GONE: Final = 410


@dataclass(frozen=True, slots=True)
class Failing:
    """What is known of a listener's run of failed tries.

    Attributes:
        since_ms: The first failed try after the last success.
        suspend_at_ms: When it will be suspended, once that has been announced.
        shown_ms: When `suspend_at_ms` was first shown.
        reason: Why it is suspended now, if it is.
    """

    since_ms: int | None = None
    suspend_at_ms: int | None = None
    shown_ms: int | None = None
    reason: str | None = None


def after_try(listener: Row, *, succeeded: bool, status: int | None, now_ms: int) -> Failing:
    """What one more try means for a listener.

    The date is announced as soon as the listener counts as failing; it is never
    earlier than the notice, however long the endpoint has been failing.

    Args:
        listener: Its row, or a mapping with those four columns.
        succeeded: How the try ended.
        status: The HTTP status or reply code, if one came.
        now_ms: When it ended.
    """
    reason = listener["suspended_reason"]
    if succeeded:
        return Failing(reason=reason)
    since_ms = listener["failing_since_ms"]
    if since_ms is None:
        since_ms = now_ms
    suspend_at_ms = listener["suspend_at_ms"]
    shown_ms = listener["suspend_shown_ms"]
    if suspend_at_ms is None and now_ms - since_ms >= FAILING_AFTER_MS:
        suspend_at_ms = max(since_ms + SUSPEND_AFTER_MS, now_ms + NOTICE_MS)
        shown_ms = now_ms
    if reason is None and status == GONE:
        reason = "endpoint_gone"
    elif reason is None and suspend_at_ms is not None and now_ms >= suspend_at_ms:
        reason = "endpoint_failing"
    return Failing(since_ms, suspend_at_ms, shown_ms, reason)
