"""The commands as real processes: signals, closed pipes, several at once, and what they import."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.support.chaos_proxy import ChaosProxy
from tests.support.http_servers import HttpServer

ROOT = Path(__file__).parents[2]
LIMIT_S = 60.0
posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and pipes")

IMPORTED = """
import json, sys
from app.__main__ import main
try:
    code = main(sys.argv[1:])
except SystemExit as end:
    code = end.code
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]), file=sys.stderr)
"""
HEAVY = {"PySide6", "requests", "urllib3", "keyring", "sqlite3", "rich", "fastapi", "sqlalchemy"}


def imported(*words: str) -> set[str]:
    """What a command imports of what takes its time."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, *words],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        timeout=LIMIT_S,
        check=True,
    )
    code, names = json.loads(done.stderr.splitlines()[-1])
    assert code == 0, done.stderr
    return HEAVY & set(names)


def ended(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    out, error = process.communicate(timeout=LIMIT_S)
    return process.returncode, out.decode(), error.decode()


def test_no_command_imports_qt_and_each_only_what_it_needs(connected):
    profile = ("--profile", str(connected.path))
    assert imported("--help") == set()
    assert imported("listeners", "--help") == set()
    assert imported(*profile, "--json", "connections", "list") == set()
    offline = imported(*profile, "--json", "listeners", "list", "--offline")
    assert offline == {"sqlite3"}
    online = imported(*profile, "--json", "listeners", "list")
    assert online == {"sqlite3", "requests", "urllib3"}


@posix
def test_ctrl_c_leaves_the_change_waiting_and_the_process_ends(connected):
    arrived = threading.Event()

    def hang(connection, _request):
        arrived.set()
        connection.ended.wait(LIMIT_S)
        return

    connected.create("--name", "Interrupted", "--offline")
    with HttpServer(hang) as server:
        move_to(connected, server.url)
        process = connected.process("sync")
        assert arrived.wait(LIMIT_S)
        process.send_signal(signal.SIGINT)
        code, out, error = ended(process)
    assert (code, out) == (130, "")
    assert error == "error: stopped; what was not sent still waits\n"
    (waiting,) = connected.result("pending", "list")["items"]
    assert waiting["state"] == "waiting"


@posix
@pytest.mark.parametrize("again", ["the same secret", "another secret"])
def test_F03_a_credential_whose_command_was_killed_is_made_once(
    connected, platform, tmp_path, again
):
    secret = tmp_path / "secret"
    secret.write_text("the same secret".replace(" ", "-"))
    words = ("credentials", "create", "--name", f"Killed {again}", "--auth-type", "bearer")
    words = (*words, "--secret-file", str(secret))
    with ChaosProxy(platform.base_url) as proxy:
        move_to(connected, proxy.url)
        process = connected.process(*words)

        def kill(when):
            if when == "after" and proxy.seen[-1].startswith("PUT"):
                process.kill()

        proxy.on_pass = kill
        assert ended(process)[0] == -signal.SIGKILL
        proxy.on_pass = lambda _when: None
        secret.write_text(again.replace(" ", "-"))
        made = connected.result(*words)
    there = platform.get("/credentials", params={"limit": 500}).json()["items"]
    (one,) = [one for one in there if one["name"] == f"Killed {again}"]
    assert one["id"] == made["id"]
    assert one["version"] == (1 if again == "the same secret" else 2)
    assert connected.result("pending", "list") == {"items": []}


def move_to(profile, url):
    """Have the connection's address be another one, as its own file says."""
    file = profile.path / "config" / "connections.json"
    text = file.read_text()
    (known,) = re.findall(r'"base_url": "([^"]+)"', text)
    file.write_text(text.replace(known, url))


@posix
@pytest.mark.parametrize("words", [["listeners", "list"], ["--json", "listeners", "list"]])
def test_a_reader_that_left_ends_it_quietly(connected, words):
    connected.create("--name", "Read by nobody")
    ours, theirs = os.pipe()
    os.close(ours)  # as `| head -1` does in the end
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "--profile", str(connected.path), *words],
        cwd=ROOT,
        stdout=theirs,
        stderr=subprocess.PIPE,
    )
    os.close(theirs)
    _, error = process.communicate(timeout=LIMIT_S)
    assert (process.returncode, error) == (141, b"")


def test_what_a_stream_cannot_show_is_no_reason_to_end(connected):
    connected.create("--name", "Ünïcode 🙂")
    words = ("listeners", "list", "--search", "Ünïcode")
    code, out, error = ended(connected.process(*words, environment={"PYTHONIOENCODING": "ascii"}))
    assert (code, error) == (0, "")
    assert r"\xdcn\xefcode \U0001f642" in out


def test_F27_several_at_once_lose_and_double_nothing(connected, platform):
    before = len(platform.get("/listeners", params={"limit": 500}).json()["items"])
    names = [f"At once {number}" for number in range(3)]
    words = ("listeners", "create", "--entity", "clients", "--url", "http://127.0.0.1:9/", "--json")
    processes = [connected.process(*words, "--name", name) for name in names]
    made = []
    for process in processes:
        code, out, error = ended(process)
        assert code == 0, error
        made.append(json.loads(out)["id"])
    there = platform.get("/listeners", params={"limit": 500}).json()["items"]
    assert sorted(one["name"] for one in there if one["id"] in made) == names
    assert len(there) == before + len(names)
    listed = connected.result("listeners", "list", "--offline")["items"]
    assert set(made) <= {one["id"] for one in listed}
    assert connected.result("pending", "list") == {"items": []}


@posix
def test_F27_a_watch_sends_what_other_commands_leave_and_hears_what_others_do(connected, platform):
    process = connected.process("sync", "--watch", "--json")
    assert process.stdout is not None
    try:
        first = json.loads(process.stdout.readline())
        assert (first["waiting"], first["conflicts"]) == (0, 0)
        made = connected.create("--name", "Left", "--offline")
        while json.loads(process.stdout.readline())["sent"] != 1:
            pass
        assert platform.get(f"/listeners/{made['id']}").status_code == 200
        body = {
            "name": "Theirs",
            "entity": "clients",
            "function": "create",
            "destination": {"kind": "email", "address": "ops@example.com"},
        }
        theirs = platform.post("/listeners", body).json()["id"]
        known: set[str] = set()
        while not {made["id"], theirs} <= known:  # its own change comes back as a pull, too
            json.loads(process.stdout.readline())
            items = connected.result("listeners", "list", "--offline")["items"]
            known = {one["id"] for one in items}
        process.send_signal(signal.SIGINT)
        assert ended(process) == (0, "", "")
    finally:
        process.kill()
        process.communicate()


@posix
def test_a_connection_that_is_at_work_is_not_removed_and_it_is_said_what_to_do(connected):
    process = connected.process("sync", "--watch", "--json")
    assert process.stdout is not None
    try:
        process.stdout.readline()
        code, out, error = connected.command("connections", "remove", "--yes")
        assert (code, out) == (1, "")
        assert "Manage connections" in error
        assert "nothing was removed" in error
        process.send_signal(signal.SIGINT)
        assert ended(process)[0] == 0
    finally:
        process.kill()
        process.communicate()
    assert connected.result("connections", "remove", "--yes")["removed"] is True


@posix
def test_T14_a_umask_that_takes_everything_takes_nothing_from_the_owner(connected):
    shutil.rmtree(connected.path / "data", ignore_errors=True)  # the copy is made anew
    made = ended(connected.process("sync", umask=0o777))
    assert made[0] == 0, made
    files = [one for one in connected.path.rglob("*") if one != connected.token_file]
    assert len(files) > 5
    modes = {(one.is_dir(), stat.S_IMODE(one.stat().st_mode)) for one in files}
    assert modes == {(True, 0o700), (False, 0o600)}
