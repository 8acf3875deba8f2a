"""How deliveries went over a time, and what sums and shares say of it (contract section 7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.hours import UNTOLD, Hours

if TYPE_CHECKING:
    from app.domain.audit import LastSeen


class Step(StrEnum):
    """How long one bucket is."""

    HOUR = "hour"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class StatsBucket:
    """Tries that ended, by result, in one hour or day, or of one listener in all.

    Attributes:
        p50_ms: Percentiles of the answer time; None where there was no answer.
        listener_id: Whose it is, where it was asked for by listener.
        hours: Of a listener, where the platform tells: delivered and failed in each hour.
    """

    start: datetime
    delivered: int
    failed: int
    skipped: int = 0
    p50_ms: int | None = None
    p95_ms: int | None = None
    p99_ms: int | None = None
    listener_id: str | None = None
    hours: Hours = UNTOLD

    @property
    def tries(self) -> int:
        """All that ended."""
        return self.delivered + self.failed

    @property
    def success(self) -> float | None:
        """The share that succeeded; None without a try."""
        return self.delivered / self.tries if self.tries else None


@dataclass(frozen=True, slots=True)
class StatsQuery:
    """What is asked: of whom, over which range, in which steps."""

    since: datetime
    until: datetime
    step: Step = Step.HOUR
    listener_id: str | None = None
    by_listener: bool = False


@dataclass(frozen=True, slots=True)
class Stats:
    """What the platform answers.

    Attributes:
        buckets: The range in steps, oldest first; or one sum for each listener.
        total: The whole range as one bucket, where the platform tells: its percentiles
            are of all answers, which those of the parts cannot tell.
    """

    buckets: tuple[StatsBucket, ...] = ()
    total: StatsBucket | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """Buckets taken together."""

    delivered: int = 0
    failed: int = 0

    @property
    def tries(self) -> int:
        """All that ended."""
        return self.delivered + self.failed

    @property
    def success(self) -> float | None:
        """The share that succeeded; None without a try."""
        return self.delivered / self.tries if self.tries else None


@dataclass(frozen=True, slots=True)
class AnswerTime:
    """How long 95 of 100 answers took at most; None where there was no answer.

    Attributes:
        before_ms: The same of the time before.
        is_typical: It is that of a typical bucket, as this platform tells no other.
    """

    p95_ms: int | None = None
    before_ms: int | None = None
    is_typical: bool = False


@dataclass(frozen=True, slots=True)
class HealthReport:
    """One look at how deliveries go.

    Attributes:
        buckets: The range in steps, oldest first.
        before: The same length of time before it, in sum.
        answer_time: How long answers took.
        by_listener: One sum for each listener that had anything, the busiest first.
        former: What those of them were that are not there any more, by id.
    """

    query: StatsQuery
    buckets: tuple[StatsBucket, ...]
    before: Sum
    answer_time: AnswerTime
    by_listener: tuple[StatsBucket, ...]
    former: Mapping[str, LastSeen] = field(default_factory=dict)

    @property
    def total(self) -> Sum:
        """The whole range."""
        return total(self.buckets)


def total(buckets: Iterable[StatsBucket]) -> Sum:
    """The sum of buckets."""
    delivered = failed = 0
    for one in buckets:
        delivered += one.delivered
        failed += one.failed
    return Sum(delivered, failed)


def answer_time(now: Stats, before: Stats) -> AnswerTime:
    """Of all answers where the platform tells that of both times, else of typical buckets."""
    if now.total is not None and before.total is not None:
        return AnswerTime(now.total.p95_ms, before.total.p95_ms)
    before_ms = typical_p95_ms(before.buckets)
    return AnswerTime(typical_p95_ms(now.buckets), before_ms, is_typical=True)


def typical_p95_ms(buckets: Sequence[StatsBucket]) -> int | None:
    """The 95th percentile of a typical bucket: their median, the busy ones counting more.

    Percentiles of parts cannot be added up to one of the whole; this says what half of
    all tries met, at most.
    """
    measured = sorted((one.p95_ms, one.tries) for one in buckets if one.p95_ms is not None)
    half = sum(tries for _ms, tries in measured) / 2
    so_far = 0
    for ms, tries in measured:
        so_far += tries
        if so_far >= half:
            return ms
    return None
