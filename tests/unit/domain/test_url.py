"""The canonical URL: what is stored and shown, and that every parser reads it alike."""

# ruff: noqa: RUF001, RUF003 - characters that look like others are the point
from __future__ import annotations

from ipaddress import ip_network
from urllib.parse import urlsplit

import pytest
import requests
import urllib3
import yarl
from hypothesis import given
from hypothesis import strategies as st

from app.domain.url import Url, agrees, check_literal_address, parse_url
from app.domain.validation import Code, Refused

ACCEPTED = [
    ("https://example.com", "https://example.com/"),
    ("HTTPS://EXAMPLE.COM/Hook", "https://example.com/Hook"),
    ("  https://example.com/hook ", "https://example.com/hook"),
    ("https://example.com:443/", "https://example.com/"),
    ("https://example.com:1/", "https://example.com:1/"),
    ("https://example.com:65535/", "https://example.com:65535/"),
    ("https://example.com./x", "https://example.com/x"),
    ("https://localhost./x", "https://localhost/x"),
    ("https://intranet/x", "https://intranet/x"),
    ("https://a--b.example/", "https://a--b.example/"),
    ("https://r3---sn-abc.example/", "https://r3---sn-abc.example/"),
    (f"https://{'a' * 63}.example/", f"https://{'a' * 63}.example/"),
    ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    ("https://BÜCHER.example/", "https://xn--bcher-kva.example/"),
    ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
    ("https://faß.de/", "https://xn--fa-hia.de/"),
    ("https://例え。テスト/", "https://xn--r8jz45g.xn--zckzah/"),
    ("https://127.0.0.1/", "https://127.0.0.1/"),
    ("https://10.0.0.1/", "https://10.0.0.1/"),
    ("https://[::1]/", "https://[::1]/"),
    ("https://[2606:4700:0:0:0:0:0:1111]/", "https://[2606:4700::1111]/"),
    ("https://[::ffff:127.0.0.1]/", "https://[::ffff:127.0.0.1]/"),
    ("https://[::FFFF:7f00:1]/", "https://[::ffff:127.0.0.1]/"),
    ("https://[64:ff9b::7f00:1]/", "https://[64:ff9b::7f00:1]/"),
    ("https://example.com?q=1", "https://example.com/?q=1"),
    ("https://example.com/?", "https://example.com/"),
    ("https://example.com/a b?c d", "https://example.com/a%20b?c%20d"),
    ("https://example.com/%2e%2e/%2f", "https://example.com/%2F"),
    ("https://example.com/a/./b/../c", "https://example.com/a/c"),
    ("https://example.com/a/..", "https://example.com/"),
    ("https://example.com/a//b/", "https://example.com/a//b/"),
    ("https://example.com/%7euser/%c3%a4", "https://example.com/~user/%C3%A4"),
    ("https://example.com/%2541", "https://example.com/%2541"),
    ("https://example.com/ä?ö=ü", "https://example.com/%C3%A4?%C3%B6=%C3%BC"),
    ('https://example.com/"<>^`|[]', "https://example.com/%22%3C%3E%5E%60%7C%5B%5D"),
    ("https://example.com/!$&'()*+,;=:@-._~", "https://example.com/!$&'()*+,;=:@-._~"),
    ("https://example.com/x?a=b+c&d=%26;e=/?:@", "https://example.com/x?a=b+c&d=%26;e=/?:@"),
    ("https://example.com/\u202e", "https://example.com/%E2%80%AE"),
    ("http://127.0.0.1:8080/in", "http://127.0.0.1:8080/in"),
    ("http://127.255.255.254/", "http://127.255.255.254/"),
    ("http://[::1]:80/", "http://[::1]/"),
]


@pytest.mark.parametrize(("text", "canonical"), ACCEPTED)
def test_the_canonical_text_is_what_is_stored(text, canonical):
    assert parse_url(text).text == canonical


@pytest.mark.parametrize("canonical", [canonical for _text, canonical in ACCEPTED])
def test_T26_every_library_reads_the_canonical_text_alike(canonical):
    url = parse_url(canonical)
    std = urlsplit(canonical)
    query = f"?{std.query}" if std.query else ""
    assert agrees(url, std.hostname, std.port, std.path + query)
    sent = urllib3.util.parse_url(canonical)
    assert agrees(url, sent.host, sent.port, sent.request_uri)
    for read in (yarl.URL(canonical), yarl.URL(canonical, encoded=True)):
        assert agrees(url, read.raw_host, read.port, read.raw_path_qs)
    prepared = requests.Request("POST", canonical).prepare()
    assert (prepared.url, prepared.path_url) == (canonical, url.path_query)


def test_T26_private_literals_need_the_operator():
    url = parse_url("https://10.1.2.3/")
    with pytest.raises(Refused) as caught:
        check_literal_address(url, field="destination.url")
    assert caught.value.problem.code is Code.ADDRESS_BLOCKED
    check_literal_address(url, allow=[ip_network("10.0.0.0/8")])
    check_literal_address(parse_url("https://example.com/"))
    check_literal_address(parse_url("https://8.8.8.8/"))
    with pytest.raises(Refused):
        check_literal_address(parse_url("http://[::1]/"), allow=[ip_network("127.0.0.0/8")])


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("example.com", "example.com"),
        ("bücher.example", "bücher.example"),
        ("faß.de", "faß.de"),
        ("例え.テスト", "例え.テスト"),
        ("почта.рф", "почта.рф"),
        ("москва.com", "москва.com"),
        ("орел.рф", "орел.рф"),
        ("abc例.com", "abc例.com"),
        ("łódź.pl", "łódź.pl"),
        ("127.0.0.1", "127.0.0.1"),
    ],
)
def test_an_honest_name_is_shown_in_its_own_script(typed, shown):
    assert parse_url(f"https://{typed}/").display_host == shown


@pytest.mark.parametrize(
    "typed",
    [
        "аpple.com",  # Cyrillic а in a Latin word
        "раура.com",  # all Cyrillic, all look like Latin letters
        "ɑpple.com",  # Latin alpha
        "gооgle.bücher.com",
        "νικο.com",  # all Greek
    ],
)
def test_a_name_that_could_pose_as_another_is_shown_encoded(typed):
    url = parse_url(f"https://{typed}/")
    assert url.display_host == url.host
    assert "xn--" in url.host


def test_the_origin_is_scheme_host_and_port():
    assert parse_url("https://Example.com:443/x?y").origin == "https://example.com"
    assert parse_url("https://example.com:444/x").origin == "https://example.com:444"
    assert parse_url("http://[::1]:8080/x").origin == "http://[::1]:8080"


def test_only_plain_literals_count_as_loopback():
    assert parse_url("http://127.0.0.2/").is_loopback_literal
    assert parse_url("https://[::1]/").is_loopback_literal
    assert not parse_url("https://127.example.com/").is_loopback_literal
    assert not parse_url("https://[::ffff:127.0.0.1]/").is_loopback_literal


@pytest.mark.parametrize(
    ("host", "port", "path_query"),
    [
        ("evil.com", 443, "/x"),
        ("example.com", 444, "/x"),
        ("example.com", 443, "/y"),
        (None, None, ""),
    ],
)
def test_T26_disagreement_is_noticed(host, port, path_query):
    url = parse_url("https://example.com/x")
    assert agrees(url, "example.com", None, "/x")
    assert not agrees(url, host, port, path_query)


ALPHABET = "htps:/?#[]@!$&'()*+,;=%.-_~\\ {}|0179aAzZfF\t\n\0\x7f\x85äßİ。①\u200d\u202e\ud800אа"
URLISH = st.one_of(
    st.text(),
    st.text(ALPHABET),
    st.text(ALPHABET).map("https://{}".format),
    st.text(ALPHABET).map("https://example.com/{}".format),
    st.builds(
        "https://{}{}/{}".format,
        st.sampled_from(["example.com", "127.0.0.1", "[::1]", "bücher.example", "1.2.3"]),
        st.sampled_from(["", ":443", ":8443", ":0", ":"]),
        st.text(),
    ),
)


@given(URLISH)
def test_T26_property_refused_or_canonical_and_read_alike_by_all(text):
    try:
        url = parse_url(text)
    except Refused:
        return
    assert parse_url(url.text) == url
    assert url.text.isascii()
    assert " " not in url.text
    sent = urllib3.util.parse_url(url.text)
    assert agrees(url, sent.host, sent.port, sent.request_uri)
    read = yarl.URL(url.text, encoded=True)
    assert agrees(url, read.raw_host, read.port, read.raw_path_qs)
    assert requests.Request("POST", url.text).prepare().path_url == url.path_query


def test_a_url_is_a_value():
    assert parse_url("HTTPS://a") == Url("https://a/", "https", "a", 443, "/", "a")
