"""Which deliveries a person wants to see, in the choices of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from app.domain.delivery import DeliveryFilter, DeliveryStatus


class Segment(Enum):
    """The status filter: one choice per thing a person looks for."""

    ALL = auto()
    DELIVERED = auto()
    WAITING = auto()
    FAILED = auto()
    CANCELLED = auto()

    @property
    def statuses(self) -> tuple[DeliveryStatus, ...]:
        """What it stands for; empty means every status."""
        return _STATUSES[self]


_STATUSES: Final[Mapping[Segment, tuple[DeliveryStatus, ...]]] = {
    Segment.ALL: (),
    Segment.DELIVERED: (DeliveryStatus.DELIVERED,),
    Segment.WAITING: (DeliveryStatus.PENDING, DeliveryStatus.HELD),
    Segment.FAILED: (DeliveryStatus.FAILED,),
    Segment.CANCELLED: (DeliveryStatus.CANCELLED,),
}


class Window(Enum):
    """How far back the list goes."""

    HOUR = timedelta(hours=1)
    DAY = timedelta(days=1)
    WEEK = timedelta(days=7)
    KEPT = None  # everything the platform still has


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the page; the defaults leave nothing out."""

    text: str = ""
    listener_id: str | None = None
    segment: Segment = Segment.ALL
    window: Window = Window.KEPT
    in_contents: bool = False

    @property
    def searches_contents(self) -> bool:
        """Whether every delivery is read in full, instead of asking the platform for ids."""
        return self.in_contents and bool(self.text)

    @property
    def is_everything(self) -> bool:
        """Whether nothing is filtered away."""
        return replace(self, in_contents=False) == Wanted()

    @property
    def to_keep(self) -> Mapping[str, str]:
        """For the next start; what was typed is not among it."""
        kept = {"listener": self.listener_id} if self.listener_id is not None else {}
        if self.segment is not Segment.ALL:
            kept["status"] = self.segment.name.lower()
        if self.window is not Window.KEPT:
            kept["time"] = self.window.name.lower()
        return kept

    def filter(self, now: datetime) -> DeliveryFilter:
        """What to ask the platform for, as of `now`."""
        since = now - self.window.value if self.window.value is not None else None
        return DeliveryFilter(
            listener_id=self.listener_id,
            statuses=self.segment.statuses,
            since=since,
            text=self.text,
        )


def recalled(kept: Mapping[str, str]) -> Wanted:
    """The filters of the last time; what is no such choice falls away."""
    segment, window = kept.get("status", "").upper(), kept.get("time", "").upper()
    return Wanted(
        listener_id=kept.get("listener"),
        segment=Segment.__members__.get(segment, Segment.ALL),
        window=Window.__members__.get(window, Window.KEPT),
    )


def by_segment(counts: Mapping[str, int]) -> Mapping[Segment, int]:
    """The platform's counts per status, added up per choice; empty when it gave none."""
    if not counts:
        return {}
    return {
        segment: sum(counts.get(status, 0) for status in segment.statuses or counts)
        for segment in Segment
    }
