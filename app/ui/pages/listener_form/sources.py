"""What the form needs from the services, and nothing more."""

from __future__ import annotations

from typing import Protocol

from app.domain.catalog import Catalog
from app.domain.control import JobControl
from app.domain.credential import Credential
from app.domain.listener import ListenerSettings
from app.domain.sync_state import LocalListener


class Listeners(Protocol):
    """From the listener service."""

    def cached(self) -> list[LocalListener]: ...
    def get(self, listener_id: str) -> LocalListener | None: ...
    def create(self, control: JobControl, settings: ListenerSettings) -> LocalListener: ...
    def edit(
        self,
        control: JobControl,
        listener_id: str,
        settings: ListenerSettings,
        *,
        began: LocalListener | None = None,
    ) -> LocalListener: ...
    def create_anew(
        self, control: JobControl, listener_id: str, settings: ListenerSettings
    ) -> LocalListener: ...


class CatalogSource(Protocol):
    """From the catalog service."""

    def cached(self) -> Catalog | None: ...
    def refresh(self, control: JobControl) -> Catalog: ...


class Credentials(Protocol):
    """From the credential service."""

    def cached(self) -> list[Credential]: ...
