"""Everything of one open connection, built together and closed together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.store_repair import StoreRepair
from app.domain.workspace import Connection, Me
from app.services.audit import AuditService
from app.services.catalog import CatalogService
from app.services.credentials import CredentialService
from app.services.deliveries import DeliveryService
from app.services.delivery_exports import DeliveryExportService
from app.services.drafts import DraftService
from app.services.endpoint_checks import EndpointCheckService
from app.services.explanations import ExplanationService
from app.services.following import Following
from app.services.health import HealthService
from app.services.known_secrets import KnownSecrets
from app.services.listeners import ListenerService
from app.services.mailbox import MailboxService
from app.services.pending import PendingService
from app.services.records import RecordService
from app.services.replays import ReplayService
from app.services.rounds import RoundService
from app.services.signing import SigningService
from app.services.stream import StreamService
from app.services.sync import SyncService
from app.services.test_sends import TestService


@dataclass
class Workspace:
    """The services of one connection.

    Attributes:
        me: Who one is there; None when it was never known and the platform is away.
        following: Not started: whoever shows the local copy for long starts it.
        mailbox: Where the embedded platform keeps e-mail; None on any other platform.
        repair: What was done about a damaged local copy: the person is to be told.
    """

    connection: Connection
    me: Me | None
    catalog: CatalogService
    listeners: ListenerService
    pending: PendingService
    sync: SyncService
    stream: StreamService
    rounds: RoundService
    credentials: CredentialService
    tests: TestService
    checks: EndpointCheckService
    known_secrets: KnownSecrets
    records: RecordService
    deliveries: DeliveryService
    replays: ReplayService
    exports: DeliveryExportService
    explanations: ExplanationService
    drafts: DraftService
    following: Following
    audit: AuditService
    signing: SigningService
    health: HealthService
    mailbox: MailboxService | None
    repair: StoreRepair | None
    on_close: Callable[[], None]

    def close(self) -> None:
        """Let go of the local copy and the connections to the platform."""
        self.on_close()
