"""Everything that can go wrong, as one tree.

    AppError
    ├── NetworkError          nothing came back (offline, refused, reset, DNS, TLS)
    │   ├── TimedOut
    │   └── TlsFailed
    ├── ApiError              the platform answered, and said no
    │   ├── NotAuthorised     401
    │   ├── PermissionMissing 403
    │   ├── NotFound          404
    │   ├── Conflict          409 and 412: someone else changed it first
    │   ├── Rejected          422: carries field problems
    │   ├── Busy              429 and 503: carries retry_after_s
    │   └── ServerFault       any other 5xx
    ├── ProtocolError         the platform answered nonsense (HTML, wrong shape)
    │   ├── InTheWay          a redirect, or a proxy that asks to sign in (domain/in_the_way.py)
    │   └── AnotherInstance   a platform, but not the one that is known (there, too)
    ├── MassDeletion          an answer that would empty the local copy: a person decides
    ├── SecretStoreError      the keyring is locked, missing or full
    │   └── NotSignedIn       so that a connection's own secret cannot be had
    ├── StoreError            the local database or a file is unusable
    ├── AddressLocked         this computer may only connect to another platform
    ├── PlatformStartError    the embedded platform did not start
    ├── OnlyReads             the connection must not change anything
    ├── PlatformResetError    the embedded platform was not reset
    └── UnexpectedError       a bug: wraps the original exception

Adapters translate third-party exceptions into these at the boundary, always
with `raise ... from exc`.  No layer above an adapter may catch `requests`,
`keyring` or `sqlite3` exceptions.  Messages are for the log; the words a user
sees are chosen by the UI from the class and its fields, so they stay translatable.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final

_NO_SUCH_CALL: Final = frozenset({405, 501})
_NEVER_LEFT: Final = frozenset({"offline", "dns_error", "connect_timeout", "address_blocked"})


class AppError(Exception):
    """Base of every failure the application expects."""

    retryable: ClassVar[bool] = False


class NetworkError(AppError):
    """No usable answer arrived.

    Attributes:
        code: The contract's attempt error code (`dns_error`, `connection_refused` …).
        host: Whom we wanted to reach, without path, query or user info.
        unused_proxy: One that this computer is set up with, and that was not used.
    """

    retryable = True
    unused_proxy: str = ""

    def __init__(self, message: str, *, code: str = "connection_refused", host: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.host = host

    @property
    def never_left(self) -> bool:
        """Whether it is certain that nothing was sent."""
        return self.code in _NEVER_LEFT


class TimedOut(NetworkError):
    """The other side took too long."""

    def __init__(self, message: str, *, host: str = "", timeout_s: float = 30.0) -> None:
        super().__init__(message, code="read_timeout", host=host)
        self.timeout_s = timeout_s


@dataclass(frozen=True, slots=True)
class CertificateDates:
    """From when until when a certificate is valid, and what this computer's clock said."""

    since: datetime
    until: datetime
    now: datetime


class TlsFailed(NetworkError):
    """The connection could not be made secure; retrying alone will not help.

    Attributes:
        reason: What TLS says of it.
        dates: Of the certificate, where its dates are the reason and could be read.
        names: Whom it is for, where that is the reason and could be read; foreign text.
    """

    retryable = False
    dates: CertificateDates | None = None
    names: tuple[str, ...] = ()

    def __init__(self, message: str, *, host: str = "", reason: str = "") -> None:
        super().__init__(message, code="tls_error", host=host)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class FieldRefusal:
    """One entry of a problem document's `errors`."""

    pointer: str
    code: str
    detail: str = ""


class ApiError(AppError):
    """The platform answered with a refusal (RFC 9457 problem).

    Attributes:
        status: The HTTP status.
        code: The contract's stable code, or "" where there was none.
        detail: The platform's own words: foreign text, plain.
        current: For 412: the resource as it is now, else None.
        fields: The refused members of a body.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int,
        code: str = "",
        detail: str = "",
        fields: tuple[FieldRefusal, ...] = (),
        current: Mapping[str, Any] | None = None,
        permission: str = "",
        retry_after_s: float | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.detail = detail
        self.fields = fields
        self.current = current
        self.permission = permission
        self.retry_after_s = retry_after_s


class NotAuthorised(ApiError):
    """401: the token is missing, wrong or has ended."""


class PermissionMissing(ApiError):
    """403: `permission` names what is missing."""


class NotFound(ApiError):
    """404: not there, or not any more."""


class Conflict(ApiError):
    """409 or 412: the resource is not in the state the request expected.

    `resource` is `current` as a domain value, where the adapter knows which it is.
    """

    resource: Any = None


class Rejected(ApiError):
    """422: the body was understood and refused; see `fields`."""


class Busy(ApiError):
    """429 or 503: come back after `retry_after_s`."""

    retryable = True


class ServerFault(ApiError):
    """Any other 5xx."""

    retryable = True


class ProtocolError(AppError):
    """The answer did not have the agreed shape; `status` is its, where it was HTTP at all."""

    def __init__(self, message: str, *, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class MassDeletion(AppError):
    """The platform would have most of the local copy deleted; a person decides.

    Attributes:
        count: How many listeners would go.
        known: How many are known.
    """

    def __init__(self, message: str, *, count: int, known: int) -> None:
        super().__init__(message)
        self.count = count
        self.known = known


class SecretStoreError(AppError):
    """A secret could not be kept or read.

    Attributes:
        reason: `unavailable`, `locked`, `denied`, `timed_out`, `too_large`, `not_kept`, `missing`.
    """

    def __init__(self, message: str, *, reason: str = "unavailable") -> None:
        super().__init__(message)
        self.reason = reason


class NotSignedIn(SecretStoreError):
    """What a connection signs in with cannot be had; a person who types it again gets on."""


class StoreError(AppError):
    """The local database or a file could not be used.

    Attributes:
        reason: `disk_full`, `read_only`, `damaged`, `newer`, `foreign`, `locked`, `io`.
        path: Which file.
    """

    def __init__(self, message: str, *, reason: str = "io", path: str = "") -> None:
        super().__init__(message)
        self.reason = reason
        self.path = path


class ProfileFileError(StoreError):
    """The same of a file that is no copy of anything: the app can make no other of it."""


class AddressLocked(AppError):
    """Whoever looks after this computer lets it connect to one platform only, and not to this.

    Attributes:
        base_url: The address of the one that it may connect to.
    """

    def __init__(self, base_url: str) -> None:
        super().__init__(f"only {base_url} may be connected to")
        self.base_url = base_url


class OnlyReads(AppError):
    """The connection was set to change nothing, and did not."""

    def __init__(self) -> None:
        super().__init__("this connection only reads")


class PlatformStartError(AppError):
    """The embedded platform did not start; `detail` is its last line of output."""

    def __init__(self, message: str, *, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


class PlatformResetError(AppError):
    """The embedded platform could not be reset; nothing of it was changed.

    Attributes:
        reason: `in_use` by another process, or `failed`.
        detail: Its last line of output.
    """

    def __init__(self, message: str, *, reason: str = "failed", detail: str = "") -> None:
        super().__init__(message)
        self.reason = reason
        self.detail = detail


class UnexpectedError(AppError):
    """A programming error that reached a boundary; see `__cause__`."""


def is_not_offered(error: AppError) -> bool:
    """Whether the platform has no such call: it says so, or knows no such way (section 2)."""
    match error:
        case ApiError():
            return error.code == "capability_missing" or error.status in _NO_SUCH_CALL
        case ProtocolError():  # a 404 that is no platform's says nothing of a resource
            return error.status == 404 or error.status in _NO_SUCH_CALL
        case _:
            return False
