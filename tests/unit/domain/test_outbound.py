"""The webhook request: order, signature, authentication, masking."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.header import DENIED_HEADERS
from app.domain.outbound import CredentialMaterial, auth_header, build_request
from app.domain.secret import MASK, Secret
from app.domain.signature import new_secret, verify
from app.domain.validation import Code, Refused

BODY = '{"id":"cli_1","name":"Nomvula Ü"}'.encode()
NOW_S = 1_764_000_000


def material(auth_type, secrets, **fields):
    return CredentialMaterial(auth_type, fields, {k: Secret(v) for k, v in secrets.items()})


def build(**changes):
    good = {
        "url": "https://hooks.example.com/clients",
        "entity": "clients",
        "function": "create",
        "record_version": 3,
        "event_id": "evt_01jd4f",
        "attempt": 2,
        "body": BODY,
        "now_s": NOW_S,
        "signing_secrets": (),
        "credential": None,
        "product_version": "0.1.0",
    }
    return build_request(**(good | changes))


def test_the_headers_are_exactly_these_in_this_order():
    secret = new_secret()
    request = build(signing_secrets=[secret])
    signature = dict(request.headers)["webhook-signature"]
    assert request.headers == (
        ("content-type", "application/json"),
        ("webhook-id", "evt_01jd4f"),
        ("webhook-timestamp", str(NOW_S)),
        ("webhook-signature", signature),
        ("picksmart-entity", "clients"),
        ("picksmart-function", "create"),
        ("picksmart-record-version", "3"),
        ("picksmart-attempt", "2"),
        ("user-agent", "Picksmart-Webhooks/0.1.0"),
    )
    assert request.body is BODY
    assert request.masked_headers() == request.headers


def test_T30_the_signature_is_of_what_is_sent():
    old, new = new_secret(), new_secret()
    request = build(signing_secrets=[new, old])
    headers = dict(request.headers)
    for secret in (old, new):
        assert verify(
            [secret],
            message_id=headers["webhook-id"],
            timestamp=headers["webhook-timestamp"],
            signature=headers["webhook-signature"],
            body=request.body,
            now_s=NOW_S,
        )
    assert len(headers["webhook-signature"].split(" ")) == 2


def test_an_unsigned_listener_sends_no_signature():
    assert "webhook-signature" not in dict(build().headers)


def test_a_test_send_says_so_after_the_rest():
    names = [name for name, _value in build(test=True).headers]
    assert names[-2:] == ["user-agent", "webhook-test"]


@pytest.mark.parametrize(
    ("credential", "header"),
    [
        (
            material("basic", {"password": "pä:ss€"}, username="üser"),
            ("authorization", "Basic " + base64.b64encode("üser:pä:ss€".encode()).decode()),
        ),
        (material("bearer", {"token": "abc.def-~+/="}), ("authorization", "Bearer abc.def-~+/=")),
        (material("api_key", {"value": "k123"}, header="X-API-Key"), ("X-API-Key", "k123")),
        (material("api_key", {"value": "k9"}, header="Authorization"), ("Authorization", "k9")),
    ],
)
def test_T10_each_credential_is_one_masked_header_at_the_end(credential, header):
    request = build(credential=credential)
    assert request.headers[-1] == header
    assert request.masked_headers()[-1] == (header[0], MASK)
    assert request.masked_headers()[:-1] == request.headers[:-1]
    assert request.secret_headers == {header[0].lower()}
    assert header[1] not in repr(request)


@pytest.mark.parametrize(
    ("credential", "secret"),
    [
        (material("basic", {"password": "sesame"}, username="svc"), b"c3ZjOnNlc2FtZQ=="),
        (material("bearer", {"token": "tok-123456"}), b"tok-123456"),
        (material("api_key", {"value": "key-123456"}, header="X-Api-Key"), b"key-123456"),
    ],
)
def test_T15_a_secret_that_an_endpoint_repeats_is_masked(credential, secret):
    request = build(credential=credential)
    answer = b'{"headers": {"a": "Bearer ' + secret + b'"}, "again": "' + secret + b'"}'
    assert secret in dict(request.headers)[request.headers[-1][0]].encode()
    assert request.without_echoes(answer) == answer.replace(secret, "•••".encode())
    assert request.without_echoes(b"thanks") == b"thanks"


def test_a_secret_of_a_few_letters_does_not_blank_out_the_answer():
    request = build(credential=material("api_key", {"value": "a"}, header="X-Api-Key"))
    assert request.without_echoes(b"a banana") == b"a banana"


def test_no_credential_adds_nothing():
    none = CredentialMaterial("none", {}, {})
    assert build(credential=none) == build(credential=None)
    assert auth_header(none) is None


@pytest.mark.parametrize(
    ("credential", "field", "code"),
    [
        (material("basic", {"password": "p"}), "username", Code.REQUIRED),
        (material("basic", {}, username="u"), "password", Code.REQUIRED),
        (material("basic", {"password": "p"}, username="a:b"), "username", Code.INVALID_USER_NAME),
        (material("basic", {"password": "p\n"}, username="a"), "password", Code.INVALID_TEXT),
        (material("basic", {"password": "•••"}, username="a"), "password", Code.MASKED_SECRET),
        (material("basic", {"password": "p" * 8000}, username="a"), "password", Code.TOO_LONG),
        (material("bearer", {}), "token", Code.REQUIRED),
        (material("bearer", {"token": "a b"}), "token", Code.INVALID_TOKEN),
        (material("bearer", {"token": "a\r\nHost: x"}), "token", Code.INVALID_TOKEN),
        (material("bearer", {"token": "€"}), "token", Code.INVALID_TOKEN),
        (material("api_key", {"value": "v"}), "header", Code.REQUIRED),
        (material("api_key", {"value": "v"}, header="X Y"), "header", Code.INVALID_HEADER_NAME),
        (material("api_key", {}, header="X-Y"), "value", Code.REQUIRED),
        (material("api_key", {"value": "v\0"}, header="X-Y"), "value", Code.INVALID_TOKEN),
        (material("oauth2_client_credentials", {}), "auth_type", Code.UNKNOWN_AUTH_TYPE),
    ],
)
def test_T31_what_a_header_cannot_carry_is_refused_by_field(credential, field, code):
    with pytest.raises(Refused) as caught:
        build(credential=credential)
    assert (caught.value.problem.field, caught.value.problem.code) == (field, code)


OURS = [name for name, _value in build(signing_secrets=[new_secret()], test=True).headers]


@pytest.mark.parametrize("name", sorted({*OURS, *DENIED_HEADERS, "Host", "Webhook-ID"}))
def test_T31_a_credential_cannot_override_our_headers(name):
    with pytest.raises(Refused) as caught:
        build(credential=material("api_key", {"value": "v"}, header=name))
    assert caught.value.problem.code is Code.HEADER_NOT_ALLOWED


@pytest.mark.parametrize("field", ["entity", "function", "event_id"])
def test_T31_our_own_values_are_checked_too(field):
    with pytest.raises(Refused) as caught:
        build(**{field: "x\r\nHost: evil.example"})
    assert caught.value.problem.field == field


def test_what_cannot_be_signed_is_an_error():
    with pytest.raises(ValueError):
        build(signing_secrets=["whsec_short"])
    with pytest.raises(ValueError):
        build(event_id="evt.1", signing_secrets=[new_secret()])
    with pytest.raises(ValueError):
        build(signing_secrets=[new_secret()] * 12)


@given(
    auth_type=st.sampled_from(["basic", "bearer", "api_key", "none", "other"]),
    fields=st.dictionaries(st.sampled_from(["username", "header"]), st.text()),
    secrets=st.dictionaries(st.sampled_from(["password", "token", "value"]), st.text()),
)
def test_T31_property_refused_or_one_printable_line_a_header(auth_type, fields, secrets):
    try:
        request = build(credential=material(auth_type, secrets, **fields))
    except Refused as refused:
        words = [text for text in secrets.values() if len(text) > 8]
        assert not [word for word in words if word in str(refused)]  # noqa: PT017
        return
    names = [name.lower() for name, _value in request.headers]
    assert len(names) == len(set(names))
    assert all(f"{name}{value}".isascii() for name, value in request.headers)
    assert all(value.isprintable() for _name, value in request.headers)
