"""From a failed try to its probable cause."""

from __future__ import annotations

import contextlib
import dataclasses
import ssl
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from app.domain.cause import cause_of, diagnose
from app.domain.cause_codes import CauseCode, FixCode
from app.domain.delivery import (
    Attempt,
    AttemptError,
    AttemptRequest,
    AttemptResponse,
    Timings,
    Trigger,
)
from app.domain.secret import MASK

CONTRACT_ERROR_CODES = [
    "dns_error", "connection_refused", "connection_reset", "connect_timeout", "read_timeout",
    "tls_error", "address_blocked", "redirect_not_followed", "http_status", "auth_error",
    "smtp_error", "payload_too_large",
]  # fmt: skip


@pytest.mark.parametrize(
    ("error_code", "cause"),
    [
        ("dns_error", CauseCode.NO_DNS),
        ("connection_refused", CauseCode.REFUSED),
        ("connection_reset", CauseCode.RESET),
        ("connect_timeout", CauseCode.CONNECT_TIMEOUT),
        ("read_timeout", CauseCode.READ_TIMEOUT),
        ("address_blocked", CauseCode.ADDRESS_BLOCKED),
        ("payload_too_large", CauseCode.PAYLOAD_TOO_LARGE),
        ("auth_error", CauseCode.TOKEN_NOT_GRANTED),
        ("an_error_from_the_future", CauseCode.UNKNOWN),
    ],
)
def test_failures_without_an_answer(error_code, cause):
    assert diagnose(error_code=error_code).code is cause


@pytest.mark.parametrize(
    ("detail", "cause"),
    [
        (
            "verify failed: Hostname mismatch, certificate is not valid for 'a.example'.",
            CauseCode.TLS_NAME,
        ),
        (
            "verify failed: IP address mismatch, certificate is not valid for '1.2.3.4'.",
            CauseCode.TLS_NAME,
        ),
        ("certificate verify failed: certificate has expired", CauseCode.TLS_EXPIRED),
        ("CERT_HAS_EXPIRED", CauseCode.TLS_EXPIRED),
        ("WRONG_VERSION_NUMBER", CauseCode.TLS_PROTOCOL),
        ("RECORD_LAYER_FAILURE", CauseCode.TLS_PROTOCOL),
        ("certificate verify failed: certificate is not yet valid", CauseCode.TLS_NOT_YET_VALID),
        ("certificate verify failed: self-signed certificate", CauseCode.TLS_SELF_SIGNED),
        ("self signed certificate in certificate chain", CauseCode.TLS_UNKNOWN_ISSUER),
        (
            "certificate verify failed: unable to get local issuer certificate",
            CauseCode.TLS_UNKNOWN_ISSUER,
        ),
        ("[SSL: WRONG_VERSION_NUMBER] wrong version number", CauseCode.TLS_PROTOCOL),
        ("tlsv1 alert protocol version", CauseCode.TLS_PROTOCOL),
        ("something else", CauseCode.TLS_OTHER),
        ("", CauseCode.TLS_OTHER),
    ],
)
def test_tls_failures_are_told_apart(detail, cause):
    assert diagnose(error_code="tls_error", detail=detail).code is cause


@pytest.mark.parametrize(
    ("status", "cause"),
    [
        (301, CauseCode.REDIRECT),
        (302, CauseCode.REDIRECT),
        (304, CauseCode.REDIRECT),
        (308, CauseCode.REDIRECT),
        (400, CauseCode.BAD_REQUEST),
        (401, CauseCode.UNAUTHORISED),
        (403, CauseCode.FORBIDDEN),
        (404, CauseCode.NOT_FOUND),
        (405, CauseCode.METHOD_NOT_ALLOWED),
        (410, CauseCode.GONE),
        (413, CauseCode.TOO_LARGE),
        (415, CauseCode.MEDIA_TYPE),
        (422, CauseCode.UNPROCESSABLE),
        (429, CauseCode.TOO_MANY_REQUESTS),
        (418, CauseCode.OTHER_STATUS),
        (100, CauseCode.OTHER_STATUS),
        (999, CauseCode.OTHER_STATUS),
        (500, CauseCode.SERVER_ERROR),
        (502, CauseCode.SERVER_ERROR),
        (503, CauseCode.UNAVAILABLE),
        (599, CauseCode.SERVER_ERROR),
    ],
)
def test_answers(status, cause):
    code = "redirect_not_followed" if 300 <= status < 400 else "http_status"
    found = diagnose(error_code=code, status=status)
    assert (found.code, found.params["status"]) == (cause, status)


@pytest.mark.parametrize(
    ("status", "header", "params"),
    [
        (301, ("Location", "https://b.example/"), {"location": "https://b.example/"}),
        (405, ("Allow", "GET, HEAD"), {"allow": "GET, HEAD"}),
        (429, ("RETRY-AFTER", "30"), {"retry_after": "30"}),
        (503, ("retry-after", "30"), {"retry_after": "30"}),
        (500, ("retry-after", "30"), {}),
        (401, ("www-authenticate", 'Bearer realm="x"'), {"scheme": "Bearer"}),
        (404, ("location", "https://b.example/"), {}),
    ],
)
def test_what_the_words_may_name(status, header, params):
    found = diagnose(error_code="http_status", status=status, headers=[header])
    assert found.params == {"status": status, **params}


def test_a_401_without_a_credential_first_asks_for_one():
    with_one = diagnose(error_code="http_status", status=401)
    without = diagnose(error_code="http_status", status=401, authenticated=False)
    assert with_one.fixes[0] is FixCode.CHECK_CREDENTIAL
    assert without.fixes[0] is FixCode.CHOOSE_AUTH_TYPE
    assert FixCode.CHECK_CREDENTIAL not in without.fixes


@pytest.mark.parametrize(
    "detail",
    ["no answer in HTTP: Bad status line", "a.example sent what is no HTTP (InvalidHeader)"],
)
def test_both_senders_words_for_what_is_no_http_are_known(detail):
    found = diagnose(error_code="connection_reset", detail=detail)
    assert (found.code, found.fixes[0]) == (CauseCode.NOT_HTTP, FixCode.CHECK_PORT)
    assert diagnose(error_code="http_status", status=500, detail=detail).code is (
        CauseCode.SERVER_ERROR
    )


@pytest.mark.parametrize(
    ("error_code", "status", "cause"),
    [
        ("smtp_error", 535, CauseCode.SMTP_AUTH),
        ("auth_error", None, CauseCode.SMTP_AUTH),
        ("smtp_error", 550, CauseCode.SMTP_RECIPIENT),
        ("smtp_error", 421, CauseCode.SMTP_TEMPORARY),
        ("smtp_error", 554, CauseCode.SMTP_OTHER),
        ("smtp_error", None, CauseCode.SMTP_OTHER),
        ("connection_refused", None, CauseCode.REFUSED),
        ("unknown", 550, CauseCode.UNKNOWN),
    ],
)
def test_mail(error_code, status, cause):
    assert diagnose(error_code=error_code, status=status, smtp=True).code is cause


@pytest.mark.parametrize("error_code", CONTRACT_ERROR_CODES)
@pytest.mark.parametrize("smtp", [False, True])
def test_every_error_code_of_the_contract_has_a_cause_and_a_fix(error_code, smtp):
    found = diagnose(error_code=error_code, status=404, smtp=smtp)
    assert found.fixes
    assert found.code is not CauseCode.UNKNOWN or smtp


def attempt(**changes):
    request = AttemptRequest("POST", "https://a.example/", (("content-type", "x"),), "{}")
    good = Attempt(
        id="att_1",
        number=1,
        trigger=Trigger.TEST,
        started_at=datetime(2026, 1, 1, tzinfo=UTC),
        duration_ms=1.0,
        timings=Timings(),
        request=request,
        response=None,
        error=None,
    )
    return dataclasses.replace(good, **changes)


def test_an_attempt_that_succeeded_has_no_cause():
    assert cause_of(attempt(response=AttemptResponse(200, (), ""))) is None


def test_the_cause_of_an_attempt():
    refused = attempt(error=AttemptError("connection_refused", "port 1"))
    assert cause_of(refused).code is CauseCode.REFUSED
    assert FixCode.START_RECEIVER not in cause_of(refused).fixes
    denied = attempt(
        response=AttemptResponse(401, (("WWW-Authenticate", "Basic"),), ""),
        error=AttemptError("http_status", "401"),
    )
    found = cause_of(denied)
    assert (found.code, found.params) == (
        CauseCode.ASKS_FOR_CREDENTIAL,
        {"status": 401, "scheme": "Basic"},
    )
    assert found.fixes[0] is FixCode.CHOOSE_AUTH_TYPE
    masked = dataclasses.replace(denied.request, headers=(("X-API-Key", MASK),))
    assert (
        cause_of(dataclasses.replace(denied, request=masked)).fixes[0] is FixCode.CHECK_CREDENTIAL
    )


def handshake_error(*, server: ssl.SSLContext, client: ssl.SSLContext, name: str) -> ssl.SSLError:
    """What a client says of a server, in memory: no socket, no thread."""
    to_client, to_server = ssl.MemoryBIO(), ssl.MemoryBIO()
    sides = [
        client.wrap_bio(to_client, to_server, server_hostname=name),
        server.wrap_bio(to_server, to_client, server_side=True),
    ]
    for _round in range(10):
        for side in sides:
            with contextlib.suppress(ssl.SSLWantReadError):
                try:
                    side.do_handshake()
                except ssl.SSLCertVerificationError as error:
                    return error
    raise AssertionError("the client had no objection")


@pytest.mark.parametrize(
    ("name", "trusted", "years_off", "cause"),
    [
        ("other.example", True, 0, CauseCode.TLS_NAME),
        ("a.example", True, -1, CauseCode.TLS_EXPIRED),
        ("a.example", False, 0, CauseCode.TLS_UNKNOWN_ISSUER),
    ],
)
def test_the_words_of_the_real_openssl_are_understood(name, trusted, years_off, cause):
    authority = trustme.CA()
    now = datetime.now(UTC)
    ends = now + timedelta(days=365 * years_off + 30)
    leaf = authority.issue_cert("a.example", not_after=ends)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf.configure_cert(server)
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    (authority if trusted else trustme.CA()).configure_trust(client)
    error = handshake_error(server=server, client=client, name=name)
    assert diagnose(error_code="tls_error", detail=str(error)).code is cause


@pytest.mark.parametrize(
    ("url", "is_here"),
    [
        ("http://127.0.0.1:8787/in", True),
        ("http://[::1]:8787/", True),
        ("https://hooks.example/127.0.0.1", False),
        ("https://127.0.0.1.example/", False),
        ("mailto:a@127.0.0.1", False),
        ("no address", False),
    ],
)
def test_who_refuses_on_this_computer_may_be_the_receiver(url, is_here):
    refused = attempt(
        request=AttemptRequest("POST", url, (), "{}"),
        error=AttemptError("connection_refused", ""),
    )
    assert (cause_of(refused).fixes[0] is FixCode.START_RECEIVER) is is_here
