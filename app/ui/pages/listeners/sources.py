"""What the list and its panel need from the services, and nothing more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from app.domain.catalog import Catalog
    from app.domain.conflict import Side
    from app.domain.control import JobControl
    from app.domain.credential import Credential
    from app.domain.delivery import DeliveryFilter, DeliveryPage
    from app.domain.listener import Mode
    from app.domain.sync_state import LocalListener, SyncReport
    from app.domain.workspace import SyncOverview
    from app.services.drafts import KeptDraft


class Listeners(Protocol):
    """What the page needs from the listener service."""

    def cached(self) -> list[LocalListener]: ...
    def set_mode(
        self, control: JobControl, listener_ids: Sequence[str], mode: Mode
    ) -> list[LocalListener]: ...
    def delete(self, control: JobControl, listener_ids: Sequence[str]) -> None: ...
    def take_back(self, control: JobControl, listener_id: str) -> None: ...
    def resolve(
        self, control: JobControl, seen: LocalListener, choices: Mapping[str, Side]
    ) -> LocalListener: ...
    def keep_mine(self, control: JobControl, listener_id: str) -> LocalListener: ...


class Sync(Protocol):
    """What the page needs from the sync engine."""

    def sync(self, control: JobControl, *, accept_deletions: bool = False) -> SyncReport: ...
    def overview(self) -> SyncOverview: ...


class CatalogSource(Protocol):
    """What the page needs from the catalog service."""

    def cached(self) -> Catalog | None: ...


class Credentials(Protocol):
    """What the page needs from the credential service."""

    def cached(self) -> list[Credential]: ...


class Drafts(Protocol):
    """What the page needs from the draft service."""

    def kept(self) -> KeptDraft | None: ...
    def forget(self, control: JobControl) -> None: ...


class Deliveries(Protocol):
    """What the panel needs from the delivery service."""

    def list(
        self, control: JobControl, wanted: DeliveryFilter, cursor: str | None = None
    ) -> DeliveryPage: ...
