"""The embedded platform as a child: it starts, ends with the app, and comes back if it dies."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest

from app.adapters.platform_place import PlatformPlace
from app.adapters.platform_process import PlatformProcess, platform_command
from app.adapters.rest_api import RestApi
from app.domain.control import Cancelled, JobControl
from app.domain.errors import PlatformResetError, PlatformStartError
from app.domain.ports import SignedIn
from app.domain.secret import Secret

CONTROL = JobControl()
ROOT = Path(__file__).parents[2]

# A child that keeps the same promises, for what the real one would make slow.
CHILD = textwrap.dedent(
    """
    import json, os, pathlib, sys
    data, port = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    (data / "token").write_text("child-token-1234\\n")
    (data / "env").write_text(json.dumps(dict(os.environ)))
    with (data / "starts").open("a") as file:
        file.write(f"{os.getpid()} {port}\\n")
    print(json.dumps({"base_url": f"http://127.0.0.1:{port or 4321}",
                      "token_file": str(data / "token")}), flush=True)
    sys.stdin.read()
    """
)


def child_command(data, port):
    return [sys.executable, "-c", CHILD, str(data), str(port)]


def starts(data):
    return [line.split() for line in (data / "starts").read_text().splitlines()]


@pytest.fixture
def make(tmp_path):
    made = []

    def make(command=child_command, **how):
        made.append(PlatformProcess(tmp_path, command=command, **how))
        return made[-1]

    yield make
    for one in made:
        one.stop()


def test_the_real_platform_starts_and_answers(tmp_path):
    learned = []
    process = PlatformProcess(tmp_path / "sandbox", learn=learned.append)
    try:
        running = process.start(CONTROL)
        assert process.start(CONTROL) == running
        api = RestApi(SignedIn(running.base_url, token=running.token))
        assert api.me(CONTROL).environment.value == "sandbox"
        api.close()
        assert learned == [running.token]
        pid = process._child.pid
        arguments = b" ".join(_arguments_of(pid))
        assert running.token.reveal().encode() not in arguments
        assert (tmp_path / "sandbox").stat().st_mode & 0o077 == 0
    finally:
        process.stop()
    assert not _is_alive(pid)


def test_T01_the_child_gets_no_secret_and_no_foreign_code(make, tmp_path, monkeypatch):
    monkeypatch.setenv("MY_TOKEN", "canary")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    monkeypatch.setenv("HTTPS_PROXY", "http://evil.example")
    make().start(CONTROL)
    environment = json.loads((tmp_path / "env").read_text())
    assert not {"MY_TOKEN", "PYTHONPATH", "HTTPS_PROXY"} & set(environment)
    assert "PATH" in environment


def test_it_is_started_once(make, tmp_path):
    process = make()
    assert process.start(CONTROL).token == Secret("child-token-1234")
    process.start(CONTROL)
    assert len(starts(tmp_path)) == 1


def test_stopping_ends_it(make, tmp_path):
    process = make()
    process.start(CONTROL)
    pid = int(starts(tmp_path)[0][0])
    process.stop()
    process.stop()
    assert not _is_alive(pid)


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_F61_one_that_is_frozen_does_not_hold_up_the_end(make, tmp_path):
    process = make()
    process.start(CONTROL)
    pid = int(starts(tmp_path)[0][0])
    os.kill(pid, signal.SIGSTOP)
    started_s = time.monotonic()
    process.stop()
    assert time.monotonic() - started_s < 10  # it would have stayed for ever
    assert not _is_alive(pid)


def test_one_that_died_comes_back_on_its_port(make, tmp_path):
    process, revived = make(), threading.Event()
    running = process.start(CONTROL)
    original = process._start

    def start(control):
        result = original(control)
        revived.set()
        return result

    process._start = start
    os.kill(int(starts(tmp_path)[0][0]), signal.SIGKILL)
    assert revived.wait(20)
    assert [port for _pid, port in starts(tmp_path)] == ["0", "4321"]
    assert process.start(CONTROL) == running


def test_a_reset_one_is_as_it_was_at_first_and_runs_at_its_address(tmp_path):
    process = PlatformProcess(tmp_path / "sandbox")
    try:
        running = process.start(CONTROL)
        api = RestApi(SignedIn(running.base_url, token=running.token))
        before = api.records(CONTROL, "clients").items
        changed = api.update_record(CONTROL, before[0], {"first_name": "Changed"})
        assert changed.version == 2
        process.reset(with_listeners=False)
        assert process.running() == running
        assert api.records(CONTROL, "clients").items == before
        api.close()
    finally:
        process.stop()


def test_one_that_does_not_run_is_reset_and_not_started(tmp_path):
    process = PlatformProcess(tmp_path / "sandbox")
    process.start(CONTROL)
    process.stop()
    process.reset(with_listeners=False)
    assert process.running() is None


def test_what_cannot_be_reset_says_why_and_goes_on(make, tmp_path):
    process = make()  # its child keeps no database
    running = process.start(CONTROL)
    with pytest.raises(PlatformResetError) as caught:
        process.reset(with_listeners=False)
    assert "holds no platform" in caught.value.detail
    assert process.running() == running
    assert [port for _pid, port in starts(tmp_path)] == ["0", "4321"]


def test_F27_one_that_another_process_runs_is_left_alone(make, tmp_path):
    other, here = make(), make()
    running = other.start(CONTROL)
    with pytest.raises(PlatformResetError) as caught:
        here.reset(with_listeners=True)
    assert caught.value.reason == "in_use"
    assert other.running() == running
    assert len(starts(tmp_path)) == 1


def test_one_that_dies_again_and_again_is_left_alone(make, tmp_path):
    program = CHILD.replace("sys.stdin.read()", "raise SystemExit(7)")
    process = make(lambda data, port: [sys.executable, "-c", program, str(data), str(port)])
    process.start(CONTROL)
    given_up = threading.Event()
    original = process._died

    def died(child):
        original(child)
        if process._revivals > 5:
            given_up.set()

    process._died = died
    process._child._on_death = died
    assert given_up.wait(60)
    assert len(starts(tmp_path)) <= 7


def test_F01_killing_the_app_leaves_no_orphan(tmp_path):
    program = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        from app.adapters.platform_process import PlatformProcess
        from app.domain.control import JobControl
        PlatformProcess(Path(sys.argv[1])).start(JobControl())
        print("ready", flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "sandbox")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "ready" in done.stdout, done.stderr
    # The folder's lock is free again only when the platform has ended.
    again = PlatformProcess(tmp_path / "sandbox")
    for _attempt in range(50):
        try:
            again.start(CONTROL)
            break
        except PlatformStartError:
            threading.Event().wait(0.1)
    assert again._running is not None
    again.stop()


@pytest.mark.parametrize(
    ("program", "detail"),
    [
        ("import sys; sys.exit('the folder is in use')", "the folder is in use"),
        ("print('hello')", "JSONDecodeError"),
        ("print('{}')", "KeyError"),
        ('print(\'{"base_url": "http://127.0.0.1:1", "token_file": "/none"}\')', "FileNotFound"),
        ("pass", "exit code 0"),
    ],
)
def test_why_it_did_not_start_is_said(make, program, detail):
    process = make(lambda _data, _port: [sys.executable, "-c", program])
    with pytest.raises(PlatformStartError) as caught:
        process.start(CONTROL)
    assert detail in caught.value.detail


def test_that_it_did_not_start_is_not_said_twice(make):
    said = "error: the platform did not start: the disk is full"
    process = make(lambda _data, _port: [sys.executable, "-c", f"import sys; sys.exit({said!r})"])
    with pytest.raises(PlatformStartError) as caught:
        process.start(CONTROL)
    assert caught.value.detail == "the disk is full"


def test_a_program_that_is_not_there(make):
    with pytest.raises(PlatformStartError):
        make(lambda _data, _port: ["/no/such/program"]).start(CONTROL)


def test_one_that_says_nothing_is_given_up(make):
    process = make(
        lambda _data, _port: [sys.executable, "-c", "import sys; sys.stdin.read()"], start_s=0.5
    )
    with pytest.raises(PlatformStartError):
        process.start(CONTROL)


def test_starting_can_be_cancelled(make):
    control = JobControl()
    process = make(lambda _data, _port: [sys.executable, "-c", "import sys; sys.stdin.read()"])
    threading.Timer(0.2, control.cancel).start()
    with pytest.raises(Cancelled):
        process.start(control)


def test_the_frozen_app_starts_itself(monkeypatch):
    assert platform_command(Path("d"), 5)[1:4] == ["-m", "app", "platform"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert platform_command(Path("d"), 5) == [
        sys.executable,
        *("platform", "serve", "--data", "d", "--port", "5", "--parent-stdin"),
    ]


def test_F27_another_process_of_the_profile_uses_the_platform_that_runs(tmp_path):
    owner, guest = PlatformProcess(tmp_path / "sandbox"), PlatformProcess(tmp_path / "sandbox")
    try:
        running = owner.start(CONTROL)
        assert guest.start(CONTROL) == running
        assert guest._child is None
        guest.stop()  # which leaves the other's alone
        assert guest.start(CONTROL) == running
        note = tmp_path / "sandbox" / "serving.json"
        assert running.token.reveal() not in note.read_text()
        left = note.read_bytes()
        owner.stop()
        assert not note.exists()
        note.write_bytes(left)  # as one that was killed leaves it
        own = guest.start(CONTROL)
        assert guest._child is not None
        api = RestApi(SignedIn(own.base_url, token=own.token))
        assert api.me(CONTROL).environment.value == "sandbox"
        api.close()
    finally:
        guest.stop()
        owner.stop()


@pytest.mark.parametrize("note", ["", "[]", "{", "nonsense", '{"base_url": "http://127.0.0.1:1"}'])
def test_a_note_that_says_nothing_is_not_believed(tmp_path, note):
    owner, guest = PlatformPlace(tmp_path), PlatformPlace(tmp_path)
    owner.note(note)
    assert guest.found() is None
    owner.forget()


def _arguments_of(pid):
    path = Path(f"/proc/{pid}/cmdline")
    return path.read_bytes().split(b"\0") if path.exists() else []


def _is_alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
