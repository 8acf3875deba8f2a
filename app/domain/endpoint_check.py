"""What is found about an endpoint before anything is sent to it: codes and facts, never words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from ipaddress import ip_network
from typing import TYPE_CHECKING, Final

from app.domain.address import Verdict, is_allowed, judge
from app.domain.cause import Cause
from app.domain.errors import AppError
from app.domain.workspace import Environment

if TYPE_CHECKING:
    from app.domain.address import IPNetwork
    from app.domain.listener import ListenerSettings

ENDS_SOON_DAYS: Final = 21
_SANDBOX_ALLOWS: Final = (ip_network("127.0.0.0/8"), ip_network("::1/128"))  # contract, section 8


def are_twins(one: ListenerSettings, other: ListenerSettings) -> bool:
    """Whether one event is sent twice to the same place by two listeners."""
    return _sends(one) == _sends(other) and not (
        one.channel_id and other.channel_id and one.channel_id != other.channel_id
    )


def _sends(settings: ListenerSettings) -> tuple[str, ...]:
    to = settings.destination
    return (settings.entity, settings.function, to.kind, to.url, to.address.casefold())


class CheckStep(StrEnum):
    """What is looked at, in the order in which it is shown."""

    NAME = "name"
    CERTIFICATE = "certificate"
    REDIRECT = "redirect"
    CREDENTIAL = "credential"
    DUPLICATES = "duplicates"


class Outcome(StrEnum):
    """How a step ended."""

    FINE = "fine"
    WARNING = "warning"  # it works, but someone should look
    BAD = "bad"  # deliveries would fail
    OPEN = "open"  # this computer cannot tell


class CheckCode(StrEnum):
    """What was found."""

    ADDRESSES = "addresses"
    ADDRESS_BLOCKED = "address_blocked"  # no platform dials it
    ADDRESS_INSIDE = "address_inside"  # only where the operator allows its network
    UNREACHABLE = "unreachable"  # `cause` says why
    CERTIFICATE_VALID = "certificate_valid"
    CERTIFICATE_ENDS_SOON = "certificate_ends_soon"
    CERTIFICATE_REFUSED = "certificate_refused"  # `cause` says why
    NOT_ENCRYPTED = "not_encrypted"  # plain HTTP, which never leaves the computer
    NO_REDIRECT = "no_redirect"
    REDIRECTS = "redirects"
    NO_CREDENTIAL = "no_credential"
    CREDENTIAL_MISSING = "credential_missing"
    CREDENTIAL_TYPE = "credential_type"
    SECRET_KNOWN = "secret_known"  # noqa: S105 - a code
    SECRET_NOT_HERE = "secret_not_here"  # noqa: S105 - a code
    SECRET_UNUSABLE = "secret_unusable"  # noqa: S105 - a code
    TOKEN_GRANTED = "token_granted"  # noqa: S105 - a code
    TOKEN_REFUSED = "token_refused"  # noqa: S105 - a code
    TOKEN_UNKNOWN = "token_unknown"  # noqa: S105 - its URL could not say; `cause`, `answer` say why
    NO_TWIN = "no_twin"
    TWINS = "twins"
    NOT_CHECKED = "not_checked"  # an earlier step failed, or it is not for this destination


@dataclass(frozen=True, slots=True)
class SeenAddress:
    """One address that a name stands for, as the platform's guard would judge it."""

    ip: str
    verdict: Verdict
    is_allowed: bool


@dataclass(frozen=True, slots=True)
class SeenCertificate:
    """The certificate an endpoint shows; its texts are foreign.

    Attributes:
        failure: Why it is not trusted, in the TLS library's words; empty where it is.
        protocol: `TLSv1.3`.
    """

    names: tuple[str, ...]
    issuer: str
    begins_at: datetime | None
    ends_at: datetime | None
    is_self_signed: bool = False
    protocol: str = ""
    failure: str = ""

    def days_left(self, now: datetime) -> int | None:
        """Whole days until it ends, negative once it has; None where that is not known."""
        return None if self.ends_at is None else (self.ends_at - now).days


@dataclass(frozen=True, slots=True)
class SeenAnswer:
    """What an endpoint answers to a question without data."""

    status: int
    location: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """How one step ended, with what was seen.

    Attributes:
        cause: Why it is bad, where the wire tells.
        twin_ids: Listeners that send the same events to the same place.
        until: When a token or a certificate ends.
        detail: A name or a status to be put into the sentence; foreign text.
        error: A failure that has words of its own.
    """

    step: CheckStep
    outcome: Outcome
    code: CheckCode
    cause: Cause | None = None
    addresses: tuple[SeenAddress, ...] = ()
    certificate: SeenCertificate | None = None
    answer: SeenAnswer | None = None
    twin_ids: tuple[str, ...] = ()
    until: datetime | None = None
    detail: str = ""
    error: AppError | None = None


def judged(ips: Sequence[str], environment: Environment) -> tuple[SeenAddress, ...]:
    """Each address as the platform's guard would judge it.

    What an operator allows is not known here; that a sandbox allows loopback is.

    Raises:
        ValueError: One is no IP address.
    """
    allow: Sequence[IPNetwork] = _SANDBOX_ALLOWS if environment is Environment.SANDBOX else ()
    return tuple(SeenAddress(ip, judge(ip), is_allowed(ip, allow=allow)) for ip in ips)


def of_addresses(seen: tuple[SeenAddress, ...]) -> Finding:
    """What the addresses of a name mean; one bad address spoils the name (T26)."""
    if any(one.verdict is Verdict.NEVER for one in seen):
        outcome, code = Outcome.BAD, CheckCode.ADDRESS_BLOCKED
    elif any(not one.is_allowed for one in seen):
        outcome, code = Outcome.BAD, CheckCode.ADDRESS_INSIDE
    else:
        outcome, code = Outcome.FINE, CheckCode.ADDRESSES
    return Finding(CheckStep.NAME, outcome, code, addresses=seen)


def of_certificate(seen: SeenCertificate, now: datetime, cause: Cause | None) -> Finding:
    """What a certificate means now."""
    left = seen.days_left(now)
    if cause is not None:
        outcome, code = Outcome.BAD, CheckCode.CERTIFICATE_REFUSED
    elif left is not None and left < ENDS_SOON_DAYS:
        outcome, code = Outcome.WARNING, CheckCode.CERTIFICATE_ENDS_SOON
    else:
        outcome, code = Outcome.FINE, CheckCode.CERTIFICATE_VALID
    return Finding(
        CheckStep.CERTIFICATE, outcome, code, cause, certificate=seen, until=seen.ends_at
    )
