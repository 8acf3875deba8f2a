"""A year of tries, as the ledger of a platform that was busy holds it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection

from app.server.deliveries import durations, tallies
from app.server.deliveries.tallies import HOUR_MS, Tally
from app.server.store.database import Database

YEAR_H: Final = 365 * 24
# When every listener was busy; the first of them at every hour.
_BUSY_H: Final = frozenset((YEAR_H, 4000, 1440, 720, 168, 48, 23, 12, 6, 3, 1, 0))


def write_year(database: Database, listener_ids: Sequence[str], *, now_ms: int) -> None:
    """Count tries of these listeners in hours of the year before now."""
    chance = random.Random(1)
    some = [_hour(chance) for _ in range(100)]

    def work(tx: Connection) -> None:
        for ago in range(YEAR_H, -1, -1):
            busy = listener_ids if ago in _BUSY_H else listener_ids[:1]
            more = {one: chance.choice(some) for one in busy}
            tallies.add(tx, more, now_ms=now_ms - ago * HOUR_MS)

    database.run_sync(work)


def _hour(chance: random.Random) -> Tally:
    counts: dict[str, int] = {}
    for _ in range(30):
        step = durations.step_of(chance.lognormvariate(4, 0.6))  # some 55 ms, up to a second
        counts[step] = counts.get(step, 0) + 1
    return Tally(30, 1, 0, counts)
