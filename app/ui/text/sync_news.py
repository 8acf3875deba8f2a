"""How the open connection stands: in the status bar, and aloud when that changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from app.domain.errors import NotAuthorised, NotSignedIn, PermissionMissing
from app.ui.text import times

if TYPE_CHECKING:
    from app.domain.workspace import SyncOverview

translate = QCoreApplication.translate


class Reach(Enum):
    """How far the app gets at the platform."""

    CONNECTING = auto()
    CONNECTED = auto()
    OFFLINE = auto()
    NOT_CONNECTED = auto()
    NOT_ALLOWED = auto()
    NOT_SIGNED_IN = auto()


INKS: Final[Mapping[Reach, str]] = {
    Reach.CONNECTING: "mute_fill",
    Reach.CONNECTED: "ok_fill",
    Reach.OFFLINE: "warn_fill",
    Reach.NOT_CONNECTED: "bad_fill",
    Reach.NOT_ALLOWED: "bad_fill",
    Reach.NOT_SIGNED_IN: "bad_fill",
}


@dataclass(frozen=True, slots=True)
class News:
    """What to say aloud.

    Attributes:
        is_bad: Something does not work, or waits for a person.
    """

    text: str
    is_bad: bool


def reach(overview: SyncOverview) -> Reach:
    """Judge by the last call."""
    fault = overview.fault
    if isinstance(fault, NotSignedIn) or (overview.online and isinstance(fault, NotAuthorised)):
        return Reach.NOT_SIGNED_IN
    if overview.online:
        is_refused = isinstance(fault, PermissionMissing)
        return Reach.NOT_ALLOWED if is_refused else Reach.CONNECTED
    if overview.offline_since is not None:
        return Reach.OFFLINE
    return Reach.NOT_CONNECTED if fault is not None else Reach.CONNECTING


def words(overview: SyncOverview) -> str:
    """`Connected`, `Offline since 10:42`."""
    match reach(overview):
        case Reach.NOT_SIGNED_IN:
            return translate("sync_news", "Not signed in")
        case Reach.NOT_ALLOWED:
            return translate("sync_news", "Not allowed")
        case Reach.CONNECTED:
            return translate("sync_news", "Connected")
        case Reach.OFFLINE if overview.offline_since is not None:
            at = times.minute(overview.offline_since)
            return translate("sync_news", "Offline since {time}").format(time=at)
        case Reach.NOT_CONNECTED:
            return translate("sync_news", "Not connected")
        case _:
            return translate("sync_news", "Connecting")


def of(before: SyncOverview, now: SyncOverview) -> News | None:
    """What a person who does not see the window is to hear; None where nothing happened.

    That the first call got through is what one expects, and not said.
    """
    was, is_now = reach(before), reach(now)
    said, is_bad = [], False
    if is_now not in {was, Reach.CONNECTING} and (was, is_now) != _FIRST:
        said.append(words(now))
        is_bad = is_now is not Reach.CONNECTED
    if now.conflicts > before.conflicts:
        said.append(translate("sync_news", "%Ln conflict(s) to resolve", None, now.conflicts))
    if now.refused > before.refused:
        said.append(translate("sync_news", "%Ln change(s) refused", None, now.refused))
    is_bad |= now.conflicts > before.conflicts or now.refused > before.refused
    if _is_done(now) and before.waiting and is_now is Reach.CONNECTED:
        said.append(translate("sync_news", "Everything is synced"))
    return News(". ".join(said), is_bad) if said else None


_FIRST: Final = (Reach.CONNECTING, Reach.CONNECTED)


def _is_done(overview: SyncOverview) -> bool:
    return not (overview.waiting or overview.conflicts or overview.refused)
