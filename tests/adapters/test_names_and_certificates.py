"""Names that do not resolve, and certificates that change while the app runs (F55, F57)."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from app.adapters.transport import Transport
from app.domain.cause import diagnose
from app.domain.cause_codes import CauseCode
from app.domain.control import JobControl
from app.domain.errors import NetworkError, TlsFailed
from tests.support.http_servers import HttpServer, answer

HOST = "platform.example"
CONTROL = JobControl()
_REAL = socket.getaddrinfo


@pytest.fixture
def resolves(monkeypatch):
    """Have the name resolve to what a test says: addresses, an error, or nothing at all."""
    answers: list[object] = []
    asked: list[str] = []
    hung = threading.Event()

    def resolve(host, port, *rest, **named):
        if host != HOST:
            return _REAL(host, port, *rest, **named)
        asked.append(host)
        said = answers[min(len(asked), len(answers)) - 1]
        if said is None:
            hung.wait(60)
            raise socket.gaierror(socket.EAI_AGAIN, "no answer")
        if isinstance(said, Exception):
            raise said
        kind = (socket.SOCK_STREAM, socket.IPPROTO_TCP, "")
        return [
            (socket.AF_INET6 if ":" in one else socket.AF_INET, *kind, (one, port)) for one in said
        ]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)

    def script(*said: object) -> list[str]:
        answers[:] = said
        return asked

    yield script
    hung.set()


@pytest.fixture(scope="module")
def ca():
    return trustme.CA()


def server_tls(ca, **how):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert(HOST, **how).configure_cert(context)
    return context


@pytest.fixture
def open_transport(ca):
    made = []

    def open_it(server, **how):
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        ca.configure_trust(tls)
        port = server.url.rpartition(":")[2]
        made.append(Transport(f"https://{HOST}:{port}", user_agent="test/1", tls=tls, **how))
        return made[-1]

    yield open_it
    for one in made:
        one.close()


OK = answer(200, json={"a": 1})


@pytest.mark.parametrize("code", [socket.EAI_NONAME, socket.EAI_AGAIN, socket.EAI_FAIL])
def test_F55_a_name_that_does_not_resolve_is_said_and_tried_anew(
    resolves, open_transport, ca, code
):
    resolves(socket.gaierror(code, "no"), ["127.0.0.1"])
    with HttpServer(OK, tls=server_tls(ca)) as server:
        transport = open_transport(server)
        with pytest.raises(NetworkError) as caught:
            transport.request(CONTROL, "GET", "/x")
        assert (caught.value.code, caught.value.host) == ("dns_error", HOST)
        assert caught.value.retryable
        assert transport.request(CONTROL, "GET", "/x").json() == {"a": 1}


def test_F55_a_resolver_that_does_not_answer_is_not_waited_for(resolves, open_transport, ca):
    resolves(None)
    with HttpServer(OK, tls=server_tls(ca)) as server:
        transport = open_transport(server, deadline_s=0.3)
        started = time.monotonic()
        with pytest.raises(NetworkError):
            transport.request(CONTROL, "GET", "/x")
        assert time.monotonic() - started < 10  # the resolver would take a minute
        assert server.requests == []


def test_F55_a_dead_address_is_passed_over(resolves, open_transport, ca):
    resolves(["::ffff:127.0.0.9", "127.0.0.9", "127.0.0.1"])
    with HttpServer(OK, tls=server_tls(ca)) as server:
        assert open_transport(server).request(CONTROL, "GET", "/x").json() == {"a": 1}


def test_F55_a_platform_that_moved_is_found_by_its_name(resolves, open_transport, ca):
    asked = resolves(["127.0.0.1"], ["127.0.0.9"], ["127.0.0.1"])
    with HttpServer(OK, OK, tls=server_tls(ca)) as server:
        transport = open_transport(server)
        transport.request(CONTROL, "GET", "/x")
        transport.close()  # as when the old address went away
        with pytest.raises(NetworkError):
            transport.request(CONTROL, "GET", "/x")
        assert transport.request(CONTROL, "GET", "/x").json() == {"a": 1}
    assert len(asked) == 3


def test_F57_a_certificate_that_changes_to_a_stranger_is_refused_until_it_changes_back(
    resolves, open_transport, ca
):
    resolves(["127.0.0.1"])
    context = server_tls(ca)
    with HttpServer(OK, OK, OK, tls=context) as server:
        transport = open_transport(server)
        assert transport.request(CONTROL, "GET", "/x").json() == {"a": 1}
        for authority, is_known in ((trustme.CA(), False), (ca, True)):
            transport.close()
            authority.issue_cert(HOST).configure_cert(context)
            if is_known:
                assert transport.request(CONTROL, "GET", "/x").json() == {"a": 1}
                continue
            before = len(server.requests)
            with pytest.raises(TlsFailed) as caught:
                transport.request(CONTROL, "GET", "/x", headers={"Authorization": "Bearer canary"})
            assert len(server.requests) == before
            assert not caught.value.retryable
            cause = diagnose(error_code="tls_error", detail=caught.value.reason).code
            assert cause in (CauseCode.TLS_UNKNOWN_ISSUER, CauseCode.TLS_SELF_SIGNED)


@pytest.mark.parametrize(
    ("days", "cause"), [(-30, CauseCode.TLS_EXPIRED), (30, CauseCode.TLS_NOT_YET_VALID)]
)
def test_F57_a_wrong_clock_or_an_old_certificate_is_told_apart(
    resolves, open_transport, ca, days, cause
):
    resolves(["127.0.0.1"])
    at = datetime.now(UTC) + timedelta(days=days)
    lifetime = {"not_before": at - timedelta(days=1), "not_after": at + timedelta(days=1)}
    with HttpServer(OK, tls=server_tls(ca, **lifetime)) as server:
        with pytest.raises(TlsFailed) as caught:
            open_transport(server).request(CONTROL, "GET", "/x")
        assert server.requests == []
    assert diagnose(error_code="tls_error", detail=caught.value.reason).code is cause
    dates = caught.value.dates
    assert dates is not None
    whole_s = timedelta(seconds=1)  # a certificate knows no shorter times
    assert abs(dates.since - lifetime["not_before"]) < whole_s
    assert abs(dates.until - lifetime["not_after"]) < whole_s
    assert abs(dates.now - datetime.now(UTC)) < timedelta(minutes=1)


def test_F57_nobody_is_asked_for_dates_that_are_not_the_reason(resolves, open_transport, ca):
    resolves(["127.0.0.1"])
    stranger = server_tls(trustme.CA())
    with HttpServer(OK, tls=stranger) as server, pytest.raises(TlsFailed) as caught:
        open_transport(server).request(CONTROL, "GET", "/x")
    assert caught.value.dates is None
    assert server.accepted == 1


def test_F57_dates_that_cannot_be_read_are_no_other_failure(resolves, open_transport, ca):
    resolves(["127.0.0.1"], socket.gaierror(socket.EAI_NONAME, "gone meanwhile"))
    at = datetime(2021, 1, 1, tzinfo=UTC)
    old = server_tls(ca, not_before=at, not_after=at + timedelta(days=90))
    with HttpServer(OK, tls=old) as server, pytest.raises(TlsFailed) as caught:
        open_transport(server).request(CONTROL, "GET", "/x")
    assert caught.value.dates is None
    cause = diagnose(error_code="tls_error", detail=caught.value.reason)
    assert cause.code is CauseCode.TLS_EXPIRED
