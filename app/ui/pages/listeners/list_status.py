"""What the Listeners page shows around its rows, and what one reading of the local copy gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING

from app.domain.workspace import SyncOverview
from app.ui import access
from app.ui.pages.listeners.filters import Filters

if TYPE_CHECKING:
    from app.domain.catalog import Catalog
    from app.domain.credential import Credential
    from app.domain.errors import AppError
    from app.ui.pages.listeners.rows import ListenerRow


class Body(Enum):
    """What takes the page's middle."""

    LOADING = auto()
    TABLE = auto()
    EMPTY = auto()
    NO_MATCH = auto()
    NO_PERMISSION = auto()
    FAILED = auto()


@dataclass(frozen=True, slots=True)
class ListStatus:
    """Everything the page needs to choose what to show around the table."""

    body: Body = Body.LOADING
    count: int = 0
    shown: int = 0
    is_refreshing: bool = False
    error: AppError | None = None
    overview: SyncOverview = field(default_factory=SyncOverview)
    filters: Filters = field(default_factory=Filters)
    entities: tuple[str, ...] = ()  # those that occur, for the filter
    functions: tuple[tuple[str, str], ...] = ()  # the same, name and label
    access: access.Access = field(default_factory=access.Access)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One reading of the local copy."""

    rows: Mapping[str, ListenerRow]  # by id, in the list's own order
    entities: tuple[str, ...]  # those that occur
    functions: tuple[tuple[str, str], ...]  # the same, name and label
    catalog: Catalog | None
    credentials: tuple[Credential, ...]
    overview: SyncOverview
