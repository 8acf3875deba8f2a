"""The tests of this session, the newest first: only so many, of all listeners together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from app.ui.test_sends.trials import Trial

_MOST: Final = 200  # of one bulk test at most, so that each of it can be looked at


class KeptTrials:
    """What was sent and what came of it; gone with the app."""

    def __init__(self) -> None:
        self._trials: tuple[Trial, ...] = ()
        self._count = 0

    def next_number(self) -> int:
        """The number of one that is about to be sent."""
        self._count += 1
        return self._count

    def add(self, trials: Iterable[Trial]) -> None:
        """Keep them; the last one is the newest."""
        newest_first = (*reversed(tuple(trials)), *self._trials)
        self._trials = newest_first[:_MOST]

    def find(self, number: int | None) -> Trial | None:
        """The one of this number, while it is kept."""
        return next((one for one in self._trials if one.number == number), None)

    def of(self, listener_id: str | None) -> tuple[Trial, ...]:
        """Those of one listener; None for those of listeners that are not saved."""
        return tuple(one for one in self._trials if one.subject.listener_id == listener_id)
