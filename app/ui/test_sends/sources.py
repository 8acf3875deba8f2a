"""What test-sends need from the services, and nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from app.domain.catalog import Catalog
from app.domain.control import JobControl
from app.domain.credential import Credential
from app.domain.delivery import Attempt
from app.domain.listener import ListenerSettings
from app.domain.outbound import CredentialMaterial
from app.domain.secret import Secret
from app.domain.sync_state import LocalListener


class Tests(Protocol):
    """What is needed from the test service."""

    def by_platform(
        self,
        control: JobControl,
        settings: ListenerSettings,
        *,
        listener_id: str | None = None,
        payload: bytes | None = None,
        record_id: str | None = None,
    ) -> Attempt: ...
    def from_here(
        self,
        control: JobControl,
        settings: ListenerSettings,
        *,
        listener_id: str | None = None,
        body: bytes,
        credential: CredentialMaterial | None,
    ) -> Attempt: ...

    def authentication(
        self, control: JobControl, credential: CredentialMaterial
    ) -> tuple[str, str] | None: ...


class CatalogSource(Protocol):
    """What is needed from the catalog service."""

    def cached(self) -> Catalog | None: ...
    def sample(self, control: JobControl, entity: str) -> bytes: ...


class Credentials(Protocol):
    """What is needed from the credential service."""

    def cached(self) -> list[Credential]: ...


class Listeners(Protocol):
    """What is needed from the listener service."""

    def get(self, listener_id: str) -> LocalListener | None: ...


class KnownSecrets(Protocol):
    """Secrets that this computer knows."""

    def find(self, credential: Credential) -> CredentialMaterial | None: ...
    def keep(self, credential: Credential, secrets: Mapping[str, Secret]) -> object: ...
    def forget(self, credential_id: str) -> bool: ...
