"""Test-sends: one real try, now, that leaves no trace (contract section 7).

The same code sends it as sends deliveries, behind the same address guard; only
`webhook-test: true` and a fresh `webhook-id` tell it apart.  It is in no event,
delivery, count or suspension.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from app.domain.delivery import Trigger
from app.domain.ids import new_id
from app.domain.listener import Destination, Kind
from app.domain.outbound import CredentialMaterial
from app.domain.signature import new_secret
from app.server.deliveries.attempt import Message, attempt_json, detail_of
from app.server.deliveries.guard import AddressGuard
from app.server.deliveries.senders.phases import verifying_tls
from app.server.deliveries.sending import MessageSender
from app.server.settings import PlatformSettings
from app.server.store.times import ms_of

_SAMPLE: Final = "sample"


async def send_test(
    *,
    settings: PlatformSettings,
    destination: Mapping[str, Any],
    entity: str,
    function: str,
    record_version: int,
    body: bytes,
    credential: CredentialMaterial | None,
    signing_secrets: Sequence[str] | None,
    now: datetime,
    record_id: str = _SAMPLE,
    record_label: str = "",
    listener_id: str | None = None,
    guard: AddressGuard | None = None,
    tls: ssl.SSLContext | None = None,
) -> dict[str, Any]:
    """Try once and answer with the contract's attempt, whatever the endpoint did.

    Args:
        settings: Time limit, mail server, and where connections may go.
        destination: As in the contract; valid.
        entity: What the payload is.
        function: What the test pretends to have happened.
        record_version: The version that `body` is.
        body: Exactly what is sent.
        credential: Used and forgotten.
        signing_secrets: Those of a saved listener, empty if it does not sign; None signs
            with a one-time secret, which the answer holds as `signing_secret`.
        now: When the test began.
        record_id: Names the attachment of an e-mail.
        record_label: The subject of an e-mail.
        listener_id: The saved listener, if it is one.
        guard: The platform's own guard; without it, a new one by the settings.
        tls: How the endpoint is verified; by default by the system's authorities.
    """
    one_time = new_secret() if signing_secrets is None else None
    message = Message(
        event_id=new_id("evt"),
        listener_id=listener_id or new_id("lst"),
        entity=entity,
        function=function,
        record_id=record_id,
        record_version=record_version,
        record_label=record_label or record_id,
        payload=body,
        destination=Destination(
            Kind(destination["kind"]),
            url=destination.get("url") or "",
            auth_type=destination.get("auth_type") or "none",
            credential_id=destination.get("credential_id"),
            address=destination.get("address") or "",
        ),
        credential=credential,
        signing_secrets=tuple(signing_secrets or ()) if one_time is None else (one_time,),
        test=True,
    )
    used_guard = AddressGuard(allow=settings.allow) if guard is None else guard
    if tls is None:  # reading every authority takes 50 ms, in which nothing else is to wait
        tls = await asyncio.to_thread(verifying_tls)
    sender = MessageSender(settings, used_guard, tls=tls)
    try:
        result = await sender.send(message)
    finally:
        await sender.close()
        if guard is None:
            used_guard.close()
    row = {
        "id": new_id("att"),
        "number": 1,
        "trigger": Trigger.TEST,
        "started_ms": ms_of(now),
        "duration_ms": result.duration_ms,
        "detail": detail_of(result),
    }
    attempt = attempt_json(row, payload=body)
    if one_time is not None and message.destination.kind is Kind.ENDPOINT:
        attempt["signing_secret"] = one_time
    return attempt
