"""T23: what is let in as HTTP, over raw sockets on the running server."""

from __future__ import annotations

import json
import socket

import pytest

from tests.support.platform import running_platform


@pytest.fixture(scope="module")
def platform(tmp_path_factory):
    with running_platform(tmp_path_factory.mktemp("strict")) as running:
        yield running


def exchange(platform, request: bytes) -> tuple[int, bytes]:
    """Status and body; the server must close."""
    with socket.create_connection(platform.address, timeout=20) as sock:
        sock.sendall(request)
        received = b""
        while chunk := sock.recv(65_536):
            received += chunk
    head, _, body = received.partition(b"\r\n\r\n")
    return int(head.split(b" ")[1]), body


def head(platform, *lines: str, start: str = "POST /api/v1/records/leads HTTP/1.1") -> str:
    host, port = platform.address
    fixed = [
        start,
        f"Host: {host}:{port}",
        f"Authorization: Bearer {platform.token.reveal()}",
        "Content-Type: application/json",
    ]
    return "\r\n".join([*fixed, *lines]) + "\r\n\r\n"


BODY = '{"full_name": "Palesa", "no_such_member": 1}'
LENGTH = f"Content-Length: {len(BODY)}"
CHUNKED = "Transfer-Encoding: chunked"
CHUNKS = f"{len(BODY):x}\r\n{BODY}\r\n0\r\n\r\n"


@pytest.mark.parametrize(
    ("lines", "body", "status"),
    [
        ([LENGTH, LENGTH], BODY, 400),
        ([LENGTH, "Content-Length: 3"], BODY, 400),
        ([f"{LENGTH}, {len(BODY)}"], BODY, 400),
        (["Content-Length: -1"], BODY, 400),
        (["Content-Length: +2"], "{}", 400),
        (["Content-Length: abc"], BODY, 400),
        (["Content-Length: 1_0"], BODY, 400),
        (["Content-Length: 0x2"], "{}", 400),
        (["Content-Length: 2.0"], "{}", 400),
        (["Content-Length:"], BODY, 400),
        (["Content-Length: ٢"], "{}", 400),
        (["Content-Length: 10737418240"], BODY, 413),
        (["Content-Length: 1" + "0" * 40], BODY, 413),
        ([LENGTH, CHUNKED], CHUNKS, 400),
        ([CHUNKED, LENGTH], CHUNKS, 400),
        ([CHUNKED, CHUNKED], CHUNKS, 400),
        (["Transfer-Encoding: gzip"], BODY, 400),
        (["Transfer-Encoding: gzip, chunked"], CHUNKS, 400),
        (["Transfer-Encoding: xchunked"], CHUNKS, 400),
        ([CHUNKED], "-2\r\n{}\r\n0\r\n\r\n", 400),
        ([CHUNKED], "zz\r\n{}\r\n0\r\n\r\n", 400),
        ([CHUNKED], "2\r\n{}XX0\r\n\r\n", 400),
        ([*(f"X-{number}: 1" for number in range(101)), LENGTH], BODY, 431),
        ([f"X: {'a' * 70_000}", LENGTH], BODY, 431),
        ([*(f"X-{number}: {'a' * 900}" for number in range(90)), LENGTH], BODY, 431),
        (["X: a\r\n folded", LENGTH], BODY, 400),
        (["X : a", LENGTH], BODY, 400),
        (["X", LENGTH], BODY, 400),
        ([": a", LENGTH], BODY, 400),
        (["X: a\0b", LENGTH], BODY, 400),
        (["X: a\rb", LENGTH], BODY, 400),
        (["X: a\nY: b", LENGTH], BODY, 400),
    ],
)
def test_T23_odd_requests_are_refused_and_the_connection_ends(platform, lines, body, status):
    got, answer = exchange(platform, (head(platform, *lines) + body).encode())
    assert got == status
    problem = json.loads(answer)
    assert problem["status"] == status
    assert "Traceback" not in answer.decode()


@pytest.mark.parametrize(
    ("lines", "body"),
    [([LENGTH], BODY), ([CHUNKED], CHUNKS), (["TRANSFER-encoding:  Chunked"], CHUNKS)],
)
def test_T23_plain_and_chunked_bodies_are_read_right(platform, lines, body):
    got, answer = exchange(platform, (head(platform, *lines, "Connection: close") + body).encode())
    assert got == 422
    assert {one["code"] for one in json.loads(answer)["errors"]} == {"unknown_field"}


@pytest.mark.parametrize(
    ("start", "status"),
    [
        ("GET /" + "a" * 70_000 + " HTTP/1.1", 431),
        ("GET /api/v1/me HTTP/1.2", 505),
        ("GET /api/v1/me HTTP/3", 505),
        ("PRI * HTTP/2.0", 505),
        ("GET /api/v1/me", 400),
        ("GET  /api/v1/me HTTP/1.1", 400),
        ("GET /api/v1/me HTTP/1.1 x", 400),
        ("GÉT /api/v1/me HTTP/1.1", 400),
        ("\x16\x03\x01\x02\x00\x01", 400),  # TLS where none is spoken
    ],
)
def test_T23_odd_request_lines_are_refused(platform, start, status):
    got, answer = exchange(platform, head(platform, start=start).encode())
    assert got == status
    assert json.loads(answer)["status"] == status


@pytest.mark.parametrize("line", ["Host: x\n", "\n\n", "GET /api/v1/me HTTP/1.1\nHost: x\r\n\r\n"])
def test_T23_lines_that_end_without_cr_are_refused_at_once(platform, line):
    whole = head(platform, start="GET /api/v1/me HTTP/1.1").replace("\r\n", "\n")
    for request in (whole, line):
        assert exchange(platform, request.encode())[0] == 400


def test_T23_a_second_request_cannot_be_hidden_in_the_first(platform):
    """What follows a body is judged as a request of its own."""
    hidden = "GET /api/v1/me HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
    with socket.create_connection(platform.address, timeout=20) as sock:
        sock.sendall((head(platform, LENGTH) + BODY + hidden).encode())
        received = b""
        while chunk := sock.recv(65_536):
            received += chunk
    assert received.count(b"HTTP/1.1 4") == 2
    assert b"421" in received
    assert b"permissions" not in received


def test_T23_a_refused_request_ends_with_its_connection(platform):
    follows = head(platform, "Connection: close", start="GET /api/v1/me HTTP/1.1")
    request = head(platform, LENGTH, CHUNKED) + CHUNKS + follows
    with socket.create_connection(platform.address, timeout=20) as sock:
        sock.sendall(request.encode())
        received = b""
        while chunk := sock.recv(65_536):
            received += chunk
    assert received.startswith(b"HTTP/1.1 400 Bad Request\r\n")
    assert received.count(b"HTTP/1.1 ") == 1
