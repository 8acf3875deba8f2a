"""The delivery engine: from a claim to what came of it, whatever brought the claim.

Everything a try uses (destination, credential, secrets) is read as it is at that
moment; secrets are opened only here, for as long as the tries take that were claimed
together.
"""

from __future__ import annotations

import asyncio
import importlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection

from app.domain.catalog import Catalog
from app.domain.listener import Destination, Kind
from app.domain.outbound import CredentialMaterial
from app.domain.secret import Secret
from app.server.deliveries.attempt import AttemptResult, Message
from app.server.deliveries.claims import Claim
from app.server.deliveries.guard import AddressGuard
from app.server.deliveries.health import refresh_states
from app.server.deliveries.settling import Rules
from app.server.deliveries.transports.base import Transport
from app.server.deliveries.transports.embedded import EmbeddedTransport
from app.server.settings import PlatformSettings
from app.server.store.database import Database
from app.server.store.rows import Row
from app.server.store.sealing import Sealer
from app.server.store.times import ms_of

if TYPE_CHECKING:
    import ssl

    from app.server.deliveries.sending import MessageSender

Observer = Callable[[Sequence[str]], None]

_REFRESH_S: Final = 60.0
# Sending takes 0.2 s to import.  The first answer does not wait for it, and a first delivery
# soon after the start hardly ever does.
_SENDING: Final = "app.server.deliveries.sending"
_IMPORT_AFTER_S: Final = 1.0


class DeliveryEngine:
    """Sends what is due; lives on one event loop between `start` and `stop`.

    Attributes:
        guard: Judges every address that deliveries connect to.
    """

    def __init__(
        self,
        *,
        database: Database,
        settings: PlatformSettings,
        sealer: Sealer,
        catalog: Catalog,
        transport: Transport | None = None,
        guard: AddressGuard | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Put the engine together.

        Args:
            database: Where events and deliveries are.
            settings: Schedule, limits, clock, and where connections may go.
            sealer: Opens credentials and signing secrets.
            catalog: What can be listened to.
            transport: What brings due deliveries; the embedded one by default.
            guard: Of all outgoing connections; by default that of the settings.
            tls: How endpoints are verified; by default by the system's authorities.
        """
        self.guard = AddressGuard(allow=settings.allow) if guard is None else guard
        self._database = database
        self._settings = settings
        self._sealer = sealer
        self._tls = tls
        rules = Rules(settings.retry, settings.random, catalog)
        self._transport = (
            EmbeddedTransport(database, settings, rules) if transport is None else transport
        )
        self._observers: list[Observer] = []
        self._sender: MessageSender | None = None
        self._chores: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Begin to deliver; what an earlier process left unfinished comes first."""
        await self._transport.start(self._deliver, self._tell)
        self._chores = [
            asyncio.create_task(self._refresh_states()),
            asyncio.create_task(self._import_sending()),
        ]

    async def stop(self) -> None:
        """Claim no more, and end; what could not end is tried again at the next start."""
        for chore in self._chores:
            chore.cancel()
        await asyncio.gather(*self._chores, return_exceptions=True)
        self._chores = []
        await self._transport.stop()
        if self._sender is not None:
            await self._sender.close()
            self._sender = None
        self.guard.close()

    def wake(self) -> None:
        """Something may have become due; safe from any thread."""
        self._transport.wake()

    def add_observer(self, observer: Observer) -> None:
        """Call `observer` on the loop with the ids of deliveries whose tries were recorded."""
        self._observers.append(observer)

    async def _deliver(self, claim: Claim) -> AttemptResult:
        now_ms = ms_of(self._settings.clock())
        message = message_of(claim, self._sealer, now_ms=now_ms)
        return await self._ready_sender().send(message)

    def _ready_sender(self) -> MessageSender:
        if self._sender is None:
            from app.server.deliveries.sending import MessageSender

            self._sender = MessageSender(self._settings, self.guard, tls=self._tls)
        return self._sender

    async def _import_sending(self) -> None:
        await asyncio.sleep(_IMPORT_AFTER_S)
        await asyncio.to_thread(importlib.import_module, _SENDING)

    def _tell(self, delivery_ids: Sequence[str]) -> None:
        for observer in self._observers:
            observer(delivery_ids)

    async def _refresh_states(self) -> None:
        while True:
            await asyncio.sleep(_REFRESH_S)
            await self._database.run(self._refresh)

    def _refresh(self, tx: Connection) -> None:
        refresh_states(tx, now_ms=ms_of(self._settings.clock()))


@dataclass(frozen=True, slots=True)
class _Secrets:
    """What a listener's tries need in the clear."""

    credential: CredentialMaterial | None = field(repr=False)
    signing: tuple[str, ...] = field(repr=False)


def message_of(claim: Claim, sealer: Sealer, *, now_ms: int) -> Message:
    """A claim as a message, its secrets opened."""
    row = claim.row
    secrets = _secrets(claim, sealer, now_ms=now_ms)
    return Message(
        event_id=row["event_id"],
        listener_id=claim.listener_id,
        entity=row["entity"],
        function=row["function"],
        record_id=row["record_id"],
        record_version=row["record_version"],
        record_label=row["record_label"],
        payload=row["payload"],
        destination=Destination(
            Kind(row["kind"]),
            url=row["url"] or "",
            auth_type=row["auth_type"] or "none",
            credential_id=row["credential_id"],
            address=row["address"] or "",
        ),
        credential=secrets.credential,
        credential_key=None
        if row["credential_id"] is None
        else f"{row['credential_id']} {row['credential_etag']}",
        signing_secrets=secrets.signing,
        attempt=claim.number,
    )


def _secrets(claim: Claim, sealer: Sealer, *, now_ms: int) -> _Secrets:
    """Opened once for all that was claimed together, and forgotten with it."""
    known = claim.opened.secrets
    if isinstance(known, _Secrets):
        return known
    secrets = _Secrets(
        _credential_of(claim, sealer), _signing_secrets(claim.row, sealer, now_ms=now_ms)
    )
    claim.opened.secrets = secrets
    return secrets


def _credential_of(claim: Claim, sealer: Sealer) -> CredentialMaterial | None:
    """The same once for all listeners that have it."""
    opened, name = claim.opened.credentials, str(claim.row["credential_id"])
    known = opened.get(name)
    if isinstance(known, CredentialMaterial):
        return known
    opened[name] = credential = _credential(claim.row, sealer)
    return credential


def _credential(row: Row, sealer: Sealer) -> CredentialMaterial | None:
    if row["secrets_sealed"] is None or row["auth_type"] in (None, "none"):
        return None
    secrets: dict[str, Any] = json.loads(sealer.open(row["secrets_sealed"]))  # we wrote it
    return CredentialMaterial(
        row["auth_type"],
        row["credential_fields"],
        {name: Secret(value) for name, value in secrets.items()},
    )


def _signing_secrets(row: Row, sealer: Sealer, *, now_ms: int) -> tuple[str, ...]:
    """The secret of now; during a rotation also the one before, so that nobody is cut off."""
    if not row["signing"]:
        return ()
    secrets = [sealer.open(row["secret_sealed"]).decode("ascii")]
    valid_until_ms = row["previous_valid_until_ms"]
    if row["previous_secret_sealed"] is not None and (valid_until_ms or 0) > now_ms:
        secrets.append(sealer.open(row["previous_secret_sealed"]).decode("ascii"))
    return tuple(secrets)
