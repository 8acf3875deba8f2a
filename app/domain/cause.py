"""What probably went wrong with a try, and what could help: codes, never words.

The contract's error codes say what happened on the wire.  A person wants to know
what to do, so this tells a certificate that has ended from one with another name,
and a 401 from a 403.  The UI has the sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from app.domain.cause_codes import FIXES, CauseCode, FixCode
from app.domain.secret import MASK
from app.domain.url import parse_url
from app.domain.validation import Refused

if TYPE_CHECKING:
    from app.domain.delivery import Attempt


@dataclass(frozen=True, slots=True)
class Cause:
    """A diagnosis.

    Attributes:
        code: The kind of failure.
        fixes: What could help, best first.
        params: What the words may name: `status`, `location`, `allow`, `scheme`,
            `retry_after`, `waited_s`. Text from outside, to be shown plain.
    """

    code: CauseCode
    fixes: tuple[FixCode, ...]
    params: Mapping[str, Any] = field(default_factory=dict)


def cause_of(attempt: Attempt) -> Cause | None:
    """The diagnosis of an attempt; None if it succeeded."""
    if attempt.error is None:
        return None
    response = attempt.response
    found = diagnose(
        error_code=attempt.error.code,
        detail=attempt.error.detail,
        status=response.status if response else None,
        headers=response.headers if response else (),
        smtp=attempt.request.method == "SMTP",
        authenticated=any(value == MASK for _name, value in attempt.request.headers),
    )
    if found.code in _TIMEOUTS and attempt.duration_ms < _LONGEST_WAIT_MS:
        found = replace(found, params={"waited_s": round(attempt.duration_ms / 1000)})
    return seen_from(found, attempt.request.url)


def seen_from(found: Cause, url: str) -> Cause:
    """What helps an address of this computer: nobody but its owner can start what is lacking."""
    if found.code is CauseCode.REFUSED and _is_on_this_computer(url):
        return replace(found, fixes=(FixCode.START_RECEIVER, FixCode.CHECK_PORT))
    return found


def _is_on_this_computer(text: str) -> bool:
    """Of a platform elsewhere it would be that computer, which refuses such an address."""
    try:
        return parse_url(text).is_loopback_literal
    except Refused:
        return False


def diagnose(
    *,
    error_code: str,
    status: int | None = None,
    headers: Iterable[tuple[str, str]] = (),
    detail: str = "",
    smtp: bool = False,
    authenticated: bool = True,
) -> Cause:
    """From what was seen of a failed try to its probable cause.

    Args:
        error_code: The contract's error code; an unknown one is no error.
        status: The HTTP status, or the SMTP reply code.
        headers: Of the response.
        detail: The sender's own words: what kind of TLS failure, and whether it was HTTP.
        smtp: Whether the try was an e-mail.
        authenticated: Whether the request carried a credential.
    """
    if error_code == "tls_error":
        return _with_fixes(_tls_cause(detail))
    if error_code == "smtp_error" or (smtp and error_code == "auth_error"):
        return _with_fixes(_smtp_cause(status, error_code), status=status)
    if error_code == "connection_reset" and any(one in detail for one in _NO_HTTP):
        return _with_fixes(CauseCode.NOT_HTTP)
    if error_code in _BY_ERROR:
        return _with_fixes(_BY_ERROR[error_code])
    if status is not None and not smtp:
        return _status_cause(status, headers, authenticated=authenticated)
    return _with_fixes(CauseCode.UNKNOWN)


def _with_fixes(code: CauseCode, **params: Any) -> Cause:
    known = {name: value for name, value in params.items() if value not in (None, "")}
    return Cause(code, FIXES[code], known)


def _tls_cause(detail: str) -> CauseCode:
    lower = detail.lower().replace("_", " ")  # OpenSSL's short names have underscores
    for words, code in _TLS_WORDS:
        if any(word in lower for word in words):
            return code
    return CauseCode.TLS_OTHER


def _smtp_cause(status: int | None, error_code: str) -> CauseCode:
    if error_code == "auth_error" or status in {530, 534, 535, 538}:
        return CauseCode.SMTP_AUTH
    if status in {550, 551, 553, 556}:
        return CauseCode.SMTP_RECIPIENT
    if status is not None and 400 <= status < 500:
        return CauseCode.SMTP_TEMPORARY
    return CauseCode.SMTP_OTHER


def _status_cause(status: int, headers: Iterable[tuple[str, str]], *, authenticated: bool) -> Cause:
    given = {name.lower(): value for name, value in headers}
    if 300 <= status < 400:
        return _with_fixes(CauseCode.REDIRECT, status=status, location=given.get("location"))
    if status == 401 and not authenticated:
        fixes = FIXES[CauseCode.ASKS_FOR_CREDENTIAL]
        return Cause(CauseCode.ASKS_FOR_CREDENTIAL, fixes, _authentication_params(status, given))
    if status == 401:
        code = CauseCode.UNAUTHORISED
        return Cause(code, FIXES[code], _authentication_params(status, given))
    if status == 403 and not authenticated:
        return _with_fixes(CauseCode.FORBIDDEN_TO_ANYONE, status=status)
    if 500 <= status < 600 and status != 503:
        return _with_fixes(CauseCode.SERVER_ERROR, status=status)
    return _with_fixes(
        _BY_STATUS.get(status, CauseCode.OTHER_STATUS),
        status=status,
        allow=given.get("allow") if status == 405 else None,
        retry_after=given.get("retry-after") if status in {429, 503} else None,
    )


def _authentication_params(status: int, given: Mapping[str, str]) -> Mapping[str, Any]:
    scheme = given.get("www-authenticate", "").partition(" ")[0]
    return {"status": status, "scheme": scheme} if scheme else {"status": status}


_TIMEOUTS: Final = (CauseCode.CONNECT_TIMEOUT, CauseCode.READ_TIMEOUT)
_LONGEST_WAIT_MS: Final = 3_600_000  # a platform that says more is not to be believed

_BY_ERROR: Final[Mapping[str, CauseCode]] = {
    "dns_error": CauseCode.NO_DNS,
    "connection_refused": CauseCode.REFUSED,
    "connection_reset": CauseCode.RESET,
    "connect_timeout": CauseCode.CONNECT_TIMEOUT,
    "read_timeout": CauseCode.READ_TIMEOUT,
    "address_blocked": CauseCode.ADDRESS_BLOCKED,
    "auth_error": CauseCode.TOKEN_NOT_GRANTED,
    "payload_too_large": CauseCode.PAYLOAD_TOO_LARGE,
}

_BY_STATUS: Final[Mapping[int, CauseCode]] = {
    400: CauseCode.BAD_REQUEST,
    403: CauseCode.FORBIDDEN,
    404: CauseCode.NOT_FOUND,
    405: CauseCode.METHOD_NOT_ALLOWED,
    410: CauseCode.GONE,
    413: CauseCode.TOO_LARGE,
    415: CauseCode.MEDIA_TYPE,
    422: CauseCode.UNPROCESSABLE,
    429: CauseCode.TOO_MANY_REQUESTS,
    503: CauseCode.UNAVAILABLE,
}

# The words of both senders, of the platform's and of the one in this app.
_NO_HTTP: Final = ("no answer in HTTP", "what is no HTTP")

# OpenSSL's and the operating systems' own words; the first match decides.
_TLS_WORDS: Final = (
    (("hostname mismatch", "ip address mismatch", "doesn't match"), CauseCode.TLS_NAME),
    (("not valid for", "name mismatch", "name does not match"), CauseCode.TLS_NAME),
    (("has expired", "certificate expired", "cert has expired"), CauseCode.TLS_EXPIRED),
    (("not yet valid",), CauseCode.TLS_NOT_YET_VALID),
    (("in certificate chain",), CauseCode.TLS_UNKNOWN_ISSUER),  # its root is self-signed, it is not
    (("self-signed", "self signed"), CauseCode.TLS_SELF_SIGNED),
    (("unable to get local issuer", "unable to get issuer"), CauseCode.TLS_UNKNOWN_ISSUER),
    (("unknown ca", "not trusted", "untrusted"), CauseCode.TLS_UNKNOWN_ISSUER),
    (("wrong version number", "unsupported protocol", "protocol version"), CauseCode.TLS_PROTOCOL),
    (("handshake failure", "no shared cipher", "unexpected eof"), CauseCode.TLS_PROTOCOL),
    (("record layer failure", "http request", "packet length too long"), CauseCode.TLS_PROTOCOL),
)
