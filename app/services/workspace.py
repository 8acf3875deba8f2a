"""Everything of one open connection, closed together.

What a list that is kept here needs is built at once.  Whatever else a page wants, which mostly
asks the platform, is imported and made when it is first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.late import Late

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.store_repair import StoreRepair
    from app.domain.workspace import Connection, Me
    from app.services.audit import AuditService
    from app.services.audit_exports import AuditExportService
    from app.services.client_tokens import ClientTokens
    from app.services.deliveries import DeliveryService
    from app.services.delivery_exports import DeliveryExportService
    from app.services.drafts import DraftService
    from app.services.endpoint_checks import EndpointCheckService
    from app.services.explanations import ExplanationService
    from app.services.following import Following
    from app.services.former_listeners import FormerListeners
    from app.services.health import HealthService
    from app.services.in_step import InStep
    from app.services.listeners import ListenerService
    from app.services.mailbox import MailboxService
    from app.services.opening import Around
    from app.services.pending import PendingService
    from app.services.records import RecordService
    from app.services.replays import ReplayService
    from app.services.resending import ResendService
    from app.services.samples import SampleService
    from app.services.signing import SigningService
    from app.services.stream import StreamService
    from app.services.test_sends import TestService


class Workspace:
    """The services of one connection.

    Attributes:
        me: Who one is there; None when it was never known and the platform is away.
        following: Not started: whoever shows the local copy for long starts it.
        repair: What was done about a damaged local copy: the person is to be told.
    """

    def __init__(
        self,
        connection: Connection,
        around: Around,
        kept: InStep,
        *,
        listeners: ListenerService,
        pending: PendingService,
        drafts: DraftService,
        following: Following,
        on_close: Callable[[], None],
    ) -> None:
        self.connection = connection
        self.me: Me | None = None
        self.repair: StoreRepair | None = around.local.repair
        self.catalog = kept.catalog
        self.sync = kept.sync
        self.rounds = kept.rounds
        self.credentials = kept.credentials
        self.known_secrets = kept.known_secrets
        self.listeners = listeners
        self.pending = pending
        self.drafts = drafts
        self.following = following
        self._around = around
        self._on_close = on_close

    def close(self) -> None:
        """Let go of the local copy and the connections to the platform."""
        self._on_close()

    @Late
    def stream(self) -> StreamService:
        from app.services.stream import StreamService

        return StreamService(self._around.api, announce=self._around.announce)

    @Late
    def tests(self) -> TestService:
        from app.services.test_sends import TestService

        it = self._around
        return TestService(it.api, it.sender, tokens=self._tokens, clock=it.clock)

    @Late
    def checks(self) -> EndpointCheckService:
        from app.services.endpoint_checks import EndpointCheckService

        return EndpointCheckService(
            self._around.probe,
            self._around.local,
            self.credentials.cached,
            self.known_secrets,
            self._tokens,
            environment=lambda: self.connection.environment,  # which may be another by then
            clock=self._around.clock,
        )

    @Late
    def records(self) -> RecordService:
        from app.services.records import RecordService

        return RecordService(self._around.api, announce=self._around.announce)

    @Late
    def deliveries(self) -> DeliveryService:
        from app.services.deliveries import DeliveryService

        return DeliveryService(self._around.api, announce=self._around.announce)

    @Late
    def replays(self) -> ReplayService:
        from app.services.replays import ReplayService

        return ReplayService(self._around.api, announce=self._around.announce)

    @Late
    def exports(self) -> DeliveryExportService:
        from app.services.delivery_exports import DeliveryExportService

        return DeliveryExportService(self._around.api, self.listeners, self._around.whole_file)

    @Late
    def resending(self) -> ResendService:
        from app.services.resending import ResendService

        it = self._around
        return ResendService(it.api, it.sender, announce=it.announce, clock=it.clock)

    @Late
    def samples(self) -> SampleService:
        from app.services.samples import SampleService

        it = self._around
        return SampleService(it.samples, it.whole_file, announce=it.announce, clock=it.clock)

    @Late
    def explanations(self) -> ExplanationService:
        from app.services.explanations import ExplanationService

        it = self._around
        return ExplanationService(it.api, self.listeners, self.former, announce=it.announce)

    @Late
    def audit(self) -> AuditService:
        from app.services.audit import AuditService

        it = self._around
        return AuditService(it.api, it.local, self.listeners, self.credentials, self.former)

    @Late
    def audit_exports(self) -> AuditExportService:
        from app.services.audit_exports import AuditExportService

        it = self._around
        return AuditExportService(it.api, self.listeners, self.credentials, it.whole_file)

    @Late
    def signing(self) -> SigningService:
        from app.services.signing import SigningService

        return SigningService(self._around.api)

    @Late
    def health(self) -> HealthService:
        from app.services.health import HealthService

        return HealthService(self._around.api, self.former)

    @Late
    def former(self) -> FormerListeners:
        from app.services.former_listeners import FormerListeners

        return FormerListeners(self._around.api, self.listeners)

    @Late
    def mailbox(self) -> MailboxService | None:
        """Only the practice platform has one."""
        if not self.connection.is_sandbox:
            return None
        from app.services.mailbox import MailboxService

        it = self._around
        return MailboxService(it.sandbox.mailbox, it.whole_file, clock=it.clock)

    @Late
    def _tokens(self) -> ClientTokens:
        from app.services.client_tokens import ClientTokens

        return ClientTokens(self._around.sender, clock=self._around.clock)
