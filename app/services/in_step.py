"""What keeps one local copy in step with its platform, whether it is shown or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.announce import nobody_listens
from app.services.catalog import CatalogService
from app.services.credential_outbox import CredentialOutbox
from app.services.credentials import CredentialService
from app.services.known_secrets import KnownSecrets
from app.services.rounds import RoundService
from app.services.sync import SyncService

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.ports import LocalStore, PlatformApi, SecretStore
    from app.domain.times import Clock


@dataclass(frozen=True, slots=True)
class InStep:
    """The services that rounds are made of, on one platform and one copy."""

    outbox: CredentialOutbox
    sync: SyncService
    catalog: CatalogService
    known_secrets: KnownSecrets
    credentials: CredentialService
    rounds: RoundService


def build_in_step(
    connection_id: str,
    api: PlatformApi,
    store: LocalStore,
    secrets: SecretStore,
    *,
    only_reads: bool = False,
    announce: Announce = nobody_listens,
    clock: Clock,
) -> InStep:
    """All of it; nothing is asked yet, and nothing is ever sent where it `only_reads`."""
    outbox = CredentialOutbox(
        api, store, secrets, connection_id=connection_id, announce=announce, clock=clock
    )
    sync = SyncService(
        api, store, outbox=outbox, only_reads=only_reads, announce=announce, clock=clock
    )
    catalog = CatalogService(api, store, announce=announce)
    known = KnownSecrets(store, secrets, outbox, connection_id=connection_id)
    credentials = CredentialService(api, store, outbox=outbox, known=known, announce=announce)
    return InStep(
        outbox,
        sync,
        catalog,
        known,
        credentials,
        RoundService(sync, catalog, credentials, clock=clock),
    )
