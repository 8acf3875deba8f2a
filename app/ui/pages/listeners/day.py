"""The last 24 hours of a listener: as asked for just now, else as of the last sync."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.domain.hours import UNTOLD, Hours
from app.domain.listener import Health
from app.ui.text import times

if TYPE_CHECKING:
    from app.domain.stats import StatsBucket
    from app.domain.sync_state import LocalListener

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Day:
    """Tries by result.

    Attributes:
        hours: Delivered and failed in each hour, oldest first, the present one last.
        p50_ms: Percentiles of the answer time; None where nobody told or answered.
    """

    delivered: int = 0
    failed: int = 0
    hours: Hours = UNTOLD
    p50_ms: int | None = None
    p95_ms: int | None = None

    @property
    def tries(self) -> int:
        """All that ended."""
        return self.delivered + self.failed

    @property
    def success(self) -> str:
        """`99.8%`; empty without a try."""
        return times.percent(self.delivered, self.tries)

    @property
    def is_success_low(self) -> bool:
        """Whether more than one in twenty failed."""
        return self.failed * 20 > self.tries


def day_of(local: LocalListener) -> Day:
    """A listener's day as of the last sync."""
    health = _health(local)
    return Day(health.delivered_24h, health.failed_24h, health.hours)


def day_told(local: LocalListener, told: StatsBucket) -> Day:
    """The same by the newest news of it."""
    hours = told.hours or (_health(local).hours if told.tries else UNTOLD)
    return Day(told.delivered, told.failed, hours, told.p50_ms, told.p95_ms)


def _health(local: LocalListener) -> Health:
    return local.base.health if local.base is not None else Health()


def hour_labels(now: datetime) -> list[str]:
    """Every sixth hour of the last 24, and now."""
    labels = [""] * 24
    for at in (0, 6, 12, 18):
        labels[at] = times.local(now - timedelta(hours=23 - at)).strftime("%H:00")
    labels[-1] = translate("listeners", "Now")
    return labels
