"""Problems are data; their English is for logs and never holds the value."""

from __future__ import annotations

import pytest

from app.domain.validation import (
    Code,
    Problem,
    Reason,
    Refused,
    code_point,
    describe,
    refuse,
    refuse_character,
)


@pytest.mark.parametrize("code", Code)
def test_every_code_has_words_for_a_log(code):
    text = describe(Problem("url", code))
    assert text.startswith("url: ")
    assert len(text) > len("url: ")
    assert "_" not in text


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_words_for_a_log(reason):
    text = str(refuse("url", Code.INVALID_URL, reason))
    assert text != str(refuse("url", Code.INVALID_URL))
    assert "_" not in text


def test_a_refusal_carries_its_problem():
    refused = refuse_character(
        "token", Code.INVALID_TOKEN, Reason.CONTROL_CHARACTER, char="\n", position=7
    )
    assert isinstance(refused, ValueError)
    assert refused.problem == Problem(
        "token",
        Code.INVALID_TOKEN,
        {"reason": Reason.CONTROL_CHARACTER, "char": "U+000A", "position": 7},
    )
    assert str(refused) == "token: control character (U+000A at position 7)"


def test_a_limit_is_named():
    assert str(Refused(Problem("name", Code.TOO_LONG, {"limit": 200}))) == (
        "name: too long (limit 200)"
    )


@pytest.mark.parametrize(
    ("char", "text"), [("\0", "U+0000"), ("€", "U+20AC"), ("\U0001f600", "U+1F600")]
)
def test_a_character_is_named_by_its_code_point(char, text):
    assert code_point(char) == text


def test_problems_do_not_share_params():
    assert Problem("a", Code.REQUIRED).params is not Problem("a", Code.REQUIRED).params


@pytest.mark.parametrize(
    "contract_code",
    [
        "unknown_entity", "unknown_function", "unknown_channel", "channels_not_in_plan",
        "credential_not_found", "credential_required", "credential_type_mismatch",
        "listener_limit_reached", "https_required", "invalid_url", "address_blocked",
        "unknown_field", "read_only", "masked_secret",
    ],
)  # fmt: skip
def test_the_contracts_codes_are_codes(contract_code):
    assert Code(contract_code) == contract_code
