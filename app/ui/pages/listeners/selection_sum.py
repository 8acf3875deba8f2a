"""What several selected listeners come to, in words and figures: pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QCoreApplication

from app.domain.listener import Kind, Mode
from app.ui.pages.listeners.rows import ListenerRow
from app.ui.text import times

translate = QCoreApplication.translate

NAMED: Final = 6  # listeners that are named one by one


@dataclass(frozen=True, slots=True)
class SelectionSum:
    """All that the panel says of them.

    Attributes:
        states: `2 active, 1 failing`.
        first: Those that are named, in the list's order; `more` are not.
        hours: Delivered and failed in each of the last 24 hours, oldest first.
        shared: Names of settings and what they are, for all of them together.
    """

    count: int
    states: str
    first: tuple[ListenerRow, ...]
    more: int
    hours: tuple[tuple[int, int], ...]
    delivered: int
    failed: int
    shared: tuple[tuple[str, str], ...]

    @property
    def tries(self) -> int:
        """All that ended in 24 hours."""
        return self.delivered + self.failed

    @property
    def success(self) -> str:
        """`98.8%`; empty without a delivery."""
        return times.percent(self.delivered, self.tries)


def of(rows: Sequence[ListenerRow]) -> SelectionSum:
    """Add them up."""
    days = [row.day for row in rows]
    hours = [day.hours.pairs for day in days if day.hours]
    delivered = [sum(hour[0] for hour in at) for at in zip(*hours, strict=False)]
    failed = [sum(hour[1] for hour in at) for at in zip(*hours, strict=False)]
    return SelectionSum(
        count=len(rows),
        states=_counted(row.status.word.lower() for row in rows),
        first=tuple(rows[:NAMED]),
        more=max(len(rows) - NAMED, 0),
        hours=tuple(zip(delivered, failed, strict=True)),
        delivered=sum(day.delivered for day in days),
        failed=sum(day.failed for day in days),
        shared=_shared(rows),
    )


def _shared(rows: Sequence[ListenerRow]) -> tuple[tuple[str, str], ...]:
    modes = Counter(row.local.settings.mode for row in rows)
    words = {
        Mode.ENABLED: translate("listeners", "{count} on"),
        Mode.PAUSED: translate("listeners", "{count} paused"),
        Mode.DISABLED: translate("listeners", "{count} off"),
    }
    switched = [
        text.format(count=times.number(modes[mode])) for mode, text in words.items() if modes[mode]
    ]
    functions = Counter(row.function for row in rows)
    hosts = {row.place.host for row in rows if row.kind is Kind.ENDPOINT}
    addresses = {row.place.host for row in rows if row.kind is Kind.EMAIL}
    places = [_named(hosts, translate("listeners", "%Ln different host(s)", None, len(hosts)))]
    places += [_named(addresses, translate("listeners", "%Ln recipient(s)", None, len(addresses)))]
    auth = dict.fromkeys(row.place.auth for row in rows if row.place.auth)
    found = [
        (translate("listeners", "Switched"), ", ".join(switched)),
        (
            translate("listeners", "Function"),
            ", ".join(f"{name} {times.number(count)}" for name, count in functions.items()),
        ),
        (translate("listeners", "Sent to"), ", ".join(place for place in places if place)),
        (translate("listeners", "Authentication"), ", ".join(auth)),
    ]
    return tuple((name, value) for name, value in found if value)


def _named(places: set[str], counted: str) -> str:
    return counted if len(places) > 1 else "".join(places)


def _counted(words: Iterable[str]) -> str:
    return ", ".join(f"{times.number(count)} {word}" for word, count in Counter(words).items())
