"""Builds the services of one connection on its platform and its local copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.announce import Changed
from app.services.audit import AuditService
from app.services.client_tokens import ClientTokens
from app.services.deliveries import DeliveryService
from app.services.delivery_exports import DeliveryExportService
from app.services.drafts import DraftService
from app.services.endpoint_checks import EndpointCheckService
from app.services.explanations import ExplanationService
from app.services.following import Following
from app.services.health import HealthService
from app.services.in_step import build_in_step
from app.services.listeners import ListenerService
from app.services.mailbox import MailboxService
from app.services.pending import PendingService
from app.services.records import RecordService
from app.services.replays import ReplayService
from app.services.signing import SigningService
from app.services.stream import StreamService
from app.services.test_sends import TestService
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.mail import Mailbox
    from app.domain.ports import (
        DirectSender,
        EndpointProbe,
        PlatformApi,
        SecretStore,
        StoreNews,
        WholeFile,
    )
    from app.domain.times import Clock
    from app.domain.workspace import Connection
    from app.services.local_copy import LocalCopy
    from app.services.pending import ToSend


def build_workspace(
    connection: Connection,
    api: PlatformApi,
    local: LocalCopy,
    sender: DirectSender,
    probe: EndpointProbe,
    secrets: SecretStore,
    whole_file: WholeFile,
    mailbox: Mailbox,
    *,
    announce: Announce,
    clock: Clock,
) -> Workspace:
    """All of it; nothing is asked and nothing is followed yet."""
    kept = build_in_step(connection.id, api, local, secrets, announce=announce, clock=clock)
    seen: ToSend = frozenset()

    def tell(news: StoreNews) -> None:
        nonlocal seen
        is_all = news.listeners is None
        if is_all or news.listeners:  # a page looks through all of them then
            announce(Changed.LISTENERS)
        waiting = pending.to_send()
        if waiting - seen:  # another process left a change
            announce(Changed.LISTENER_WAITING)
        seen = waiting
        announce(Changed.SYNC, kept.sync.overview())
        if is_all or news.credentials or news.documents:  # a waiting credential is a document
            announce(Changed.CREDENTIALS)
        if is_all or news.documents:
            announce(Changed.CATALOG)

    following = Following(local, tell)

    def close() -> None:
        following.stop()
        api.close()
        local.close()

    listeners = ListenerService(local, announce=announce, clock=clock)
    tokens = ClientTokens(sender, clock=clock)
    pending = PendingService(local, listeners, kept.credentials)
    return Workspace(
        connection=connection,
        me=None,
        catalog=kept.catalog,
        listeners=listeners,
        pending=pending,
        sync=kept.sync,
        stream=StreamService(api, announce=announce),
        rounds=kept.rounds,
        credentials=kept.credentials,
        tests=TestService(api, sender, tokens=tokens, clock=clock),
        checks=EndpointCheckService(
            probe,
            local,
            kept.credentials.cached,
            kept.known_secrets,
            tokens,
            environment=connection.environment,
            clock=clock,
        ),
        known_secrets=kept.known_secrets,
        records=RecordService(api, announce=announce),
        deliveries=DeliveryService(api, announce=announce),
        replays=ReplayService(api, announce=announce),
        exports=DeliveryExportService(api, listeners, whole_file, clock=clock),
        explanations=ExplanationService(api, listeners, announce=announce),
        drafts=DraftService(local, announce=announce, clock=clock),
        following=following,
        audit=AuditService(api, local, listeners, kept.credentials),
        signing=SigningService(api),
        health=HealthService(api),
        mailbox=(
            MailboxService(mailbox, whole_file, clock=clock) if connection.is_sandbox else None
        ),
        repair=local.repair,
        on_close=close,
    )
