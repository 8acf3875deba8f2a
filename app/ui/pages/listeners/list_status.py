"""What the Listeners page shows around its rows, and what one reading of the local copy gave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from app.domain.errors import (
    ApiError,
    MassDeletion,
    NetworkError,
    NotSignedIn,
    PermissionMissing,
    PlatformStartError,
    ProtocolError,
)
from app.domain.workspace import SyncOverview
from app.ui import access
from app.ui.pages.listeners.filters import Filters

if TYPE_CHECKING:
    from app.domain.catalog import Catalog
    from app.domain.credential import Credential
    from app.domain.errors import AppError
    from app.ui.pages.listeners.rows import ListenerRow

OF_THE_SYNC: Final = (  # what no longer holds once one has gone well
    *(NetworkError, ApiError, ProtocolError, MassDeletion),
    *(NotSignedIn, PlatformStartError),
)


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


def body_of(
    error: AppError | None,
    *,
    is_forbidden: bool,
    has_read: bool,
    count: int,
    shown: int,
    is_refreshing: bool,
    was_synced: bool,
) -> Body:
    """What takes the page's middle.

    Args:
        error: What went wrong last.
        is_forbidden: Whether listeners may not be seen, as far as is known here.
        has_read: Whether the local copy was read.
        count: How many listeners it has.
        shown: How many the filters leave; before the first reading some of the start's list.
        is_refreshing: Whether the platform is being asked.
        was_synced: Whether it ever was.
    """
    is_refused = isinstance(error, PermissionMissing) and (
        error.permission == "listeners:read" or error.code == "administrator_required"
    )
    if is_refused or is_forbidden:
        return Body.NO_PERMISSION
    if has_read and shown:
        return Body.TABLE
    if count:
        return Body.NO_MATCH
    if error is not None and not was_synced:
        return Body.FAILED
    if not has_read or (not was_synced and is_refreshing):
        return Body.LOADING
    return Body.EMPTY
