"""Names, tokens and headers: which characters may travel."""

from __future__ import annotations

import http.client
import io
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.header import (
    DENIED_HEADERS,
    DENIED_PREFIXES,
    HEADERS_LIMIT,
    VALUE_LIMIT,
    check_header_name,
    check_header_value,
    check_headers,
)
from app.domain.text import (
    NAME_LIMIT,
    SECRET_LIMIT,
    check_name,
    check_password,
    check_token,
    check_user_name,
)
from app.domain.validation import Code, Reason, Refused

TOKEN_CHARACTERS = "!#$%&'*+-.^_`|~" + string.digits + string.ascii_letters


def refusal(check, value, **kwargs):
    with pytest.raises(Refused) as caught:
        check(value, **kwargs)
    return caught.value.problem


# Header names ---------------------------------------------------------------------


def test_T31_every_token_character_may_stand_in_a_name():
    assert check_header_name("x" + TOKEN_CHARACTERS[:63]) == "x" + TOKEN_CHARACTERS[:63]
    assert check_header_name("x" + TOKEN_CHARACTERS[63:]) == "x" + TOKEN_CHARACTERS[63:]


@pytest.mark.parametrize("code", [n for n in range(256) if chr(n) not in TOKEN_CHARACTERS])
def test_T31_no_other_character_may_stand_in_a_name(code):
    problem = refusal(check_header_name, f"X-{chr(code)}")
    assert problem.code is Code.INVALID_HEADER_NAME
    assert (problem.params["char"], problem.params["position"]) == (f"U+{code:04X}", 3)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", Code.REQUIRED),
        ("x" * 65, Code.TOO_LONG),
        ("X-Schlüssel", Code.INVALID_HEADER_NAME),
        ("X-Key:", Code.INVALID_HEADER_NAME),
        ("X Key", Code.INVALID_HEADER_NAME),
        ("X-Key\r\nHost", Code.INVALID_HEADER_NAME),
        ("X-\ud800", Code.INVALID_HEADER_NAME),
        ("X-\u212aey", Code.INVALID_HEADER_NAME),  # lower-cases to "k"
    ],
)
def test_T31_bad_names(name, code):
    assert refusal(check_header_name, name).code is code


@pytest.mark.parametrize(
    "name",
    [
        *sorted(DENIED_HEADERS),
        *(f"{prefix}x" for prefix in DENIED_PREFIXES),
        "HOST",
        "Content-Length",
        "Content_Length",
        "Webhook-Signature",
        "Picksmart_Entity",
    ],
)
def test_T31_headers_of_the_sender_are_denied(name):
    assert refusal(check_header_name, name).code is Code.HEADER_NOT_ALLOWED


@pytest.mark.parametrize("name", ["Authorization", "X-API-Key", "x_api_key", "Ocp-Apim-Key"])
def test_T31_what_credentials_use_is_allowed(name):
    assert check_header_name(name) == name


# Header values --------------------------------------------------------------------


@pytest.mark.parametrize("value", ["x", "a b\tc", "!~", "a" * VALUE_LIMIT])
def test_T31_good_values(value):
    assert check_header_value(value) == value


@pytest.mark.parametrize("code", [*range(9), *range(10, 32), *range(127, 256), 0x20AC, 0xD800])
def test_T31_no_control_and_no_obs_text_in_a_value(code):
    problem = refusal(check_header_value, f"ab{chr(code)}c")
    assert problem.code is Code.INVALID_HEADER_VALUE
    assert (problem.params["char"], problem.params["position"]) == (f"U+{code:04X}", 3)


@pytest.mark.parametrize(
    ("value", "position"), [(" a", 1), ("a ", 2), ("\ta", 1), ("a\t", 2), (" ", 1)]
)
def test_T31_no_outer_space_in_a_value(value, position):
    params = refusal(check_header_value, value).params
    assert (params["reason"], params["position"]) == (Reason.OUTER_SPACE, position)


def test_T31_a_value_has_a_size():
    assert refusal(check_header_value, "").code is Code.REQUIRED
    assert refusal(check_header_value, "a" * (VALUE_LIMIT + 1)).code is Code.TOO_LONG


def test_T31_lists_have_a_size_and_no_header_twice():
    many = [(f"x-{number}", "1") for number in range(HEADERS_LIMIT)]
    assert check_headers(many) == tuple(many)
    assert refusal(check_headers, [*many, ("x-more", "1")]).code is Code.TOO_MANY
    problem = refusal(check_headers, [("X-Key", "1"), ("x-kEY", "2")])
    assert (problem.field, problem.code) == ("headers.1.name", Code.DUPLICATE_HEADER)
    assert refusal(check_headers, [("x", "1"), ("y", "\n")]).field == "headers.1.value"


@given(st.text(), st.text())
def test_T31_property_what_passes_is_one_line_for_any_receiver(name, value):
    try:
        check_header_name(name)
        check_header_value(value)
    except Refused:
        return
    raw = io.BytesIO(f"{name}: {value}\r\n\r\n".encode("latin-1"))
    assert http.client.parse_headers(raw).items() == [(name, value)]


# Tokens, user names, passwords, names ---------------------------------------------


@pytest.mark.parametrize(
    ("token", "code"),
    [
        ("", Code.REQUIRED),
        ("ab cd", Code.INVALID_TOKEN),
        ("abcd\n", Code.INVALID_TOKEN),
        (" abcd", Code.INVALID_TOKEN),
        ("ab€", Code.INVALID_TOKEN),
        ("é", Code.INVALID_TOKEN),
        ("a\x7f", Code.INVALID_TOKEN),
        ("•••", Code.MASKED_SECRET),
        ("…9f3a", Code.MASKED_SECRET),
        ("a" * (SECRET_LIMIT + 1), Code.TOO_LONG),
    ],
)
def test_a_token_is_visible_ascii(token, code):
    assert refusal(check_token, token).code is code


def test_a_refused_token_is_not_in_the_message():
    with pytest.raises(Refused) as caught:
        check_token("s3cret-canary\N{EURO SIGN}")
    assert "canary" not in str(caught.value)
    assert "U+20AC at position 14" in str(caught.value)


def test_T16_a_mask_is_no_password():
    for mask in ("•••", "…9f3a"):
        assert refusal(check_password, mask).code is Code.MASKED_SECRET
    assert check_password("wait… what? €: ü") == "wait… what? €: ü"


@pytest.mark.parametrize(
    ("name", "code"),
    [("", Code.REQUIRED), ("a:b", Code.INVALID_USER_NAME), ("a\nb", Code.INVALID_TEXT)],
)
def test_a_user_name_has_no_colon(name, code):
    assert refusal(check_user_name, name).code is code


def test_a_name_is_stored_in_nfc_without_outer_spaces():
    assert check_name("  Cafe\u0301 ") == "Café"
    assert check_name("x" * NAME_LIMIT) == "x" * NAME_LIMIT
    assert check_name("👩\u200d👩\u200d👧 and नमस्ते") == "👩\u200d👩\u200d👧 and नमस्ते"
    assert refusal(check_name, "x" * (NAME_LIMIT + 1)).code is Code.TOO_LONG


@pytest.mark.parametrize(
    ("char", "reason"),
    [
        ("\n", Reason.CONTROL_CHARACTER),
        ("\0", Reason.CONTROL_CHARACTER),
        ("\x9b", Reason.CONTROL_CHARACTER),
        ("\u2028", Reason.CONTROL_CHARACTER),
        ("\ud800", Reason.SURROGATE),
        ("\ue000", Reason.INVISIBLE_CHARACTER),
        ("\u202e", Reason.INVISIBLE_CHARACTER),
        ("\u2066", Reason.INVISIBLE_CHARACTER),
    ],
)
def test_a_name_cannot_hide_or_turn_text(char, reason):
    params = refusal(check_name, f"ab{char}c").params
    assert params == {"reason": reason, "char": f"U+{ord(char):04X}", "position": 3}


@pytest.mark.parametrize("check", [check_name, check_token, check_user_name, check_password])
def test_rules_never_raise_anything_else(check):
    @given(st.text())
    def run(text):
        try:
            checked = check(text)
        except Refused:
            return
        assert check(checked) == checked

    run()
