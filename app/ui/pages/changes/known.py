"""What this computer knows beside the log: names for the ids that stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.audit import LastSeen
from app.domain.credential import Credential
from app.domain.listener import ListenerSettings
from app.domain.sync_state import LocalListener
from app.domain.workspace import Me


@dataclass(frozen=True)
class Known:
    """Listeners, credentials, Distribution Channels, and who one is oneself.

    Attributes:
        former: What the log has told of listeners, also of those that are gone.
    """

    listeners: Mapping[str, ListenerSettings] = field(default_factory=dict)
    credentials: Mapping[str, str] = field(default_factory=dict)  # id -> name
    channels: Mapping[str, str] = field(default_factory=dict)  # id -> name
    my_id: str = ""
    former: Mapping[str, LastSeen] = field(default_factory=dict)


def known(
    listeners: Iterable[LocalListener],
    credentials: Iterable[Credential],
    me: Me | None,
    former: Mapping[str, LastSeen] | None = None,
) -> Known:
    """Gather what the local copy holds."""
    return Known(
        {one.id: one.settings for one in listeners},
        {one.id: one.name for one in credentials},
        {one.id: one.name for one in me.channels} if me is not None else {},
        me.user_id if me is not None else "",
        former or {},
    )
