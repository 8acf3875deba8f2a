"""Hostile and broken endpoints: every one ends in time, with the right code."""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import threading
from pathlib import Path

import pytest
import trustme

from app.domain.outbound import OutboundRequest
from app.domain.times import utc_now
from app.server.deliveries.attempt import RESPONSE_LIMIT_BYTES, AttemptResult
from app.server.deliveries.guard import AddressGuard
from app.server.deliveries.senders.http import HttpSender
from app.server.deliveries.senders.phases import TimedTls, verifying_tls
from app.server.settings import LOOPBACK
from tests.support.receivers import HttpReceiver, Reply

TIMEOUT_S = 0.4  # where nothing ends the wait but the deadline
PATIENT_S = 15.0  # where an answer comes, however busy the machine is
LATE_S = 5.0  # a deadline is not missed by more
HEADERS = (("content-type", "application/json"),)
PLAIN_TLS = verifying_tls()


def send(
    *urls: str, tls: ssl.SSLContext = PLAIN_TLS, timeout_s: float = PATIENT_S
) -> list[AttemptResult]:
    """One POST to each URL, in order, through one pool of connections."""

    async def work() -> list[AttemptResult]:
        guard = AddressGuard(allow=LOOPBACK)
        sender = HttpSender(guard, clock=utc_now, tls=tls)
        try:
            return [
                await sender.send(
                    OutboundRequest(url, HEADERS, b"{}", frozenset()), timeout_s=timeout_s
                )
                for url in urls
            ]
        finally:
            await sender.close()
            guard.close()

    return asyncio.run(work())


def code_of(result: AttemptResult) -> str | None:
    return None if result.error is None else result.error.code


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (Reply(status=200), None),
        (Reply(status=202), None),
        (Reply(raw=b"HTTP/1.1 204 no\r\n\r\n"), None),
        (Reply(status=299), None),
        (Reply(status=302), "redirect_not_followed"),
        (Reply(status=400), "http_status"),
        (Reply(status=401), "http_status"),
        (Reply(status=404), "http_status"),
        (Reply(status=500, body=b"boom"), "http_status"),
        (Reply(status=599), "http_status"),
        (Reply(reset=True), "connection_reset"),
        (Reply(raw=b""), "connection_reset"),
        (Reply(raw=b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), "connection_reset"),
        (Reply(raw=b"HTTP/1.1 20"), "connection_reset"),
        (Reply(raw=b"HTTP/1.1 200 ok\r\nx: " + b"y" * 70_000 + b"\r\n\r\n"), "connection_reset"),
        (Reply(raw=b"HTTP/1.1 200 ok\r\n" + b"x: y\r\n" * 5_000 + b"\r\n"), "connection_reset"),
        (Reply(held=True), "read_timeout"),
    ],
)  # fmt: skip
def test_T29_every_answer_has_its_code(
    reply: Reply, code: str | None, endpoint: HttpReceiver
) -> None:
    endpoint.always(reply)
    timeout_s = TIMEOUT_S if code == "read_timeout" else PATIENT_S
    (result,) = send(endpoint.url, timeout_s=timeout_s)
    assert code_of(result) == code
    assert result.duration_ms < (timeout_s + LATE_S) * 1000
    endpoint.let_go()


def test_T29_a_dripping_answer_ends_at_the_deadline_and_still_counts(
    endpoint: HttpReceiver,
) -> None:
    endpoint.always(Reply(status=200, headers=(("connection", "close"),), drip_s=0.01))
    timeout_s = 1.5  # the head must come before it
    (result,) = send(endpoint.url, timeout_s=timeout_s)
    assert result.succeeded  # any 2xx is delivered; its body is of no interest
    assert result.response is not None
    assert result.response.truncated
    assert result.response.body
    assert timeout_s * 1000 * 0.9 <= result.duration_ms < (timeout_s + LATE_S) * 1000


def test_T29_a_huge_answer_is_cut_at_64_kib(endpoint: HttpReceiver) -> None:
    endpoint.always(Reply(status=500, body=b"x" * (5 * RESPONSE_LIMIT_BYTES)))
    (result,) = send(endpoint.url, timeout_s=5)
    assert result.response is not None
    assert result.response.truncated
    assert result.response.body == "x" * RESPONSE_LIMIT_BYTES


def test_an_answer_of_exactly_64_kib_is_whole(endpoint: HttpReceiver) -> None:
    endpoint.always(Reply(body=b"x" * RESPONSE_LIMIT_BYTES))
    (result,) = send(endpoint.url, timeout_s=5)
    assert result.response is not None
    assert not result.response.truncated


def test_a_cut_in_the_middle_of_a_character_leaves_text(endpoint: HttpReceiver) -> None:
    endpoint.always(Reply(body=b"x" + "é".encode() * RESPONSE_LIMIT_BYTES))
    (result,) = send(endpoint.url, timeout_s=5)
    assert result.response is not None
    assert result.response.body_encoding is None
    assert result.response.body == "x" + "é" * (RESPONSE_LIMIT_BYTES // 2 - 1)


def test_T29_a_compressed_bomb_is_kept_as_it_came(endpoint: HttpReceiver) -> None:
    bomb = gzip.compress(b"\0" * 20_000_000)
    endpoint.always(Reply(headers=(("content-encoding", "gzip"),), body=bomb))
    (result,) = send(endpoint.url, timeout_s=5)
    assert result.succeeded
    assert result.response is not None
    assert result.response.body_encoding == "base64"
    assert len(result.response.body or "") <= 4 * len(bomb) / 3 + 4


def test_nobody_listens(endpoint: HttpReceiver) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        (result,) = send(f"http://127.0.0.1:{free.getsockname()[1]}/")
    assert code_of(result) == "connection_refused"
    assert result.response is None
    assert result.timings.connect is None


def test_a_connection_that_never_stands_is_a_connect_timeout() -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(("127.0.0.1", port))
        (result,) = send(f"http://127.0.0.1:{port}/", timeout_s=TIMEOUT_S)
        for one in waiting:
            one.close()
    assert code_of(result) in {"connect_timeout", "read_timeout"}


def test_an_idle_connection_that_the_endpoint_closed_is_no_failure(
    endpoint: HttpReceiver,
) -> None:
    endpoint.answer(Reply(), Reply(reset=True), Reply(status=201))
    first, second = send(endpoint.url, endpoint.url, timeout_s=5)
    assert first.status == 200
    assert second.status == 201
    assert endpoint.connections == 2


def test_a_fresh_connection_that_is_reset_is_not_tried_twice(endpoint: HttpReceiver) -> None:
    endpoint.answer(Reply(reset=True))
    (result,) = send(endpoint.url)
    assert code_of(result) == "connection_reset"
    assert len(endpoint.received) == 1


def test_F52_an_answer_to_nothing_is_never_taken_for_ours() -> None:
    """What an endpoint says on an idle connection ends that connection."""
    extra = b"HTTP/1.1 500 no\r\ncontent-length: 0\r\n\r\n"

    async def work() -> tuple[AttemptResult, AttemptResult, int]:
        opened: list[asyncio.StreamWriter] = []

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            opened.append(writer)
            while await reader.read(65_536):
                writer.write(b"HTTP/1.1 204 yes\r\n\r\n")

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/"
        guard = AddressGuard(allow=LOOPBACK)
        sender = HttpSender(guard, clock=utc_now, tls=PLAIN_TLS)
        request = OutboundRequest(url, HEADERS, b"{}", frozenset())
        first = await sender.send(request, timeout_s=5)
        opened[0].write(extra)
        await opened[0].drain()
        for _ in range(20):  # turns of the loop, in which it reaches the idle connection
            await asyncio.sleep(0)
        second = await sender.send(request, timeout_s=5)
        await sender.close()
        guard.close()
        server.close()
        for writer in opened:
            writer.close()
            await writer.wait_closed()
        return first, second, len(opened)

    first, second, connections = asyncio.run(work())
    assert (first.status, second.status, connections) == (204, 204, 2)


def test_F52_two_answers_at_once_are_one(endpoint: HttpReceiver) -> None:
    extra = b"HTTP/1.1 500 no\r\ncontent-length: 0\r\n\r\n"
    endpoint.answer(Reply(raw=b"HTTP/1.1 204 yes\r\n\r\n" + extra))
    first, second = send(endpoint.url, endpoint.url, timeout_s=5)
    assert (first.status, second.status) == (204, 200)
    assert endpoint.connections == 2


@pytest.mark.parametrize("value", ["a\r\nx-injected: 1", "a\nb", "a\rb", "a\0b"])
def test_T31_a_line_break_that_slipped_through_is_not_sent(
    value: str, endpoint: HttpReceiver
) -> None:
    request = OutboundRequest(endpoint.url, (("x-own", value),), b"{}", frozenset())

    async def work() -> AttemptResult:
        guard = AddressGuard(allow=LOOPBACK)
        sender = HttpSender(guard, clock=utc_now, tls=PLAIN_TLS)
        try:
            return await sender.send(request, timeout_s=5)
        finally:
            await sender.close()
            guard.close()

    result = asyncio.run(work())
    assert result.error is not None
    assert result.response is None
    assert endpoint.received == []


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def server_tls(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


def test_tls_is_timed_apart_from_the_connection(authority: trustme.CA) -> None:
    trusting = TimedTls(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(trusting)
    with HttpReceiver(tls=server_tls(authority, "127.0.0.1")) as endpoint:
        (result,) = send(endpoint.url, tls=trusting, timeout_s=5)
    assert result.succeeded
    assert result.timings.tls is not None
    assert result.timings.tls > 0
    assert result.timings.connect is not None


@pytest.mark.parametrize("name", ["127.0.0.1", "other.example.com"])
def test_tls_is_verified(name: str, authority: trustme.CA, tmp_path: Path) -> None:
    stranger = trustme.CA()
    trusting = TimedTls(ssl.PROTOCOL_TLS_CLIENT)
    authority.configure_trust(trusting)
    issuer = stranger if name == "127.0.0.1" else authority
    with HttpReceiver(tls=server_tls(issuer, name)) as endpoint:
        (result,) = send(endpoint.url, tls=trusting, timeout_s=5)
        assert code_of(result) == "tls_error"
        assert endpoint.received == []


def test_speaking_tls_to_a_plain_server_is_a_tls_error(endpoint: HttpReceiver) -> None:
    endpoint.always(Reply(raw=b"HTTP/1.1 400 no\r\n\r\n"))
    with socket.create_server(("127.0.0.1", 0)) as plain:
        port = plain.getsockname()[1]

        def shout() -> None:
            sock, _ = plain.accept()
            with sock:
                sock.recv(1000)
                sock.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=shout)
        thread.start()
        (result,) = send(f"https://127.0.0.1:{port}/", timeout_s=5)
        thread.join()
    assert code_of(result) == "tls_error"
