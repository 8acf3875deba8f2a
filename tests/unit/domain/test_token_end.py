"""When a token ends: read from a JWT, and from nothing else, whatever it holds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.domain.credential_rules import secret_that_is_sent
from app.domain.secret import Secret
from app.domain.token_end import end_of
from tests.support.tokens import a_jwt, part

END = datetime(2026, 12, 18, 12, 30, tzinfo=UTC)
HEAD = part({"alg": "RS256"})


def end(text):
    return end_of(Secret(text))


@pytest.mark.parametrize("written", ["{}", "  {}\n", "Bearer {}", "bearer  {}"])
def test_a_jwt_says_when_it_ends(written):
    assert end(written.format(a_jwt(END))) == END


def test_an_unsigned_one_says_it_too():
    assert end(f"{HEAD}.{part({'exp': int(END.timestamp())})}.") == END


@pytest.mark.parametrize(
    "exp",
    [
        *(None, "1797597000", "2026-12-18T12:30:00Z", "", [1797597000], {"at": 1}, True, False),
        *(-1, 0, 1, 946684799, 1797597000.5, 1.797597e9, 1e30, -1e30, 10**30, 2**53, 2**63),
        *(1797597000000, 253370764801),
    ],
)
def test_an_end_that_makes_no_sense_is_none(exp):
    assert end(a_jwt(exp=exp)) is None


@pytest.mark.parametrize(
    "text",
    [
        *("", ".", "..", "a.b.c", "opaque-token-0123456789", f"{HEAD}.{HEAD}", f"{HEAD}..sig"),
        f"{HEAD}.{part([1])}.sig",
        f"{HEAD}.{part(None)}.sig",
        f"{HEAD}.{part(b'')}.sig",
        f"{HEAD}.{part(b'not JSON')}.sig",
        f"{HEAD}.{part(bytes(range(128, 256)))}.sig",
        f'{HEAD}.{part(b"""{"exp": NaN}""")}.sig',
        f'{HEAD}.{part(b"""{"exp": 1797597000, "exp": 1797597001}""")}.sig',
        f"{HEAD}.{part(b'[' * 5000)}.sig",
        f"{part('text')}.{part({'exp': 1797597000})}.sig",
        f"{HEAD}.{part({'exp': 1797597000})}.sig.more.parts",
        f"{HEAD}.{part({'exp': 1797597000})}é.sig",
        f"{HEAD}.{part({'exp': 1797597000})}+/.sig",
        f"Basic {a_jwt(END)}",
        a_jwt(END, filling="x" * 20_000),
        "a" * 100_001,
        "\x00" * 50,
    ],
)
def test_what_is_no_jwt_has_no_end_and_makes_no_error(text):
    assert end(text) is None


def test_only_what_is_sent_as_it_is_is_looked_at():
    assert secret_that_is_sent("bearer") == "token"
    assert secret_that_is_sent("api_key") == "value"
    assert secret_that_is_sent("basic") is None
    assert secret_that_is_sent("oauth2_client_credentials") is None
