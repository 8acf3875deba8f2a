"""HTTP to the platform against servers that behave, and servers that do not."""

import contextlib
import gc
import logging
import socket
import ssl
import threading
import time
import traceback
import warnings

import pytest
import trustme
from urllib3.util import parse_url

from app.adapters.guarded_http import system_tls
from app.adapters.transport import Transport
from app.domain.control import Cancelled, JobControl
from app.domain.errors import (
    ApiError,
    Busy,
    Conflict,
    NetworkError,
    NotAuthorised,
    NotFound,
    PermissionMissing,
    ProtocolError,
    Rejected,
    ServerFault,
    TimedOut,
    TlsFailed,
)
from app.domain.in_the_way import InTheWay
from app.domain.validation import Refused
from tests.support.http_servers import (
    HttpServer,
    answer,
    drip,
    raw,
    reset,
    silence,
    zipped,
)

CANARY = "canary-5f1c-secret"


@pytest.fixture
def call():
    """Calls a server once and closes the transport afterwards."""
    made = []

    def call(server, method="GET", path="/x", **how):
        options = {
            name: how.pop(name) for name in ("deadline_s", "max_bytes", "tls") if name in how
        }
        control = how.pop("control", JobControl())
        transport = Transport(server.url, user_agent="test/1", **options)
        made.append(transport)
        return transport.request(control, method, path, **how)

    yield call
    for transport in made:
        transport.close()


def test_an_answer_comes_back_with_its_bytes(call):
    with HttpServer(answer(200, json={"a": [1, "é"]}, headers=[("ETag", '"1"')])) as server:
        got = call(server, "PUT", "/api/v1/x", query=[("q", "a b&c"), ("q", "2")], json={"b": 1})
    (request,) = server.requests
    assert (request.method, request.target) == ("PUT", "/api/v1/x?q=a+b%26c&q=2")
    assert request.body == b'{"b":1}'
    assert (got.json(), got.headers["etag"]) == ({"a": [1, "é"]}, '"1"')


def test_connections_are_kept(call):
    with HttpServer(answer(200, json={})) as server:
        transport = Transport(server.url, user_agent="test/1")
        for _n in range(3):
            transport.request(JobControl(), "GET", "/")
        transport.close()
    assert (server.accepted, len(server.requests)) == (1, 3)


def test_gzip_is_understood(call):
    with HttpServer(zipped(b'{"a":1}')) as server:
        assert call(server).json() == {"a": 1}
    assert server.requests[0].header("accept-encoding") == "gzip"


# -- T06: nobody else gets the token ----------------------------------------------------


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_T06_a_redirect_is_not_followed(call, status, method):
    with HttpServer(answer(200, json={})) as elsewhere:
        there = elsewhere.url.replace("127.0.0.1", "localhost") + "/x"
        headers = [("Location", there)]
        with (
            HttpServer(answer(status, headers=headers)) as server,
            pytest.raises(InTheWay) as caught,
        ):
            call(server, method, headers={"Authorization": f"Bearer {CANARY}"})
    assert elsewhere.requests == []
    assert elsewhere.accepted == 0
    assert "localhost" not in str(caught.value)


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("https://www.platform.example/api/v1/me", "https://www.platform.example"),
        ("https://new.example/base/api/v1/me", "https://new.example/base"),
        ("https://login.example/authorize?state=canary&user=x", "https://login.example"),
        ("http://login.example/", ""),  # a token may not go there
        ("https://user:pw@login.example/", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_T06_where_a_redirect_leads_is_told_as_an_address_of_a_platform(call, location, target):
    with (
        HttpServer(answer(302, headers=[("Location", location)])) as server,
        pytest.raises(InTheWay) as caught,
    ):
        call(server, "GET", "/api/v1/me")
    assert caught.value.target == target
    assert not caught.value.asks_to_sign_in
    assert "canary" not in repr(vars(caught.value)) + str(caught.value)


def test_T06_cookies_are_not_kept():
    with HttpServer(answer(200, json={}, headers=[("Set-Cookie", "a=b; Path=/")])) as server:
        transport = Transport(server.url, user_agent="test/1")
        for _n in range(2):
            transport.request(JobControl(), "GET", "/")
        transport.close()
    assert server.requests[1].header("cookie") is None


@pytest.mark.parametrize(
    "path", ["/listeners/..", "/../../x", "/listeners/%2e%2e/me", "/a\\b", "/a#b", "/a b", "@evil/"]
)
def test_D8_a_path_that_would_be_read_otherwise_is_not_sent(call, path):
    with HttpServer(answer(200, json={})) as server, pytest.raises(ProtocolError):
        call(server, "GET", path)
    assert server.accepted == 0


@pytest.mark.parametrize("read", ["http://127.0.0.2:{}/", "http://127.0.0.1:1/"])
def test_D8_a_library_that_reads_another_address_is_noticed(call, read, monkeypatch):
    with HttpServer(answer(200, json={})) as server:
        other = parse_url(read.format(server.port))
        monkeypatch.setattr("app.adapters.transport.parse_url", lambda _text: other)
        with pytest.raises(ProtocolError):
            call(server, headers={"Authorization": f"Bearer {CANARY}"})
    assert server.accepted == 0


# -- T07: the environment has no say ----------------------------------------------------


def test_T07_a_hostile_environment_changes_no_byte(call, monkeypatch, tmp_path):
    def request():
        with HttpServer(answer(200, json={})) as server:
            call(server, "POST", json={"a": 1}, headers={"Authorization": "Bearer mine"})
        return server.requests[0].raw_head.replace(str(server.port).encode(), b"PORT")

    with HttpServer(answer(200, json={})) as trap:
        calm = request()
        netrc = tmp_path / "netrc"
        netrc.write_text("machine 127.0.0.1 login evil password evil\n")
        netrc.chmod(0o600)
        monkeypatch.setenv("NETRC", str(netrc))
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "missing.pem"))
        monkeypatch.setenv("CURL_CA_BUNDLE", str(tmp_path / "missing.pem"))
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            monkeypatch.setenv(name, trap.url)
            monkeypatch.setenv(name.lower(), trap.url)
        monkeypatch.delenv("NO_PROXY", raising=False)
        assert request() == calm
        assert trap.accepted == 0
    assert b"Bearer mine" in calm


# -- T08: no token in clear text --------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com",
        "http://localhost",
        "http://127.0.0.1.example.com",
        "http://10.0.0.1",
        "http://[::ffff:127.0.0.1]",
        "http://user@127.0.0.1",
    ],
)
def test_T08_plain_http_only_to_a_literal_loopback_address(url):
    with pytest.raises(Refused):
        Transport(url, user_agent="test/1")


def test_T08_loopback_is_fine():
    for url in ("http://127.0.0.1:8080", "http://[::1]:8080", "http://127.8.8.8/base/"):
        Transport(url, user_agent="test/1").close()


# -- TLS --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def ca():
    return trustme.CA()


def _server_tls(ca, name):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert(name).configure_cert(context)
    return context


def _client_tls(ca):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    ca.configure_trust(context)
    return context


def test_T09_a_trusted_certificate_is_accepted(call, ca):
    with HttpServer(answer(200, json={"a": 1}), tls=_server_tls(ca, "127.0.0.1")) as server:
        assert call(server, tls=_client_tls(ca)).json() == {"a": 1}


def test_T09_an_unknown_issuer_is_refused_by_the_systems_store(call, ca):
    with (
        HttpServer(answer(200, json={}), tls=_server_tls(ca, "127.0.0.1")) as server,
        pytest.raises(TlsFailed) as caught,
    ):
        call(server, headers={"Authorization": f"Bearer {CANARY}"})
    assert server.requests == []
    assert caught.value.reason


def test_T09_another_name_is_refused(call, ca):
    with (
        HttpServer(answer(200, json={}), tls=_server_tls(ca, "other.example")) as server,
        pytest.raises(TlsFailed) as caught,
    ):
        call(server, tls=_client_tls(ca))
    assert server.requests == []
    assert caught.value.names == ("other.example",)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1])
def test_T09_old_versions_of_tls_are_refused(call, ca, version):
    tls = _server_tls(ca, "127.0.0.1")
    with warnings.catch_warnings(action="ignore", category=DeprecationWarning):
        tls.minimum_version = tls.maximum_version = version
    ours = system_tls()
    ca.configure_trust(ours)
    for context in (tls, ours):  # else OpenSSL would not speak them anyway
        context.set_ciphers("ALL:@SECLEVEL=0")
    with HttpServer(answer(200, json={}), tls=tls) as server, pytest.raises(TlsFailed):
        call(server, tls=ours)
    assert server.requests == []


def test_F40_a_handshake_that_never_ends_ends_at_the_deadline(call, ca):
    with HttpServer(silence) as server:
        server.url = server.url.replace("http:", "https:")
        started = time.monotonic()
        with pytest.raises(TimedOut):
            call(server, tls=_client_tls(ca), deadline_s=0.4)
    assert time.monotonic() - started < IN_TIME_S


# -- D5: the deadline is absolute -------------------------------------------------------

IN_TIME_S = 10  # on a busy machine; those who answer so would take half a minute, or for ever
JSON_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"


@pytest.mark.parametrize(
    "act",
    [
        silence,
        drip(b"", b"H"),
        drip(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
        drip(JSON_HEAD + b"Content-Length: 100000\r\n\r\n", b" "),
        drip(JSON_HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["silence", "status line", "headers", "body", "chunks", "100 continue"],
)
def test_F41_every_slow_answer_ends_at_the_deadline(call, act):
    with HttpServer(act) as server:
        started = time.monotonic()
        with pytest.raises((TimedOut, ProtocolError)) as caught:
            call(server, deadline_s=0.5)
    assert time.monotonic() - started < IN_TIME_S
    if isinstance(caught.value, TimedOut):
        assert caught.value.timeout_s == 0.5


def test_a_cancelled_call_closes_its_socket_at_once(call):
    control = JobControl()
    with HttpServer(silence) as server:
        threading.Thread(
            target=lambda: (server.arrived.wait(30), control.cancel()), daemon=True
        ).start()
        started = time.monotonic()
        with pytest.raises(Cancelled):
            call(server, control=control)
    assert time.monotonic() - started < IN_TIME_S


def test_a_call_cancelled_before_it_starts_sends_nothing(call):
    control = JobControl()
    control.cancel()
    with HttpServer(answer(200, json={})) as server:
        with pytest.raises(Cancelled):
            call(server, control=control)
        assert server.accepted == 0


# -- D6: size is bounded after decoding -------------------------------------------------


def test_F48_a_compressed_bomb_stays_small(call):
    with HttpServer(zipped(b" " * 50_000_000)) as server, pytest.raises(ProtocolError) as caught:
        call(server, max_bytes=1_000_000)
    assert "larger" in str(caught.value)


def test_an_endless_body_is_cut(call):
    head = JSON_HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
    chunk = b"8000\r\n" + b" " * 0x8000 + b"\r\n"
    with HttpServer(drip(head, chunk, every_s=0.0001)) as server, pytest.raises(ProtocolError):
        call(server, max_bytes=500_000)


# -- what is no answer ------------------------------------------------------------------


def test_nobody_listens(call):
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]

    class Server:
        url = f"http://127.0.0.1:{port}"

    with pytest.raises(NetworkError) as caught:
        call(Server)
    assert caught.value.code == "connection_refused"


def test_an_unknown_name(call):
    class Server:
        url = "https://no-such-host.invalid"

    with pytest.raises(NetworkError) as caught:
        call(Server)
    assert (caught.value.code, caught.value.host) == ("dns_error", "no-such-host.invalid")


@pytest.mark.parametrize(
    "act",
    [
        raw(b""),
        raw(JSON_HEAD + b"Content-Length: 100\r\n\r\n{}"),
        reset,
    ],
    ids=["closed", "half a body", "reset"],
)
def test_F45_a_broken_connection_is_a_network_error(call, act):
    with HttpServer(act) as server, pytest.raises(NetworkError) as caught:
        call(server, "POST")
    assert caught.value.code == "connection_reset"
    assert len(server.requests) == 1  # a POST is never repeated by itself


def test_a_kept_connection_that_died_is_tried_once_more(call):
    with HttpServer(reset, answer(200, json={"a": 1})) as server:
        assert call(server, "PATCH", json={}).json() == {"a": 1}
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\xff\xfe garbage\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/1.1 99999 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 500 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX-A: " + b"b" * 100_000 + b"\r\n\r\n",
        JSON_HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        JSON_HEAD + b"Content-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd",
        JSON_HEAD
        + b"Content-Encoding: "
        + b"gzip, " * 20
        + b"gzip\r\nContent-Length: 4\r\n\r\nabcd",
    ],
)
def test_F46_garbage_is_said_to_be_garbage(call, data):
    with HttpServer(raw(data)) as server, pytest.raises((ProtocolError, NetworkError)):
        call(server, "POST")


@pytest.mark.parametrize(
    "how",
    [
        {"body": b"<html>Sign in to the Wi-Fi</html>", "content_type": "text/html"},
        {"body": b"{}", "content_type": None},
        {"body": b"{}", "content_type": "text/plain"},
        {"body": b"", "content_type": "application/json"},
        {"body": b'{"a":', "content_type": "application/json"},
        {"body": '{"a":1}'.encode("utf-16"), "content_type": "application/json"},
        {"body": b'{"a":1,"a":2}', "content_type": "application/json"},
        {"body": b"[" * 100_000, "content_type": "application/json"},
        {"body": b'{"a":NaN}', "content_type": "application/json"},
    ],
)
def test_F39_a_200_that_is_no_json_is_a_protocol_error(call, how):
    with HttpServer(answer(200, **how)) as server:
        got = call(server)
        with pytest.raises(ProtocolError):
            got.json()


# -- refusals ---------------------------------------------------------------------------

KINDS = {
    400: ApiError,
    401: NotAuthorised,
    403: PermissionMissing,
    404: NotFound,
    405: ApiError,
    409: Conflict,
    410: ApiError,
    412: Conflict,
    413: ApiError,
    422: Rejected,
    428: ApiError,
    429: Busy,
    500: ServerFault,
    501: ServerFault,
    502: ServerFault,
    503: Busy,
    504: ServerFault,
    599: ServerFault,
}


@pytest.mark.parametrize(("status", "kind"), KINDS.items())
def test_F37_every_refusal_has_its_class(call, status, kind):
    problem = {"code": "some_code", "detail": "Some detail.", "permission": "a:b"}
    with HttpServer(answer(status, json=problem)) as server, pytest.raises(kind) as caught:
        call(server)
    assert type(caught.value) is kind
    assert (caught.value.status, caught.value.code) == (status, "some_code")
    assert caught.value.detail == "Some detail."


@pytest.mark.parametrize("status", [400, 404, 409, 410, 412, 422, 428])
def test_T18_a_strangers_refusal_is_no_refusal_of_the_platform(call, status):
    page = {"body": b"<html>Not found</html>", "content_type": "text/html"}
    with HttpServer(answer(status, **page)) as server, pytest.raises(ProtocolError):
        call(server)


@pytest.mark.parametrize(
    ("status", "kind"),
    [(401, NotAuthorised), (403, PermissionMissing), (500, ServerFault), (503, Busy)],
)
def test_gateways_refuse_in_html(call, status, kind):
    page = {"body": b"<html>", "content_type": "text/html"}
    with HttpServer(answer(status, **page)) as server, pytest.raises(kind):
        call(server)


@pytest.mark.parametrize("status", [304, 600, 999])
def test_what_no_call_expects_is_a_protocol_error(call, status):
    with HttpServer(answer(status)) as server, pytest.raises(ProtocolError):
        call(server)


# -- T10: no exception tells a secret ---------------------------------------------------


@pytest.mark.parametrize(
    "act",
    [
        silence,
        reset,
        raw(b""),
        raw(b"garbage\r\n\r\n"),
        raw(JSON_HEAD + b"Content-Length: 9\r\n\r\n{}"),
        answer(302, headers=[("Location", f"http://127.0.0.1/{CANARY}")]),
        answer(401, json={"code": "x"}),
        answer(500, json={}),
        zipped(b" " * 2_000_000),
    ],
)
def test_T10_no_failure_tells_a_secret(call, act, caplog):
    caplog.set_level(logging.DEBUG)
    with HttpServer(act) as server, pytest.raises(Exception) as caught:
        call(
            server,
            "POST",
            f"/{CANARY}",
            query=[("token", CANARY)],
            headers={"Authorization": f"Bearer {CANARY}"},
            form={"client_secret": CANARY},
            deadline_s=0.5,
            max_bytes=100_000,
        ).json()
    assert CANARY not in "".join(traceback.format_exception(caught.value))
    assert not any(CANARY in one for one in _everything_in(caught.value))
    assert not any(
        CANARY in record.getMessage() for record in caplog.records if record.name[:3] == "app"
    )


def _everything_in(exc):
    seen, todo = [], [exc]
    while todo:
        one = todo.pop()
        if one is None or any(one is known for known in seen):
            continue
        seen.append(one)
        todo += [one.__cause__, one.__context__]
    return [repr(one) + str(one) + repr(vars(one)) for one in seen]


def test_no_socket_and_no_timer_is_left_behind(call):
    with HttpServer(silence) as server, pytest.raises(TimedOut):
        call(server, deadline_s=0.1)
    gc.collect()
    timers = [one for one in threading.enumerate() if isinstance(one, threading.Timer)]
    for one in timers:
        one.join(30)  # it is over, and may just not have ended
    assert not [one for one in timers if one.is_alive()]


def test_a_reused_connection_obeys_the_next_deadline():
    with HttpServer(answer(200, json={}), silence) as server:
        transport = Transport(server.url, user_agent="test/1", deadline_s=0.4)
        transport.request(JobControl(), "GET", "/")
        started = time.monotonic()
        with pytest.raises(TimedOut):
            transport.request(JobControl(), "GET", "/")
        transport.close()
    assert server.accepted == 1
    assert time.monotonic() - started < IN_TIME_S


_UNTIL_CLOSED = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n["


def _held(sent):
    def action(connection, _request):
        connection.send(sent)
        connection.ended.wait(60)

    return action


def test_F40_a_body_that_ends_with_the_connection_ends_at_the_deadline(call):
    """http.client has closed its connection by then, and with it what could be shut down."""
    started = time.monotonic()
    with HttpServer(_held(_UNTIL_CLOSED)) as server:
        with pytest.raises(TimedOut):
            call(server, deadline_s=0.5)
        assert time.monotonic() - started < 10  # the silence alone would be 15 s


def test_F61_who_listens_to_such_a_body_can_leave():
    control, heard, ended = JobControl(), threading.Event(), threading.Event()
    head = _UNTIL_CLOSED.replace(b"application/json", b"text/event-stream")
    with HttpServer(_held(head)) as server:
        transport = Transport(server.url, user_agent="test/1")

        def listen():
            with contextlib.suppress(Cancelled):
                transport.listen(
                    control,
                    "/stream",
                    headers={},
                    take=lambda _data: heard.set(),
                    silence_s=40,
                    life_s=3600,
                )
            ended.set()

        threading.Thread(target=listen, daemon=True).start()
        assert heard.wait(30)
        control.cancel()
        assert ended.wait(20)
        transport.close()
