"""E-mail addresses: one, bare, and nothing smuggled in."""

# ruff: noqa: RUF001 - characters that look like others are the point
from __future__ import annotations

from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.email_address import parse_email
from app.domain.validation import Code, Reason, Refused


def problem_of(text):
    with pytest.raises(Refused) as caught:
        parse_email(text, field="destination.address")
    return caught.value.problem


LONG_DOMAIN = ".".join(["a" * 61] * 3) + ".example.com"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("a@example.com", "a@example.com"),
        ("A.b@EXAMPLE.COM", "A.b@example.com"),
        ("a+tag@example.com", "a+tag@example.com"),
        ("o'brien@example.com", "o'brien@example.com"),
        ("a/b=c@example.com", "a/b=c@example.com"),
        ("ops@bücher.de", "ops@xn--bcher-kva.de"),
        ("ops@xn--bcher-kva.de", "ops@xn--bcher-kva.de"),
        (f"{'a' * 64}@example.com", f"{'a' * 64}@example.com"),
        # Valid, so whatever writes CSV or command lines has to escape:
        ("=cmd|calc@example.com", "=cmd|calc@example.com"),
        ("{x}@example.com", "{x}@example.com"),
        ("-a@example.com", "-a@example.com"),
    ],
)
def test_the_domain_is_canonical_and_the_local_part_kept(text, canonical):
    assert parse_email(text) == canonical
    assert parse_email(canonical) == canonical


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (" a@example.com", Reason.OUTER_SPACE),
        ("a@example.com ", Reason.OUTER_SPACE),
        ("a b@example.com", Reason.NOT_BARE),
        ("a", Reason.NO_AT),
        ("a@", Reason.DOMAIN),
        ("@example.com", Reason.LOCAL_PART),
        ("a@b", Reason.DOMAIN),
        ("a@localhost", Reason.DOMAIN),
        ("a@[127.0.0.1]", Reason.NOT_BARE),
        ("a@127.0.0.1", Reason.DOMAIN),
        ("a@127.1", Reason.NUMERIC_HOST),
        ('"a b"@example.com', Reason.NOT_BARE),
        ("a..b@example.com", Reason.LOCAL_PART),
        (".a@example.com", Reason.LOCAL_PART),
        ("a.@example.com", Reason.LOCAL_PART),
        ("a@exa_mple.com", Reason.FORBIDDEN_CHARACTER),
        ("a@example.com.", Reason.DOMAIN),
        ("a@example..com", Reason.HOST_LABEL),
        ("a@-example.com", Reason.HOST_LABEL),
        ("a@b@example.com", Reason.SEVERAL_ADDRESSES),
        ("a@example.com,b@example.com", Reason.SEVERAL_ADDRESSES),
        ("a@b,c@d", Reason.SEVERAL_ADDRESSES),
        ("a@example.com;b@example.com", Reason.SEVERAL_ADDRESSES),
        ("Name <a@example.com>", Reason.NOT_BARE),
        ("a(comment)@example.com", Reason.NOT_BARE),
        ("mailto:a@example.com", Reason.LOCAL_PART),
        ("a@example.com?bcc=b", Reason.FORBIDDEN_CHARACTER),
        ("a@example.com\r\nBcc: b", Reason.CONTROL_CHARACTER),
        ("a\n@example.com", Reason.CONTROL_CHARACTER),
        ("a\0@example.com", Reason.CONTROL_CHARACTER),
        ("a\x0b@example.com", Reason.CONTROL_CHARACTER),
        ("a\x0c@example.com", Reason.CONTROL_CHARACTER),
        ("a\x85@example.com", Reason.CONTROL_CHARACTER),
        ("a\u2028@example.com", Reason.CONTROL_CHARACTER),
        ("a\u202e@example.com", Reason.INVISIBLE_CHARACTER),
        ("a\u200b@example.com", Reason.INVISIBLE_CHARACTER),
        ("a@exam\u00adple.com", Reason.INVISIBLE_CHARACTER),
        ("a\ud800@example.com", Reason.SURROGATE),
        ("a@example.test", Reason.DOMAIN),
        ("a@example.invalid", Reason.DOMAIN),
        ("a@example.123", Reason.NUMERIC_HOST),
        (f"{'a' * 65}@example.com", Reason.LOCAL_PART),
        (f"{'a' * 64}@{LONG_DOMAIN}", Reason.TOO_LONG),
        (
            "a" * 64 + "@" + ("ä" + "a" * 52 + ".") * 3 + "äaaaaaaaa.com",
            Reason.TOO_LONG,
        ),  # once encoded
        ("a@" + "ä" * 100_000, Reason.TOO_LONG),
        ("a" * 1000 + "@example.com", Reason.TOO_LONG),
        ("ä@example.com", Reason.LOCAL_PART),
        ("a＠example.com", Reason.NO_AT),
        ("a@ｅxample.com", Reason.HOST_LABEL),
        ("=?utf-8?q?a=0D=0ABcc:_x?=@example.com", Reason.ENCODED_WORD),
    ],
)
def test_T32_only_one_bare_address(text, reason):
    problem = problem_of(text)
    assert (problem.field, problem.code) == ("destination.address", Code.INVALID_EMAIL)
    assert problem.params["reason"] is reason


def test_T32_a_refusal_names_the_character():
    params = problem_of("ops\u202e@example.com").params
    assert (params["char"], params["position"]) == ("U+202E", 4)
    params = problem_of("ops@exa_mple.com").params
    assert (params["char"], params["position"]) == ("U+005F", 8)


def test_an_empty_address_is_required():
    assert problem_of("").code is Code.REQUIRED


@given(
    st.one_of(
        st.text(),
        st.emails(),
        st.text('ab.@+\r\n\0=?<>()",;:[]_-1ä\u202e\u00ad').map("{}@example.com".format),
        st.text("ab.@-_1ä。①\u200d").map("a@{}".format),
    )
)
def test_T32_property_refused_or_one_recipient_and_one_header(text):
    try:
        address = parse_email(text)
    except Refused:
        return
    assert parse_email(address) == address
    assert address.isascii()
    local, _at, domain = address.partition("@")
    message = EmailMessage()
    message["To"] = Address(username=local, domain=domain)
    read = message_from_bytes(message.as_bytes(policy=SMTP), policy=SMTP)
    assert read.keys() == ["To"]
    assert [one.addr_spec for one in read["To"].addresses] == [address]
