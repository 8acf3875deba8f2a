"""The kinds of failure, and what could help against each: codes, never words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class CauseCode(StrEnum):
    """The kind of failure."""

    NO_DNS = "no_dns"
    REFUSED = "refused"
    RESET = "reset"
    NOT_HTTP = "not_http"
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
    ASKS_FOR_CREDENTIAL = "asks_for_credential"  # and none was sent
    FORBIDDEN = "forbidden"
    FORBIDDEN_TO_ANYONE = "forbidden_to_anyone"  # no credential was sent
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


FIXES: Final[Mapping[CauseCode, tuple[FixCode, ...]]] = {
    CauseCode.NO_DNS: (FixCode.CHECK_HOST, FixCode.CHECK_DNS_RECORD),
    CauseCode.REFUSED: (FixCode.CHECK_SERVICE_RUNS, FixCode.CHECK_PORT, FixCode.CHECK_FIREWALL),
    CauseCode.RESET: (FixCode.CHECK_SERVICE_RUNS, FixCode.READ_ENDPOINT_LOG),
    CauseCode.NOT_HTTP: (FixCode.CHECK_PORT, FixCode.READ_ENDPOINT_LOG),
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
    CauseCode.ASKS_FOR_CREDENTIAL: (
        FixCode.CHOOSE_AUTH_TYPE,
        FixCode.CHECK_SIGNATURE,
        FixCode.READ_RESPONSE,
    ),
    CauseCode.FORBIDDEN: (FixCode.CHECK_PERMISSIONS, FixCode.ALLOW_SENDER),
    CauseCode.FORBIDDEN_TO_ANYONE: (
        FixCode.CHOOSE_AUTH_TYPE,
        FixCode.ALLOW_SENDER,
        FixCode.READ_RESPONSE,
    ),
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
