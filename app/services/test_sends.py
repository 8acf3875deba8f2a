"""Test-sends: by the platform, whose network is the one that counts, or from this computer.

Both send what `app.domain.outbound` builds, so the bytes and headers are the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app import __version__
from app.domain.errors import FieldRefusal, Rejected
from app.domain.ids import new_id
from app.domain.listener import Kind
from app.domain.outbound import CredentialMaterial, auth_header, build_request
from app.domain.record import record_version
from app.domain.secret import Secret
from app.domain.signature import new_secret
from app.domain.strict_json import JsonRefused, loads
from app.domain.times import utc_now
from app.domain.token_call import AUTH_TYPE
from app.domain.validation import Refused

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.credential import Credential, CredentialDraft
    from app.domain.delivery import Attempt
    from app.domain.listener import ListenerSettings
    from app.domain.outbound import OutboundRequest
    from app.domain.ports import DirectSender, PlatformApi
    from app.domain.times import Clock
    from app.services.client_tokens import ClientTokens

_TIMEOUT_S = 15.0  # the contract's, so that a test judges an endpoint as a delivery would
_STAND_IN = Secret("0" * 16)  # a preview shows no secret, but needs one of a valid shape


class TestService:
    """Tests of one connection's listeners, saved or not."""

    __test__ = False  # not a test case, whatever its name makes pytest think

    def __init__(
        self,
        api: PlatformApi,
        sender: DirectSender,
        *,
        tokens: ClientTokens,
        clock: Clock = utc_now,
    ) -> None:
        self._api = api
        self._sender = sender
        self._tokens = tokens
        self._clock = clock

    def by_platform(
        self,
        control: JobControl,
        settings: ListenerSettings,
        *,
        listener_id: str | None = None,
        payload: bytes | None = None,
        record_id: str | None = None,
        credential: CredentialDraft | None = None,
    ) -> Attempt:
        """One try by the platform, with its sending code and from its network."""
        return self._api.test_listener(
            control,
            settings,
            listener_id=listener_id,
            payload=payload,
            record_id=record_id,
            credential=credential,
        )

    def from_here(
        self,
        control: JobControl,
        settings: ListenerSettings,
        *,
        listener_id: str | None = None,  # noqa: ARG002 - the signing secret is the caller's choice
        body: bytes,
        credential: CredentialMaterial | None,
        signing_secret: Secret | None = None,
    ) -> Attempt:
        """One try from this computer; without a signing secret a one-time one signs.

        An OAuth2 client's token is fetched from here too; where none is granted, that call
        is the try.

        Raises:
            Rejected: The destination is no endpoint, or the credential cannot be sent.
        """
        if credential is not None and credential.auth_type == AUTH_TYPE:
            tried = self._tokens.fetch(control, credential)
            if tried.bearer is None:
                return tried.attempt
            credential = tried.bearer
        one_time = new_secret() if settings.signing and signing_secret is None else None
        key = one_time if signing_secret is None else signing_secret.reveal()
        request = self._build(
            settings, body, credential, (key,) if settings.signing and key else ()
        )
        attempt = self._sender.send(control, request, timeout_s=_TIMEOUT_S)
        return replace(attempt, signing_secret=one_time)

    def authentication(
        self, control: JobControl, credential: CredentialMaterial
    ) -> tuple[str, str] | None:
        """The header by which a credential authenticates, with its secret; for a clipboard.

        Raises:
            Rejected: No token was granted to an OAuth2 client.
            Refused: It cannot stand in a header.
        """
        if credential.auth_type == AUTH_TYPE:
            tried = self._tokens.fetch(control, credential)
            if tried.bearer is None:
                raise Rejected("no token was granted", status=401, code="token_not_granted")
            credential = tried.bearer
        return auth_header(credential)

    def preview(
        self, settings: ListenerSettings, *, body: bytes, credential: Credential | None
    ) -> OutboundRequest:
        """What would be sent; `masked_headers` of it is what may be shown.

        Raises:
            Rejected: The destination is no endpoint, or the credential cannot be sent.
        """
        material = None if credential is None else _stand_in(credential)
        return self._build(settings, body, material, (new_secret(),) if settings.signing else ())

    def _build(
        self,
        settings: ListenerSettings,
        body: bytes,
        credential: CredentialMaterial | None,
        signing_secrets: tuple[str, ...],
    ) -> OutboundRequest:
        if settings.destination.kind is not Kind.ENDPOINT:
            raise Rejected("only an endpoint takes a request", status=422, code="not_an_endpoint")
        try:
            return build_request(
                url=settings.destination.url,
                entity=settings.entity,
                function=settings.function,
                record_version=_version_of(body),
                event_id=new_id("evt"),
                attempt=1,
                body=body,
                now_s=int(self._clock().timestamp()),
                signing_secrets=signing_secrets,
                credential=credential,
                test=True,
                product_version=__version__,
            )
        except Refused as exc:
            refusal = FieldRefusal(f"/{exc.problem.field}", exc.problem.code.value, str(exc))
            raise Rejected(str(exc), status=422, code=refusal.code, fields=(refusal,)) from exc


def _stand_in(credential: Credential) -> CredentialMaterial:
    """Material of the right shape: which headers there are is no secret, their values are."""
    kind = "bearer" if credential.auth_type.startswith("oauth2") else credential.auth_type
    secrets = dict.fromkeys(("password", "token", "value"), _STAND_IN)
    return CredentialMaterial(kind, credential.fields, secrets)


def _version_of(body: bytes) -> int:
    """The record version a payload names, else 1: a payload is free text."""
    try:
        record = loads(body)
    except JsonRefused:
        return 1
    return record_version(record) if isinstance(record, dict) else 1
