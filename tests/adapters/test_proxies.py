"""F56: whatever proxy a computer is set up with, everything goes straight to its address.

A proxy would see what is sent, and may not be what the person believes it to be; so none is
used.  One that sits in the way all the same, and asks to sign in, is told from the platform.
"""

from __future__ import annotations

import socket

import pytest

from app.adapters.direct_sender import RequestsSender
from app.adapters.endpoint_probe import NetworkProbe
from app.adapters.transport import Transport
from app.domain.control import JobControl
from app.domain.errors import NetworkError
from app.domain.in_the_way import InTheWay
from app.domain.outbound import OutboundRequest
from tests.support.http_servers import HttpServer, answer

CONTROL = JobControl()
ASKS_TO_SIGN_IN = answer(407, body=b"sign in", headers=[("Proxy-Authenticate", "Basic")])
NAMES = ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")


@pytest.fixture
def refused():
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    return f"http://127.0.0.1:{port}"


@pytest.fixture
def proxy():
    with HttpServer(ASKS_TO_SIGN_IN) as server:
        yield server


@pytest.fixture(params=["refused", "407", "of its own TLS", "PAC", "no address", "loopback not"])
def set_up(request, monkeypatch, refused, proxy):
    """A computer with that proxy; nothing says that loopback goes without it."""
    value = {
        "refused": refused,
        "407": proxy.url,
        "of its own TLS": proxy.url.replace("http:", "https:"),
        "PAC": f"{proxy.url}/proxy.pac",
        "no address": "http://[half",
        "loopback not": proxy.url,
    }[request.param]
    for name in NAMES:
        monkeypatch.setenv(name, value)
    for name in ("no_proxy", "NO_PROXY"):
        if request.param == "loopback not":
            monkeypatch.setenv(name, "example.com,-127.0.0.1")
        else:
            monkeypatch.delenv(name, raising=False)
    return proxy


def test_F56_the_platform_is_asked_without_the_computers_proxy(set_up):
    with HttpServer(answer(200, json={"a": 1})) as server:
        transport = Transport(server.url, user_agent="test/1")
        headers = {"Authorization": "Bearer canary"}
        assert transport.request(CONTROL, "GET", "/x", headers=headers).json() == {"a": 1}
        transport.close()
    assert set_up.requests == []
    assert server.requests[0].target == "/x"  # not the whole address, as a proxy gets it


def test_F56_a_test_from_here_goes_without_it_and_so_does_a_check(set_up):
    with HttpServer(answer(204)) as server:
        request = OutboundRequest(f"{server.url}/in", (("a", "b"),), b"{}", frozenset())
        attempt = RequestsSender().send(CONTROL, request, timeout_s=10)
        assert (attempt.error, attempt.response.status) == (None, 204)
        seen = NetworkProbe().answer(CONTROL, f"{server.url}/in", timeout_s=10)
        assert seen.status == 204
    assert set_up.requests == []


@pytest.mark.parametrize("status", [407, 511])
@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_F56_one_in_the_way_that_asks_to_sign_in_is_not_the_platform(status, method):
    """Nothing that it says may look like the platform's word on a change."""
    with HttpServer(answer(status, json={"code": "not_found"})) as server:
        transport = Transport(server.url, user_agent="test/1")
        with pytest.raises(InTheWay) as caught:
            transport.request(CONTROL, method, "/x")
        transport.close()
    assert caught.value.asks_to_sign_in
    assert caught.value.host == "127.0.0.1"


def test_F56_where_only_a_proxy_leads_out_it_is_said_that_nobody_answers(
    monkeypatch, proxy, refused
):
    for name in NAMES:
        monkeypatch.setenv(name, proxy.url)
    transport = Transport(refused, user_agent="test/1")
    with pytest.raises(NetworkError) as caught:
        transport.request(CONTROL, "GET", "/x")
    transport.close()
    assert caught.value.code == "connection_refused"
    assert proxy.requests == []


HOST = "platform.example"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("http://proxy.example:3128", "proxy.example:3128"),
        ("http://user:canary@proxy.example:3128/", "proxy.example:3128"),
        ("proxy.example:8080", "proxy.example:8080"),
        ("http://[half", ""),
        ("http://proxy.example:nan", ""),
        ("", ""),
    ],
)
def test_F56_a_proxy_that_is_not_used_is_told_where_nobody_is_reached(monkeypatch, value, told):
    def nobody(host, *_rest, **_named):
        raise socket.gaierror(socket.EAI_NONAME, host)

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    for name in NAMES:
        monkeypatch.setenv(name, value)
    for no_proxy, expected in (("", told), (HOST, "")):
        monkeypatch.setenv("no_proxy", no_proxy)
        transport = Transport(f"https://{HOST}", user_agent="test/1")
        with pytest.raises(NetworkError) as caught:
            transport.request(CONTROL, "GET", "/x")
        transport.close()
        assert (caught.value.code, caught.value.unused_proxy) == ("dns_error", expected)
        assert "canary" not in repr(vars(caught.value)) + str(caught.value)


def test_F56_of_this_computer_itself_no_proxy_is_told(monkeypatch, refused):
    for name in NAMES:
        monkeypatch.setenv(name, "http://proxy.example:3128")
    transport = Transport(refused, user_agent="test/1")
    with pytest.raises(NetworkError) as caught:
        transport.request(CONTROL, "GET", "/x")
    transport.close()
    assert caught.value.unused_proxy == ""
