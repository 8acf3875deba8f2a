"""What commands do to the connections of a profile, told beside an open window within a second."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from app.domain.announce import Changed
from app.services.following import Following

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.ports import StoreNews
    from app.domain.workspace import ConnectionNews


class SharedConnections(Protocol):
    """What other processes may add to and remove from."""

    def news(self) -> ConnectionNews | None:
        """What they did since the last look; None when that is nothing."""
        ...


def following_connections(shared: SharedConnections, announce: Announce) -> Following:
    """Looks at them as at the open local copy, which costs a look at one file's date."""
    return Following(_Connections(shared, announce), lambda _news: None)


class _Connections:
    """Satisfies `Followed`; what is found has been told."""

    def __init__(self, shared: SharedConnections, announce: Announce) -> None:
        self._shared = shared
        self._announce = announce

    def news(self) -> StoreNews | None:
        news = self._shared.news()
        if news is not None:
            self._announce(Changed.CONNECTIONS, news)
        return None

    def keep_backup(self) -> None:
        """There is none of them: what a copy lacks is asked of its platform."""
