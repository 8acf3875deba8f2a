"""What about a listener a person is told without asking: it fails, and how near the end is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Final

from app.domain.listener import HealthState, Mode, Status
from app.domain.sync_state import LocalListener

WARNED_BEFORE: Final = timedelta(days=1)


class Trouble(IntEnum):
    """From bad to worse."""

    NONE = 0
    FAILING = 1
    SUSPENDING = 2  # the platform turns it off within a day
    SUSPENDED = 3


@dataclass(frozen=True, slots=True)
class News:
    """Listeners that have come into more trouble, by how much."""

    of: Mapping[Trouble, tuple[LocalListener, ...]]

    def __bool__(self) -> bool:
        return bool(self.of)


Known = Mapping[str, Trouble]


def trouble_of(row: LocalListener, now: datetime) -> Trouble:
    """How a listener does, as the platform last said it."""
    base = row.base
    if base is None or row.delete_wanted or row.settings.mode is not Mode.ENABLED:
        return Trouble.NONE
    if base.status is Status.SUSPENDED:
        return Trouble.NONE if row.resume_wanted else Trouble.SUSPENDED
    if base.status is not Status.ACTIVE:
        return Trouble.NONE
    health = base.health
    if health.suspend_at is not None and health.suspend_at - now <= WARNED_BEFORE:
        return Trouble.SUSPENDING
    return Trouble.FAILING if health.state is HealthState.FAILING else Trouble.NONE


def look(rows: Iterable[LocalListener], known: Known | None, now: datetime) -> tuple[Known, News]:
    """How all do now, and which of them do worse than when they were last looked at.

    Args:
        rows: All listeners of a connection.
        known: From the look before; None: there was none, and nothing is news.
        now: The present time.
    """
    found: dict[str, Trouble] = {}
    worse: dict[Trouble, list[LocalListener]] = {}
    for row in rows:
        trouble = trouble_of(row, now)
        if trouble is Trouble.NONE:
            continue
        found[row.id] = trouble
        if known is not None and trouble > known.get(row.id, Trouble.NONE):
            worse.setdefault(trouble, []).append(row)
    return found, News({trouble: tuple(rows_) for trouble, rows_ in worse.items()})
