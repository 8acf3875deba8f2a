"""What can be said of a connection's listeners before anything else of it is built.

The list of the connection that was open the last time is on the screen first; its services, and
whatever asks the platform, come after that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Protocol

from app.domain.plain import PlainRefused
from app.services.kept_documents import CATALOG, ME, catalog_of, me_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.domain.catalog import Catalog
    from app.domain.sync_state import LocalListener
    from app.domain.workspace import Me

    Read = Callable[[], LocalListener]

_MAY_READ: Final = "listeners:read"


class UnreadRow(Protocol):
    """A listener of a local copy that nobody has looked at yet."""

    @property
    def id(self) -> str: ...
    @property
    def is_as_told(self) -> bool: ...
    def read(self) -> LocalListener: ...


class UnreadStore(Protocol):
    """What of a local copy it takes."""

    def unread(self) -> Sequence[UnreadRow]: ...
    def document(self, name: str) -> Mapping[str, Any] | None: ...


@dataclass(frozen=True, slots=True)
class FirstList:
    """The listeners of a connection.

    Attributes:
        listeners: How to read each, by its id and in the list's order; the first are read.
        catalog: Has the names; None before the first sync.
        me: Whose list it is; None before the first sync.
    """

    listeners: Mapping[str, Read]
    catalog: Catalog | None
    me: Me | None = None


def first_list(store: UnreadStore, *, seen: int) -> FirstList | None:
    """All listeners; None where there are none, or they are not to be seen, or cannot be read.

    Args:
        store: The local copy.
        seen: How many may be seen at once: these are read here.
    """
    me = me_of(store.document(ME))
    if me is not None and not me.may(_MAY_READ):
        return None
    listeners: dict[str, Read] = {}
    try:
        for one in store.unread():
            if one.is_as_told and len(listeners) >= seen:
                listeners[one.id] = one.read
                continue
            row = one.read()
            if not (row.delete_wanted and row.is_waiting):  # as `ListenerService.cached` has it
                listeners[one.id] = _known(row)
    except PlainRefused:
        return None  # whoever opens the connection sees to it
    return FirstList(listeners, catalog_of(store.document(CATALOG)), me) if listeners else None


def _known(row: LocalListener) -> Read:
    return lambda: row
