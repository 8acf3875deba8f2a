"""What the list of deliveries is doing, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

from app.domain.errors import AppError
from app.ui.pages.deliveries.loaded import Loaded
from app.ui.pages.deliveries.wanted import Segment, Wanted, by_segment


class Phase(Enum):
    """What the list is doing; the quiet looks every few seconds are not told."""

    LOADING = auto()
    READY = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class ListStatus:
    """All the page needs to choose between table, placeholder, banner and counts.

    Attributes:
        seen: Of a search in contents: how many were looked through; None in any other.
        of: How many there are to look through.
        waiting: How many newer ones there are that a person does not want to see yet.
        more_wait: Whether there are even more than those.
        searched: What was looked for.
        can_search_contents: Whether that was in ids and numbers only.
    """

    phase: Phase = Phase.LOADING
    error: AppError | None = None
    is_empty: bool = True
    is_filtered: bool = False
    searched: str = ""
    has_more: bool = False
    counts: Mapping[Segment, int] = field(default_factory=dict)
    as_of: datetime | None = None
    seen: int | None = None
    of: int = 0
    waiting: int = 0
    more_wait: bool = False
    can_search_contents: bool = False

    @property
    def is_searching(self) -> bool:
        """Whether contents are being looked through."""
        return self.seen is not None and self.phase is Phase.LOADING


def status_of(loaded: Loaded, wanted: Wanted, phase: Phase, now: datetime) -> ListStatus:
    """What there is to say of a list that was read without a failure."""
    searches, counts = wanted.searches_contents, by_segment(loaded.counts)
    return ListStatus(
        phase,
        is_empty=not loaded.items,
        is_filtered=not wanted.is_everything,
        searched=wanted.text,
        has_more=loaded.has_more,
        counts={} if searches else counts,
        as_of=now,
        seen=loaded.seen if searches else None,
        of=counts.get(wanted.segment, 0) if searches else 0,
        waiting=loaded.waiting,
        more_wait=loaded.more_wait,
        can_search_contents=bool(wanted.text) and not searches,
    )
