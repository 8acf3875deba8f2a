"""Every failure has a title, a next step and its code, and says nothing it should not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.domain import errors as e
from app.domain.in_the_way import AnotherInstance, InTheWay
from app.domain.validation import Code, Problem, Refused
from app.ui.text import errors

NETWORK_CODES = (
    *("dns_error", "connection_refused", "connection_reset", "connect_timeout", "read_timeout"),
    *("tls_error", "address_blocked", "redirect_not_followed", "network_unreachable"),
)
SECRET_REASONS = (
    *("unavailable", "locked", "denied", "timed_out", "too_large", "not_kept", "missing"),
    "session_only",
)
STORE_REASONS = ("disk_full", "read_only", "damaged", "newer", "foreign", "locked", "io")
FILE_REASONS = ("damaged", "newer")
API_ERRORS = [
    e.NotAuthorised("no", status=401, code="unauthorised"),
    e.PermissionMissing("no", status=403, code="forbidden", permission="listeners:write"),
    e.PermissionMissing("no", status=403),
    e.NotFound("no", status=404, code="not_found"),
    e.NotFound("no", status=404, code="capability_missing"),
    e.Conflict("no", status=409, code="credential_in_use"),
    e.Conflict("no", status=412, code="stale"),
    e.Rejected("no", status=422, code="invalid"),
    e.Rejected("no", status=422, fields=(e.FieldRefusal("/name", "too_long"),)),
    e.Busy("no", status=429, code="too_many_requests", retry_after_s=30),
    e.Busy("no", status=503),
    e.ServerFault("no", status=500, code="fault"),
    e.ApiError("no", status=418),
]
OTHERS = [
    e.ProtocolError("html"),
    InTheWay("no", host="h.example", status=407),
    AnotherInstance("no"),
    e.MassDeletion("all", count=41, known=42),
    e.AddressLocked("https://platform.example.com"),
    e.PlatformStartError("ended"),
    e.PlatformResetError("no"),
    e.OnlyReads(),
    e.PlatformResetError("no", reason="in_use"),
    e.UnexpectedError("bug"),
    Refused(Problem("base_url", Code.HTTPS_REQUIRED)),
    RuntimeError("bug"),
]
EVERY_ERROR = [
    *[e.NetworkError("no", code=code, host="h.example") for code in NETWORK_CODES],
    *[e.NetworkError("no", code=code) for code in NETWORK_CODES],
    e.TimedOut("slow", host="h.example"),
    e.TlsFailed("no", host="h.example", reason="certificate has expired"),
    *[e.SecretStoreError("no", reason=reason) for reason in SECRET_REASONS],
    *[e.NotSignedIn("no", reason=reason) for reason in SECRET_REASONS],
    *[e.StoreError("no", reason=reason, path="local.db") for reason in STORE_REASONS],
    *[e.ProfileFileError("no", reason=one, path="connections.json") for one in FILE_REASONS],
    *API_ERRORS,
    *OTHERS,
]


def name_of(error):
    return f"{type(error).__name__}-{errors.of(error).code}"


@pytest.mark.parametrize("error", EVERY_ERROR, ids=name_of)
def test_every_error_says_what_happened_and_what_to_do(error):
    words = errors.of(error)
    assert " " in words.title
    assert not words.title.endswith(".")
    assert words.text
    assert words.code
    for text in (words.title, words.text):
        assert text != words.code
        assert "{" not in text
        assert "_" not in text


def test_every_class_of_the_tree_is_covered():
    def below(kind):
        return {kind}.union(*(below(one) for one in kind.__subclasses__()))

    assert below(e.AppError) - {e.AppError} <= {type(error) for error in EVERY_ERROR}


@pytest.mark.parametrize("kind", [e.SecretStoreError, e.StoreError])
def test_no_two_reasons_read_the_same(kind):
    reasons = SECRET_REASONS if kind is e.SecretStoreError else STORE_REASONS
    said = {errors.of(kind("no", reason=one)) for one in reasons}
    titles = {words.title for words in said}
    assert len(said) == len(reasons)
    assert len(titles) >= len(reasons) - 1  # locked and denied are one to a person


@pytest.mark.parametrize("reason", FILE_REASONS)
def test_the_list_of_connections_is_no_local_copy_and_nothing_replaces_it(reason):
    words = errors.of(e.ProfileFileError("no", reason=reason, path="/p/connections.json"))
    assert "connections" in words.title
    assert "local copy" not in words.title + words.text
    assert "moved aside" not in words.text
    assert "/p/connections.json" in words.text


@pytest.mark.parametrize("code", NETWORK_CODES)
def test_the_host_is_named_when_it_is_known(code):
    assert "h.example" in errors.of(e.NetworkError("no", code=code, host="h.example")).title
    assert "platform" in errors.of(e.NetworkError("no", code=code)).title


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("certificate has expired", "has ended"),
        ("certificate is not yet valid", "not valid yet"),
        ("self-signed certificate", "signed its certificate itself"),
        ("self-signed certificate in certificate chain", "no authority that this computer trusts"),
        ("unable to get local issuer certificate", "no authority that this computer trusts"),
        ("Hostname mismatch, certificate is not valid for 'a.example'.", "another name"),
        ("WRONG_VERSION_NUMBER", "neither TLS 1.2 nor 1.3"),
        ("SSLV3_ALERT_HANDSHAKE_FAILURE", "neither TLS 1.2 nor 1.3"),
        ("SSLError", "could not be checked"),
    ],
)
def test_a_certificate_is_judged_by_the_librarys_own_words(reason, words):
    """What `TlsFailed.reason` holds is OpenSSL's text, see `adapters.network_errors`."""
    assert words in errors.of(e.TlsFailed("no", host="h.example", reason=reason)).text


@pytest.mark.parametrize(
    ("reason", "step"),
    [
        ("self-signed certificate", "have that certificate added"),
        ("unable to get local issuer certificate", "have that added to this computer"),
        ("Hostname mismatch, certificate is not valid for 'a.example'.", "Enter the address"),
        ("WRONG_VERSION_NUMBER", "Check the address and port"),
        ("SSLError", "Ask whoever runs the platform"),
    ],
)
def test_T09_each_refused_certificate_has_a_next_step(reason, step):
    assert step in errors.of(e.TlsFailed("no", host="h.example", reason=reason)).text


def test_T09_a_certificate_of_another_name_tells_which():
    error = e.TlsFailed("no", host="h.example", reason="Hostname mismatch")
    error.names = ("a.example", "b.example", "c.example", "d.example")
    text = errors.of(error).text
    assert "a.example, b.example, c.example, not for this address" in text


@pytest.mark.parametrize(
    ("error", "title", "step"),
    [
        (
            InTheWay("no", host="h.example", status=301, target="https://www.h.example"),
            "h.example leads on to https://www.h.example",
            "Enter the final address",
        ),
        (
            InTheWay("no", host="h.example", status=302),
            "h.example answered with a redirect",
            "Enter the final address",
        ),
        (
            InTheWay("no", host="h.example", status=511),
            "Something on the way to h.example asks to sign in",
            "Sign in there",
        ),
    ],
)
def test_what_answers_in_the_platforms_place_is_told_from_it(error, title, step):
    words = errors.of(error)
    assert words.title == title
    assert step in words.text


def test_T18_another_instance_is_told_from_what_is_no_platform():
    words = errors.of(AnotherInstance("ins_2 answers"))
    assert "Another instance" in words.title
    assert "connection of its own" in words.text


def test_F56_a_proxy_that_was_not_used_is_told():
    error = e.NetworkError("no", code="connect_timeout", host="h.example")
    error.unused_proxy = "proxy.example:3128"
    assert "proxy proxy.example:3128; this app connects directly" in errors.of(error).text


def test_a_client_that_is_not_known_is_told_from_a_token():
    words = errors.of(e.NotAuthorised("no", status=400, code="oauth2"))
    assert "client ID and secret" in words.title
    assert "revoked" in words.text


def test_a_missing_permission_is_named():
    error = e.PermissionMissing("no", status=403, permission="records:write")
    assert "records:write" in errors.of(error).text


def test_a_refusal_lists_the_fields_in_our_words_or_the_platforms():
    refused = e.Rejected(
        "no",
        status=422,
        fields=(
            e.FieldRefusal("/name", "too_long", "At most 200 characters."),
            e.FieldRefusal("/destination/url", "https_required"),
        ),
    )
    first, second = errors.of(refused).text.split("\n")
    assert first == "At most 200 characters."
    assert second.startswith("Use https")


def test_how_long_to_wait_is_said():
    assert "30 s" in errors.of(e.Busy("no", status=429, retry_after_s=30.2)).text
    assert "60 minute" in errors.of(e.Busy("no", status=503, retry_after_s=3600)).text


@pytest.mark.parametrize("error", EVERY_ERROR, ids=name_of)
def test_T10_the_log_message_of_an_error_is_never_shown(error, monkeypatch):
    monkeypatch.setattr(error, "args", ("https://user:hunter2@h.example/?token=hunter2",))
    words = errors.of(error)
    assert "hunter2" not in repr(words)


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        ("certificate has expired", "was valid until 2026-10-01 12:00:00 UTC"),
        ("certificate is not yet valid", "is valid from 2026-09-01 08:00:00 UTC on"),
    ],
)
def test_F57_a_certificates_dates_stand_beside_this_computers_clock(reason, told):
    error = e.TlsFailed("no", host="h.example", reason=reason)
    error.dates = e.CertificateDates(
        datetime(2026, 9, 1, 8, tzinfo=UTC),
        datetime(2026, 10, 1, 12, tzinfo=UTC),
        now=datetime(2026, 11, 26, 5, 30, tzinfo=UTC),
    )
    text = errors.of(error).text
    assert told in text
    assert "the clock of this computer says 2026-11-26 05:30:00 UTC" in text
    assert "set the clock" in text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("no space left on device", "No space left on device"),
        ("Address already in use", "Address already in use"),
        ("It ended. Why?", "It ended. Why?"),
        ("", "It ended before it was ready. Try again."),
    ],
)
def test_what_the_sandbox_said_last_stands_as_a_sentence(said, shown):
    assert errors.of(e.PlatformStartError("ended", detail=said)).text == shown
