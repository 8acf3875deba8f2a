"""What the Connect form refuses, field by field, each with a clear sentence."""

from __future__ import annotations

import pytest

from tests.support.connect_form import TOKEN, error_under, fill, shown_texts

# --- bad input ------------------------------------------------

# What is typed as the address, and a part of what is said about it (security.md 4.1).
BAD_ADDRESSES = {
    "": "Fill this in",
    "   ": "Fill this in",
    "http://example.com": "Use https",
    "http://192.0.2.7": "Use https",
    "http://localhost:8080": "Use https",
    "ftp://example.com": "Use https",
    "file:///etc/passwd": "Use https",
    "javascript:alert(1)": "Use https",
    "https+unix://x": "Use https",
    "https:/example.com": "platform's address",
    "https:example.com": "platform's address",
    "https://": "host is missing",
    "//example.com": "host is missing",
    "https://user:hunter2@example.com": "user name and password",
    "https://example.com\\@evil.com/": "U+005C at position 20",
    "https:\\\\evil.com": "U+005C at position 7",
    "https://exa\tmple.com": "U+0009 at position 12",
    "exa\nmple.com": "U+000A at position 4",
    "exa\x00mple.com": "U+0000 at position 4",
    "https://exa\x7fmple.com": "U+007F at position 12",
    "exa mple.com": "U+0020 at position 4",
    "https://example.com/?tenant=1": "U+003F at position 21",
    "https://example.com/#a": "from # on",
    "https://example.com:0": "port",
    "https://example.com:65536": "port",
    "https://example.com:-1": "port",
    "example.com:abc": "port",
    "https://example.com: 80": "port",
    "https://example.com:\uff18\uff10": "port",
    "127.1": "four numbers",
    "2130706433": "four numbers",
    "0x7f000001": "four numbers",
    "0177.0.0.1": "four numbers",
    "https://[::1": "host",
    "https://[v1.a]": "IPv6",
    "https://[fe80::1%25eth0]": "zone",
    "a..b.example": "host",
    "-a.example": "host",
    "a_b.example": "U+005F at position 2",
    "x" * 64 + ".example": "host",
    "example.com/%zz": "hexadecimal",
    "https://{tenant}.example.com": "braces",
    "https://169.254.169.254": "may not be called",
    "example.com/" + "x" * 2100: "at most 2048 characters",
}


def wrong_answers(connect, name, expected):
    """What is said under a field where it is not what was expected; one window for all."""
    connect.find(name).setFocus()
    connect.settle()  # the form was complete when its last field was left: that is checked
    connect.platform.calls.clear()
    wrong = {}
    for typed, words in expected.items():
        connect.type_into(name, typed)
        connect.click("add_connection")
        said = error_under(connect, name)
        spoken = connect.find(name).accessibleDescription()
        if words not in said or spoken != said:
            wrong[typed] = (said, spoken)
        assert not connect.runner.is_busy, typed
    assert connect.platform.calls == []
    assert connect.secrets.kept == {}
    assert connect.store.connections() == []
    connect.qtbot.waitUntil(connect.find(name).hasFocus)
    return wrong


def test_T08_a_bad_address_is_refused_with_a_sentence(connect):
    fill(connect)
    assert wrong_answers(connect, "base_url", BAD_ADDRESSES) == {}


def test_T10_a_password_in_the_address_is_not_repeated(connect):
    fill(connect, address="https://user:hunter2@example.com")
    connect.click("add_connection")
    assert "hunter2" not in " ".join(shown_texts(connect))


GOOD_ADDRESSES = {
    "https://platform.example.com": "https://platform.example.com",
    "platform.example.com": "https://platform.example.com",
    "  platform.example.com  ": "https://platform.example.com",
    "HTTPS://Platform.Example.COM/": "https://platform.example.com",
    "platform.example.com:8443/api/": "https://platform.example.com:8443/api",
    "http://127.0.0.1:8111": "http://127.0.0.1:8111",
    "http://[::1]:8111": "http://[::1]:8111",
    "https://platform.example.com/api/v1": "https://platform.example.com",
    "platform.example.com/base/api/v1/": "https://platform.example.com/base",
    "bücher.example": "https://xn--bcher-kva.example",
}


@pytest.mark.parametrize("typed", GOOD_ADDRESSES)
def test_T08_a_good_address_is_kept_in_its_one_form(connect, typed):
    fill(connect, address=typed)
    connect.click("add_connection")
    connect.settle()
    assert error_under(connect, "base_url") == ""
    (kept,) = connect.store.connections()
    assert kept.base_url == GOOD_ADDRESSES[typed]


# security.md 4.4
BAD_TOKENS = {
    "": "Fill this in",
    "   ": "Fill this in",
    "two words": "U+0020 at position 4",
    "pst_\u20ac": "U+20AC at position 5",
    "pst_\u00e9": "U+00E9 at position 5",
    "pst_\u200bx": "U+200B at position 5",
    "a\nb": "U+000A at position 2",
    "a\x00b": "U+0000 at position 2",
    "•••": "mask",
    "…9c": "mask",
    "x" * 8193: "at most 8192 characters",
}


def test_a_bad_token_is_refused_with_a_sentence(connect):
    fill(connect)
    assert wrong_answers(connect, "secret", BAD_TOKENS) == {}


def test_a_newline_that_came_with_a_pasted_token_is_dropped(connect):
    fill(connect, secret=f" {TOKEN}\n")
    connect.click("add_connection")
    connect.settle()
    assert [secret.reveal() for secret in connect.secrets.kept.values()] == [TOKEN]


BAD_NAMES = {
    "x" * 201: "at most 200 characters",
    "North\u202egnp": "U+202E at position 6",
    "North\x07wind": "U+0007 at position 6",
    "North\ue000wind": "U+E000 at position 6",
    "North\u2028wind": "U+2028 at position 6",
}


def test_a_bad_name_is_refused_with_a_sentence(connect):
    fill(connect)
    assert wrong_answers(connect, "connection_name", BAD_NAMES) == {}


@pytest.mark.parametrize(
    ("typed", "words"), [("", "Fill this in"), ("my app", "U+0020"), ("caf\u00e9", "U+00E9")]
)
def test_a_bad_client_id_is_refused_with_a_sentence(connect, typed, words):
    connect.click("sign_in_oauth2")
    fill(connect)
    connect.type_into("client_id", typed)
    connect.click("add_connection")
    assert words in error_under(connect, "client_id")


def test_all_fields_are_judged_at_once_and_the_first_gets_the_focus(connect):
    fill(connect, address="http://example.com", secret="")
    connect.click("add_connection")
    assert error_under(connect, "base_url")
    assert error_under(connect, "secret")
    connect.qtbot.waitUntil(connect.find("base_url").hasFocus)


def test_a_field_is_judged_when_it_is_left_and_not_while_typing(connect):
    connect.type_into("base_url", "http://exa")
    assert error_under(connect, "base_url") == ""
    connect.find("connection_name").setFocus()
    assert "Use https" in error_under(connect, "base_url")
    assert error_under(connect, "secret") == ""  # nobody has been there
    connect.type_into("base_url", "http://exam")
    assert error_under(connect, "base_url") == ""
