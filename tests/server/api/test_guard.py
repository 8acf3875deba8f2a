"""The guard before routing: real requests over raw sockets (T20, T21)."""

from __future__ import annotations

import socket

import pytest

from tests.support.platform import RunningPlatform


def exchange(platform: RunningPlatform, request: bytes) -> bytes:
    with socket.create_connection(platform.address, timeout=10) as sock:
        sock.sendall(request)
        received = b""
        while chunk := sock.recv(65536):
            received += chunk
    return received


def request_with(platform: RunningPlatform, *lines: str, target: str = "/api/v1/me") -> bytes:
    """A complete request that would be answered 200, but for `lines`."""
    head = [
        f"GET {target} HTTP/1.1",
        f"Authorization: Bearer {platform.token.reveal()}",
        "Connection: close",
        *lines,
    ]
    return ("\r\n".join(head) + "\r\n\r\n").encode("latin-1")


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def own(platform: RunningPlatform) -> str:
    host, port = platform.address
    return f"{host}:{port}"


def test_the_own_host_is_answered(platform):
    assert status_of(exchange(platform, request_with(platform, f"Host: {own(platform)}"))) == 200


FOREIGN_HOSTS = [
    "Host: evil.example",
    "Host: evil.example:{port}",
    "Host: localhost",
    "Host: localhost:{port}",
    "Host: localhost.:{port}",
    "Host: LOCALHOST:{port}",
    "Host: 127.0.0.1",
    "Host: 127.0.0.1:{other_port}",
    "Host: 127.0.0.1.:{port}",
    "Host: 127.1:{port}",
    "Host: 2130706433:{port}",
    "Host: 0x7f000001:{port}",
    "Host: 0177.0.0.1:{port}",
    "Host: 127.0.0.1.nip.example:{port}",
    "Host: [::1]:{port}",
    "Host: [::ffff:127.0.0.1]:{port}",
    "Host: user@127.0.0.1:{port}",
    "Host: 127.0.0.1:{port}@evil.example",
    "Host: 127.0.0.1:{port}, evil.example",
    "Host: 0.0.0.0:{port}",
    "Host:",
    "X-No-Host: 127.0.0.1:{port}",
    "Host: 127.0.0.1:{port}\r\nHost: evil.example",
    "Host: 127.0.0.1:{port}\r\nHost: 127.0.0.1:{port}",
    "X-Forwarded-Host: 127.0.0.1:{port}\r\nHost: evil.example",
]


@pytest.mark.parametrize("line", FOREIGN_HOSTS)
def test_T20_a_host_that_is_not_ours_is_refused_before_routing(platform, line):
    _, port = platform.address
    text = line.format(port=port, other_port=port % 65535 + 1)
    answer = exchange(platform, request_with(platform, text))
    assert status_of(answer) in (400, 421)
    assert b'"user"' not in answer


def test_T20_absolute_form_is_refused(platform):
    request = request_with(
        platform, f"Host: {own(platform)}", target="http://evil.example/api/v1/me"
    )
    assert status_of(exchange(platform, request)) == 421


def test_T20_http_1_0_without_a_host_is_refused(platform):
    request = (
        f"GET /api/v1/me HTTP/1.0\r\nAuthorization: Bearer {platform.token.reveal()}\r\n\r\n"
    ).encode()
    assert status_of(exchange(platform, request)) == 421


def test_T20_only_the_loopback_address_is_bound(platform):
    host, port = platform.address
    assert host == "127.0.0.1"
    with socket.socket(socket.AF_INET6) as sock, pytest.raises(OSError):
        sock.connect(("::1", port))


FROM_BROWSERS = [
    ("Origin: https://evil.example",),
    ("Origin: null",),
    ("Origin: http://{own}",),
    ("Sec-Fetch-Site: cross-site",),
    ("Sec-Fetch-Site: same-site",),
    ("Sec-Fetch-Site: same-origin",),
    ("Sec-Fetch-Site: none", "Origin: https://evil.example"),
]


@pytest.mark.parametrize("lines", FROM_BROWSERS)
def test_T21_what_a_page_sends_is_refused_before_routing(platform, lines):
    lines = [line.format(own=own(platform)) for line in lines]
    answer = exchange(platform, request_with(platform, f"Host: {own(platform)}", *lines))
    assert status_of(answer) == 403
    assert b"access-control" not in answer.lower()


def test_T21_a_typed_address_is_no_cross_site_request(platform):
    lines = (f"Host: {own(platform)}", "Sec-Fetch-Site: none")
    assert status_of(exchange(platform, request_with(platform, *lines))) == 200


LISTENER = (
    b'{"entity":"leads","function":"create",'
    b'"destination":{"kind":"email","address":"ops@example.com"}}'
)


def listener_count(platform) -> int:
    items = platform.get("/listeners", params={"entity": "leads", "limit": "500"}).json()["items"]
    return len(items)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_T21_a_simple_post_changes_nothing(platform, kind):
    before = listener_count(platform)
    answer = platform.call("POST", "/listeners", data=LISTENER, headers={"Content-Type": kind})
    assert answer.status_code == 415
    assert listener_count(platform) == before


def test_T21_without_the_token_a_post_changes_nothing(platform):
    before = listener_count(platform)
    assert platform.call("POST", "/listeners", data=LISTENER, token="").status_code == 401
    assert listener_count(platform) == before


def test_T21_a_preflight_gets_no_permission(platform):
    headers = {
        "Origin": "https://evil.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    answer = platform.call("OPTIONS", "/listeners", headers=headers, token="")
    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]


@pytest.mark.parametrize("name", ["access_token", "token", "authorization"])
def test_T21_a_token_in_the_query_does_not_sign_in(platform, name):
    answer = platform.get("/me", token="", params={name: platform.token.reveal()})
    assert answer.status_code == 401


def test_T21_a_cookie_does_not_sign_in(platform):
    answer = platform.get("/me", token="", headers={"Cookie": f"token={platform.token.reveal()}"})
    assert answer.status_code == 401
    assert "set-cookie" not in answer.headers


def test_T21_the_description_is_public_but_not_for_pages(platform):
    assert platform.get("/openapi.json", token="").status_code == 200
    refused = platform.get("/openapi.json", token="", headers={"Origin": "https://evil.example"})
    assert refused.status_code == 403


def test_the_server_does_not_name_itself(platform):
    assert "server" not in platform.get("/me").headers
