"""The receiver on this computer: what it keeps, how it answers, whom it refuses, how it ends."""

from __future__ import annotations

import json
import socket
import sys
import threading
from contextlib import contextmanager, suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.adapters.local_receiver import LocalReceiver
from app.adapters.receiver_messages import BadRequest, read_body, read_head
from app.domain.errors import NetworkError
from app.domain.received import BODY_LIMIT, AnswerPlan, Fault, SignatureState, judge_signature
from tests.support.webhook_calls import SECRET, WAIT_S, call, read_all, status_of, webhook


class Stage:
    """A receiver that listens, with what it got."""

    def __init__(self) -> None:
        self.got = []
        self.plan = AnswerPlan()
        self.taken = threading.Event()
        self.receiver = LocalReceiver(self._take, lambda: self.plan)
        self.port = self.receiver.open(0)

    def _take(self, request) -> None:
        self.got.append(request)
        self.taken.set()

    def wait(self):
        assert self.taken.wait(WAIT_S), "nothing came"
        return self.got[-1]


@contextmanager
def staged():
    stage = Stage()
    try:
        yield stage
    finally:
        stage.receiver.close()


@pytest.fixture
def stage():
    with staged() as stage:
        yield stage


def receiver_threads():
    return [
        one
        for one in threading.enumerate()
        if "receiver" in one.name or "process_request" in one.name
    ]


# -- what is kept ------------------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="only there each 127.x.y.z is an own address")
def test_nobody_but_this_one_address_is_listened_at(stage):
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.2", stage.port), timeout=WAIT_S)


@pytest.mark.parametrize("in_pieces", [0, 1, 7])
def test_every_byte_is_kept_and_the_signature_holds(stage, in_pieces):
    body = '{ "id":"cli_1",\n "name" : "Ünï ☂" }'.encode()
    data = webhook(stage.port, body, version=3)
    answer = call(stage.port, data, in_pieces=in_pieces)
    assert status_of(answer) == 200
    [request] = stage.got
    assert request.body == body
    assert request.head == data.partition(b"\r\n\r\n")[0]
    assert (request.entity, request.function, request.record_id) == ("clients", "update", "cli_1")
    assert request.header("picksmart-record-version") == "3"
    assert judge_signature(request, [SECRET]) is SignatureState.VALID


def test_a_chunked_body_is_put_together(stage):
    head = (
        f"POST /in HTTP/1.1\r\nHost: 127.0.0.1:{stage.port}\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    chunks = b'5;note=1\r\n{"id"\r\n6\r\n:"c_1"\r\n1\r\n}\r\n0\r\nTrailer: 1\r\n\r\n'
    assert status_of(call(stage.port, head.encode() + chunks)) == 200
    assert stage.got[0].body == b'{"id":"c_1"}'
    assert stage.got[0].record_id == "c_1"


def test_a_browser_that_looks_by_is_kept_apart(stage):
    answer = call(stage.port, f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{stage.port}\r\n\r\n".encode())
    assert status_of(answer) == 405
    assert b"allow: POST" in answer
    assert not stage.got[0].is_event


def test_more_than_fits_is_counted_and_refused(stage):
    body = b"x" * (BODY_LIMIT + 10)
    assert status_of(call(stage.port, webhook(stage.port, body))) == 413
    [request] = stage.got
    assert (len(request.body), request.body_size) == (BODY_LIMIT, BODY_LIMIT + 10)
    assert judge_signature(request, [SECRET]) is SignatureState.INCOMPLETE


@pytest.mark.parametrize(
    ("how", "size", "kept"),
    [
        (b"Content-Length: 52428800\r\n\r\nxyz", 52_428_800, b"xyz"),
        (b"Content-Length: 99999999999\r\n\r\n", 99_999_999_999, b""),
        (b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nffffffff\r\n", 0x100000002, b"abc"),
    ],
)
def test_what_is_far_too_large_is_seen_too_and_not_read_to_its_end(stage, how, size, kept):
    head = f"POST /in HTTP/1.1\r\nHost: 127.0.0.1:{stage.port}\r\n"
    assert status_of(call(stage.port, head.encode() + how)) == 413
    [request] = stage.got
    assert (request.body, request.body_size, request.answer.status) == (kept, size, 413)
    assert judge_signature(request, [SECRET]) is SignatureState.UNSIGNED


def test_a_client_may_ask_before_it_sends(stage):
    head, _, body = webhook(stage.port).partition(b"\r\n\r\n")
    with socket.create_connection(("127.0.0.1", stage.port), timeout=WAIT_S) as sock:
        sock.sendall(head + b"\r\nExpect: 100-continue\r\n\r\n")
        assert sock.recv(1000) == b"HTTP/1.1 100 Continue\r\n\r\n"
        sock.sendall(body)
        assert status_of(read_all(sock)) == 200


# -- how it answers ----------------------------------------------------------------------------


@pytest.mark.parametrize("status", [200, 202, 204, 400, 410, 500, 599])
def test_the_chosen_status_is_answered(stage, status):
    stage.plan = AnswerPlan(status)
    answer = call(stage.port, webhook(stage.port))
    assert status_of(answer) == status
    assert stage.got[0].answer.status == status
    head, _, body = answer.partition(b"\r\n\r\n")
    assert (status == 204) == (body == b"")
    assert status == 204 or f"content-length: {len(body)}".encode() in head


def test_429_says_when_to_come_again(stage):
    stage.plan = AnswerPlan(429, retry_after_s=30)
    assert b"\r\nretry-after: 30\r\n" in call(stage.port, webhook(stage.port))


def test_a_delayed_answer_is_delayed(stage):
    stage.plan = AnswerPlan(delay_s=3600)
    with socket.create_connection(("127.0.0.1", stage.port), timeout=WAIT_S) as sock:
        sock.sendall(webhook(stage.port))
        stage.wait()
        sock.setblocking(False)
        with pytest.raises(BlockingIOError):
            sock.recv(1)


def test_a_reset_breaks_the_connection(stage):
    stage.plan = AnswerPlan(fault=Fault.RESET)
    with pytest.raises(ConnectionResetError):
        call(stage.port, webhook(stage.port))
    assert stage.wait().answer.fault is Fault.RESET


def test_a_drip_promises_more_than_it_says(stage):
    stage.plan = AnswerPlan(fault=Fault.DRIP)
    with socket.create_connection(("127.0.0.1", stage.port), timeout=WAIT_S) as sock:
        sock.sendall(webhook(stage.port))
        so_far = b""
        while b"\r\n\r\n " not in so_far:
            so_far += sock.recv(1000)
        assert b"content-length: 1000" in so_far


# -- whom it refuses ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1",
        "127.0.0.1:1",
        "2130706433:{port}",
        "localhost.:{port}",
        "127.0.0.1:{port}.evil.example",
        "a@127.0.0.1:{port}",
        "[::1]:{port}",
        "",
    ],
)
def test_T20_only_the_own_host_is_served(stage, host):
    lines = f"POST / HTTP/1.1\r\nHost: {host.format(port=stage.port)}\r\nContent-Length: 0\r\n\r\n"
    assert status_of(call(stage.port, lines.encode())) == 421
    assert stage.got == []


@pytest.mark.parametrize("count", [0, 2])
def test_T20_exactly_one_host_is_named(stage, count):
    host = f"Host: 127.0.0.1:{stage.port}\r\n" * count
    assert status_of(call(stage.port, f"POST / HTTP/1.1\r\n{host}\r\n".encode())) == 421
    assert stage.got == []


def test_T21_a_page_of_the_web_is_refused(stage):
    data = webhook(stage.port).replace(b"\r\n", b"\r\norigin: https://evil.example\r\n", 1)
    assert status_of(call(stage.port, data)) == 403
    assert stage.got == []


def test_T22_it_listens_on_loopback_alone(stage):
    address = stage.receiver._server.server_address
    assert address[0] == "127.0.0.1"


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"nonsense\r\n\r\n", 400),
        (b"POST / HTTP/2\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nbad header\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\na: b\r\n folded\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nx: " + b"y" * 70_000, 431),
        (b"{to}Content-Length: -1\r\n\r\n", 400),
        (b"{to}Content-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
        (
            b"{to}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
            400,
        ),
        (b"{to}Transfer-Encoding: gzip\r\n\r\n", 400),
        (b"{to}Transfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
    ],
)
def test_what_is_no_request_is_refused_and_not_kept(stage, data, status):
    host = f"127.0.0.1:{stage.port}".encode()
    try:
        answer = call(
            stage.port, data.replace(b"{to}", b"POST / HTTP/1.1\r\nHost: " + host + b"\r\n")
        )
    except ConnectionResetError:  # it was heard before all of it was sent
        answer = b""
    assert answer == b"" or status_of(answer) == status
    assert stage.got == []
    assert status_of(call(stage.port, webhook(stage.port))) == 200


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300), st.booleans())
def test_property_no_bytes_are_more_than_refused(noise, is_chunked):
    start = b"POST / HTTP/1.1\r\nhost: x\r\n"
    start += b"transfer-encoding: chunked\r\n\r\n" if is_chunked else b"content-length: 9\r\n\r\n"
    for data in (noise, start + noise):
        parts = iter([data])
        try:
            head, rest = read_head(lambda parts=parts: next(parts, b""))
            kept, size = read_body(head, rest, lambda parts=parts: next(parts, b""))
        except BadRequest:
            continue
        assert len(kept) == size


# -- how it ends -------------------------------------------------------------------------------


def test_no_thread_and_no_socket_is_left():
    with staged() as stage:
        stage.plan = AnswerPlan(delay_s=3600)
        waits = socket.create_connection(("127.0.0.1", stage.port), timeout=WAIT_S)
        waits.sendall(webhook(stage.port))
        stage.wait()
        says_nothing = socket.create_connection(("127.0.0.1", stage.port), timeout=WAIT_S)
        half = socket.create_connection(("127.0.0.1", stage.port), timeout=WAIT_S)
        half.sendall(b"POST / HTTP/1.1\r\n")
        port = stage.port
    assert receiver_threads() == []
    for sock in (waits, says_nothing, half):
        with sock, suppress(ConnectionResetError):
            assert sock.recv(1) == b""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=WAIT_S)


def test_who_was_taken_in_is_answered_although_it_ends():
    stage = Stage()
    closing = threading.Thread(target=stage.receiver.close)
    ended = threading.Event()

    def take(request):
        closing.start()
        stage.receiver_stopping.wait(WAIT_S)
        ended.set()

    stage.receiver_stopping = stage.receiver._server.stopping
    stage.receiver.take = take
    assert status_of(call(stage.port, webhook(stage.port))) == 200
    closing.join(WAIT_S)
    assert ended.is_set()
    assert not closing.is_alive()


def test_it_can_be_opened_again_at_the_same_port(stage):
    call(stage.port, webhook(stage.port))
    stage.receiver.close()
    assert stage.receiver.open(stage.port) == stage.port
    assert status_of(call(stage.port, webhook(stage.port))) == 200


def test_a_taken_port_is_an_error_of_ours():
    with socket.create_server(("127.0.0.1", 0)) as other:
        receiver = LocalReceiver(lambda _one: None, AnswerPlan)
        with pytest.raises(NetworkError) as caught:
            receiver.open(other.getsockname()[1])
        assert caught.value.code == "port_taken"
        receiver.close()


def test_many_at_once_are_all_kept(stage):
    def send(number):
        results.append(status_of(call(stage.port, webhook(stage.port, event_id=f"evt_{number}"))))

    results = []
    threads = [threading.Thread(target=send, args=(n,)) for n in range(24)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(WAIT_S)
    assert results == [200] * 24
    assert len({one.header("webhook-id") for one in stage.got}) == 24


def test_more_at_once_than_are_served_wait_for_their_turn(stage):
    """Whoever is hung up on thinks that its own sending is at fault."""
    all_sent = threading.Event()

    def take(request):
        all_sent.wait(WAIT_S)
        stage.got.append(request)

    stage.receiver.take = take
    callers = []
    try:
        for number in range(150):
            caller = socket.create_connection(("127.0.0.1", stage.port), timeout=WAIT_S)
            callers.append(caller)
            caller.sendall(webhook(stage.port, event_id=f"evt_{number}"))
        all_sent.set()
        assert {status_of(read_all(one)) for one in callers} == {200}
    finally:
        all_sent.set()
        for one in callers:
            one.close()
    assert len({one.header("webhook-id") for one in stage.got}) == 150


def test_those_that_wait_do_not_hold_up_its_end():
    with staged() as stage:
        callers = [
            socket.create_connection(("127.0.0.1", stage.port), timeout=WAIT_S) for _ in range(80)
        ]
    assert receiver_threads() == []
    for one in callers:
        one.close()


def test_a_bug_of_ours_says_its_kind_and_nothing_else(stage, caplog):
    def break_down(request):
        raise ValueError(request.body)

    stage.receiver.take = break_down
    assert call(stage.port, webhook(stage.port, {"id": "canary-77"})) == b""
    stage.receiver.close()  # joins, so that what was logged is there
    assert "ValueError" in caplog.text
    assert "canary-77" not in caplog.text


def test_json_dumps_of_the_answer_is_json(stage):
    answer = call(stage.port, webhook(stage.port)).partition(b"\r\n\r\n")[2]
    assert json.loads(answer) == {"received": True}
