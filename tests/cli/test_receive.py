"""`receive`: the receiver without a window."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading

import pytest

from app.cli.receive import WAITING, Came
from tests.support.received_requests import a_received
from tests.support.webhook_calls import SECRET, WAIT_S, call, status_of, webhook


@pytest.fixture
def receive(tmp_path):
    running = []

    def receive(*words):
        # What a shell starts in the background ignores SIGINT, and so do its children.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        process = subprocess.Popen(
            [sys.executable, "-m", "app", "receive", "--port", "0", *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        signal.signal(signal.SIGINT, before)
        running.append(process)
        first = process.stdout.readline()
        return process, first

    yield receive
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=WAIT_S)


def test_it_prints_what_comes_and_ends_after_so_many(receive, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text(SECRET + "\n", "utf-8")
    process, first = receive("--secret-file", str(secret), "--status", "202", "--count", "2")
    port = int(re.search(r"http://127\.0\.0\.1:(\d+)", first)[1])
    assert status_of(call(port, webhook(port, {"id": "cli_7"}, version=3))) == 202
    assert status_of(call(port, webhook(port, event_id="evt_2", secret=None, test=True))) == 202
    out, error = process.communicate(timeout=WAIT_S)
    lines = [line.split("  ", 1)[1] for line in out.splitlines()]
    assert lines == [
        "POST /in/clients  clients update cli_7 v3  signature valid  202",
        "POST /in/clients  clients update cli_1 v1 test  signature unsigned  202",
    ]
    assert (process.returncode, error) == (0, "")
    assert SECRET not in out


def test_for_programs_it_says_everything(receive):
    process, first = receive("--json", "--count", "1")
    port = int(json.loads(first)["listening"].rpartition(":")[2])
    call(port, webhook(port, b"\xff\x00"))
    out, _error = process.communicate(timeout=WAIT_S)
    said = json.loads(out)
    assert (said["method"], said["body_hex"], said["signature"]) == ("POST", "ff00", "not_checked")
    assert ["picksmart-entity", "clients"] in said["headers"]


def test_none_is_lost_where_printing_is_slow(receive):
    """More than a pipe holds, and nobody reads it: the senders wait."""
    process, first = receive("--json", "--count", "900")
    port = int(json.loads(first)["listening"].rpartition(":")[2])
    answers = []

    def send(numbers):
        for number in numbers:
            data = webhook(port, {"id": "cli_1", "text": "x" * 4000}, event_id=f"evt_{number}")
            answers.append(status_of(call(port, data)))

    senders = [threading.Thread(target=send, args=(range(at, 900, 9),)) for at in range(9)]
    for one in senders:
        one.start()
    said = [json.loads(process.stdout.readline()) for _ in range(900)]
    for one in senders:
        one.join(WAIT_S)
    assert answers == [200] * 900
    assert [one["number"] for one in said] == list(range(1, 901))
    events = {dict(one["headers"])["webhook-id"] for one in said}
    assert events == {f"evt_{number}" for number in range(900)}


def test_a_sender_waits_for_room_and_no_longer_than_to_the_end():
    came = Came()
    numbers = iter(range(10_000))

    def send():
        came.put(a_received(number=next(numbers)))

    for _ in range(WAITING):
        send()
    waits = [threading.Thread(target=send) for _ in range(2)]
    for one in waits:
        one.start()
    got = [came.get().number for _ in range(WAITING + 1)]
    assert got[:WAITING] == list(range(WAITING))
    assert got[WAITING] >= WAITING
    for _ in range(WAITING):  # with that of the second: one too many
        one = threading.Thread(target=send)
        one.start()
        waits.append(one)
    came.ended.set()
    for one in waits:
        one.join(WAIT_S)
        assert not one.is_alive()


def test_what_came_again_is_said(receive):
    process, first = receive("--json", "--count", "3")
    port = int(json.loads(first)["listening"].rpartition(":")[2])
    for event_id in ("evt_1", "evt_2", "evt_1"):
        call(port, webhook(port, event_id=event_id))
    out, _error = process.communicate(timeout=WAIT_S)
    assert [json.loads(line)["repeat_of"] for line in out.splitlines()] == [None, None, 1]


@pytest.mark.skipif(sys.platform == "win32", reason="there it is Ctrl+Break")
def test_ctrl_c_ends_it(receive):
    process, _first = receive()
    process.send_signal(signal.SIGINT)
    _out, error = process.communicate(timeout=WAIT_S)
    assert (process.returncode, error) == (130, "error: stopped\n")
