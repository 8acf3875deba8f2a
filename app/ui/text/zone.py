"""The time zone that every time on the screen is in: the computer's, or one that was chosen.

Workers build rows, too, so that reading it takes no lock: it is one reference.
"""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import Final

from PySide6.QtCore import QObject, QTimeZone, Signal

_AREAS: Final = frozenset(
    (
        *("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic"),
        *("Australia", "Europe", "Indian", "Pacific"),
    )
)
UTC_NAME: Final = "UTC"


class _Zone(QObject):
    """What is in force.

    Signals:
        changed: Every time has to be said anew.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._zone: tzinfo | None = None  # the computer's

    def choose(self, name: str) -> None:
        """Show times there; "" and what nobody knows is where the computer is."""
        if name != self._name:
            self._name, self._zone = name, _found(name)
            self.changed.emit()

    def local(self, t: datetime) -> datetime:
        """The same moment, as a clock there shows it."""
        return t.astimezone(self._zone)

    def moment(self, shown: datetime) -> datetime:
        """The moment at which a clock there shows this."""
        return shown.astimezone() if self._zone is None else shown.replace(tzinfo=self._zone)


def zone_names() -> list[str]:
    """The zones that can be chosen, as the world's database calls them."""
    known = (
        bytes(one.data()).decode("ascii", "replace") for one in QTimeZone.availableTimeZoneIds()
    )
    return [UTC_NAME, *sorted(one for one in known if one.partition("/")[0] in _AREAS)]


def _found(name: str) -> tzinfo | None:
    if not name:
        return None
    from zoneinfo import ZoneInfo  # most stay where the computer is

    try:
        return ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # no name at all, or of no zone that is known here
        return None


ZONE: Final = _Zone()
