"""One round of everything that is kept here: listeners both ways, then what has no feed.

Catalog and credentials are asked for again only when they may be others: an unchanged
platform costs one call a round, and one more each minute.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from app.domain.times import utc_now

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.sync_state import SyncReport
    from app.domain.times import Clock
    from app.services.catalog import CatalogService
    from app.services.credentials import CredentialService
    from app.services.sync import SyncService

_STALE: Final = timedelta(minutes=5)


class RoundService:
    """The rounds of one connection."""

    def __init__(
        self,
        sync: SyncService,
        catalog: CatalogService,
        credentials: CredentialService,
        *,
        clock: Clock = utc_now,
    ) -> None:
        self._sync = sync
        self._catalog = catalog
        self._credentials = credentials
        self._clock = clock
        self._has_catalog = False
        self._credentials_at: datetime | None = None

    def run(self, control: JobControl, *, accept_deletions: bool = False) -> SyncReport:
        """Make one round.

        Args:
            control: Of the job.
            accept_deletions: A person agreed that most listeners are gone.

        Raises:
            AppError: What ended it early; nothing that waits is lost.
        """
        # First: it is what notices that the platform is away.
        report = self._sync.sync(control, accept_deletions=accept_deletions)
        if not self._has_catalog:
            self._catalog.refresh(control)
            self._has_catalog = True
        if report.pulled or report.deleted or report.sent or self._are_credentials_stale():
            self._credentials.refresh(control)  # whoever uses one is told there
            self._credentials_at = self._clock()
        return report

    def _are_credentials_stale(self) -> bool:
        age = None if self._credentials_at is None else self._clock() - self._credentials_at
        return age is None or not timedelta() <= age < _STALE
