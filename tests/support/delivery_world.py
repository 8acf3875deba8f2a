"""What delivery tests take for granted: a small catalog, short waits, a clock that stands."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.domain.catalog import Catalog, Entity, Function
from app.domain.retry import RetrySchedule
from app.domain.times import utc_now

CATALOG = Catalog(
    revision="test",
    entities=(
        Entity("clients", "Clients", True, ("create", "update")),
        Entity("policies", "Policies", True, ("create", "update")),
        Entity("audit_entries", "Audit entries", False, (), "Internal."),
    ),
    functions=(
        Function("create", "Create", True),
        Function("update", "Update", True),
        Function("delete", "Delete", False),
    ),
    auth_types=(),
)
QUICK = RetrySchedule(waits_s=(5.0, 300.0, 1800.0), jitter=0.0)


class StillClock:
    """A clock that stands until it is told to move."""

    def __init__(self) -> None:
        self.now = utc_now()

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)
