"""Looks at where a listener would send to, from this computer and without sending anything.

One method a step, so that each result can be shown as it comes.  The platform, which sits
elsewhere, may see another name server, another firewall and another clock: what is found is
a hint, the platform's own test is the proof.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from app.domain.cause import diagnose, seen_from
from app.domain.endpoint_check import (
    CheckCode,
    CheckStep,
    Finding,
    Outcome,
    SeenAnswer,
    are_twins,
    judged,
    of_addresses,
    of_certificate,
)
from app.domain.errors import AppError, NetworkError, SecretStoreError, TlsFailed
from app.domain.listener import Kind
from app.domain.outbound import CredentialMaterial, auth_header
from app.domain.times import utc_now
from app.domain.token_call import AUTH_TYPE
from app.domain.url import parse_url
from app.domain.validation import Code, Refused

if TYPE_CHECKING:
    from app.domain.control import JobControl
    from app.domain.credential import Credential
    from app.domain.listener import Destination, ListenerSettings
    from app.domain.ports import EndpointProbe, LocalStore
    from app.domain.secret import Secret
    from app.domain.times import Clock
    from app.domain.url import Url
    from app.domain.workspace import Environment
    from app.services.client_tokens import ClientTokens, TokenTry
    from app.services.known_secrets import KnownSecrets

_TIMEOUT_S: Final = 10.0
_TWINS_LIMIT: Final = 20


class EndpointCheckService:
    """The checks of one connection's listeners, saved or not."""

    def __init__(
        self,
        probe: EndpointProbe,
        store: LocalStore,
        credentials: Callable[[], Iterable[Credential]],
        known: KnownSecrets,
        tokens: ClientTokens,
        *,
        environment: Callable[[], Environment],
        clock: Clock = utc_now,
    ) -> None:
        self._probe = probe
        self._store = store
        self._credentials = credentials
        self._known = known
        self._tokens = tokens
        self._environment = environment
        self._clock = clock

    def name(self, control: JobControl, to: Destination) -> Finding:
        """Which addresses the host has, judged as the platform would judge them."""
        step = CheckStep.NAME
        if to.kind is not Kind.ENDPOINT:
            return _not_checked(step)
        try:
            url = parse_url(to.url)
        except Refused as exc:
            if exc.problem.code is not Code.ADDRESS_BLOCKED:
                return _not_checked(step)
            return Finding(step, Outcome.BAD, CheckCode.ADDRESS_BLOCKED)
        try:
            ips = self._probe.addresses(control, url.host, url.port, timeout_s=_TIMEOUT_S)
            seen = judged(ips, self._environment())
        except NetworkError as exc:
            return _failed(step, CheckCode.UNREACHABLE, exc, to.url)
        except ValueError:  # no address that anything could dial
            return Finding(step, Outcome.BAD, CheckCode.ADDRESS_BLOCKED)
        return of_addresses(seen)

    def certificate(self, control: JobControl, to: Destination) -> Finding:
        """Whether the connection is encrypted, who vouches for it, and until when."""
        step = CheckStep.CERTIFICATE
        url = _url(to)
        if url is None:
            return _not_checked(step)
        if url.scheme != "https":
            return Finding(step, Outcome.FINE, CheckCode.NOT_ENCRYPTED)
        try:
            seen = self._probe.certificate(control, url.host, url.port, timeout_s=_TIMEOUT_S)
        except TlsFailed as exc:
            return _failed(step, CheckCode.CERTIFICATE_REFUSED, exc, to.url)
        except AppError as exc:
            return _failed(step, CheckCode.UNREACHABLE, exc, to.url)
        cause = diagnose(error_code="tls_error", detail=seen.failure) if seen.failure else None
        return of_certificate(seen, self._clock(), cause)

    def redirect(self, control: JobControl, to: Destination) -> Finding:
        """Whether the address only points elsewhere; asked with HEAD, without any data."""
        step = CheckStep.REDIRECT
        if _url(to) is None:
            return _not_checked(step)
        try:
            answer = self._probe.answer(control, to.url, timeout_s=_TIMEOUT_S)
        except AppError as exc:
            return _failed(step, CheckCode.UNREACHABLE, exc, to.url)
        if not 300 <= answer.status < 400 or answer.status == 304:
            return Finding(step, Outcome.FINE, CheckCode.NO_REDIRECT, answer=answer)
        cause = diagnose(
            error_code="redirect_not_followed",
            status=answer.status,
            headers=(("location", answer.location),),
        )
        return Finding(step, Outcome.BAD, CheckCode.REDIRECTS, cause, answer=answer)

    def credential(
        self,
        control: JobControl,
        to: Destination,
        given: Mapping[str, Secret] | None = None,
    ) -> Finding:
        """Whether the credential fits, whether its secret is here, and whether it gets a token.

        Args:
            control: Of the job.
            to: Where the listener sends to.
            given: Secrets that a person has just typed for it.
        """
        step = CheckStep.CREDENTIAL
        if to.kind is not Kind.ENDPOINT:
            return _not_checked(step)
        if to.auth_type == "none":
            return Finding(step, Outcome.FINE, CheckCode.NO_CREDENTIAL)
        found = next((one for one in self._credentials() if one.id == to.credential_id), None)
        if found is None:
            return Finding(step, Outcome.BAD, CheckCode.CREDENTIAL_MISSING)
        if found.auth_type != to.auth_type:
            return Finding(step, Outcome.BAD, CheckCode.CREDENTIAL_TYPE, detail=found.name)
        try:
            material = self._material(found, given)
        except SecretStoreError as exc:
            return Finding(
                step, Outcome.OPEN, CheckCode.SECRET_NOT_HERE, detail=found.name, error=exc
            )
        if material is None:
            return Finding(step, Outcome.OPEN, CheckCode.SECRET_NOT_HERE, detail=found.name)
        if found.auth_type == AUTH_TYPE:
            return self._token(control, found, material)
        try:
            auth_header(material)
        except Refused:
            return Finding(step, Outcome.BAD, CheckCode.SECRET_UNUSABLE, detail=found.name)
        return Finding(step, Outcome.FINE, CheckCode.SECRET_KNOWN, detail=found.name)

    def duplicates(self, control: JobControl, settings: ListenerSettings, own_id: str) -> Finding:
        """Other listeners that send the same events to the same place."""
        step = CheckStep.DUPLICATES
        twins = [
            one.id
            for one in self._store.listeners(control)
            if one.id != own_id and not one.delete_wanted and are_twins(one.settings, settings)
        ]
        if not twins:
            return Finding(step, Outcome.FINE, CheckCode.NO_TWIN)
        shown = tuple(twins[:_TWINS_LIMIT])
        return Finding(step, Outcome.WARNING, CheckCode.TWINS, twin_ids=shown)

    def _material(
        self, credential: Credential, given: Mapping[str, Secret] | None
    ) -> CredentialMaterial | None:
        if given is not None:
            return CredentialMaterial(credential.auth_type, credential.fields, given)
        return self._known.find(credential)

    def _token(
        self, control: JobControl, credential: Credential, client: CredentialMaterial
    ) -> Finding:
        step = CheckStep.CREDENTIAL
        try:
            tried = self._tokens.fetch(control, client)
        except AppError as exc:
            return Finding(
                step, Outcome.BAD, CheckCode.TOKEN_UNKNOWN, detail=credential.name, error=exc
            )
        if tried.bearer is not None:
            name, until = credential.name, tried.until
            return Finding(step, Outcome.FINE, CheckCode.TOKEN_GRANTED, until=until, detail=name)
        if tried.is_refused:
            cause = diagnose(error_code="auth_error")
            return Finding(step, Outcome.BAD, CheckCode.TOKEN_REFUSED, cause, detail=tried.detail)
        return _no_token(step, tried, credential.fields.get("token_url", ""))


def _url(to: Destination) -> Url | None:
    """The destination's address; None for e-mail, and for one that would not be saved."""
    try:
        return parse_url(to.url) if to.kind is Kind.ENDPOINT else None
    except Refused:
        return None


def _not_checked(step: CheckStep) -> Finding:
    return Finding(step, Outcome.OPEN, CheckCode.NOT_CHECKED)


def _no_token(step: CheckStep, tried: TokenTry, token_url: str) -> Finding:
    """Nothing is known of the client: its token URL did not work, or is another address."""
    cause, failure = None, tried.failure
    if failure is not None and tried.status is None:
        cause = diagnose(error_code=failure.code, detail=failure.detail)
    answer = SeenAnswer(tried.status) if tried.status is not None else None
    host = urlsplit(token_url).hostname or ""
    return Finding(step, Outcome.BAD, CheckCode.TOKEN_UNKNOWN, cause, answer=answer, detail=host)


def _failed(step: CheckStep, code: CheckCode, error: AppError, url: str) -> Finding:
    """A failure of the network with its cause; any other in words of its own."""
    if not isinstance(error, NetworkError):
        return Finding(step, Outcome.BAD, code, error=error)
    detail = error.reason if isinstance(error, TlsFailed) else ""
    cause = seen_from(diagnose(error_code=error.code, detail=detail), url)
    return Finding(step, Outcome.BAD, code, cause)
