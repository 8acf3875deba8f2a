"""What the Credentials page shows around its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.catalog import AuthType
    from app.domain.errors import AppError


class Phase(Enum):
    """What the list is doing."""

    LOADING = auto()
    READY = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class ListStatus:
    """All the page needs to choose between table, placeholder and banner.

    Attributes:
        is_forbidden: They are not for this person to see, not even those that were kept.
        as_of: With an error: of when that is what is shown, as far as is known.
    """

    phase: Phase = Phase.LOADING
    error: AppError | None = None
    auth_types: tuple[AuthType, ...] = ()
    is_empty: bool = True
    is_filtered: bool = False
    searched: str = ""
    is_forbidden: bool = False
    as_of: datetime | None = None
