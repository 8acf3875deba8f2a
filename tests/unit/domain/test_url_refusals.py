"""What the URL rules refuse, by code, reason and place."""

# ruff: noqa: RUF001 - characters that look like others are the point
from __future__ import annotations

import pytest

from app.domain.url import URL_LIMIT, parse_url
from app.domain.validation import Code, Reason, Refused


def problem_of(text, **kwargs):
    with pytest.raises(Refused) as caught:
        parse_url(text, **kwargs)
    return caught.value.problem


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
