"""Which changes a person wants to see, in the choices of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Final

from app.domain.audit import SYSTEM, AuditEntry, AuditFilter


class About(Enum):
    """What a change is about."""

    ALL = auto()
    LISTENERS = auto()
    CREDENTIALS = auto()
    SECRETS = auto()
    RECORDS = auto()
    OTHER = auto()

    def holds(self, entry: AuditEntry) -> bool:
        """Whether a change is about this."""
        return self is About.ALL or about(entry) is self


_BY_TYPE: Final[Mapping[str, About]] = {
    "listener": About.LISTENERS,
    "delivery": About.LISTENERS,
    "credential": About.CREDENTIALS,
    "record": About.RECORDS,
}
_PLATFORM: Final = "platform"
_ME: Final = "me"
_OF_SECRETS: Final = frozenset({"secret_revealed", "secret_rotated"})


def about(entry: AuditEntry) -> About:
    """The one group that a change belongs to; what this version does not know is "other"."""
    if entry.action in _OF_SECRETS:
        return About.SECRETS
    return _BY_TYPE.get(entry.resource_type, About.OTHER)


class Window(Enum):
    """How far back the list goes."""

    DAY = timedelta(days=1)
    WEEK = timedelta(days=7)
    MONTH = timedelta(days=30)
    KEPT = None  # everything the platform still has


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters of the page; the defaults leave nothing out."""

    text: str = ""
    about: About = About.ALL
    actor_id: str | None = None
    resource_id: str | None = None
    window: Window = Window.KEPT

    @property
    def is_everything(self) -> bool:
        """Whether nothing is filtered away."""
        return self == Wanted()

    def to_keep(self, my_id: str) -> Mapping[str, str]:
        """For the next start: no person but oneself, nothing typed, and no single resource."""
        kept = {}
        if self.about is not About.ALL:
            kept["kind"] = self.about.name.lower()
        if self.window is not Window.KEPT:
            kept["time"] = self.window.name.lower()
        if self.actor_id == SYSTEM:
            kept["by"] = _PLATFORM
        elif my_id and self.actor_id == my_id:
            kept["by"] = _ME
        return kept

    def asked(self, now: datetime) -> AuditFilter:
        """What the platform leaves out for us; the rest is left out here."""
        since = now - self.window.value if self.window.value is not None else None
        return AuditFilter(resource_id=self.resource_id, actor_id=self.actor_id, since=since)


def recalled(kept: Mapping[str, str], my_id: str) -> Wanted:
    """The filters of the last time; what is no such choice falls away."""
    about, window = kept.get("kind", "").upper(), kept.get("time", "").upper()
    people = {_PLATFORM: SYSTEM, _ME: my_id or None}
    return Wanted(
        about=About.__members__.get(about, About.ALL),
        actor_id=people.get(kept.get("by", "")),
        window=Window.__members__.get(window, Window.KEPT),
    )
