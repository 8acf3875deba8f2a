"""How a service says that something changed, without knowing who listens.

Services run on worker threads and know no Qt; `app.runtime.events` turns these
facts into signals on the GUI thread, a command-line tool ignores them.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Protocol


class Changed(Enum):
    """What changed; the value that travels along is named where there is one."""

    LISTENERS = auto()
    LISTENER_WAITING = auto()  # a change made here waits to be sent
    CREDENTIALS = auto()
    CATALOG = auto()
    STANDING = auto()  # who one is there, or what the instance is for
    DRAFT = auto()  # the unfinished form that was kept is not wanted any more
    SYNC = auto()  # a `SyncOverview`
    CONNECTIONS = auto()  # a `ConnectionNews`: another process added, named or removed some
    SIDE = auto()  # a `SideState`: of a connection that is not the open one
    SIDE_WAITING = auto()  # an id: another process left a change in a connection that is not open
    DELIVERIES = auto()
    PLATFORM = auto()  # something happened there: worth asking now
    STREAM = auto()  # a bool: whether the platform tells by itself what happens
    SAMPLES = auto()  # a received record was kept as a sample, or a sample was deleted
    RECEIVED = auto()  # the receiver on this computer got something, or started, or stopped
    NOTICE = auto()  # whatever a person should be told about


class Announce(Protocol):
    """Says that something changed; callable from any thread, never fails."""

    def __call__(self, what: Changed, value: object = None) -> None: ...


def nobody_listens(what: Changed, value: object = None) -> None:
    """The announcement for those who work alone."""
