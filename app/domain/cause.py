"""What probably went wrong with a try, and what could help: codes, never words.

The contract's error codes say what happened on the wire.  A person wants to know
what to do, so this tells a certificate that has ended from one with another name,
and a 401 from a 403.  The UI has the sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from app.domain.secret import MASK
from app.domain.url import parse_url
from app.domain.validation import Refused

if TYPE_CHECKING:
    from app.domain.delivery import Attempt


class CauseCode(StrEnum):
    """The kind of failure."""

    NO_DNS = "no_dns"
    REFUSED = "refused"
    RESET = "reset"
    CONNECT_TIMEOUT = "connect_timeout"
    READ_TIMEOUT = "read_timeout"
    TLS_NAME = "tls_name"
    TLS_EXPIRED = "tls_expired"
    TLS_NOT_YET_VALID = "tls_not_yet_valid"
    TLS_SELF_SIGNED = "tls_self_signed"
    TLS_UNKNOWN_ISSUER = "tls_unknown_issuer"
    TLS_PROTOCOL = "tls_protocol"
    TLS_OTHER = "tls_other"
    ADDRESS_BLOCKED = "address_blocked"
    REDIRECT = "redirect"
    BAD_REQUEST = "bad_request"
    UNAUTHORISED = "unauthorised"
    FORBIDDEN = "forbidden"
    NOT_FOUND = "not_found"
    METHOD_NOT_ALLOWED = "method_not_allowed"
    GONE = "gone"
    TOO_LARGE = "too_large"
    MEDIA_TYPE = "media_type"
    UNPROCESSABLE = "unprocessable"
    TOO_MANY_REQUESTS = "too_many_requests"
    UNAVAILABLE = "unavailable"
    SERVER_ERROR = "server_error"
    OTHER_STATUS = "other_status"
    TOKEN_NOT_GRANTED = "token_not_granted"  # noqa: S105 - a code
    PAYLOAD_TOO_LARGE = "payload_too_large"
    SMTP_AUTH = "smtp_auth"
    SMTP_RECIPIENT = "smtp_recipient"
    SMTP_TEMPORARY = "smtp_temporary"
    SMTP_OTHER = "smtp_other"
    UNKNOWN = "unknown"


class FixCode(StrEnum):
    """One thing to try, best first."""

    CHECK_HOST = "check_host"
    CHECK_PORT = "check_port"
    CHECK_PATH = "check_path"
    CHECK_SERVICE_RUNS = "check_service_runs"
    CHECK_FIREWALL = "check_firewall"
    CHECK_DNS_RECORD = "check_dns_record"
    ANSWER_FIRST = "answer_first"  # answer at once, work afterwards
    RENEW_CERTIFICATE = "renew_certificate"
    USE_CERTIFICATE_NAME = "use_certificate_name"
    CHECK_CLOCK = "check_clock"
    USE_TRUSTED_ISSUER = "use_trusted_issuer"
    SEND_FULL_CHAIN = "send_full_chain"
    ALLOW_TLS_1_2 = "allow_tls_1_2"
    USE_PUBLIC_ADDRESS = "use_public_address"
    ASK_OPERATOR = "ask_operator"
    USE_REDIRECT_TARGET = "use_redirect_target"
    CHECK_PAYLOAD = "check_payload"
    READ_RESPONSE = "read_response"
    CHECK_CREDENTIAL = "check_credential"
    CHOOSE_AUTH_TYPE = "choose_auth_type"
    CHECK_SIGNATURE = "check_signature"
    CHECK_PERMISSIONS = "check_permissions"
    ALLOW_SENDER = "allow_sender"
    ACCEPT_POST = "accept_post"
    ACCEPT_JSON = "accept_json"
    RAISE_SIZE_LIMIT = "raise_size_limit"
    SLOW_DOWN = "slow_down"
    WAIT = "wait"
    READ_ENDPOINT_LOG = "read_endpoint_log"
    RENEW_TOKEN = "renew_token"  # noqa: S105 - a code
    CHECK_ADDRESS = "check_address"
    CHECK_MAIL_SERVER = "check_mail_server"
    TURN_ON_AGAIN = "turn_on_again"
    START_RECEIVER = "start_receiver"  # the one of this app


@dataclass(frozen=True, slots=True)
class Cause:
    """A diagnosis.

    Attributes:
        code: The kind of failure.
        fixes: What could help, best first.
        params: What the words may name: `status`, `location`, `allow`, `scheme`,
            `retry_after`. Text from outside, to be shown plain.
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
    if found.code is CauseCode.REFUSED and _is_on_this_computer(attempt.request.url):
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
        detail: The sender's own words; only TLS failures are told apart by them.
        smtp: Whether the try was an e-mail.
        authenticated: Whether the request carried a credential.
    """
    if error_code == "tls_error":
        return _with_fixes(_tls_cause(detail))
    if error_code == "smtp_error" or (smtp and error_code == "auth_error"):
        return _with_fixes(_smtp_cause(status, error_code), status=status)
    if error_code in _BY_ERROR:
        return _with_fixes(_BY_ERROR[error_code])
    if status is not None and not smtp:
        return _status_cause(status, headers, authenticated=authenticated)
    return _with_fixes(CauseCode.UNKNOWN)


def _with_fixes(code: CauseCode, **params: Any) -> Cause:
    known = {name: value for name, value in params.items() if value not in (None, "")}
    return Cause(code, _FIXES[code], known)


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
        fixes = (FixCode.CHOOSE_AUTH_TYPE, FixCode.CHECK_SIGNATURE, FixCode.READ_RESPONSE)
        return Cause(CauseCode.UNAUTHORISED, fixes, _authentication_params(status, given))
    if status == 401:
        code = CauseCode.UNAUTHORISED
        return Cause(code, _FIXES[code], _authentication_params(status, given))
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

# OpenSSL's and the operating systems' own words; the first match decides.
_TLS_WORDS: Final = (
    (("hostname mismatch", "ip address mismatch", "doesn't match"), CauseCode.TLS_NAME),
    (("not valid for", "name mismatch", "name does not match"), CauseCode.TLS_NAME),
    (("has expired", "certificate expired", "cert has expired"), CauseCode.TLS_EXPIRED),
    (("not yet valid",), CauseCode.TLS_NOT_YET_VALID),
    (("self-signed", "self signed"), CauseCode.TLS_SELF_SIGNED),
    (("unable to get local issuer", "unable to get issuer"), CauseCode.TLS_UNKNOWN_ISSUER),
    (("unknown ca", "not trusted", "untrusted"), CauseCode.TLS_UNKNOWN_ISSUER),
    (("wrong version number", "unsupported protocol", "protocol version"), CauseCode.TLS_PROTOCOL),
    (("handshake failure", "no shared cipher", "unexpected eof"), CauseCode.TLS_PROTOCOL),
    (("record layer failure", "http request", "packet length too long"), CauseCode.TLS_PROTOCOL),
)

_FIXES: Final[Mapping[CauseCode, tuple[FixCode, ...]]] = {
    CauseCode.NO_DNS: (FixCode.CHECK_HOST, FixCode.CHECK_DNS_RECORD),
    CauseCode.REFUSED: (FixCode.CHECK_SERVICE_RUNS, FixCode.CHECK_PORT, FixCode.CHECK_FIREWALL),
    CauseCode.RESET: (FixCode.CHECK_SERVICE_RUNS, FixCode.READ_ENDPOINT_LOG),
    CauseCode.CONNECT_TIMEOUT: (FixCode.CHECK_FIREWALL, FixCode.CHECK_HOST, FixCode.CHECK_PORT),
    CauseCode.READ_TIMEOUT: (FixCode.ANSWER_FIRST, FixCode.READ_ENDPOINT_LOG),
    CauseCode.TLS_NAME: (FixCode.USE_CERTIFICATE_NAME, FixCode.CHECK_HOST),
    CauseCode.TLS_EXPIRED: (FixCode.RENEW_CERTIFICATE, FixCode.CHECK_CLOCK),
    CauseCode.TLS_NOT_YET_VALID: (FixCode.CHECK_CLOCK, FixCode.RENEW_CERTIFICATE),
    CauseCode.TLS_SELF_SIGNED: (FixCode.USE_TRUSTED_ISSUER,),
    CauseCode.TLS_UNKNOWN_ISSUER: (FixCode.SEND_FULL_CHAIN, FixCode.USE_TRUSTED_ISSUER),
    CauseCode.TLS_PROTOCOL: (FixCode.CHECK_PORT, FixCode.ALLOW_TLS_1_2),
    CauseCode.TLS_OTHER: (FixCode.READ_ENDPOINT_LOG, FixCode.CHECK_PORT),
    CauseCode.ADDRESS_BLOCKED: (FixCode.USE_PUBLIC_ADDRESS, FixCode.ASK_OPERATOR),
    CauseCode.REDIRECT: (FixCode.USE_REDIRECT_TARGET,),
    CauseCode.BAD_REQUEST: (FixCode.READ_RESPONSE, FixCode.CHECK_PAYLOAD),
    CauseCode.UNAUTHORISED: (
        FixCode.CHECK_CREDENTIAL,
        FixCode.CHOOSE_AUTH_TYPE,
        FixCode.CHECK_SIGNATURE,
    ),
    CauseCode.FORBIDDEN: (FixCode.CHECK_PERMISSIONS, FixCode.ALLOW_SENDER),
    CauseCode.NOT_FOUND: (FixCode.CHECK_PATH, FixCode.CHECK_HOST),
    CauseCode.METHOD_NOT_ALLOWED: (FixCode.ACCEPT_POST, FixCode.CHECK_PATH),
    CauseCode.GONE: (FixCode.CHECK_PATH, FixCode.TURN_ON_AGAIN),
    CauseCode.TOO_LARGE: (FixCode.RAISE_SIZE_LIMIT,),
    CauseCode.MEDIA_TYPE: (FixCode.ACCEPT_JSON,),
    CauseCode.UNPROCESSABLE: (FixCode.READ_RESPONSE, FixCode.CHECK_PAYLOAD),
    CauseCode.TOO_MANY_REQUESTS: (FixCode.WAIT, FixCode.SLOW_DOWN),
    CauseCode.UNAVAILABLE: (FixCode.WAIT, FixCode.CHECK_SERVICE_RUNS),
    CauseCode.SERVER_ERROR: (FixCode.READ_ENDPOINT_LOG, FixCode.READ_RESPONSE),
    CauseCode.OTHER_STATUS: (FixCode.READ_RESPONSE, FixCode.READ_ENDPOINT_LOG),
    CauseCode.TOKEN_NOT_GRANTED: (FixCode.RENEW_TOKEN, FixCode.CHECK_CREDENTIAL),
    CauseCode.PAYLOAD_TOO_LARGE: (FixCode.CHECK_PAYLOAD,),
    CauseCode.SMTP_AUTH: (FixCode.CHECK_CREDENTIAL, FixCode.CHECK_MAIL_SERVER),
    CauseCode.SMTP_RECIPIENT: (FixCode.CHECK_ADDRESS,),
    CauseCode.SMTP_TEMPORARY: (FixCode.WAIT, FixCode.CHECK_MAIL_SERVER),
    CauseCode.SMTP_OTHER: (FixCode.CHECK_MAIL_SERVER, FixCode.READ_RESPONSE),
    CauseCode.UNKNOWN: (FixCode.READ_RESPONSE, FixCode.READ_ENDPOINT_LOG),
}
