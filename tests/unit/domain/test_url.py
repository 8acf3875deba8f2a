"""The URL rules: what is refused and why, and that every parser reads the rest alike."""

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

from app.domain.url import URL_LIMIT, Url, agrees, check_literal_address, parse_url
from app.domain.validation import Code, Reason, Refused


def problem_of(text, **kwargs):
    with pytest.raises(Refused) as caught:
        parse_url(text, **kwargs)
    return caught.value.problem


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


@pytest.mark.parametrize(
    "scheme", ["javascript", "file", "ftp", "data", "smb", "mailto", "https+unix"]
)
def test_T08_only_https(scheme):
    assert problem_of(f"{scheme}://example.com/x").code is Code.HTTPS_REQUIRED
    assert problem_of(f"{scheme}:x").code is Code.HTTPS_REQUIRED


@pytest.mark.parametrize(
    "text",
    [
        "http://example.com",
        "HTTP://example.com",
        "http://localhost/",  # a name, not a literal: it may resolve to anything
        "http://localhost.",
        "http://10.0.0.1/",
        "http://126.255.255.255/",
        "http://128.0.0.1/",
        "http://[::2]/",
        "http://[::ffff:127.0.0.1]/",
        "http://127.0.0.1.example.com/",
    ],
)
def test_T08_http_only_to_a_literal_loopback(text):
    assert problem_of(text).code is Code.HTTPS_REQUIRED


def test_T08_an_operator_may_allow_http_to_a_host():
    url = parse_url("http://hooks.intern:8080/", allow_http_hosts={"hooks.intern"})
    assert (url.scheme, url.host, url.port) == ("http", "hooks.intern", 8080)
    assert problem_of("http://other.intern/", allow_http_hosts={"hooks.intern"}).code is (
        Code.HTTPS_REQUIRED
    )


REFUSED = [
    ("example.com", Reason.NOT_ABSOLUTE),
    ("example.com:8080/x", Reason.NOT_ABSOLUTE),
    ("localhost:8080/x", Reason.NOT_ABSOLUTE),
    ("//example.com/x", Reason.NOT_ABSOLUTE),
    ("x/y", Reason.NOT_ABSOLUTE),
    ("https:/example.com", Reason.NOT_ABSOLUTE),
    ("https:example.com", Reason.NOT_ABSOLUTE),
    ("https:", Reason.NOT_ABSOLUTE),
    ("https://", Reason.NO_HOST),
    ("https:///x", Reason.NO_HOST),
    ("https://:443/", Reason.NO_HOST),
    ("https://./", Reason.NO_HOST),
    ("https://?x", Reason.NO_HOST),
    ("https://user:pass@example.com/", Reason.USER_INFO),
    ("https://user@example.com/", Reason.USER_INFO),
    ("https://@example.com/", Reason.USER_INFO),
    ("https://example.com/x#frag", Reason.FRAGMENT),
    ("https://example.com#", Reason.FRAGMENT),
    ("https://example.com\\@evil.com/", Reason.FORBIDDEN_CHARACTER),
    ("https:\\\\evil.com", Reason.FORBIDDEN_CHARACTER),
    ("https://example.com/a\tb", Reason.CONTROL_CHARACTER),
    ("https://example.com/\r\nHost: x", Reason.CONTROL_CHARACTER),
    ("https://exam\nple.com/", Reason.CONTROL_CHARACTER),
    ("https://127.0.0.1\0x/", Reason.CONTROL_CHARACTER),
    ("https://example.com/\x7f", Reason.CONTROL_CHARACTER),
    ("https://example.com/\x85", Reason.CONTROL_CHARACTER),
    ("\nhttps://example.com/", Reason.CONTROL_CHARACTER),
    ("https://example.com/\ud800", Reason.SURROGATE),
    ("https://example.com:0/", Reason.BAD_PORT),
    ("https://example.com:65536/", Reason.BAD_PORT),
    ("https://example.com:-1/", Reason.BAD_PORT),
    ("https://example.com:abc/", Reason.BAD_PORT),
    ("https://example.com: 80/", Reason.BAD_PORT),
    ("https://example.com:８０/", Reason.BAD_PORT),
    ("https://example.com:/", Reason.BAD_PORT),
    ("https://example.com:080/", Reason.BAD_PORT),
    ("https://example.com:80:80/", Reason.BAD_PORT),
    ("https://127.1/", Reason.NUMERIC_HOST),
    ("https://2130706433/", Reason.NUMERIC_HOST),
    ("https://0x7f000001/", Reason.NUMERIC_HOST),
    ("https://0x7f.1/", Reason.NUMERIC_HOST),
    ("https://0X7F.0.0.1/", Reason.NUMERIC_HOST),
    ("https://0177.0.0.1/", Reason.NUMERIC_HOST),
    ("https://0/", Reason.NUMERIC_HOST),
    ("https://0x/", Reason.NUMERIC_HOST),
    ("https://1.2.3.256/", Reason.NUMERIC_HOST),
    ("https://1.2.3.4.5/", Reason.NUMERIC_HOST),
    ("https://127.0.0.1./", Reason.NUMERIC_HOST),
    ("https://127。0。0。1/", Reason.NUMERIC_HOST),
    ("https://example.1/", Reason.NUMERIC_HOST),
    ("https://①②⑦.⓪.⓪.①/", Reason.HOST_LABEL),
    ("https://ｅxample.com/", Reason.HOST_LABEL),
    ("https://[::1/", Reason.BAD_HOST),
    ("https://::1/", Reason.NO_HOST),
    ("https://fe80::1/", Reason.BAD_PORT),
    ("https://[::1]x/", Reason.BAD_HOST),
    ("https://[v1.a]/", Reason.BAD_IP_LITERAL),
    ("https://[127.0.0.1]/", Reason.BAD_IP_LITERAL),
    ("https://[fe80::1%25eth0]/", Reason.ZONE_ID),
    ("https://[fe80::1%eth0]/", Reason.ZONE_ID),
    (f"https://{'a' * 64}.example/", Reason.HOST_LABEL),
    (f"https://{'.'.join(['a' * 49] * 5)}.aaaaa/", Reason.TOO_LONG),
    ("https://-a.com/", Reason.HOST_LABEL),
    ("https://a-.com/", Reason.HOST_LABEL),
    ("https://a..b/", Reason.HOST_LABEL),
    ("https://.com/", Reason.HOST_LABEL),
    ("https://example.com../", Reason.HOST_LABEL),
    ("https://a_b.com/", Reason.FORBIDDEN_CHARACTER),
    ("https://exa mple.com/", Reason.FORBIDDEN_CHARACTER),
    ("https://%65xample.com/", Reason.FORBIDDEN_CHARACTER),
    ("https://*.example.com/", Reason.FORBIDDEN_CHARACTER),
    ("https://exa\u00admple.com/", Reason.HOST_LABEL),  # soft hyphen
    ("https://exa\u200dmple.com/", Reason.HOST_LABEL),  # zero width joiner
    ("https://exa\u202emple.com/", Reason.HOST_LABEL),
    ("https://אa.com/", Reason.HOST_LABEL),  # both directions in one label
    ("https://xn--a.com/", Reason.HOST_LABEL),
    ("https://xn--/", Reason.HOST_LABEL),
    ("https://example.com/%", Reason.BAD_PERCENT),
    ("https://example.com/%zz", Reason.BAD_PERCENT),
    ("https://example.com/%4", Reason.BAD_PERCENT),
    ("https://example.com/?%", Reason.BAD_PERCENT),
    ("https://example.com/{id}", Reason.TEMPLATE_BRACE),
    ("https://example.com//x", Reason.DOUBLE_SLASH),
    ("https://example.com/.//x", Reason.DOUBLE_SLASH),
    ("https://example.com/a/..//x", Reason.DOUBLE_SLASH),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_T26_what_parsers_read_differently_is_refused(text, reason):
    problem = problem_of(text, field="destination.url")
    assert (problem.field, problem.code) == ("destination.url", Code.INVALID_URL)
    assert problem.params["reason"] is reason


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing_is_required_not_invalid(text):
    assert problem_of(text).code is Code.REQUIRED


@pytest.mark.parametrize(
    ("text", "char", "position"),
    [
        ("https://example.com/a\nb", "U+000A", 22),
        ("  https://a\\b", "U+005C", 12),
        (" https://a_b.com/", "U+005F", 11),
        ("https://a/%zz", "U+0025", 11),
        ("https://a/?x=%", "U+0025", 14),
        ("https://a/\U0000009f", "U+009F", 11),
    ],
)
def test_a_refusal_names_the_character_and_its_place(text, char, position):
    params = problem_of(text).params
    assert (params["char"], params["position"]) == (char, position)


def test_the_limit_counts_what_is_stored():
    just_fits = "https://example.com/" + "a" * (URL_LIMIT - 20)
    assert len(parse_url(just_fits).text) == URL_LIMIT
    for text in (just_fits + "a", "https://example.com/" + "ä" * 500):
        params = problem_of(text).params
        assert (params["reason"], params["limit"]) == (Reason.TOO_LONG, URL_LIMIT)


@pytest.mark.parametrize(
    "host",
    [
        "169.254.169.254",
        "0.0.0.0",
        "255.255.255.255",
        "168.63.129.16",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "[::]",
        "[::ffff:169.254.169.254]",
        "[64:ff9b::a9fe:a9fe]",
        "metadata.google.internal",
        "METADATA.google.internal.",
    ],
)
def test_T26_a_literal_that_is_never_allowed_is_blocked_as_it_is_typed(host):
    assert problem_of(f"https://{host}/latest").code is Code.ADDRESS_BLOCKED


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
