"""T23: nobody holds a connection without using it, and a flood keeps nobody out."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
import time

import pytest

from app.server.http.protocol import PatientProtocol
from tests.support.platform import running_platform
from tests.support.receivers import HttpReceiver, Reply

START = b"POST /api/v1/records/leads HTTP/1.1\r\n"


@pytest.fixture(scope="module")
def platform(tmp_path_factory):
    with running_platform(tmp_path_factory.mktemp("patience")) as running:
        yield running


@pytest.fixture
def impatient(monkeypatch):
    for name in ("head_s", "body_s", "write_s"):
        monkeypatch.setattr(PatientProtocol, name, 0.3)


def rest(sock: socket.socket) -> bytes:
    """What the server still says before it closes."""
    received = b""
    with contextlib.suppress(ConnectionResetError):
        while chunk := sock.recv(65_536):
            received += chunk
    return received


def connections(platform) -> list[PatientProtocol]:
    return list(platform.server.server_state.connections)


def connect(platform) -> socket.socket:
    return socket.create_connection(platform.address, timeout=20)


def test_T23_who_says_nothing_is_let_go(platform, impatient):
    with connect(platform) as sock:
        assert rest(sock) == b""


def test_T23_a_head_that_never_ends_is_told_and_let_go(platform, impatient):
    with connect(platform) as sock:
        sock.sendall(START)
        assert rest(sock).startswith(b"HTTP/1.1 408 ")


def test_T23_dripping_buys_no_time(platform, impatient):
    """The limit is for the whole head, not for each byte."""
    with connect(platform) as sock:
        stop = threading.Event()

        def drip():
            with contextlib.suppress(OSError):
                while not stop.wait(0.05):
                    sock.sendall(b"x")

        dripper = threading.Thread(target=drip)
        sock.sendall(START)
        dripper.start()
        started_s = time.monotonic()
        rest(sock)
        took_s = time.monotonic() - started_s
        stop.set()
        dripper.join()
    assert took_s < 10  # else only the test's own limit ended it


def test_T23_a_body_that_never_ends_is_told_and_let_go(platform, impatient):
    host, port = platform.address
    with connect(platform) as sock:
        sock.sendall(START + f"Host: {host}:{port}\r\nContent-Length: 10\r\n\r\n{{".encode())
        assert rest(sock).startswith(b"HTTP/1.1 408 ")
    assert platform.get("/me").status_code == 200


def test_T23_a_second_head_has_a_limit_too(platform, impatient):
    host, port = platform.address
    whole = f"GET /api/v1/openapi.json HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode()
    with connect(platform) as sock:
        sock.sendall(whole + b"GET /api/v1/")
        received = rest(sock)
    assert received.startswith((b"HTTP/1.1 200 ", b"HTTP/1.1 401 "))
    assert b"HTTP/1.1 408 " in received


def test_T23_who_does_not_read_is_let_go(platform, impatient):
    host, port = platform.address
    whole = f"GET /api/v1/openapi.json HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode()
    with connect(platform) as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        with contextlib.suppress(ConnectionResetError, BrokenPipeError):
            sock.sendall(whole * 400)  # more than every buffer on the way
            deadline_s = time.monotonic() + 20
            while time.monotonic() < deadline_s:
                sock.sendall(whole)
                if not connections(platform):
                    break
        assert not any(
            one.transport.get_write_buffer_size()
            for one in platform.server.server_state.connections
        )


def test_T23_a_request_under_way_is_not_hurried(platform, monkeypatch):
    """A long answer is no slow client: only what the client owes has a limit."""
    for name in ("head_s", "body_s"):
        monkeypatch.setattr(PatientProtocol, name, 0.2)
    with HttpReceiver() as endpoint:
        endpoint.always(Reply(delay_s=1.0))
        answer = platform.post(
            "/listeners/test",
            {
                "listener": {
                    "entity": "clients",
                    "function": "create",
                    "destination": {"kind": "endpoint", "url": endpoint.url, "auth_type": "none"},
                }
            },
        )
    assert answer.status_code == 200


def test_T23_a_flood_of_slow_clients_keeps_nobody_out(platform):
    """Structure of G13: 500 of them, and a healthy request is served in between."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        if soft < 1500 <= hard:
            resource.setrlimit(resource.RLIMIT_NOFILE, (1500, hard))
    with contextlib.ExitStack() as stack:
        slow = []
        for number in range(500):
            slow.append(stack.enter_context(connect(platform)))
            with contextlib.suppress(OSError):  # it may have made room already
                slow[-1].sendall(START + b"X-Slow: 1")
            if number % 100 == 99:
                assert platform.get("/me").status_code == 200
        assert len(connections(platform)) <= PatientProtocol.waiting_limit + 2
        oldest = slow[0]
        oldest.settimeout(20)
        assert rest(oldest) == b""
        assert platform.get("/me").status_code == 200


def test_T23_connections_at_work_have_a_limit(platform, monkeypatch):
    monkeypatch.setattr(PatientProtocol, "waiting_limit", 1)
    monkeypatch.setattr(PatientProtocol, "connection_limit", 2)
    host, port = platform.address
    with contextlib.ExitStack() as stack:
        for count in (1, 2):
            sock = stack.enter_context(connect(platform))
            sock.sendall(START + f"Host: {host}:{port}\r\nContent-Length: 9\r\n\r\n".encode())
            deadline_s = time.monotonic() + 20
            while sum(not one.waits for one in connections(platform)) < count:
                assert time.monotonic() < deadline_s
        third = stack.enter_context(connect(platform))
        assert rest(third) == b""
    assert platform.get("/me").status_code == 200
