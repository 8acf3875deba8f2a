"""`receive`: the receiver without a window."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys

import pytest

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
    assert status_of(call(port, webhook(port, secret=None, test=True))) == 202
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


@pytest.mark.skipif(sys.platform == "win32", reason="there it is Ctrl+Break")
def test_ctrl_c_ends_it(receive):
    process, _first = receive()
    process.send_signal(signal.SIGINT)
    _out, error = process.communicate(timeout=WAIT_S)
    assert (process.returncode, error) == (130, "error: stopped\n")
