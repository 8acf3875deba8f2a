"""What the list of deliveries is doing, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

from app.domain.errors import AppError
from app.ui.pages.deliveries.wanted import Segment


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
    """

    phase: Phase = Phase.LOADING
    error: AppError | None = None
    is_empty: bool = True
    is_filtered: bool = False
    has_more: bool = False
    counts: Mapping[Segment, int] = field(default_factory=dict)
    as_of: datetime | None = None
    seen: int | None = None
    of: int = 0

    @property
    def is_searching(self) -> bool:
        """Whether contents are being looked through."""
        return self.seen is not None and self.phase is Phase.LOADING
