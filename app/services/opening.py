"""Builds the services of one connection on its platform and its local copy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.announce import Changed
from app.services.drafts import DraftService
from app.services.following import Following
from app.services.in_step import build_in_step
from app.services.listeners import ListenerService
from app.services.only_reading import only_reading
from app.services.pending import PendingService
from app.services.workspace import Workspace

if TYPE_CHECKING:
    from app.domain.announce import Announce
    from app.domain.ports import (
        DirectSender,
        EmbeddedPlatform,
        EndpointProbe,
        PlatformApi,
        SecretStore,
        StoreNews,
        WholeFile,
    )
    from app.domain.samples import SampleStore
    from app.domain.times import Clock
    from app.domain.workspace import Connection
    from app.services.history import Past
    from app.services.local_copy import LocalCopy
    from app.services.pending import ToSend


@dataclass(frozen=True)
class Around:
    """What the services of a connection stand on."""

    api: PlatformApi
    local: LocalCopy
    sender: DirectSender
    probe: EndpointProbe
    secrets: SecretStore
    whole_file: WholeFile
    samples: SampleStore
    sandbox: EmbeddedPlatform
    announce: Announce
    clock: Clock
    past: Past


def build_workspace(connection: Connection, around: Around) -> Workspace:
    """All that is kept here; nothing is asked and nothing is followed yet."""
    only_reads = connection.read_only
    if only_reads:
        around = replace(around, api=only_reading(around.api))
    api, local = around.api, around.local
    announce, clock = around.announce, around.clock
    kept = build_in_step(
        connection.id,
        api,
        local,
        around.secrets,
        only_reads=only_reads,
        announce=announce,
        clock=clock,
    )
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
            announce(Changed.STANDING)

    following = Following(local, tell)

    def close() -> None:
        following.stop()
        api.close()
        local.close()

    listeners = ListenerService(local, announce=announce, clock=clock, past=around.past)
    pending = PendingService(local, listeners, kept.credentials)
    return Workspace(
        connection,
        around,
        kept,
        listeners=listeners,
        pending=pending,
        drafts=DraftService(local, announce=announce, clock=clock),
        following=following,
        on_close=close,
    )
