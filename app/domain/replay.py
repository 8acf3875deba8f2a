"""What a replay of many sends again, and what came of it (contract section 7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final

from app.domain.errors import AppError

MOST: Final = 10_000  # of one call
MOMENT: Final = timedelta(milliseconds=1)  # the finest a platform tells times apart
_BEFORE_ALL: Final = datetime(2000, 1, 1, tzinfo=UTC)


class ReplayStatus(StrEnum):
    """What deliveries are in that are sent again; SKIPPED has no delivery yet."""

    FAILED = "failed"
    CANCELLED = "cancelled"
    DELIVERED = "delivered"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class ReplayWanted:
    """Which of a listener's deliveries are meant.

    Attributes:
        since: This moment is included; None for all that is kept.
        until: This moment is not included.
        skip_superseded: Leave out a version of a record that a newer one makes pointless.
    """

    until: datetime
    since: datetime | None = None
    statuses: tuple[ReplayStatus, ...] = (ReplayStatus.FAILED,)
    skip_superseded: bool = True

    @property
    def is_one_moment(self) -> bool:
        """Whether it cannot be cut in two."""
        return self.until - (self.since or _BEFORE_ALL) <= MOMENT

    def halves(self) -> tuple[ReplayWanted, ReplayWanted]:
        """The older and the newer half of the time; together exactly this."""
        since = self.since or _BEFORE_ALL
        moments = (self.until - since) // MOMENT
        middle = since + (moments // 2) * MOMENT
        return replace(self, until=middle), replace(self, since=middle)


@dataclass(frozen=True, slots=True)
class Share:
    """One listener's part in a plan: how many, or why none can be sent."""

    listener_id: str
    count: int = 0
    refusal: AppError | None = None


@dataclass(frozen=True, slots=True)
class ReplayPlan:
    """What a dry run has found."""

    wanted: ReplayWanted
    shares: tuple[Share, ...]

    @property
    def count(self) -> int:
        """How many would be sent again."""
        return sum(one.count for one in self.shares)

    @property
    def refused(self) -> tuple[Share, ...]:
        """Listeners whose deliveries cannot be sent now."""
        return tuple(one for one in self.shares if one.refusal is not None)


@dataclass(frozen=True, slots=True)
class Replayed:
    """What became of one listener's part.

    Attributes:
        sent: How many were set on their way.
        error: What ended it early; None when it went to its end, or was stopped.
    """

    listener_id: str
    planned: int
    sent: int
    error: AppError | None = None


@dataclass(frozen=True, slots=True)
class ReplayOutcome:
    """What became of a plan; `is_stopped` when a person had enough."""

    parts: tuple[Replayed, ...]
    is_stopped: bool = False

    @property
    def sent(self) -> int:
        """How many were set on their way."""
        return sum(one.sent for one in self.parts)

    @property
    def failed(self) -> tuple[Replayed, ...]:
        """The parts that did not go to their end."""
        return tuple(one for one in self.parts if one.error is not None)
