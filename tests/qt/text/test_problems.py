"""Every refusal of a field has a sentence of its own."""

from __future__ import annotations

import pytest

from app.domain.email_address import parse_email
from app.domain.errors import FieldRefusal
from app.domain.header import check_header_name, check_header_value
from app.domain.text import check_name, check_password, check_token, check_user_name
from app.domain.url import parse_url
from app.domain.validation import Code, Problem, Reason, Refused
from app.ui.text import problems
from tests.support.payloads import UI_PAYLOADS

PARAMS = {"limit": 200, "entity": "invoices", "supported": 18, "scheme": "ftp", "host": "h.example"}
FALLBACK = "This value is not accepted."


@pytest.mark.parametrize("code", Code)
def test_every_code_has_words(code):
    words = problems.of(Problem("url", code, PARAMS))
    assert code.value not in words
    assert words != FALLBACK
    assert " " in words
    assert "{" not in words
    assert words[-1].isalnum() or words[-1] in ".)"


def test_no_two_codes_read_the_same():
    words = [problems.of(Problem("url", code, PARAMS)) for code in Code]
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_that_fit_each_code_it_comes_with(reason):
    for code in (Code.INVALID_URL, Code.INVALID_EMAIL, Code.INVALID_TEXT):
        words = problems.of(Problem("url", code, {"reason": reason, **PARAMS}))
        assert reason.value not in words
        assert words != FALLBACK
        assert "{" not in words


def test_the_address_of_a_platform_is_asked_for_as_that():
    words = problems.of(Problem("base_url", Code.INVALID_URL, {"reason": Reason.NOT_ABSOLUTE}))
    assert words == "Enter the platform's address, for example https://platform.example.com"


def test_a_character_is_named_with_its_place():
    words = problems.of(
        Problem(
            "token",
            Code.INVALID_TOKEN,
            {"reason": Reason.NOT_ASCII, "char": "U+20AC", "position": 7},
        )
    )
    assert words.endswith("The character U+20AC at position 7.")


@pytest.mark.parametrize(
    "refuse",
    [
        lambda: parse_url("x" * 3000),
        lambda: parse_url("https://h.example/" + "x" * 3000),
        lambda: parse_email("a" * 300 + "@example.com"),
        lambda: check_name("x" * 201),
        lambda: check_token("x" * 8193),
    ],
)
def test_too_long_says_how_long_it_may_be(refuse):
    with pytest.raises(Refused) as caught:
        refuse()
    limit = caught.value.problem.params["limit"]
    assert problems.of(caught.value.problem) == f"Use at most {limit} characters."


SECRETS = ("kept-secret\u20ac", "kept secret", "kept-secret\x00", "kept:secret\x07")


@pytest.mark.parametrize("value", SECRETS)
@pytest.mark.parametrize(
    "rule", [check_token, check_user_name, check_password, check_header_name, check_header_value]
)
def test_T10_a_refusal_never_repeats_the_value(rule, value):
    try:
        rule(value)
    except Refused as refused:
        said = f"{problems.of(refused.problem)} {refused} {refused.problem!r}"
        assert "kept" not in said
        assert "secret" not in said.replace("signing secret", "")


def test_the_platforms_own_words_come_first_and_stay_plain():
    for payload in UI_PAYLOADS:
        assert problems.of_refusal(FieldRefusal("/name", "too_long", payload)) == payload


def test_a_refusal_without_words_gets_ours_and_an_unknown_one_its_code():
    assert problems.of_refusal(FieldRefusal("/destination/url", "https_required")) == problems.of(
        Problem("url", Code.HTTPS_REQUIRED)
    )
    assert "moon_phase" in problems.of_refusal(FieldRefusal("/name", "moon_phase"))


def test_T35_an_entity_of_that_name_is_quoted_as_it_is():
    for payload in UI_PAYLOADS:
        for code in (Code.UNKNOWN_ENTITY, Code.ENTITY_NOT_LISTENABLE):
            assert f"“{payload}”" in problems.of(Problem("entity", code, {"entity": payload}))


FIELDS = (
    *("entity", "function", "url", "auth_type", "credential_id", "address", "name", "channel_id"),
    *("volume", "base_url", "token", "client_id", "client_secret", "connection_name"),
)


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_of_our_forms_is_called_as_on_its_label(field):
    name = problems.field_name(field)
    assert name != field
    assert "_" not in name


def test_an_unknown_field_keeps_its_name():
    assert problems.field_name("fields.vat_number") == "fields.vat_number"
