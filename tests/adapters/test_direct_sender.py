"""A test-send from this computer: the exact bytes, and an attempt whatever happens."""

import socket
import threading
import time

import pytest
from urllib3.util import parse_url

from app.adapters import guarded_http
from app.adapters.direct_sender import KEPT_BYTES, RequestsSender
from app.domain.control import Cancelled, JobControl
from app.domain.delivery import PHASES, Trigger
from app.domain.errors import Rejected
from app.domain.outbound import CredentialMaterial, OutboundRequest, build_request
from app.domain.secret import MASK, Secret
from app.domain.signature import new_secret
from tests.support.builders import NOW
from tests.support.http_servers import (
    HttpServer,
    answer,
    drip,
    raw,
    reset,
    silence,
    zipped,
)

CONTROL = JobControl()
BODY = '{"name":"Zoë",  "n":1.50}'.encode()


def request_to(url, **changes):
    how = {
        "url": url,
        "entity": "clients",
        "function": "create",
        "record_version": 2,
        "event_id": "evt_1",
        "attempt": 1,
        "body": BODY,
        "now_s": 1_800_000_000,
        "signing_secrets": (new_secret(),),
        "credential": CredentialMaterial("bearer", {}, {"token": Secret("token-abc-123")}),
        "test": True,
        "product_version": "1.2.3",
    }
    return build_request(**(how | changes))


def send(request, control=CONTROL, timeout_s=5.0, **how):
    return RequestsSender(clock=lambda: NOW, **how).send(control, request, timeout_s=timeout_s)


def test_T31_exactly_the_bytes_and_headers_are_sent():
    with HttpServer(answer(202, body=b"thanks", content_type="text/plain")) as server:
        request = request_to(f"{server.url}/a?b=c")
        attempt = send(request)
    (got,) = server.requests
    assert (got.method, got.target, got.body) == ("POST", "/a?b=c", BODY)
    ours = [(name, value) for name, value in got.headers if name.lower() not in ("host",)]
    expected = [*request.headers, ("Content-Length", str(len(BODY)))]
    assert sorted(ours) == sorted(expected)
    assert got.raw_head.startswith(b"POST /a?b=c HTTP/1.1\r\n")
    assert got.raw_head.rstrip(b"\r\n").count(b"\r\n") == len(expected) + 1  # and Host
    assert b"\n" not in got.raw_head.replace(b"\r\n", b"")
    assert attempt.error is None
    assert (attempt.response.status, attempt.response.body) == (202, "thanks")


def test_what_was_sent_is_shown_with_secrets_masked():
    with HttpServer(answer(200)) as server:
        attempt = send(request_to(server.url + "/"))
    assert dict(attempt.request.headers)["authorization"] == MASK
    assert attempt.request.body == BODY.decode()
    assert "token-abc-123" not in repr(attempt)
    assert (attempt.trigger, attempt.number, attempt.started_at) == (Trigger.TEST, 1, NOW)


def test_T15_an_endpoint_that_repeats_what_it_got_shows_no_secret():
    def repeat(connection, request):
        (token,) = [value for name, value in request.headers if name.lower() == "authorization"]
        return answer(200, body=request.raw_head, headers=[("X-Seen", token)])(connection, request)

    learned = []
    with HttpServer(repeat) as server:
        attempt = send(request_to(server.url + "/"), learn=learned.append)
    assert server.requests[0].header("authorization") == "Bearer token-abc-123"
    assert "authorization: Bearer •••" in attempt.response.body
    assert dict(attempt.response.headers)["X-Seen"] == "Bearer •••"
    assert "token-abc-123" not in repr(attempt)
    assert learned == [Secret("token-abc-123")]  # so that the log leaves it out too


def test_every_phase_is_measured():
    with HttpServer(answer(200, body=b"ok")) as server:
        attempt = send(request_to(server.url + "/"))
    timings = attempt.timings
    phases = [getattr(timings, name) for name in PHASES if name != "tls"]
    assert all(one is not None and one >= 0 for one in phases)
    assert timings.tls is None  # not reached: plain http
    assert timings.total == attempt.duration_ms
    assert sum(phases) <= timings.total + 1


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_shown_and_not_followed(status):
    with HttpServer(answer(200)) as elsewhere:
        headers = [("Location", elsewhere.url)]
        with HttpServer(answer(status, headers=headers)) as server:
            attempt = send(request_to(server.url + "/"))
        assert elsewhere.accepted == 0
    assert attempt.error.code == "redirect_not_followed"
    assert dict(attempt.response.headers)["Location"] == elsewhere.url


@pytest.mark.parametrize("status", [400, 401, 404, 410, 429, 500, 503])
def test_a_refusal_is_an_attempt(status):
    with HttpServer(answer(status, body=b"no", content_type="text/plain")) as server:
        attempt = send(request_to(server.url + "/"))
    assert attempt.error.code == "http_status"
    assert (attempt.response.status, attempt.response.body) == (status, "no")


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (silence, "read_timeout"),
        (drip(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), "read_timeout"),
        (reset, "connection_reset"),
        (raw(b""), "connection_reset"),
        (raw(b"garbage\r\n\r\n"), "connection_reset"),
    ],
)
def test_F40_whatever_the_endpoint_does_is_an_attempt(act, code):
    with HttpServer(act) as server:
        started = time.monotonic()
        attempt = send(request_to(server.url + "/"), timeout_s=0.5)
    assert time.monotonic() - started < 10  # 0.5 s on a quiet machine; else it went on for ever
    assert attempt.error.code == code
    assert attempt.timings.first_byte is None or code == "read_timeout"


@pytest.mark.parametrize(
    ("start", "status", "code"),
    [
        (b"HTTP/1.1 200 OK", 200, None),
        (b"HTTP/1.1 500 No", 500, "http_status"),
    ],
)
@pytest.mark.parametrize("goes_on", [True, False])
def test_F42_F44_a_status_that_came_decides_as_it_does_for_the_platform(
    start, status, code, goes_on
):
    whole = start + b"\r\nContent-Length: 9999\r\n\r\nhalf"
    with HttpServer(drip(whole) if goes_on else raw(whole)) as server:
        attempt = send(request_to(server.url + "/"), timeout_s=0.5)
    assert (attempt.error.code if attempt.error else None) == code
    assert attempt.response.status == status
    assert attempt.response.truncated


def test_nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    attempt = send(request_to(f"http://127.0.0.1:{port}/"))
    assert (attempt.error.code, attempt.response) == ("connection_refused", None)


def test_an_unknown_name():
    attempt = send(request_to("https://no-such-host.invalid/"))
    assert attempt.error.code == "dns_error"


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "100.100.100.200", "[fe80::1]", "[fd00:ec2::254]", "0.0.0.0"]
)
def test_T26_link_local_and_metadata_addresses_are_never_dialled(address, monkeypatch):
    dialled = []
    monkeypatch.setattr(
        socket.socket, "connect", lambda _socket, where: dialled.append(where) or None
    )
    url = f"https://{address}/latest/meta-data"
    try:
        code = send(_unchecked(url)).error.code
    except Rejected:
        code = "address_blocked"
    assert code == "address_blocked"
    assert dialled == []


def test_T26_a_name_that_resolves_to_a_metadata_address_is_not_dialled(monkeypatch):
    dialled = []

    def resolve(_host, port, **_how):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("169.254.169.254", port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", lambda _socket, where: dialled.append(where))
    attempt = send(request_to("https://harmless.example/"))
    assert attempt.error.code == "address_blocked"
    assert dialled == []


@pytest.mark.parametrize(
    "url", ["https://example.com\\@evil.com/", "http://example.com/", "ftp://x.example/"]
)
def test_D8_an_ambiguous_url_is_not_sent(url):
    with pytest.raises(Rejected):
        send(_unchecked(url))


@pytest.mark.parametrize(
    "read", ["http://127.0.0.2:{}/in", "http://127.0.0.1:1/in", "http://127.0.0.1:{}/out"]
)
def test_D8_a_library_that_reads_another_url_is_noticed(read, monkeypatch):
    with HttpServer(answer(200)) as server:
        other = parse_url(read.format(server.url.rpartition(":")[2]))
        monkeypatch.setattr(guarded_http, "parse_url", lambda _text: other)
        with pytest.raises(Rejected):
            send(request_to(server.url + "/in"))
    assert server.requests == []


def test_only_the_beginning_of_a_long_answer_is_kept():
    with HttpServer(zipped(b"x" * 5_000_000, content_type="text/plain")) as server:
        attempt = send(request_to(server.url + "/"))
    assert len(attempt.response.body) == KEPT_BYTES
    assert attempt.response.truncated
    assert attempt.error is None


def test_an_answer_that_is_no_text_is_kept_in_base64():
    with HttpServer(answer(200, body=b"\xff\xfe\x00")) as server:
        attempt = send(request_to(server.url + "/"))
    assert (attempt.response.body, attempt.response.body_encoding) == ("//4A", "base64")


def test_a_cancelled_send_ends_at_once():
    control = JobControl()
    with HttpServer(silence) as server:
        threading.Thread(
            target=lambda: (server.arrived.wait(30), control.cancel()), daemon=True
        ).start()
        with pytest.raises(Cancelled):
            send(request_to(server.url + "/"), control=control, timeout_s=20)


def test_T07_the_environment_has_no_say(monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login evil password evil\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    with HttpServer(answer(200)) as trap, HttpServer(answer(200)) as server:
        monkeypatch.setenv("HTTP_PROXY", trap.url)
        monkeypatch.setenv("ALL_PROXY", trap.url)
        send(request_to(server.url + "/", credential=None))
        assert trap.accepted == 0
    assert server.requests[0].header("authorization") is None


def _unchecked(url):
    return OutboundRequest(url, (("content-type", "application/json"),), BODY, frozenset())
