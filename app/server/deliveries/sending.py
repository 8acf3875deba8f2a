"""One try of one message, by whatever its destination needs; deliveries and tests alike."""

from __future__ import annotations

import asyncio
import ssl

from app import __version__
from app.domain.delivery import AttemptError, AttemptRequest, Timings
from app.domain.listener import Kind
from app.domain.outbound import METHOD, CredentialMaterial, build_request
from app.domain.validation import Refused
from app.server.deliveries.attempt import AttemptResult, Message
from app.server.deliveries.guard import AddressGuard
from app.server.deliveries.senders.email import EmailSender
from app.server.deliveries.senders.http import HttpSender
from app.server.deliveries.senders.oauth import TokenRefused, TokenSource
from app.server.settings import PlatformSettings
from app.server.store.times import ms_of

_UNAUTHORISED = 401


class MessageSender:
    """Sends messages over HTTP or as e-mail; made and used on one event loop."""

    def __init__(
        self,
        settings: PlatformSettings,
        guard: AddressGuard,
        *,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._settings = settings
        self._http = HttpSender(guard, clock=settings.clock, tls=tls)
        self._email = EmailSender(settings)
        self._tokens = TokenSource(self._http, clock=settings.clock)

    async def send(self, message: Message) -> AttemptResult:
        """Try once; whatever happens is an answer, not an exception."""
        if len(message.payload) > self._settings.payload_bytes:
            detail = f"{len(message.payload)} bytes, allowed are {self._settings.payload_bytes}"
            return self._not_sent(message, "payload_too_large", detail)
        if message.destination.kind is Kind.EMAIL:
            return await self._email.send(message, timeout_s=self._settings.timeout_s)
        try:
            return await self._post(message)
        except (Refused, TokenRefused, ValueError) as error:
            return self._not_sent(message, "auth_error", str(error))

    async def close(self) -> None:
        """Close connections and end threads."""
        await self._http.close()
        self._email.close()

    async def _post(self, message: Message) -> AttemptResult:
        loop = asyncio.get_running_loop()
        deadline_s = loop.time() + self._settings.timeout_s
        credential = await self._credential(message)
        request = build_request(
            url=message.destination.url,
            entity=message.entity,
            function=message.function,
            record_version=message.record_version,
            event_id=message.event_id,
            attempt=message.attempt,
            body=message.payload,
            now_s=int(self._settings.clock().timestamp()),
            signing_secrets=message.signing_secrets,
            credential=credential,
            test=message.test,
            product_version=__version__,
        )
        result = await self._http.send(request, timeout_s=max(0.0, deadline_s - loop.time()))
        if result.status == _UNAUTHORISED:
            self._tokens.forget(message.credential_key)
        return result

    async def _credential(self, message: Message) -> CredentialMaterial | None:
        """What goes into the request: a token takes the place of an OAuth2 client."""
        if message.credential is None and message.destination.auth_type != "none":
            raise TokenRefused("the credential is missing")
        if message.credential is None or message.credential.auth_type != TokenSource.AUTH_TYPE:
            return message.credential
        return await self._tokens.bearer(
            message.credential,
            key=message.credential_key,
            timeout_s=self._settings.timeout_s,
        )

    def _not_sent(self, message: Message, code: str, detail: str) -> AttemptResult:
        """A try that ended before anything went out."""
        to = message.destination
        is_email = to.kind is Kind.EMAIL
        return AttemptResult(
            started_ms=ms_of(self._settings.clock()),
            timings=Timings(total=0),
            request=AttemptRequest(
                "SMTP" if is_email else METHOD,
                f"mailto:{to.address}" if is_email else to.url,
                (),
                None,
            ),
            response=None,
            error=AttemptError(code, detail),
        )
